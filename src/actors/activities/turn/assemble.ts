/** Activity assemble: picks what the model gets to read, writes down what was left out and why, and chooses the way to answer. */
import { asksToContinue, routeByRules } from '../../../domain/route/rules.ts';
import type { Route } from '../../../machines/turn/turn.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { answerContext, isInner } from '../../agent/inner.ts';
import { logEvent } from '../../log-event.ts';
import { hasModel } from '../../agent/model.ts';
import { unfinishedPlan } from '../../agent/plan.ts';
import { promptPins } from '../../agent/system-prompt.ts';
import type { Contexts } from './context.ts';

interface Ids {
  runId: string;
  conversation: string;
}

const PURPOSES = { conversation: 'answer', setup: 'setup', action: 'task', heartbeat: 'heartbeat' } as const;

function direct(conversation: string): Route {
  return { way: 'direct', purpose: PURPOSES[answerContext(conversation)], steps: 0, done: 0 };
}

/** The way that the rules choose; a plan that was left unfinished is taken up behind its last good step. */
function routeOf(
  ports: AgentPorts,
  context: ActivityContext,
  { runId, conversation }: Ids,
): Route & { reason: string } {
  if (isInner(conversation)) return { ...direct(conversation), reason: answerContext(conversation) };
  if (!hasModel(ports)) return { ...direct(conversation), reason: 'no model' };
  const text = ports.messages
    .batch(runId)
    .map((m) => m.text)
    .join('\n');
  const open = asksToContinue(text) ? unfinishedPlan(ports.runs, conversation, runId) : undefined;
  if (open) {
    const { task, steps, done, runId: from } = open;
    logEvent(ports, context, runId, { type: 'plan.made', task, steps: steps.map((s) => ({ ...s })), done, from });
    return { way: 'plan', purpose: 'answer', steps: steps.length, done, reason: 'goes on with a plan' };
  }
  const { way, reason } = routeByRules(text);
  return { ...direct(conversation), way, reason };
}

/** Builds the activity. */
export const assemble = (ports: AgentPorts, contexts: Contexts) =>
  activity<Ids, Route>({
    name: 'assemble',
    semantics: 'transactional',
    run({ runId, conversation }, context) {
      const prompt = contexts.build(runId, conversation);
      logEvent(ports, context, runId, {
        type: 'context.assembled',
        budget: ports.settings.history.tokens,
        tokens: prompt.tokens,
        items: prompt.included,
        cut: prompt.cut,
        dropped: prompt.dropped.map(({ id, reason }) => ({ id, reason })),
        parts: prompt.parts.map(({ name, tokens }) => ({ name, tokens })),
        recalled: prompt.parts.flatMap((part) => part.items ?? []),
        pins: promptPins(ports, conversation),
      });
      const { reason, ...route } = routeOf(ports, context, { runId, conversation });
      logEvent(ports, context, runId, { type: 'route.chosen', way: route.way, reason });
      return route;
    },
  });
