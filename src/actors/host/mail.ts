/**
 * Mail on its way: events for mailboxes, results of effects, failures of effects.
 *
 * Most mail is handled in the tick that posts it. It is handed over in memory then (`pass`), and only what is left when the tick
 * ends is written, before the commit (`writeOut`). Mail of others is written at once (`post`), for its key has to be remembered.
 */
import { errorData } from '../../contracts/errors.ts';
import type { Json } from '../../contracts/json.ts';
import type { ActorEvent } from '../../contracts/ports/stores/host-store.ts';
import type { FreshMail, HostParts, TickWork } from './parts.ts';

/** An event and where it goes. */
export interface Mail {
  address: string;
  event: ActorEvent;
  dedupe: string;
  cause: string | null;
}

/** Marks an address as one that has mail in the store. */
export function expectMail(work: TickWork, address: string): void {
  work.ready.add(address);
  work.stored.add(address);
}

/** Puts an event into a mailbox of the store. @returns false when the key was seen before */
export function post(parts: HostParts, work: TickWork, mail: Mail): boolean {
  // What was handed over before comes first, as it was sent.
  writeOut(parts, work, mail.address);
  const seq = parts.store.post({ ...mail, at: work.at });
  if (seq === undefined) return false;
  expectMail(work, mail.address);
  return true;
}

function setFresh(work: TickWork, address: string, mails: readonly FreshMail[]): void {
  const fresh = new Map(work.fresh);
  if (mails.length === 0) fresh.delete(address);
  else fresh.set(address, mails);
  work.fresh = fresh;
}

/** Hands an event over within the tick. Its key is one that nobody can use again, such as one made of an address and a revision. */
export function pass(work: TickWork, { address, event, dedupe, cause }: Mail): void {
  const mail = { seq: 0, dedupe, address, event: JSON.stringify(event), cause, attempts: 0, deaths: 0, at: work.at };
  setFresh(work, address, [...(work.fresh.get(address) ?? []), { ...mail, root: work.handling }]);
  work.ready.add(address);
}

/** Takes the next event that was handed over to an address. */
export function takeFresh(work: TickWork, address: string): FreshMail | undefined {
  const [first, ...rest] = work.fresh.get(address) ?? [];
  if (first !== undefined) setFresh(work, address, rest);
  return first;
}

/** Drops what was handed over to an address and matches. */
export function dropFresh(work: TickWork, address: string, matches: (mail: FreshMail) => boolean): void {
  const mails = work.fresh.get(address);
  if (mails?.some(matches) === true)
    setFresh(
      work,
      address,
      mails.filter((mail) => !matches(mail)),
    );
}

/** Writes what was handed over to an address and has not been handled, in its order. @returns the rows' numbers */
export function writeOut(parts: HostParts, work: TickWork, address: string): (number | undefined)[] {
  const mails = work.fresh.get(address);
  if (mails === undefined) return [];
  setFresh(work, address, []);
  expectMail(work, address);
  return mails.map((mail) => parts.store.post({ ...mail, event: JSON.parse(mail.event) as ActorEvent }));
}

/** Writes everything that was handed over and has not been handled: before a commit. */
export function writeOutAll(parts: HostParts, work: TickWork): void {
  for (const address of work.fresh.keys()) writeOut(parts, work, address);
}

/** A savepoint that also takes back what was handed over in it. @throws what `work` throws */
export function attempt<T>(parts: HostParts, tick: TickWork, work: () => T): T {
  const { fresh } = tick;
  try {
    return parts.store.savepoint(work);
  } catch (error) {
    tick.fresh = fresh;
    throw error;
  }
}

/** Which effect (or ended child) a result belongs to. */
export interface ResultOf {
  effectId: string;
  address: string;
  childId: string;
}

/** The result of an effect as an event for the actor that asked. */
export function passResult(work: TickWork, effect: ResultOf, output: Json): void {
  const event = { type: `xstate.done.actor.${effect.childId}`, output: output ?? null, actorId: effect.childId };
  pass(work, { address: effect.address, event, dedupe: `${effect.effectId}:r`, cause: effect.effectId });
}

/** The failure of an effect as an event for the actor that asked; `random` is there for jitter. */
export function passFailure(parts: HostParts, work: TickWork, effect: ResultOf, thrown: unknown): void {
  const error = errorData(thrown) as unknown as Json;
  const event = {
    type: `xstate.error.actor.${effect.childId}`,
    error,
    actorId: effect.childId,
    random: parts.entropy.random(),
  };
  pass(work, { address: effect.address, event, dedupe: `${effect.effectId}:r`, cause: effect.effectId });
}
