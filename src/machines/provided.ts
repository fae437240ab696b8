/** Stubs and addresses for machine files: every invoked source is a named stub, every foreign actor an address. */
import { fromPromise, type AnyActorRef, type PromiseActorLogic } from 'xstate';

/**
 * Declares an invoked source by name. The registry says whether the name is an activity or a child machine;
 * reaching this body is a wiring bug and rejects with a sentence that names the source.
 */
export function provided<TOut, TIn extends object>(name: string): PromiseActorLogic<TOut, TIn> {
  return fromPromise<TOut, TIn>(() => Promise.reject(new Error(`actor "${name}" was not provided`)));
}

/**
 * Makes a target for `sendTo` out of an address such as `provider:anthropic`.
 *
 * @returns a reference that is inert in the pure transition and in a live interpreter alike
 */
export function actorAt(address: string): AnyActorRef {
  const inert = { address, id: address, sessionId: address, send: () => undefined, _send: () => undefined };
  return inert as unknown as AnyActorRef;
}
