/** Activity assemble: picks what the model gets to read and writes down what was put in and what was left out. */
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import type { Contexts } from './context.ts';

/** Builds the activity. */
export const assemble = (ports: AgentPorts, contexts: Contexts) =>
  activity<{ runId: string; conversation: string }, { tokens: number }>({
    name: 'assemble',
    semantics: 'transactional',
    run({ runId, conversation }, context) {
      const prompt = contexts.build(runId, conversation);
      const payload = {
        type: 'context.assembled',
        budget: ports.settings.history.tokens,
        tokens: prompt.tokens,
        items: prompt.included,
        cut: prompt.cut,
        dropped: prompt.dropped.map(({ id, reason }) => ({ id, reason })),
      };
      ports.runs.append({
        runId,
        kind: 'system_event',
        payload,
        actor: context.address,
        origin: 'system',
        at: context.at,
      });
      return { tokens: prompt.tokens };
    },
  });
