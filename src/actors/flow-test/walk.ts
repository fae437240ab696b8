/** Walks a machine along every path its examples open up: through the kernel, with scripted results and a given clock. */
import type { AnyStateMachine } from 'xstate';
import type { ErrorData } from '../../contracts/errors.ts';
import type { Json } from '../../contracts/json.ts';
import type { ActorEvent } from '../../contracts/ports/stores/host-store.ts';
import { FAILURE, type Examples } from '../../machines/examples/example.ts';
import { lastTaken, restore } from '../host/kernel/inert-scope.ts';
import { step, type StepResult } from '../host/kernel/step.ts';

/** One path: the input it began with, its events, and where it ended. */
export interface WalkedPath {
  input: object;
  events: ActorEvent[];
  value: Json;
  ok: boolean;
  trouble: string;
}

/** What a walk found. */
export interface Walk {
  /** paths that reached a new state or took a new transition */
  paths: WalkedPath[];
  /** transitions that were taken, as objects of the machine's definition */
  taken: ReadonlySet<object>;
  /** full ids of the states that were entered */
  states: ReadonlySet<string>;
}

/** A moment on the way. */
interface Moment {
  input: object;
  events: ActorEvent[];
  /** persisted snapshot: every step begins with one, so that each is a round trip through JSON */
  state: string;
  /** timers that run, by id */
  timers: ReadonlyMap<string, ActorEvent>;
}

/** Given clock: the nth event of a path comes n seconds after its beginning. */
const BEGIN = 1_700_000_000_000;
const STEP_MS = 1000;
/** Bounds that keep a machine with counters in its context finite. */
const DEPTH = 14;
const MOMENTS_A_STATE = 40;

function possibleEvents(examples: Examples, state: string, timers: Moment['timers']): ActorEvent[] {
  const { children } = JSON.parse(state) as { children: Record<string, { src: string }> };
  const errors: readonly ErrorData[] = examples.errors ?? [FAILURE];
  const results = Object.entries(children).flatMap(([id, { src }]) => [
    ...(examples.outputs[src] ?? [null]).map((output) => ({ type: `xstate.done.actor.${id}`, output, actorId: id })),
    ...errors.map((error) => ({ type: `xstate.error.actor.${id}`, error, actorId: id, random: 0.5 })),
  ]);
  return [...examples.events, ...results, ...timers.values()] as ActorEvent[];
}

/** The walk itself, breadth first, so that the first path to a place is the shortest. */
class Walker {
  readonly taken = new Set<object>();
  readonly states = new Set<string>();
  readonly paths: WalkedPath[] = [];
  readonly #machine: AnyStateMachine;
  readonly #examples: Examples;
  readonly #isMachine: (source: string) => boolean;
  readonly #seen = new Set<string>();
  readonly #perState = new Map<string, number>();

  constructor(machine: AnyStateMachine, examples: Examples, isMachine: (source: string) => boolean) {
    this.#machine = machine;
    this.#examples = examples;
    this.#isMachine = isMachine;
  }

  /** Notes where a step led. @returns whether it was somewhere new */
  #note({ snapshot, taken }: StepResult): boolean {
    const before = this.taken.size + this.states.size;
    for (const transition of lastTaken()) this.taken.add(transition);
    for (const node of snapshot._nodes) this.states.add(node.id);
    // A state that is left within the same step shows only as the source of a transition.
    for (const { source } of taken) this.states.add(source);
    return this.taken.size + this.states.size > before;
  }

  #step(from: Moment | undefined, input: object, event: ActorEvent): Moment | undefined {
    const events = from ? [...from.events, event] : [];
    const path = (value: Json, trouble: string): void =>
      void this.paths.push({ input, events, value, ok: trouble === '', trouble });
    try {
      const before = from && restore(this.#machine, JSON.parse(from.state));
      const result = step(this.#machine, before, event, {
        at: BEGIN + events.length * STEP_MS,
        isMachine: this.#isMachine,
      });
      const isNew = this.#note(result);
      const failed = result.snapshot.status === 'error';
      if (failed) path(result.value, `ends in error: ${JSON.stringify(result.snapshot.error)}`);
      else if (isNew) path(result.value, '');
      if (result.snapshot.status !== 'active') return undefined;
      const timers = new Map(from?.timers);
      for (const id of result.cancels) timers.delete(id);
      for (const timer of result.timers) timers.set(timer.timerId, timer.event);
      return { input, events, timers, state: JSON.stringify(this.#machine.getPersistedSnapshot(result.snapshot)) };
    } catch (error) {
      path(null, (error as Error).message);
      return undefined;
    }
  }

  #isNewMoment(moment: Moment): boolean {
    if (this.#seen.has(moment.state)) return false;
    this.#seen.add(moment.state);
    const value = JSON.stringify((JSON.parse(moment.state) as { value: Json }).value);
    const count = (this.#perState.get(value) ?? 0) + 1;
    this.#perState.set(value, count);
    return count <= MOMENTS_A_STATE && moment.events.length < DEPTH;
  }

  walk(): Walk {
    const births = this.#examples.inputs.map((input) =>
      this.#step(undefined, input, { type: 'xstate.init', input: input as Json }),
    );
    let frontier = births.filter((m) => m !== undefined).filter((m) => this.#isNewMoment(m));
    while (frontier.length > 0) {
      const next: Moment[] = [];
      for (const moment of frontier)
        for (const event of possibleEvents(this.#examples, moment.state, moment.timers)) {
          const after = this.#step(moment, moment.input, event);
          if (after && this.#isNewMoment(after)) next.push(after);
        }
      frontier = next;
    }
    return { paths: this.paths, taken: this.taken, states: this.states };
  }
}

/**
 * Walks one machine.
 *
 * @param isMachine which invoked sources are machines
 * @returns         paths that showed something new, and what was covered
 */
export function walk(machine: AnyStateMachine, examples: Examples, isMachine: (source: string) => boolean): Walk {
  return new Walker(machine, examples, isMachine).walk();
}
