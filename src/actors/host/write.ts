/** Writes what one step asked for: snapshot, journal, fences, births, effects, timers, sends, run events. All in the tick's transaction. */
import { hash } from 'node:crypto';
import { OmegaError } from '../../contracts/errors.ts';
import type { Json } from '../../contracts/json.ts';
import type { ActorEvent, ActorRow, ActorStatus } from '../../contracts/ports/stores/host-store.ts';
import { OUTBOX } from '../../contracts/ports/stores/host-store.ts';
import type { AnyActivity } from '../activity.ts';
import { describeActions } from './kernel/describe.ts';
import { fenceChild, fenceAll } from './fence.ts';
import { machineOf, type MachineEntry } from './kernel/machine-set.ts';
import type { HostParts, TickWork } from './parts.ts';
import { step, type ChildRequest, type EffectRequest, type SendRequest, type StepResult } from './kernel/step.ts';
import { pass, passFailure, passResult } from './mail.ts';
import { runTransactional } from './effects/transactional.ts';

/** Short stable fingerprint of a persisted snapshot. */
export function digestOf(state: string): string {
  return hash('sha1', state, 'base64url');
}

function statusOf(result: StepResult): ActorStatus {
  return result.snapshot.status === 'active' ? 'active' : (result.snapshot.status as ActorStatus);
}

/** A child that brings a key along is known by it; any other is named after its parent and the moment of its birth. */
function addressOf({ machine, input, childId }: ChildRequest, parent: ActorRow): string {
  const key = (input as { key?: unknown } | null)?.key;
  return typeof key === 'string' ? `${machine}:${key}` : `${machine}:${parent.address}/${childId}@${parent.rev}`;
}

function targetOf(row: ActorRow, send: SendRequest, children: ReadonlyMap<string, string>): string | undefined {
  if ('address' in send.to) return send.to.address;
  if ('self' in send.to) return row.address;
  if ('parent' in send.to) return row.parent ?? undefined;
  return children.get(send.to.child);
}

function addEffect(
  parts: HostParts,
  work: TickWork,
  row: ActorRow,
  effect: EffectRequest & { id: string; known: AnyActivity },
): void {
  const { id, known } = effect;
  parts.store.addEffect({
    effectId: id,
    address: row.address,
    childId: effect.childId,
    activity: effect.activity,
    lane: known.lane?.(effect.input as never) ?? id,
    input: JSON.stringify(effect.input),
    state: OUTBOX.pending,
    attempts: 0,
    deaths: 0,
    dueAt: work.at,
    expiresAt: known.expiresMs === undefined ? null : work.at + known.expiresMs,
    claimedBy: null,
    error: null,
    createdAt: work.at,
  });
  work.asked.push(id);
}

/** Starts the effects of a step: transactional ones run now, others become outbox rows. */
function carryOutEffects(parts: HostParts, work: TickWork, row: ActorRow, effects: readonly EffectRequest[]): void {
  effects.forEach((effect, n) => {
    const id = `${row.address}/${row.rev}/${n}`;
    const known = parts.activities.get(effect.activity);
    if (known === undefined) {
      const error = new OmegaError('activity.unknown', `No activity "${effect.activity}" is registered.`);
      passFailure(parts, work, { effectId: id, address: row.address, childId: effect.childId }, error);
    } else if (known.semantics === 'transactional')
      runTransactional(parts, work, { ...effect, id, known, address: row.address });
    else addEffect(parts, work, row, { ...effect, id, known });
  });
}

function addressesOfChildren(parts: HostParts, row: ActorRow, result: StepResult): Map<string, string> {
  const needed = result.sends.some((s) => 'child' in s.to);
  const children = new Map<string, string>();
  if (needed)
    for (const child of parts.store.activeChildren(row.address)) children.set(child.childId ?? '', child.address);
  return children;
}

function carryOutSends(parts: HostParts, work: TickWork, row: ActorRow, result: StepResult): void {
  const children = addressesOfChildren(parts, row, result);
  result.sends.forEach((send, n) => {
    const address = targetOf(row, send, children);
    if (address === undefined) return;
    const dedupe = `${row.address}/${row.rev}/s${n}`;
    pass(work, { address, event: send.event, dedupe, cause: `${row.address}/${row.rev}` });
  });
}

/** A child whose result is being handled has ended by itself: XState stops it, and there is nothing left to fence. */
function isResultOf(event: ActorEvent, childId: string): boolean {
  return event.type === `xstate.done.actor.${childId}` || event.type === `xstate.error.actor.${childId}`;
}

/** Ends an actor: nothing of it goes on, its parent hears the outcome. */
function end(parts: HostParts, work: TickWork, row: ActorRow, result: StepResult): void {
  fenceAll(parts, work, row.address);
  if (row.parent === null || row.childId === null) return;
  const effect = { effectId: `${row.address}:end`, address: row.parent, childId: row.childId };
  if (row.status === 'done') passResult(work, effect, (result.snapshot.output as Json | undefined) ?? null);
  else passFailure(parts, work, effect, result.snapshot.error);
}

/** Facts of the event that led to a step. */
export interface Cause {
  event: ActorEvent;
  cause: string | null;
  /** keep the full snapshot in the journal (birth, migration, restart) */
  checkpoint: boolean;
}

/**
 * Stores one step.
 *
 * @param before the actor's row as it was, or undefined when it is being born
 * @param row    the row as it will be, with its new `rev`; status and state are filled in here
 */
export function writeStep(
  parts: HostParts,
  work: TickWork,
  entry: MachineEntry,
  { before, row, result, cause }: { before: ActorRow | undefined; row: ActorRow; result: StepResult; cause: Cause },
): void {
  const { store } = parts;
  row.status = statusOf(result);
  row.state = JSON.stringify(entry.machine.getPersistedSnapshot(result.snapshot));
  row.updatedAt = work.at;
  if (before === undefined) store.addActor(row);
  else store.saveActor(row, before.rev);
  store.addJournal({
    address: row.address,
    rev: row.rev,
    at: work.at,
    event: JSON.stringify(cause.event),
    cause: cause.cause,
    version: entry.version,
    value: JSON.stringify(result.value),
    digest: digestOf(row.state),
    actions: JSON.stringify(describeActions(result)),
    taken: JSON.stringify(result.taken),
    state: cause.checkpoint || row.rev % parts.limits.checkpointEvery === 0 ? row.state : null,
  });
  // An actor that has ended is not stepped again; only the supervisor still looks at one that failed.
  if (row.status === 'done') work.cache.delete(row.address);
  else work.cache.set(row.address, { row, snapshot: result.snapshot });
  parts.notices.transition(row.address, row.rev);
  for (const childId of result.stops)
    if (!isResultOf(cause.event, childId)) fenceChild(parts, work, row.address, childId);
  for (const timerId of result.cancels) store.cancelTimer(row.address, timerId);
  for (const t of result.timers) {
    const policy = entry.timers?.[t.timerId] ?? 'deadline';
    const dueAt = Math.ceil(work.at + t.delayMs);
    store.setTimer({ ...row, timerId: t.timerId, setAt: work.at, dueAt, event: JSON.stringify(t.event), policy });
  }
  for (const e of result.runEvents) parts.runs.append({ ...e, actor: row.address, at: work.at });
  for (const child of result.children) {
    const address = addressOf(child, row);
    birth(parts, work, { address, parent: row.address, childId: child.childId, input: child.input });
  }
  carryOutSends(parts, work, row, result);
  carryOutEffects(parts, work, row, result.effects);
  if (row.status !== 'active') end(parts, work, row, result);
}

/**
 * Brings an actor into being with the newest version of its machine.
 *
 * @throws when the address is taken or the machine's first step throws
 */
export function birth(
  parts: HostParts,
  work: TickWork,
  child: { address: string; parent: string | null; childId: string | null; input: Json },
): void {
  const entry = parts.machines.current(machineOf(child.address));
  if (entry === undefined)
    throw new OmegaError('machine.snapshot_invalid', `No machine for the address ${child.address} is known.`);
  const event: ActorEvent = { type: 'xstate.init', input: child.input };
  const result = step(entry.machine, undefined, event, { at: work.at, isMachine: parts.machines.has });
  const row: ActorRow = {
    address: child.address,
    machine: entry.name,
    version: entry.version,
    parent: child.parent,
    childId: child.childId,
    rev: 0,
    status: 'active',
    state: '',
    restarts: 0,
    restartedAt: 0,
    updatedAt: work.at,
  };
  writeStep(parts, work, entry, {
    before: undefined,
    row,
    result,
    cause: { event, cause: child.parent, checkpoint: true },
  });
}
