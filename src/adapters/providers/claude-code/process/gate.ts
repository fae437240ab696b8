/** Lets so many through at a time; the others wait in their order. */

/** A gate with so many places; whoever is inside holds one until it is given free. */
export class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param places how many may be inside */
  constructor(places: number) {
    this.#free = places;
  }

  /** Whether nobody is inside. @param places as it was made with */
  isEmpty(places: number): boolean {
    return this.#free === places && this.#waiting.length === 0;
  }

  /**
   * Waits for a place.
   *
   * @returns the function that gives it free
   * @throws  the signal's reason
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#wait(signal);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(admit), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(admit);
    });
  }
}
