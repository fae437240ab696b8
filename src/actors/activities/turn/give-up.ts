/** Activity giveUp: no provider could answer; the draft says so, why, and what to do. */
import type { Failure } from '../../../machines/turn/call.machine.ts';
import { activity } from '../../activity.ts';
import { wordsIn } from '../../agent/words.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import { isSessionAnswer } from '../../thinking/sessions.ts';
import { deltaEvent, resetEvent } from './drafts.ts';

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
      ports.runs.append(deltaEvent(place, words, context.address, context.at));
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
