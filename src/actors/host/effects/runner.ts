/** Runs effects after the commit and brings their outcome back into the next transaction. */
import { OmegaError, errorData, type ErrorData } from '../../../contracts/errors.ts';
import type { Json } from '../../../contracts/json.ts';
import type { ActorEvent, OutboxRow } from '../../../contracts/ports/stores/host-store.ts';
import { OUTBOX } from '../../../contracts/ports/stores/host-store.ts';
import { retryDelayMs } from '../../../domain/retry.ts';
import type { Activity, ActivityContext, AnyActivity } from '../../activity.ts';
import { Lanes, type Waiting } from './lanes.ts';
import { attempt, passFailure, passResult, post } from '../mail.ts';
import type { HostParts, TickWork } from '../parts.ts';

/**
 * An effect is given up when the process died this often while it ran. All that run share the blame for a death, and most are
 * innocent: in a storm of kills a few in a row are chance, so this is far beyond that.
 */
const DEATHS = 20;

type Outcome = { ok: true; output: Json; writes: Write[] } | { ok: false; thrown: unknown };

/** A write that belongs to the transaction of its tick. */
type Write = (tick: TickWork) => void;

interface Finished {
  row: OutboxRow;
  outcome: Outcome;
}

/** Puts work into the next tick's transaction. */
export type Submit = <T>(work: (tick: TickWork) => T) => Promise<T>;

function waiting(row: OutboxRow, known: AnyActivity | undefined): Waiting {
  return { effectId: row.effectId, lane: row.lane, pool: known?.pool ?? 'general', dueAt: row.dueAt };
}

/** The effect runner of one host. */
export class Effects {
  readonly #parts: HostParts;
  readonly #submit: Submit;
  readonly #wake: () => void;
  readonly #lanes: Lanes;
  readonly #controllers = new Map<string, AbortController>();
  #finished: Finished[] = [];
  #claimed: OutboxRow[] = [];
  #halted = false;

  /**
   * @param submit puts activity writes into the next transaction
   * @param wake   asks for a tick
   */
  constructor(parts: HostParts, submit: Submit, wake: () => void) {
    this.#parts = parts;
    this.#submit = submit;
    this.#wake = wake;
    this.#lanes = new Lanes(parts.limits.slots);
  }

  get running(): number {
    return this.#lanes.running;
  }

  get hasFinished(): boolean {
    return this.#finished.length > 0;
  }

  /** When the next waiting effect is due, or undefined. */
  nextDueAt(): number | undefined {
    return this.#lanes.nextDueAt();
  }

  /** At start: effects that were in flight when the last process died are judged by what they promise about repeats. */
  recover(tick: TickWork): void {
    for (const row of this.#parts.store.openEffects()) {
      if (row.state !== OUTBOX.inFlight) continue;
      const semantics = this.#parts.activities.get(row.activity)?.semantics;
      const deaths = row.deaths + 1;
      const lost = semantics === 'once' || (semantics === 'blind' && deaths > 1) || deaths > DEATHS;
      if (lost) {
        const what = new OmegaError(
          'activity.lost',
          `The process died while "${row.activity}" ran; it is not known whether it took effect.`,
        );
        this.#parts.store.settleEffect(row.effectId, OUTBOX.uncertain, { deaths, error: what.message });
        passFailure(this.#parts, tick, row, what);
      } else this.#parts.store.settleEffect(row.effectId, OUTBOX.pending, { deaths });
    }
  }

  /** Fills the lanes from the outbox: at start and after a tick was rolled back. */
  reload(): void {
    this.#lanes.forgetWaiting();
    this.#claimed = [];
    for (const row of this.#parts.store.openEffects())
      if (row.state === OUTBOX.pending) this.#lanes.add(waiting(row, this.#parts.activities.get(row.activity)));
  }

  /** In the transaction: closes effects that have ended since the last tick. */
  settle(tick: TickWork): void {
    for (const finished of this.#finished) this.#settleOne(tick, finished);
  }

  #settleOne(tick: TickWork, { row, outcome }: Finished): void {
    const now = this.#parts.store.effect(row.effectId);
    // Fenced, or claimed by another incarnation: this result speaks for nobody any more.
    if (now?.state !== OUTBOX.inFlight || now.claimedBy !== tick.incarnation) return;
    if (!outcome.ok) return this.#failed(tick, now, outcome.thrown);
    try {
      attempt(this.#parts, tick, () => {
        for (const write of outcome.writes) write(tick);
        this.#parts.store.settleEffect(row.effectId, OUTBOX.done);
        passResult(tick, row, outcome.output);
      });
    } catch (error) {
      this.#failed(tick, now, error);
    }
  }

  #failed(tick: TickWork, row: OutboxRow, thrown: unknown): void {
    const { store, activities, log } = this.#parts;
    const known = activities.get(row.activity);
    const error = errorData(thrown);
    log(error.disposition === 'defect' ? 'error' : 'info', 'effect.failed', {
      effect: row.effectId,
      activity: row.activity,
      attempt: row.attempts,
      error,
    });
    const again = this.#delayBeforeRetry(row, known, error);
    if (again !== undefined) {
      const dueAt = Math.ceil(tick.at + again);
      const deaths = error.disposition === 'uncertain' ? row.deaths + 1 : row.deaths;
      if (store.settleEffect(row.effectId, OUTBOX.pending, { dueAt, error: error.message, deaths }))
        this.#lanes.add({ ...waiting(row, known), dueAt }, true);
      return;
    }
    const state = error.disposition === 'uncertain' ? OUTBOX.uncertain : OUTBOX.dead;
    if (store.settleEffect(row.effectId, state, { error: error.message })) passFailure(this.#parts, tick, row, thrown);
  }

  #delayBeforeRetry(row: OutboxRow, known: AnyActivity | undefined, error: ErrorData): number | undefined {
    const left = row.attempts < (known?.attempts ?? 1);
    if (error.disposition === 'retry' && left) return retryDelayMs(error, row.attempts, this.#parts.entropy.random());
    // What may be repeated is repeated; what cannot be recognised as a repeat is sent once more, and only once.
    if (error.disposition !== 'uncertain') return undefined;
    if (known?.semantics === 'pure' || known?.semantics === 'idempotent')
      return left ? retryDelayMs(error, row.attempts, 1) : undefined;
    return known?.semantics === 'blind' && row.deaths === 0 ? 0 : undefined;
  }

  /** In the transaction: takes effects that were asked for into their lanes and claims those that may run. */
  claim(tick: TickWork): void {
    const { store, activities } = this.#parts;
    for (const effectId of tick.asked) {
      const row = store.effect(effectId);
      if (row?.state === OUTBOX.pending) this.#lanes.add(waiting(row, activities.get(row.activity)));
    }
    for (const effectId of tick.fenced) this.#lanes.drop(effectId);
    for (const { row } of this.#finished) this.#lanes.release(row.effectId);
    for (const head of this.#lanes.take(tick.at)) {
      const row = store.effect(head.effectId);
      if (row === undefined || row.state !== OUTBOX.pending) {
        this.#lanes.release(head.effectId);
      } else if (row.expiresAt !== null && tick.at > row.expiresAt) {
        this.#lanes.release(head.effectId);
        store.settleEffect(row.effectId, OUTBOX.expired);
        passFailure(
          this.#parts,
          tick,
          row,
          new OmegaError('activity.expired', `"${row.activity}" was not begun in time.`),
        );
      } else {
        store.claimEffect(row.effectId, tick.incarnation);
        this.#claimed.push({ ...row, attempts: row.attempts + 1 });
      }
    }
  }

  /** After the commit: aborts what was fenced, starts what was claimed. */
  release(tick: TickWork): void {
    this.#finished = [];
    for (const effectId of tick.fenced)
      this.#controllers.get(effectId)?.abort(new OmegaError('activity.fenced', 'This is no longer wanted.'));
    const claimed = this.#claimed;
    this.#claimed = [];
    for (const row of claimed) this.#start(row, tick.incarnation);
  }

  /** After a rollback: the claimed effects have not been claimed after all. */
  rolledBack(): void {
    for (const row of this.#claimed) this.#lanes.release(row.effectId);
    this.reload();
  }

  #start(row: OutboxRow, incarnation: number): void {
    const known = this.#parts.activities.get(row.activity) as unknown as Activity<Json, Json> | undefined;
    const controller = new AbortController();
    this.#controllers.set(row.effectId, controller);
    const writes: Write[] = [];
    const run = async (): Promise<Json> => {
      if (known === undefined) throw new OmegaError('activity.unknown', `No activity "${row.activity}" is registered.`);
      return known.run(JSON.parse(row.input) as Json, this.#context(row, incarnation, controller.signal, writes));
    };
    run().then(
      (output) => this.#end(row, { ok: true, output, writes }),
      (thrown: unknown) => this.#end(row, { ok: false, thrown }),
    );
  }

  #end(row: OutboxRow, outcome: Outcome): void {
    this.#controllers.delete(row.effectId);
    // Cut off by our own stop: the row stays in flight and is recovered like after a crash.
    if (this.#halted && !outcome.ok) {
      this.#lanes.release(row.effectId);
      return this.#wake();
    }
    this.#finished.push({ row, outcome });
    this.#wake();
  }

  #context(row: OutboxRow, incarnation: number, signal: AbortSignal, writes: Write[]): ActivityContext {
    const { store, entropy, clock } = this.#parts;
    let reports = 0;
    let inside: TickWork | undefined;
    const within = <T>(tick: TickWork, work: () => T): T => {
      inside = tick;
      try {
        return work();
      } finally {
        inside = undefined;
      }
    };
    const guarded = <T>(work: (tick: TickWork) => T): Promise<T> =>
      this.#submit((tick) => {
        const now = store.effect(row.effectId);
        if (now?.state !== OUTBOX.inFlight || now.claimedBy !== incarnation)
          throw new OmegaError('activity.fenced', 'This is no longer wanted.');
        return work(tick);
      });
    return {
      key: row.effectId,
      address: row.address,
      attempt: row.attempts,
      recovered: row.deaths > 0,
      at: clock.now(),
      signal,
      newId: () => entropy.id(clock.now()),
      post: (address, event, dedupe) => {
        if (inside === undefined)
          throw new OmegaError('activity.crashed', `"${row.activity}" posts an event outside a transaction.`);
        return post(this.#parts, inside, { address, event, dedupe, cause: row.effectId });
      },
      report: (event: ActorEvent) => {
        const dedupe = `${row.effectId}:${row.attempts}:p${reports++}`;
        guarded((tick) => post(this.#parts, tick, { address: row.address, event, dedupe, cause: row.effectId })).catch(
          () => undefined,
        );
      },
      commit: (work) => guarded((tick) => within(tick, work)),
      settle: (write) => void writes.push((tick) => within(tick, write)),
    };
  }

  /** Asks what runs (in one pool, or everywhere) to end; what fails from now on is left for the next start. */
  halt(pool?: string): void {
    this.#halted = true;
    for (const [effectId, controller] of this.#controllers)
      if (pool === undefined || this.#lanes.poolOf(effectId) === pool)
        controller.abort(new OmegaError('activity.fenced', 'Omega is stopping.'));
  }
}
