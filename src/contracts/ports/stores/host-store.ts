/** Port of the runtime's storage: actors, mailbox, journal, outbox, timers, cursors in one transactional store. */
import type { Json } from '../../json.ts';

/** An event in a mailbox: a type and JSON beside it. */
export type ActorEvent = { type: string; [key: string]: Json };

/** Life of an actor. */
export type ActorStatus = 'active' | 'done' | 'error' | 'quarantined' | 'stopped';

/** A durable instance of a machine. `state` is the persisted XState snapshot as JSON text. */
export interface ActorRow {
  address: string;
  machine: string;
  version: number;
  parent: string | null;
  childId: string | null;
  rev: number;
  status: ActorStatus;
  state: string;
  restarts: number;
  restartedAt: number;
  updatedAt: number;
}

/** One waiting event. */
export interface InboxRow {
  seq: number;
  dedupe: string;
  address: string;
  event: string;
  cause: string | null;
  attempts: number;
  deaths: number;
  at: number;
}

/** A new event for a mailbox. */
export interface NewMail {
  dedupe: string;
  address: string;
  event: ActorEvent;
  cause: string | null;
  at: number;
}

/** One transition. `state` is the full snapshot at checkpoints and migrations, else null. */
export interface JournalRow {
  address: string;
  rev: number;
  at: number;
  event: string;
  cause: string | null;
  version: number;
  value: string;
  digest: string;
  actions: string;
  taken: string;
  state: string | null;
}

/** States of an outbox row. */
export const OUTBOX = { pending: 0, inFlight: 1, done: 2, uncertain: 3, cancelled: 4, dead: 5, expired: 6 } as const;

/** One effect that was asked for. */
export interface OutboxRow {
  seq: number;
  effectId: string;
  address: string;
  childId: string;
  activity: string;
  lane: string;
  input: string;
  state: number;
  attempts: number;
  deaths: number;
  dueAt: number;
  expiresAt: number | null;
  claimedBy: number | null;
  error: string | null;
  createdAt: number;
}

/** What a timer does when it is late: fire, start over, or pass. */
export type TimerPolicy = 'deadline' | 'restart' | 'skip-if-late';

/** A delayed event with an absolute due time. */
export interface TimerRow {
  address: string;
  timerId: string;
  rev: number;
  setAt: number;
  dueAt: number;
  event: string;
  policy: TimerPolicy;
}

/** Who drives the store: one incarnation of the daemon after the other. */
export interface OwnerTable {
  /** Starts a new incarnation. @returns its number and whether the last one ended cleanly */
  takeOver(pid: number, at: number): { incarnation: number; clean: boolean };
  /** Notes a clean end. */
  signOff(): void;
}

/** Actors by address. */
export interface ActorTable {
  actor(address: string): ActorRow | undefined;
  /** Inserts a new actor. @throws when the address is taken */
  addActor(row: ActorRow): void;
  /** Compare-and-swap on `rev`. @throws Error when another writer was faster */
  saveActor(row: ActorRow, expectedRev: number): void;
  /** Most recently changed first. */
  actors(page: { machine?: string; status?: string; limit: number; offset: number }): ActorRow[];
  activeChildren(address: string): ActorRow[];
  /** Active actors whose version is older than `current`. */
  outdated(machine: string, current: number, limit: number): string[];
}

/** Waiting events. */
export interface Mailbox {
  /** @returns the new row's seq, or undefined when the dedupe key was seen before */
  post(mail: NewMail): number | undefined;
  pendingMail(address: string, limit: number): InboxRow[];
  /** Addresses with mail, longest waiting first. */
  addressesWithMail(): string[];
  pendingTotal(): number;
  /** @returns false when it is not pending any more: a fence dropped it */
  mailDone(seq: number): boolean;
  mailFailed(seq: number, attempts: number, error: string): void;
  mailDead(seq: number, error: string): void;
  /** Counts one more death of the process for this row. @returns deaths so far, 0 when it is no longer pending */
  mailKilled(seq: number): number;
  mailBySeq(seq: number): InboxRow | undefined;
  /** Drops undelivered events of one dedupe key (the result of a stopped effect). */
  dropMail(dedupe: string): void;
  dropMailFor(address: string): void;
}

/** One row a transition; never changed. */
export interface Journal {
  addJournal(row: JournalRow): void;
  journal(address: string, after: number, limit: number): JournalRow[];
  /** Newest row at or before `rev` that carries a full snapshot. */
  checkpoint(address: string, rev: number): JournalRow | undefined;
}

/** Work asked for by machines. */
export interface Outbox {
  addEffect(row: Omit<OutboxRow, 'seq'>): void;
  effect(effectId: string): OutboxRow | undefined;
  openEffects(): OutboxRow[];
  effectsOf(address: string): OutboxRow[];
  claimEffect(effectId: string, incarnation: number): void;
  /** Closes or re-schedules an effect unless it was cancelled meanwhile. @returns false when it was */
  settleEffect(effectId: string, state: number, change?: { dueAt?: number; error?: string; deaths?: number }): boolean;
  /** Fence: cancels what runs under this child id (null: under any). @returns ids of the cancelled effects */
  cancelEffects(address: string, childId: string | null): string[];
}

/** Delayed events. */
export interface Timers {
  setTimer(row: TimerRow): void;
  cancelTimer(address: string, timerId: string): void;
  cancelTimers(address: string): void;
  dueTimers(now: number, limit: number): TimerRow[];
  timersOf(address: string): TimerRow[];
  timersWithPolicy(policy: TimerPolicy): TimerRow[];
  nextTimerAt(): number | undefined;
}

/** How far each channel has been read. */
export interface Cursors {
  cursor(channel: string): string | undefined;
  setCursor(channel: string, position: string): void;
}

/** What is due at a moment of a clock that has gone back. */
export interface ClockRepair {
  /** Re-arms timers and retries that were set later than `now`: each keeps its delay, counted from now. @returns how many */
  rearm(now: number): number;
}

/** All tables of the runtime. Writes must run inside {@link HostStore.transaction}. */
export interface HostStore extends OwnerTable, ActorTable, Mailbox, Journal, Outbox, Timers, Cursors, ClockRepair {
  /** `BEGIN IMMEDIATE` … `COMMIT`; rolls back and rethrows when `work` throws. */
  transaction<T>(work: () => T): T;
  /** A savepoint inside the transaction; rolls back to it and rethrows when `work` throws. */
  savepoint<T>(work: () => T): T;
  /** Removes settled rows older than `before`, at most `limit` of each kind. @returns how many */
  prune(before: number, limit: number): number;
  /** Brings statistics and full text indexes up to date. */
  tidy(): void;
}
