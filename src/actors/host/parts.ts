/** What all parts of the embedded host share: the store, the registries, the ports, and the work of the running tick. */
import type { LRUCache } from 'lru-cache';
import type { AnyMachineSnapshot } from 'xstate';
import type { Clock } from '../../contracts/ports/system/clock.ts';
import type { Entropy } from '../../contracts/ports/system/entropy.ts';
import type { ActorRow, HostStore, InboxRow } from '../../contracts/ports/stores/host-store.ts';
import type { Log } from '../../contracts/ports/system/log.ts';
import type { Notices } from '../../contracts/ports/notices.ts';
import type { RunEvents } from '../../contracts/ports/stores/run-store.ts';
import type { AnyActivity } from '../activity.ts';
import type { MachineSet } from './kernel/machine-set.ts';

/** A loaded actor: its row and the live snapshot that belongs to it. */
export interface LoadedActor {
  row: ActorRow;
  snapshot: AnyMachineSnapshot;
}

/** Remembers across a crash which event was being handled. */
export interface CrashMark {
  /** mailbox row being handled now; 0 = none */
  set(seq: number): void;
  /** @returns what was set when the last process died, 0 = none */
  read(): number;
}

/** Numbers that bound the host. */
export interface HostLimits {
  /** a tick stops taking new events after this long, ms */
  tickMs: number;
  /** events of one actor handled in a row before others get their turn */
  burst: number;
  /** decoded snapshots kept */
  cache: number;
  /** effects running at once, by pool */
  slots: Record<string, number>;
  /** waiting events over all mailboxes before channels stop reading */
  congestion: number;
  /** a full snapshot is journalled every so many revisions */
  checkpointEvery: number;
}

/** Default bounds. */
export const LIMITS: HostLimits = {
  tickMs: 20,
  burst: 32,
  cache: 1000,
  slots: { general: 64, provider: 64, channel: 64, listen: 64, tool: 16 },
  congestion: 5000,
  checkpointEvery: 64,
};

/** The parts. */
export interface HostParts {
  store: HostStore;
  runs: RunEvents;
  machines: MachineSet;
  activities: ReadonlyMap<string, AnyActivity>;
  clock: Clock;
  entropy: Entropy;
  log: Log;
  notices: Notices;
  crashMark: CrashMark;
  limits: HostLimits;
}

/** Mail that was handed over within a tick and stands in no table yet. */
export interface FreshMail extends InboxRow {
  /** number of the stored mail that led to it, 0 where none did */
  root: number;
}

/** What the running transaction has to do besides writing: valid for one tick, dropped when it rolls back. */
export interface TickWork {
  at: number;
  incarnation: number;
  cache: LRUCache<string, LoadedActor>;
  /** addresses with mail, in the order they got it */
  ready: Set<string>;
  /** addresses whose mail may stand in the store */
  stored: Set<string>;
  /** mail that was handed over in this tick, by address; replaced, never changed, so that a savepoint can go back to it */
  fresh: ReadonlyMap<string, readonly FreshMail[]>;
  /** number of the stored mail that is being handled, or that led to what is being handled; 0 = none */
  handling: number;
  /** ids of effects asked for in this tick, in order */
  asked: string[];
  /** ids of effects fenced in this tick; aborted after the commit */
  fenced: string[];
}
