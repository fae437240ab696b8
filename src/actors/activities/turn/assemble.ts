/** Activity assemble: picks what the model gets to read, writes down what was left out and why, and chooses the way to answer. */
import type { Route } from '../../../machines/turn/turn.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { logEvent } from '../../log-event.ts';
import { chooseRoute } from '../../thinking/route.ts';
import { promptPins } from '../../thinking/system-prompt.ts';
import type { Contexts } from './context.ts';
import { deltaEvent } from './drafts.ts';

/** Builds the activity. */
export const assemble = (ports: AgentPorts, contexts: Contexts) =>
  activity<{ runId: string; conversation: string }, Route>({
    name: 'assemble',
    semantics: 'transactional',
    run({ runId, conversation }, context) {
      const text = ports.messages
        .batch(runId)
        .map((m) => m.text)
        .join('\n');
      const { reason, told, session, ...route } = chooseRoute({ ports, context, runId, conversation, text });
      logEvent(ports, context, runId, { type: 'route.chosen', way: route.way, reason, session: session?.kind ?? null });
      if (told !== undefined) ports.runs.append(deltaEvent({ runId, part: 'a' }, told, context.address, context.at));
      const prompt = contexts.build(runId, conversation, session);
      logEvent(ports, context, runId, {
        type: 'context.assembled',
        budget: ports.settings.history.tokens,
        tokens: prompt.tokens,
        items: prompt.included,
        cut: prompt.cut,
        dropped: prompt.dropped.map(({ id, reason: why }) => ({ id, reason: why })),
        parts: prompt.parts.map(({ name, tokens }) => ({ name, tokens })),
        recalled: prompt.parts.flatMap((part) => part.items ?? []),
        left: prompt.memories.left.map(({ id, reason: why }) => ({ id, reason: why })),
        found_by: prompt.memories.by,
        pins: promptPins(ports, conversation),
      });
      return route;
    },
  });
