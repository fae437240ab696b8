/** The fence: what was stopped can no longer speak. Its effects are cancelled, its pending results dropped, its machines stopped. */
import type { InboxRow } from '../../contracts/ports/stores/host-store.ts';
import { dropFresh } from './mail.ts';
import type { HostParts, TickWork } from './parts.ts';

function cancelEffects(parts: HostParts, work: TickWork, address: string, childId: string | null): void {
  for (const effectId of parts.store.cancelEffects(address, childId)) {
    parts.store.dropMail(`${effectId}:r`);
    dropFresh(work, address, ({ dedupe }) => dedupe === `${effectId}:r`);
    work.fenced.push(effectId);
  }
}

function stopActor(parts: HostParts, work: TickWork, address: string): void {
  const row = parts.store.actor(address);
  if (row === undefined) return;
  parts.store.dropMail(`${address}:end:r`);
  if (row.parent !== null) dropFresh(work, row.parent, ({ dedupe }) => dedupe === `${address}:end:r`);
  if (row.status !== 'active') return;
  parts.store.saveActor({ ...row, status: 'stopped', updatedAt: work.at }, row.rev);
  work.cache.delete(address);
  fenceAll(parts, work, address);
}

/**
 * Stops one child of an actor, whether activity or machine. A child that has already ended is nothing to do.
 * A result that is already in the mailbox but not yet handled is dropped: otherwise the next child
 * with the same id would take it for its own (see test/sim, mutant "no fence").
 */
export function fenceChild(parts: HostParts, work: TickWork, address: string, childId: string): void {
  cancelEffects(parts, work, address, childId);
  for (const child of parts.store.activeChildren(address))
    if (child.childId === childId) stopActor(parts, work, child.address);
  dropResults(parts, work, address, childId);
}

/** Drops undelivered results under a child id, of effects that are already closed and of children that have already ended. */
function dropResults(parts: HostParts, work: TickWork, address: string, childId: string): void {
  const types = [`xstate.done.actor.${childId}`, `xstate.error.actor.${childId}`];
  const isResult = (mail: InboxRow): boolean => types.includes((JSON.parse(mail.event) as { type: string }).type);
  dropFresh(work, address, isResult);
  if (!work.stored.has(address)) return;
  for (const mail of parts.store.pendingMail(address, 10_000)) if (isResult(mail)) parts.store.dropMail(mail.dedupe);
}

/** Stops everything an actor has going: effects, timers, children, mail. */
export function fenceAll(parts: HostParts, work: TickWork, address: string): void {
  cancelEffects(parts, work, address, null);
  parts.store.cancelTimers(address);
  for (const child of parts.store.activeChildren(address)) stopActor(parts, work, child.address);
  dropFresh(work, address, () => true);
  parts.store.dropMailFor(address);
}
