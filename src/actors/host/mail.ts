/** Puts events into mailboxes: plain ones, results of effects, failures of effects. */
import { errorData } from '../../contracts/errors.ts';
import type { Json } from '../../contracts/json.ts';
import type { ActorEvent } from '../../contracts/ports/stores/host-store.ts';
import type { HostParts, TickWork } from './parts.ts';

/** Puts an event into a mailbox and marks the address as ready. @returns false when the key was seen before */
export function post(
  parts: HostParts,
  work: TickWork,
  mail: { address: string; event: ActorEvent; dedupe: string; cause: string | null },
): boolean {
  const seq = parts.store.post({ ...mail, at: work.at });
  if (seq === undefined) return false;
  work.ready.add(mail.address);
  return true;
}

/** Which effect (or ended child) a result belongs to. */
export interface ResultOf {
  effectId: string;
  address: string;
  childId: string;
}

/** The result of an effect as an event for the actor that asked. */
export function postResult(parts: HostParts, work: TickWork, effect: ResultOf, output: Json): void {
  const event = { type: `xstate.done.actor.${effect.childId}`, output: output ?? null, actorId: effect.childId };
  post(parts, work, { address: effect.address, event, dedupe: `${effect.effectId}:r`, cause: effect.effectId });
}

/** The failure of an effect as an event for the actor that asked; `random` is there for jitter. */
export function postFailure(parts: HostParts, work: TickWork, effect: ResultOf, thrown: unknown): void {
  const error = errorData(thrown) as unknown as Json;
  const event = {
    type: `xstate.error.actor.${effect.childId}`,
    error,
    actorId: effect.childId,
    random: parts.entropy.random(),
  };
  post(parts, work, { address: effect.address, event, dedupe: `${effect.effectId}:r`, cause: effect.effectId });
}
