/** The tick: one transaction that takes in what arrived, lets every ready actor step, and claims the effects they asked for. */
import { LRUCache } from 'lru-cache';
import type { ActorEvent, InboxRow } from '../../contracts/ports/stores/host-store.ts';
import { deliver } from './deliver.ts';
import { attempt, post, takeFresh, writeOut } from './mail.ts';
import type { HostParts, LoadedActor, TickWork } from './parts.ts';
import { restart, stepFailed } from './supervisor.ts';

/** Timers that are later than this were held up by sleep or downtime: results get to speak before them. */
const LATE_MS = 1000;
const TIMERS_A_TICK = 500;

/** Work that others want done inside the next transaction. */
export interface Submission {
  work: (tick: TickWork) => unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

/** Something the disk or the database said, not something an actor did. */
export function isStoreFailure(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT');
}

/** Fresh work for a tick; the cache and the ready set live on from tick to tick. */
export function tickWork(parts: HostParts, incarnation: number): TickWork {
  const cache = new LRUCache<string, LoadedActor>({ max: parts.limits.cache });
  return {
    at: parts.clock.now(),
    incarnation,
    cache,
    ready: new Set(),
    stored: new Set(),
    fresh: new Map(),
    handling: 0,
    asked: [],
    fenced: [],
  };
}

/** Runs the submissions, each in a savepoint of its own. @returns how to answer them after the commit */
export function takeIn(parts: HostParts, tick: TickWork, submissions: readonly Submission[]): (() => void)[] {
  return submissions.map((s) => {
    try {
      const value = attempt(parts, tick, () => s.work(tick));
      return () => s.resolve(value);
    } catch (error) {
      if (isStoreFailure(error)) throw error;
      return () => s.reject(error);
    }
  });
}

/**
 * Fires the timers that are due: the row goes and the event comes in the same transaction.
 *
 * @param holdLate leave timers that are very late for a later tick, so that results which arrived meanwhile come first
 * @returns        whether late timers were left
 */
export function fireTimers(parts: HostParts, tick: TickWork, holdLate: boolean): boolean {
  let left = false;
  for (const timer of parts.store.dueTimers(tick.at, TIMERS_A_TICK)) {
    const late = tick.at - timer.dueAt;
    if (holdLate && late > LATE_MS) {
      left = true;
      continue;
    }
    parts.store.cancelTimer(timer.address, timer.timerId);
    if (timer.policy === 'skip-if-late' && late > LATE_MS) continue;
    const event = { ...(JSON.parse(timer.event) as ActorEvent), late };
    const dedupe = `t:${timer.address}:${timer.timerId}:${timer.rev}`;
    post(parts, tick, { address: timer.address, event, dedupe, cause: `timer ${timer.timerId}` });
  }
  return left;
}

/** Handles one event. @returns false when that failed and the actor must wait for the next tick */
function handle(parts: HostParts, tick: TickWork, mail: InboxRow, root: number): boolean {
  parts.crashMark.set(root);
  tick.handling = root;
  try {
    attempt(parts, tick, () => {
      if (mail.seq === 0) takeFresh(tick, mail.address);
      deliver(parts, tick, mail);
    });
  } catch (error) {
    if (isStoreFailure(error)) throw error;
    // To be tried again it has to stand in the store, and what waits behind it as well.
    const [written] = writeOut(parts, tick, mail.address);
    stepFailed(parts, tick, { ...mail, seq: mail.seq || (written ?? 0) }, error);
    return false;
  }
  if (tick.cache.get(mail.address)?.row.status === 'error') restart(parts, tick, mail.address);
  return true;
}

/** Lets one actor handle what stands in the store for it. @returns false when an event failed */
function serveStored(parts: HostParts, tick: TickWork, address: string): boolean {
  const mails = parts.store.pendingMail(address, parts.limits.burst);
  if (mails.length < parts.limits.burst) tick.stored.delete(address);
  if (mails.every((mail) => handle(parts, tick, mail, mail.seq))) return true;
  tick.stored.add(address);
  return false;
}

/** Lets one actor handle what waits for it, what stands in the store first. @returns false when an event failed */
function serve(parts: HostParts, tick: TickWork, address: string): boolean {
  if (tick.stored.has(address) && !serveStored(parts, tick, address)) return false;
  for (let n = 0; n < parts.limits.burst && !tick.stored.has(address); n++) {
    const mail = tick.fresh.get(address)?.[0];
    if (mail === undefined) return true;
    if (!handle(parts, tick, mail, mail.root)) return false;
  }
  tick.ready.add(address);
  return true;
}

/** Lets ready actors step until nothing is ready or the tick's time is used up; the rest stays ready. */
export function stepReady(parts: HostParts, tick: TickWork): void {
  const { clock, limits } = parts;
  const until = clock.monotonic() + limits.tickMs;
  const later: string[] = [];
  for (const address of tick.ready) {
    tick.ready.delete(address);
    if (!serve(parts, tick, address)) later.push(address);
    if (clock.monotonic() >= until) break;
  }
  for (const address of later) tick.ready.add(address);
  // What takes long, the commit, is nobody's doing: a process that is killed in it blames no event.
  parts.crashMark.set(0);
  tick.handling = 0;
}
