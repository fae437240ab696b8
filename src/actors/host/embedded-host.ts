/** The embedded host: drives actors on one SQLite store, one writer, one tick after the other. Decide, commit, act. */
import { OmegaError } from '../../contracts/errors.ts';
import type { Alarm } from '../../contracts/ports/system/clock.ts';
import type { DurableHost, HostTransaction } from '../../contracts/ports/durable-host.ts';
import type { ActorEvent } from '../../contracts/ports/stores/host-store.ts';
import { Effects } from './effects/runner.ts';
import { expectMail, post, writeOutAll } from './mail.ts';
import type { HostParts, TickWork } from './parts.ts';
import { recoverAll } from './recovery.ts';
import { fireTimers, isStoreFailure, stepReady, takeIn, tickWork, type Submission } from './tick.ts';

/** Longest sleep of the alarm: a clock that jumps is noticed after at most this, ms. */
const LONGEST_SLEEP_MS = 60_000;
/** Wait before trying again when the disk refuses, ms. */
const TROUBLE_MS = 2_000;
/** How long results get to arrive before timers that are late fire, ms. */
const DRAIN_MS = 250;
/** How long effects that were cut off get to let go, ms. */
const HALT_MS = 500;
/** Difference between wall and monotonic clock that counts as a jump, ms. */
const JUMP_MS = 2_000;

/** How the host is told of store failures, and how it asks for relief. */
export interface Relief {
  /** turns a raw store failure into an OmegaError with a sentence */
  explain(error: unknown): unknown;
  /** frees what can be freed (reserve file, log of the database) */
  relieve(): void;
  /** called when commits work again */
  recovered(): void;
}

/** The host. Create it with {@link embeddedHost}. */
export class EmbeddedHost implements DurableHost {
  readonly #parts: HostParts;
  readonly #relief: Relief;
  readonly #effects: Effects;
  #tick: TickWork | undefined;
  #submissions: Submission[] = [];
  #state: 'new' | 'running' | 'stopping' | 'stopped' = 'new';
  #scheduled = false;
  #alarm: Alarm | undefined;
  #trouble = '';
  #uncongested: (() => void)[] = [];
  /** until when late timers are held; undefined while none was seen */
  #holdUntil: number | undefined;
  #clocks = { wall: 0, mono: 0 };
  #idle: (() => void)[] = [];

  /** @param parts store, registries and ports; @param relief what to do when the store fails */
  constructor(parts: HostParts, relief: Relief) {
    this.#parts = parts;
    this.#relief = relief;
    this.#effects = new Effects(
      parts,
      (work) => this.#submit(work),
      () => this.#wake(),
    );
  }

  start(): void {
    const { store, clock } = this.#parts;
    if (this.#state !== 'new') throw new Error('a host starts once');
    this.#state = 'running';
    this.#clocks = { wall: clock.now(), mono: clock.monotonic() };
    const { incarnation } = store.transaction(() => store.takeOver(process.pid, clock.now()));
    const tick = tickWork(this.#parts, incarnation);
    this.#tick = tick;
    store.transaction(() => recoverAll(this.#parts, tick, this.#effects));
    this.#effects.reload();
    this.#wake();
  }

  async stop(graceMs: number): Promise<void> {
    if (this.#state !== 'running') return;
    this.#state = 'stopping';
    this.#tickNow();
    if (this.#effects.running > 0) await this.#waitForEffects(graceMs);
    this.#state = 'stopped';
    this.#alarm?.cancel();
    for (const s of this.#submissions.splice(0)) s.reject(new OmegaError('activity.fenced', 'Omega is stopping.'));
    if (this.#trouble === '') this.#parts.store.transaction(() => this.#parts.store.signOff());
  }

  /** Long-running effects are asked to end at once; the others get the grace time to finish. */
  async #waitForEffects(graceMs: number): Promise<void> {
    this.#effects.halt('listen');
    await this.#idleWithin(graceMs);
    this.#effects.halt();
    await this.#idleWithin(HALT_MS);
    this.#tickNow();
  }

  #idleWithin(ms: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const alarm = this.#parts.clock.alarm(ms, resolve);
      this.#idle.push(() => {
        alarm.cancel();
        resolve();
      });
      this.#wake();
    });
  }

  submit<T>(work: (tx: HostTransaction) => T): Promise<T> {
    return this.#submit((tick) =>
      work({
        at: tick.at,
        post: (address, event, dedupe, cause) =>
          post(this.#parts, tick, { address, event, dedupe, cause: cause ?? null }),
      }),
    );
  }

  dispatch(address: string, event: ActorEvent, dedupe: string, cause?: string): Promise<boolean> {
    return this.submit((tx) => tx.post(address, event, dedupe, cause));
  }

  uncongested(): Promise<void> {
    if (this.#parts.store.pendingTotal() < this.#parts.limits.congestion) return Promise.resolve();
    return new Promise((resolve) => this.#uncongested.push(resolve));
  }

  trouble(): string {
    return this.#trouble;
  }

  #submit<T>(work: (tick: TickWork) => T): Promise<T> {
    if (this.#state === 'stopped') return Promise.reject(new OmegaError('activity.fenced', 'Omega is stopping.'));
    return new Promise<T>((resolve, reject) => {
      this.#submissions.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#wake();
    });
  }

  /** Asks for a tick on the next turn of the event loop, so that what arrives together commits together. */
  #wake(): void {
    if (this.#scheduled || this.#state === 'new' || this.#state === 'stopped') return;
    this.#scheduled = true;
    this.#alarm?.cancel();
    this.#alarm = this.#parts.clock.alarm(this.#trouble === '' ? 0 : TROUBLE_MS, () => {
      this.#scheduled = false;
      this.#tickNow();
    });
  }

  #tickNow(): void {
    const tick = this.#tick as TickWork;
    const submissions = this.#submissions.splice(0);
    tick.at = this.#parts.clock.now();
    const wentBack = this.#clockWentBack();
    try {
      const answers = this.#parts.store.transaction(() => this.#transact(tick, submissions, wentBack));
      this.#committed(tick, answers);
    } catch (error) {
      this.#rolledBack(tick, submissions, error);
    }
    this.#plan(tick);
  }

  #transact(tick: TickWork, submissions: readonly Submission[], wentBack: boolean): (() => void)[] {
    if (wentBack && this.#parts.store.rearm(tick.at) > 0) this.#effects.reload();
    this.#effects.settle(tick);
    const answers = takeIn(this.#parts, tick, submissions);
    this.#fireTimers(tick);
    stepReady(this.#parts, tick);
    this.#effects.claim(tick);
    writeOutAll(this.#parts, tick);
    return answers;
  }

  /**
   * Timers that are late, because the machine slept or the daemon was down, wait a moment once: a result that arrived
   * meanwhile is heard before the timer that was to give it up (see test/host/05).
   */
  #fireTimers(tick: TickWork): void {
    const now = this.#parts.clock.monotonic();
    const hold = this.#holdUntil === undefined || now < this.#holdUntil;
    const held = fireTimers(this.#parts, tick, hold);
    if (held) this.#holdUntil ??= now + DRAIN_MS;
    else if (!hold) this.#holdUntil = undefined;
  }

  /** The output gate: only now is anything done that the world can see. */
  #committed(tick: TickWork, answers: readonly (() => void)[]): void {
    this.#parts.crashMark.set(0);
    if (this.#trouble !== '') {
      this.#trouble = '';
      this.#relief.recovered();
    }
    this.#effects.release(tick);
    tick.asked = [];
    tick.fenced = [];
    for (const answer of answers) answer();
    this.#parts.notices.publish();
    if (this.#uncongested.length > 0 && this.#parts.store.pendingTotal() < this.#parts.limits.congestion)
      for (const resolve of this.#uncongested.splice(0)) resolve();
    if (this.#effects.running === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #rolledBack(tick: TickWork, submissions: readonly Submission[], error: unknown): void {
    const explained = this.#relief.explain(error);
    this.#parts.crashMark.set(0);
    this.#parts.notices.discard();
    tick.cache.clear();
    tick.asked = [];
    tick.fenced = [];
    tick.fresh = new Map();
    for (const address of this.#parts.store.addressesWithMail()) expectMail(tick, address);
    this.#effects.rolledBack();
    this.#trouble = explained instanceof Error ? explained.message : String(explained);
    this.#parts.log('error', 'tick.failed', { error: this.#trouble, store: isStoreFailure(error) });
    this.#relief.relieve();
    for (const s of submissions) s.reject(explained);
  }

  /**
   * Compares the wall clock with the monotonic one. A jump is logged; after a jump back timers are re-armed, or an
   * hour's jump would hold them for an hour.
   */
  #clockWentBack(): boolean {
    const { clock, log } = this.#parts;
    const wall = clock.now();
    const mono = clock.monotonic();
    const jump = wall - this.#clocks.wall - (mono - this.#clocks.mono);
    if (Math.abs(jump) > JUMP_MS) {
      log('warn', 'clock.jumped', { ms: Math.round(jump) });
    }
    this.#clocks = { wall, mono };
    return jump < -JUMP_MS;
  }

  #plan(tick: TickWork): void {
    if (this.#state === 'stopped') return;
    if (tick.ready.size > 0 || this.#submissions.length > 0 || this.#effects.hasFinished || this.#trouble !== '')
      return this.#wake();
    if (this.#scheduled) return;
    const { store, clock } = this.#parts;
    const due = [store.nextTimerAt(), this.#effects.nextDueAt()].filter((t) => t !== undefined);
    const hold = this.#holdUntil === undefined ? 0 : this.#holdUntil - clock.monotonic();
    const wait = Math.max(hold, Math.min(LONGEST_SLEEP_MS, ...due.map((t) => t - clock.now())));
    this.#alarm?.cancel();
    this.#alarm = clock.alarm(Math.max(0, wait), () => this.#tickNow());
  }
}
