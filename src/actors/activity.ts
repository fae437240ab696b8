/** What an activity is: the async function behind one kind of effect, with the promise it makes about repeats. */
import type { Json } from '../contracts/json.ts';
import type { ActorEvent } from '../contracts/ports/stores/host-store.ts';

/**
 * What happens when it is not known whether an attempt took effect.
 * transactional: runs inside the commit and touches only our own store, so it happens exactly once.
 * pure: may be repeated freely. idempotent: repeated with the same key.
 * blind: repeated once, then reported. once: never repeated, reported as uncertain.
 */
export type Semantics = 'transactional' | 'pure' | 'idempotent' | 'blind' | 'once';

/** What an activity gets beside its input. */
export interface ActivityContext {
  /** effect id: the same on every attempt, the idempotency key */
  readonly key: string;
  /** address of the actor that asked */
  readonly address: string;
  /** 1 on the first attempt */
  readonly attempt: number;
  /** an earlier attempt may have got through (the process died in it) */
  readonly recovered: boolean;
  /** ms since 1970 UTC when this attempt began */
  readonly at: number;
  /** aborted when the effect is fenced or the daemon stops */
  readonly signal: AbortSignal;
  /** unique text, for new rows */
  newId(): string;
  /**
   * Puts an event into the mailbox of any actor, in the same transaction. Only in transactional activities and inside
   * `commit` and `settle`; anywhere else it throws, for the event would not belong to any commit.
   * @returns false when an event with this dedupe key was posted before
   */
  post(address: string, event: ActorEvent, dedupe: string): boolean;
  /** Sends an event to the actor that asked, while this is still running. */
  report(event: ActorEvent): void;
  /** Writes in a transaction of its own, unless the effect was fenced meanwhile (then rejects). */
  commit<T>(work: () => T): Promise<T>;
  /** Adds a write to the transaction that records this activity's success. */
  settle(work: () => void): void;
}

/** One kind of effect. */
export interface Activity<In = Json, Out = Json> {
  readonly name: string;
  readonly semantics: Semantics;
  /** attempts the host makes by itself on errors of disposition `retry`; 1 = the machine decides */
  readonly attempts?: number;
  /** effects of one lane run one after the other, in order; default: no lane */
  lane?(input: In): string;
  /** effects of one pool share its slots; default `general` */
  readonly pool?: string;
  /** not begun later than this after it was asked for, ms */
  readonly expiresMs?: number;
  /** @throws OmegaError; anything else counts as our bug */
  run(input: In, context: ActivityContext): Out | Promise<Out>;
}

/** Any activity, as a registry holds it. */
export type AnyActivity = Activity<never, unknown>;

/** Declares an activity with its types. */
export function activity<In, Out>(definition: Activity<In, Out>): AnyActivity {
  return definition as unknown as AnyActivity;
}
