/** Activity giveUp: no provider could answer; the draft says so, why, and what to do. */
import type { Failure } from '../../../machines/turn/call.machine.ts';
import type { Reached } from '../../../domain/spending/caps.ts';
import { activity } from '../../activity.ts';
import { wordsIn, type Words } from '../../agent/words.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import { isSessionAnswer } from '../../thinking/sessions.ts';
import { deltaEvent, resetEvent } from './drafts.ts';

/** Which cap is reached, when that is among the reasons, as `choose` wrote it down. */
function capLine(ports: AgentPorts, runId: string, failures: readonly Failure[], say: Words): string {
  if (!failures.some(({ code }) => code === 'provider.over_budget')) return '';
  const capped = ports.runs.latest(runId, 'spending.capped') as (Reached & { provider: string }) | undefined;
  if (capped === undefined) return '';
  const { scope, provider, unit, spent, limit } = capped;
  const amounts = unit === 'cost' ? { spent: spent / 1_000_000, limit: limit / 1_000_000 } : { spent, limit };
  return `\n\n${say.text('capReached', { scope, provider, unit, ...amounts })}`;
}

/** Builds the activity. */
export const giveUp = (ports: AgentPorts) =>
  activity<{ runId: string; conversation: string; failures: Failure[] }, null>({
    name: 'giveUp',
    semantics: 'transactional',
    run({ runId, conversation, failures }, context) {
      const say = wordsIn(ports, conversation, context.at);
      const place = { runId, part: 'a' };
      // The beginning of what a session was to read is of no use to anybody.
      if (isSessionAnswer(ports.runs, runId)) ports.runs.append(resetEvent(place, context.address, context.at));
      const draft = ports.runs.draft(runId, replyId(runId));
      const words =
        draft === '' ? say.text('gaveUp', { failed: failures }) : `\n\n${say.text('brokeOff', { failed: failures })}`;
      ports.runs.append(deltaEvent(place, words + capLine(ports, runId, failures, say), context.address, context.at));
      const payload = { type: 'turn.gave_up', failures: failures.map(({ provider, code }) => ({ provider, code })) };
      ports.runs.append({
        runId,
        kind: 'system_event',
        payload,
        actor: context.address,
        origin: 'system',
        at: context.at,
      });
      return null;
    },
  });
