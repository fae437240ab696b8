/** Which effects may run now: lanes keep order, pools bound how many run at once. Holds ids only; the outbox is the truth. */

/** An effect waiting for its turn. */
export interface Waiting {
  effectId: string;
  lane: string;
  pool: string;
  dueAt: number;
}

/** The waiting effects by lane, and what is running. */
export class Lanes {
  readonly #slots: Record<string, number>;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #running = new Map<string, Waiting>();
  readonly #busyLanes = new Set<string>();
  readonly #used = new Map<string, number>();

  /** @param slots effects running at once, by pool */
  constructor(slots: Record<string, number>) {
    this.#slots = slots;
  }

  /** Puts an effect at the end of its lane, or at its head when it is to be tried again. */
  add(effect: Waiting, again = false): void {
    const lane = this.#waiting.get(effect.lane) ?? [];
    if (again) lane.unshift(effect);
    else lane.push(effect);
    this.#waiting.set(effect.lane, lane);
  }

  /** Takes out a waiting effect that was fenced. */
  drop(effectId: string): void {
    for (const [name, lane] of this.#waiting) {
      const rest = lane.filter((e) => e.effectId !== effectId);
      if (rest.length === lane.length) continue;
      if (rest.length === 0) this.#waiting.delete(name);
      else this.#waiting.set(name, rest);
    }
  }

  /** Takes the effects that may run now: head of a free lane, due, a slot free in the pool. */
  take(now: number): Waiting[] {
    const taken: Waiting[] = [];
    for (const [name, lane] of this.#waiting) {
      const head = lane[0];
      if (head === undefined || head.dueAt > now || this.#busyLanes.has(name)) continue;
      const used = this.#used.get(head.pool) ?? 0;
      if (used >= (this.#slots[head.pool] ?? 1)) continue;
      lane.shift();
      if (lane.length === 0) this.#waiting.delete(name);
      this.#used.set(head.pool, used + 1);
      this.#busyLanes.add(name);
      this.#running.set(head.effectId, head);
      taken.push(head);
    }
    return taken;
  }

  /** Frees lane and slot of an effect whose attempt has ended. */
  release(effectId: string): void {
    const effect = this.#running.get(effectId);
    if (effect === undefined) return;
    this.#running.delete(effectId);
    this.#busyLanes.delete(effect.lane);
    this.#used.set(effect.pool, (this.#used.get(effect.pool) ?? 1) - 1);
  }

  /** @returns the pool of a running effect */
  poolOf(effectId: string): string | undefined {
    return this.#running.get(effectId)?.pool;
  }

  /** @returns when the next waiting head is due, or undefined */
  nextDueAt(): number | undefined {
    let next: number | undefined;
    for (const [name, lane] of this.#waiting) {
      const head = lane[0];
      if (head === undefined || this.#busyLanes.has(name)) continue;
      if (next === undefined || head.dueAt < next) next = head.dueAt;
    }
    return next;
  }

  get running(): number {
    return this.#running.size;
  }

  /** Forgets what waits (not what runs), to be filled again from the outbox. */
  forgetWaiting(): void {
    this.#waiting.clear();
  }
}
