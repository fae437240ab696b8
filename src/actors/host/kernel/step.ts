/** The kernel: one pure step of a machine. Snapshot and event in; next snapshot and everything it asked for out, as data. */
import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { OmegaError } from '../../../contracts/errors.ts';
import type { Json } from '../../../contracts/json.ts';
import type { ActorEvent } from '../../../contracts/ports/stores/host-store.ts';
import type { RunEventKind, RunEventOrigin } from '../../../contracts/run-event.ts';
import { SELF, initial, next, type AskedAction, type TakenTransition } from './inert-scope.ts';

/** Work outside: an activity to run after the commit (or, when it is transactional, inside it). */
export interface EffectRequest {
  childId: string;
  activity: string;
  input: Json;
}

/** A child actor to be born. */
export interface ChildRequest {
  childId: string;
  machine: string;
  input: Json;
}

/** An event to be delivered later. */
export interface TimerRequest {
  timerId: string;
  delayMs: number;
  event: ActorEvent;
}

/** An event for another actor: a child by its id, any actor by address, itself, or the parent. */
export interface SendRequest {
  to: { child: string } | { address: string } | { self: true } | { parent: true };
  event: ActorEvent;
}

/** A run event a machine emits with `emit({ type: 'run.append', … })`. */
export interface RunEventRequest {
  runId: string;
  kind: RunEventKind;
  origin: RunEventOrigin;
  payload: { [key: string]: Json };
}

/** Everything that follows from one event. */
export interface StepResult {
  /** live snapshot, for the cache */
  snapshot: AnyMachineSnapshot;
  value: Json;
  effects: EffectRequest[];
  children: ChildRequest[];
  /** ids of children that end: their effects are fenced, their machines stopped */
  stops: string[];
  timers: TimerRequest[];
  /** ids of timers that no longer matter */
  cancels: string[];
  sends: SendRequest[];
  runEvents: RunEventRequest[];
  taken: TakenTransition[];
}

/** Tells whether a source name stands for a machine (else it is an activity). */
export type IsMachine = (source: string) => boolean;

interface SpawnParams {
  id: string;
  src: unknown;
  input: unknown;
}

function refuse(machine: AnyStateMachine, what: string): never {
  throw new OmegaError(
    'machine.unsupported_action',
    `Machine "${machine.id}" uses ${what}, which the host does not carry out.`,
  );
}

function asJson(value: unknown): Json {
  return value === undefined ? null : (value as Json);
}

function spawn(result: StepResult, machine: AnyStateMachine, params: SpawnParams, isMachine: IsMachine): void {
  if (typeof params.src !== 'string') refuse(machine, `an inline actor for "${params.id}"`);
  if (params.src in machine.implementations.actors === false) refuse(machine, `the unknown actor "${params.src}"`);
  const input = asJson(params.input);
  if (isMachine(params.src)) result.children.push({ childId: params.id, machine: params.src, input });
  else result.effects.push({ childId: params.id, activity: params.src, input });
}

/** A child that was asked for and ended in the same step never was. */
function stop(result: StepResult, childId: string): void {
  const before = result.effects.length + result.children.length;
  result.effects = result.effects.filter((e) => e.childId !== childId);
  result.children = result.children.filter((c) => c.childId !== childId);
  if (result.effects.length + result.children.length === before) result.stops.push(childId);
}

function send(
  result: StepResult,
  machine: AnyStateMachine,
  params: { to: unknown; event: ActorEvent; delay?: number },
): void {
  if (params.delay !== undefined)
    refuse(machine, `a delayed sendTo of "${params.event.type}" (use raise with a delay)`);
  const target = params.to as { address?: string; id?: string };
  if ((target as unknown) === SELF) result.sends.push({ to: { self: true }, event: params.event });
  else if (target.address !== undefined) result.sends.push({ to: { address: target.address }, event: params.event });
  else if (target.id !== undefined) result.sends.push({ to: { child: target.id }, event: params.event });
  else refuse(machine, `sendTo of "${params.event.type}" without a target`);
}

function emitted(result: StepResult, event: ActorEvent): void {
  if (event.type !== 'run.append') {
    result.sends.push({ to: { parent: true }, event });
    return;
  }
  const { runId, kind, origin, payload } = event as unknown as RunEventRequest;
  result.runEvents.push({ runId, kind, origin, payload });
}

function carryOut(result: StepResult, machine: AnyStateMachine, action: AskedAction, isMachine: IsMachine): void {
  switch (action.type) {
    case 'xstate.spawnChild':
      return spawn(result, machine, action.params as SpawnParams, isMachine);
    case 'xstate.stopChild':
      return action.params === undefined ? undefined : stop(result, (action.params as { id: string }).id);
    case 'xstate.raise': {
      const { event, id, delay } = action.params as { event: ActorEvent; id?: string; delay?: number };
      if (delay !== undefined) result.timers.push({ timerId: id ?? event.type, delayMs: delay, event });
      return;
    }
    case 'xstate.cancel': {
      const timerId = (action.params as { sendId: string }).sendId;
      const before = result.timers.length;
      result.timers = result.timers.filter((t) => t.timerId !== timerId);
      if (result.timers.length === before) result.cancels.push(timerId);
      return;
    }
    case 'xstate.sendTo':
      return send(result, machine, action.params as { to: unknown; event: ActorEvent; delay?: number });
    case 'xstate.emit':
      return emitted(result, (action.params as { event: ActorEvent }).event);
    default:
      return refuse(machine, `the action "${action.type}"`);
  }
}

/**
 * Computes one step.
 *
 * @param machine   pure definition; its invoked sources are named stubs
 * @param snapshot  live snapshot, or undefined to be born with `event.input`
 * @param event     from the mailbox; `at` is put into it, machines read the time from there
 * @param given     `at`: ms since 1970 UTC; `isMachine`: which invoked sources are machines
 * @returns         next snapshot and all that was asked for; nothing has been done yet
 * @throws          OmegaError machine.unsupported_action, and whatever a guard or assign throws
 */
export function step(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot | undefined,
  event: ActorEvent,
  { at, isMachine }: { at: number; isMachine: IsMachine },
): StepResult {
  const timed = { ...event, at };
  const [after, asked] =
    snapshot === undefined
      ? initial(machine, event['input'])
      : next(machine, snapshot, timed as unknown as EventObject);
  const result: StepResult = {
    snapshot: after,
    value: after.value as Json,
    effects: [],
    children: [],
    stops: [],
    timers: [],
    cancels: [],
    sends: [],
    runEvents: [],
    taken: asked.taken,
  };
  for (const action of asked.actions) carryOut(result, machine, action, isMachine);
  return result;
}
