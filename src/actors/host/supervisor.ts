/** Supervision: what happens when a step throws, an event is poison, or an actor ends in error. */
import { errorData } from '../../contracts/errors.ts';
import type { ActorEvent, ActorRow, InboxRow } from '../../contracts/ports/stores/host-store.ts';
import { passFailure, post } from './mail.ts';
import { keyOf } from './kernel/machine-set.ts';
import type { HostParts, TickWork } from './parts.ts';
import { fenceAll } from './fence.ts';
import { step } from './kernel/step.ts';
import { writeStep } from './write.ts';

/** An event is set aside after so many failed attempts, or after the process died so often in it. */
const ATTEMPTS = 3;
const DEATHS = 3;
/** An actor is quarantined when it fails more often than this within the window. */
const RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;

/** Takes an actor out of service, keeps its rows as evidence, and tells its parent. */
export function quarantine(parts: HostParts, work: TickWork, address: string, thrown: unknown): void {
  const row = parts.store.actor(address);
  if (row === undefined || row.status === 'quarantined') return;
  parts.log('error', 'actor.quarantined', { address, error: errorData(thrown, 'machine.step_failed') });
  work.cache.delete(address);
  fenceAll(parts, work, address);
  parts.store.saveActor({ ...row, status: 'quarantined', updatedAt: work.at }, row.rev);
  if (row.parent !== null && row.childId !== null)
    passFailure(parts, work, { effectId: `${address}:end`, address: row.parent, childId: row.childId }, thrown);
}

function accepts(parts: HostParts, row: ActorRow | undefined, type: string): boolean {
  return row !== undefined && parts.machines.get(row.machine, row.version).machine.events.includes(type);
}

/** Sets a failing event aside: the machine is told with `omega.poison` when it listens for that, else it is quarantined. */
function setAside(parts: HostParts, work: TickWork, mail: InboxRow, thrown: unknown): void {
  const error = errorData(thrown, 'machine.step_failed');
  const event = JSON.parse(mail.event) as ActorEvent;
  parts.log('error', 'event.set_aside', { address: mail.address, event: event.type, error });
  parts.store.mailDead(mail.seq, JSON.stringify(error));
  if (error.code === 'machine.snapshot_invalid') return quarantine(parts, work, mail.address, thrown);
  const row = parts.store.actor(mail.address);
  const isResult = event.type.startsWith('xstate.') || event.type === 'omega.poison';
  if (!isResult && accepts(parts, row, 'omega.poison')) {
    const poison = {
      type: 'omega.poison',
      event: event.type,
      messageId: event['messageId'] ?? null,
      message: error.message,
    };
    post(parts, work, { address: mail.address, event: poison, dedupe: `${mail.dedupe}:poison`, cause: mail.dedupe });
  } else quarantine(parts, work, mail.address, thrown);
}

/**
 * Notes that handling `mail` failed; its savepoint has been rolled back.
 * The event is tried again in later ticks, ahead of what waits behind it, and set aside after the last attempt.
 */
export function stepFailed(parts: HostParts, work: TickWork, mail: InboxRow, thrown: unknown): void {
  work.cache.delete(mail.address);
  const attempts = mail.attempts + 1;
  const error = errorData(thrown, 'machine.step_failed');
  parts.log('warn', 'step.failed', { address: mail.address, attempts, error });
  if (attempts >= ATTEMPTS || error.code === 'machine.snapshot_invalid') setAside(parts, work, mail, thrown);
  else parts.store.mailFailed(mail.seq, attempts, JSON.stringify(error));
}

/** At start: the event that was being handled when the last process died is suspect; the third death sets it aside, for one or two may be chance. */
export function suspect(parts: HostParts, work: TickWork, seq: number): void {
  if (seq === 0 || parts.store.mailKilled(seq) < DEATHS) return;
  const mail = parts.store.mailBySeq(seq);
  if (mail) setAside(parts, work, mail, new Error('the process died three times while handling this event'));
}

/** Gives an actor that ended in error and has no parent a new life, at most three in a minute. */
export function restart(parts: HostParts, work: TickWork, address: string): void {
  const row = parts.store.actor(address);
  if (row === undefined || row.status !== 'error' || row.parent !== null) return;
  const entry = parts.machines.current(row.machine);
  if (entry?.onDemand !== true) return;
  const recent = work.at - row.restartedAt < RESTART_WINDOW_MS;
  const restarts = recent ? row.restarts + 1 : 1;
  const cause = (JSON.parse(row.state) as { error?: unknown }).error;
  parts.log('error', 'actor.failed', { address, restarts, error: cause });
  if (restarts > RESTARTS) {
    parts.store.saveActor({ ...row, status: 'quarantined', updatedAt: work.at }, row.rev);
    work.cache.delete(address);
    return;
  }
  const event: ActorEvent = { type: 'omega.restarted', input: { key: keyOf(address) } };
  const result = step(entry.machine, undefined, event, { at: work.at, isMachine: parts.machines.has });
  const restartedAt = recent ? row.restartedAt : work.at;
  const reborn: ActorRow = { ...row, version: entry.version, rev: row.rev + 1, restarts, restartedAt };
  writeStep(parts, work, entry, { before: row, row: reborn, result, cause: { event, cause: null, checkpoint: true } });
}
