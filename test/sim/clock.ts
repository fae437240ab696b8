/** Simulated time and a seeded event loop: whatever waits is woken in an order the seed decides. */
import type { Clock } from '../../src/contracts/ports/system/clock.ts';

interface Waiting {
  at: number;
  order: number;
  wake: () => void;
  owner: Life;
}

/** A process that can die: what it waits for dies with it. */
export interface Life {
  alive: boolean;
}

/** All waiting of one simulation. */
export class SimLoop {
  mono = 0;
  /** wall clock minus monotonic clock, ms */
  offset = 1_700_000_000_000;
  #waiting: Waiting[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  after(ms: number, owner: Life, wake: () => void): { cancel(): void } {
    const entry = { at: this.mono + Math.max(0, ms), order: this.#random(), wake, owner };
    this.#waiting.push(entry);
    return {
      cancel: () => {
        this.#waiting = this.#waiting.filter((w) => w !== entry);
      },
    };
  }

  clockOf(owner: Life): Clock {
    return {
      now: () => Math.floor(this.offset + this.mono),
      monotonic: () => this.mono,
      alarm: (ms, wake) => this.after(ms, owner, wake),
    };
  }

  /** Lets the next one run; moments closer than half a millisecond are in an order the seed decides. @returns false when nobody waits */
  async turn(): Promise<boolean> {
    this.#waiting = this.#waiting.filter((w) => w.owner.alive);
    const first = Math.min(...this.#waiting.map((w) => w.at));
    if (!Number.isFinite(first)) return false;
    const due = this.#waiting.filter((w) => w.at <= first + 0.5).toSorted((a, b) => a.order - b.order);
    const next = due[0] as Waiting;
    this.#waiting = this.#waiting.filter((w) => w !== next);
    this.mono = Math.max(this.mono, next.at);
    next.wake();
    // Every promise that this has settled runs to its next wait before anything else is woken.
    await new Promise((resolve) => setImmediate(resolve));
    return true;
  }

  /** The machine sleeps: time passes, nothing is woken. */
  sleep(ms: number): void {
    this.mono += ms;
  }
}
