/** Activity choose: the next provider of the chain that is fit and within its budget, by its circuit breaker and the ledger. */
import type { ErrorCode } from '../../../contracts/errors.ts';
import { stateText } from '../../../domain/state-text.ts';
import type { CallSubject, Failure } from '../../../machines/turn/call.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { logEvent } from '../../log-event.ts';
import { reachedCap } from '../../agent/spending.ts';

const UNUSABLE = new Set(['limited', 'broken']);

function codeOf(ports: AgentPorts, provider: string): ErrorCode | undefined {
  const actor = ports.peek(`provider:${provider}`);
  if (actor === undefined || !UNUSABLE.has(stateText(actor.value))) return undefined;
  return actor.context['code'] as ErrorCode;
}

/**
 * Builds the activity. A provider whose circuit is open is passed over only when a later one is fit:
 * with no alternative a call that may fail is better than a silence that will. A cap on spending is never stepped over:
 * when it is reached nothing is called, and the owner is asked.
 */
export const choose = (ports: AgentPorts) =>
  activity<CallSubject & { chain: string[]; from: number }, { at: number; passed: Failure[] }>({
    name: 'choose',
    semantics: 'transactional',
    run(input, context) {
      const { chain, from } = input;
      const passed: Failure[] = [];
      let fallback: number | undefined;
      for (let at = from; at < chain.length; at++) {
        const provider = chain[at] as string;
        const reached = reachedCap(ports, { key: input.conversation, provider, at: context.at });
        if (reached) {
          logEvent(ports, context, input.runId, { type: 'spending.capped', provider, ...reached });
          passed.push({ provider, code: 'provider.over_budget' });
          continue;
        }
        const code = codeOf(ports, provider);
        if (code === undefined) return { at, passed };
        fallback ??= at;
        passed.push({ provider, code });
      }
      return fallback === undefined ? { at: chain.length, passed } : { at: fallback, passed: [] };
    },
  });
