/**
 * The actor scope in which transitions are computed: it starts nothing, books nothing and remembers what was asked for.
 *
 * XState's own `transition()` builds such a scope anew for every call, with a whole throw-away actor and system in it;
 * one re-used scope computes the same several times faster (`npm run bench`). It leans on internals of the pinned XState version:
 * test/host/02-scope.test.ts compares it with the official call on every machine and pins the version.
 */
import type { AnyActorLogic, AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';

/** An action as XState hands it to an executor. */
export interface AskedAction {
  type: string;
  params: unknown;
}

/** A transition that was taken in one microstep. */
export interface TakenTransition {
  source: string;
  targets: string[];
  event: string;
}

interface MicrostepTransition {
  source: { id: string };
  target?: readonly { id: string }[];
  eventType: string;
}

/** What one computation in the scope left behind. */
interface Asked {
  actions: AskedAction[];
  taken: TakenTransition[];
  /** the taken transitions themselves, for counting which ones were ever taken */
  definitions: object[];
}

let asked: Asked = { actions: [], taken: [], definitions: [] };

const nothing = (): undefined => undefined;

const system = {
  _bookId: () => 'inert',
  _register: () => 'inert',
  _unregister: nothing,
  _set: nothing,
  _relay: nothing,
  get: nothing,
  getAll: () => ({}),
  inspect: () => ({ unsubscribe: nothing }),
  getSnapshot: () => ({ _scheduledEvents: {} }),
  start: nothing,
  scheduler: { schedule: nothing, cancel: nothing, cancelAll: nothing },
  _clock: { setTimeout: nothing, clearTimeout: nothing },
  _logger: nothing,
  _snapshot: { _scheduledEvents: {} },
  _sendInspectionEvent(event: { type: string; _transitions?: MicrostepTransition[] }) {
    if (event.type !== '@xstate.microstep') return;
    for (const t of event._transitions ?? []) {
      asked.taken.push({ source: t.source.id, targets: (t.target ?? []).map((n) => n.id), event: t.eventType });
      asked.definitions.push(t);
    }
  },
};

/** The reference a machine sees as itself; sends to it are sends to the stepping actor. */
export const SELF = {
  id: 'self',
  sessionId: 'self',
  system,
  logic: undefined,
  send: nothing,
  _send: nothing,
  getSnapshot: nothing,
  on: () => ({ unsubscribe: nothing }),
};

const scope = {
  self: SELF,
  id: 'self',
  sessionId: 'self',
  logger: nothing,
  defer: nothing,
  system,
  stopChild: nothing,
  emit: nothing,
  actionExecutor: (action: AskedAction) => {
    asked.actions.push({ type: action.type, params: action.params });
  },
};

type Scope = Parameters<AnyActorLogic['transition']>[2];
const inert = scope as unknown as Scope;

function collect(compute: () => AnyMachineSnapshot): [AnyMachineSnapshot, Asked] {
  const mine: Asked = { actions: [], taken: [], definitions: [] };
  asked = mine;
  return [compute(), mine];
}

/** First snapshot of a machine, with everything its entry asked for. */
export function initial(machine: AnyStateMachine, input: unknown): [AnyMachineSnapshot, Asked] {
  return collect(() => machine.getInitialSnapshot(inert, input));
}

/** Next snapshot, with everything the transition asked for. */
export function next(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: EventObject,
): [AnyMachineSnapshot, Asked] {
  return collect(() => machine.transition(snapshot, event, inert));
}

/** The transitions that the last computation took, as objects of the machine's definition. */
export function lastTaken(): readonly object[] {
  return asked.definitions;
}

/** A live snapshot out of a persisted one. @throws when a state or a child of it does not exist any more */
export function restore(machine: AnyStateMachine, persisted: unknown): AnyMachineSnapshot {
  const children = (persisted as { children?: Record<string, { src?: unknown }> }).children ?? {};
  for (const [id, child] of Object.entries(children))
    if (typeof child.src !== 'string' || !(child.src in machine.implementations.actors))
      throw new Error(
        `child "${id}" of the snapshot has the source ${String(child.src)}, which machine "${machine.id}" does not know`,
      );
  return machine.restoreSnapshot(persisted as Parameters<AnyStateMachine['restoreSnapshot']>[0], inert);
}
