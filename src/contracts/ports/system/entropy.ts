/** Port of chance: ids and jitter, given by the caller so that tests and the simulation repeat exactly. */

/** Source of random numbers and ids. */
export interface Entropy {
  /** 0 <= x < 1 */
  random(): number;
  /** unique text that sorts by time, e.g. `01jd3…` */
  id(at: number): string;
}
