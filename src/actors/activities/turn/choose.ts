/** Activity choose: the next provider of the chain that is fit to answer, by what its circuit breaker knows. */
import type { ErrorCode } from '../../../contracts/errors.ts';
import { stateText } from '../../../domain/state-text.ts';
import type { Failure } from '../../../machines/turn.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';

const UNUSABLE = new Set(['limited', 'broken']);

function codeOf(ports: AgentPorts, provider: string): ErrorCode | undefined {
  const actor = ports.peek(`provider:${provider}`);
  if (actor === undefined || !UNUSABLE.has(stateText(actor.value))) return undefined;
  return actor.context['code'] as ErrorCode;
}

/**
 * Builds the activity. A provider whose circuit is open is passed over only when a later one is fit:
 * with no alternative a call that may fail is better than a silence that will.
 */
export const choose = (ports: AgentPorts) =>
  activity<{ chain: string[]; from: number }, { at: number; passed: Failure[] }>({
    name: 'choose',
    semantics: 'transactional',
    run({ chain, from }) {
      const passed: Failure[] = [];
      for (let at = from; at < chain.length; at++) {
        const provider = chain[at] as string;
        const code = codeOf(ports, provider);
        if (code === undefined) return { at, passed };
        passed.push({ provider, code });
      }
      return { at: from, passed: [] };
    },
  });
