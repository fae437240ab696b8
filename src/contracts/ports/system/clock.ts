/** Port of time: the only source of it, so that tests and the simulation give their own. */

/** A cancellable wake-up. */
export interface Alarm {
  cancel(): void;
}

/** Wall and monotonic time. */
export interface Clock {
  /** ms since 1970 UTC */
  now(): number;
  /** ms since an arbitrary start, never goes back */
  monotonic(): number;
  /** Calls `wake` once after `ms`; long waits may be cut short by the caller. */
  alarm(ms: number, wake: () => void): Alarm;
}
