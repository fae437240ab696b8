/** Which way a message is answered, by rules alone: sessions first, then unfinished work, then what the words ask for. */
import { parseCommand } from '../../domain/commands.ts';
import { reminderIn } from '../../domain/route/reminder.ts';
import { asksForBuild, asksToContinue, routeByRules } from '../../domain/route/rules.ts';
import { confirmation } from '../../domain/session/confirmation.ts';
import type { Route } from '../../machines/turn/turn.machine.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { askerOf } from '../agent/asker.ts';
import { answerContext, isInner } from '../agent/inner.ts';
import { createTask } from '../agent/tasks.ts';
import { wordsFor } from '../agent/words.ts';
import { logEvent } from '../log-event.ts';
import { askedPayload, topologyOf, unfinishedBuild, type Asked } from './builds.ts';
import { hasModel } from './model.ts';
import { unfinishedPlan } from './plan.ts';
import { changeSession, openSession, type Aim, type OpenSession } from './sessions.ts';

/** A way, why it was chosen, and the session it belongs to. */
export interface Chosen extends Route {
  reason: string;
  /** words that are the whole answer, where no model is needed */
  told?: string;
  session?: Aim;
}

/** A run that is to be answered. */
export interface Asking {
  ports: AgentPorts;
  context: ActivityContext;
  runId: string;
  conversation: string;
  text: string;
}

const PURPOSES = { conversation: 'answer', setup: 'setup', action: 'task', heartbeat: 'heartbeat' } as const;

function direct({ conversation }: Asking, reason: string): Chosen {
  return { way: 'direct', purpose: PURPOSES[answerContext(conversation)], steps: 0, done: 0, reason };
}

function told({ ports, context, conversation }: Asking, key: 'buildCancelled' | 'setupCancelled'): Chosen {
  const words = wordsFor(ports, ports.messages.lastPlace(conversation)?.person ?? '', context.at);
  return { way: 'told', purpose: 'answer', steps: 0, done: 0, reason: 'called off', told: words.text(key) };
}

function inSession(session: Aim, reason: string): Chosen {
  return { way: 'direct', purpose: 'setup', steps: 0, done: 0, reason, session };
}

/** Begins a build, or says what is wrong with its topology. */
function build(asking: Asking, asked: Asked, reason: string): Chosen {
  const { ports, context, runId } = asking;
  const topology = topologyOf(ports);
  if ('problem' in topology)
    return { ...direct(asking, 'broken topology'), way: 'told', told: `✗ ${topology.problem}` };
  logEvent(ports, context, runId, askedPayload(asked));
  return { way: 'build', purpose: 'build', steps: topology.phases.length, done: asked.done, reason };
}

/** What a message means while a session is under way; undefined = nothing, it is an ordinary one. */
function bySession(asking: Asking, session: OpenSession): Chosen | undefined {
  const { context, conversation, text } = asking;
  const said = confirmation(text);
  if (session.state === 'proposed') {
    changeSession(context, conversation, { type: 'session.ended' });
    if (said === 'no') return told(asking, 'buildCancelled');
    const { request } = session;
    return said === 'yes' ? build(asking, { request, done: 0, brief: null, project: '' }, 'agreed to') : undefined;
  }
  if (said === 'no') {
    changeSession(context, conversation, { type: 'session.ended' });
    return told(asking, session.kind === 'setup' ? 'setupCancelled' : 'buildCancelled');
  }
  return inSession(session, `round ${session.round + 1} of a ${session.kind}`);
}

/** Work that was left unfinished and is to go on. */
function goingOn(asking: Asking): Chosen | undefined {
  const { ports, context, runId, conversation } = asking;
  const plan = unfinishedPlan(ports.runs, conversation, runId);
  if (plan) {
    const { task, steps, done, runId: from } = plan;
    logEvent(ports, context, runId, { type: 'plan.made', task, steps: steps.map((s) => ({ ...s })), done, from });
    return { way: 'plan', purpose: 'answer', steps: steps.length, done, reason: 'goes on with a plan' };
  }
  const open = unfinishedBuild(ports, conversation, runId);
  return open && build(asking, open, 'goes on with a build');
}

/** A set-up or a discovery that this message begins. */
function begun(asking: Asking): Chosen | undefined {
  const { context, conversation, text } = asking;
  const command = parseCommand(text);
  const kind = command?.name === 'setup' ? 'setup' : asksForBuild(text) ? 'discovery' : undefined;
  if (kind === undefined) return undefined;
  const request = command?.args ?? text;
  changeSession(context, conversation, { type: 'session.begun', kind, request });
  return inSession({ kind, request, round: 0 }, `begins a ${kind}`);
}

/** A reminder can be taken without a model, when it is asked for in so many words. */
function withoutModel(asking: Asking): Chosen | undefined {
  const { ports, context, runId, conversation, text } = asking;
  const description = reminderIn(text);
  if (description === undefined) return undefined;
  const command = { type: 'task.create', kind: 'reminder', description, due: description, repeat: '' } as const;
  const line = createTask(ports, context, askerOf(ports, conversation, runId), command);
  return { ...direct(asking, 'a reminder, without a model'), way: 'told', told: line };
}

/** Chooses. Whoever asks writes the reason down. */
export function chooseRoute(asking: Asking): Chosen {
  const { ports, conversation, text } = asking;
  if (isInner(conversation)) return direct(asking, answerContext(conversation));
  if (!hasModel(ports)) return withoutModel(asking) ?? direct(asking, 'no model');
  const session = openSession(ports, conversation);
  const bound = session && bySession(asking, session);
  if (bound) return bound;
  const onward = asksToContinue(text) ? goingOn(asking) : undefined;
  if (onward) return onward;
  const beginning = begun(asking);
  if (beginning) return beginning;
  const { way, reason } = routeByRules(text);
  return { ...direct(asking, reason), way };
}
