/** Port of a durable actor host. A second host passes the same conformance suite: test/host/conformance.ts. */
import type { ActorEvent } from './stores/host-store.ts';

/** What may be done inside the host's transaction. */
export interface HostTransaction {
  /** ms since 1970 UTC, one value for the whole transaction */
  readonly at: number;
  /**
   * Puts an event into a mailbox.
   * @param dedupe makes a repeat harmless
   * @returns      false when the key was seen before
   */
  post(address: string, event: ActorEvent, dedupe: string, cause?: string): boolean;
}

/** Stores and drives actors. */
export interface DurableHost {
  /** Takes over the store, recovers what a crash left open, and begins to work. */
  start(): void;
  /** Ends: no new work, waits at most `graceMs` for running effects; the rest is recovered at the next start. */
  stop(graceMs: number): Promise<void>;
  /**
   * Runs `work` inside the next transaction.
   * @returns its result, after the commit
   * @throws  what `work` throws (then nothing of it is stored), OmegaError store.* when the commit fails
   */
  submit<T>(work: (tx: HostTransaction) => T): Promise<T>;
  /** Puts one event into a mailbox. @returns false when the key was seen before; after the commit */
  dispatch(address: string, event: ActorEvent, dedupe: string, cause?: string): Promise<boolean>;
  /** Resolves when the mailboxes are below their limit again. */
  uncongested(): Promise<void>;
  /** Why nothing can be committed at the moment; empty when all is well. */
  trouble(): string;
}
