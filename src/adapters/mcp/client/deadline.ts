/** A deadline that progress extends and that stands still while a person is asked. */

/** Aborts its signal when the time is up. */
export class Deadline {
  readonly #abort = new AbortController();
  readonly #ms: number;
  #left: number;
  #began = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #pauses = 0;

  /**
   * @param ms     wait for the next sign of life
   * @param mostMs wait in all, without the time in which a person was asked
   */
  constructor(ms: number, mostMs: number) {
    this.#ms = ms;
    this.#left = mostMs;
    this.#arm();
  }

  /** Aborted when the time is up. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#abort.abort(new Error('the time is up')), Math.min(this.#ms, this.#left));
  }

  #spend(): void {
    const now = performance.now();
    this.#left = Math.max(0, this.#left - (now - this.#began));
    this.#began = now;
  }

  /** There was a sign of life. */
  extend(): void {
    if (this.#pauses > 0) return;
    this.#spend();
    this.#arm();
  }

  /** Stands still while something is done. */
  async paused<T>(work: () => Promise<T>): Promise<T> {
    if (this.#pauses === 0) this.#spend();
    this.#pauses += 1;
    clearTimeout(this.#timer);
    try {
      return await work();
    } finally {
      this.#pauses -= 1;
      this.#began = performance.now();
      if (this.#pauses === 0) this.#arm();
    }
  }

  /** Is over. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
