/** The real clock and the real chance. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../../contracts/ports/system/clock.ts';
import type { Entropy } from '../../contracts/ports/system/entropy.ts';

/** Wall clock, monotonic clock and wake-ups of this machine. A wake-up after 0 ms comes on the next turn of the event loop. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  alarm(ms, wake) {
    if (ms <= 0) {
      const immediate = setImmediate(wake);
      return { cancel: () => clearImmediate(immediate) };
    }
    const timeout = setTimeout(wake, ms);
    return { cancel: () => clearTimeout(timeout) };
  },
};

/** Random numbers and ids of this machine. Ids are 9 digits of time, 3 of a counter, 8 random, all base 36: they sort by time. */
export function systemEntropy(): Entropy {
  let last = 0;
  let counter = 0;
  return {
    random: () => randomInt(2 ** 32) / 2 ** 32,
    id(at) {
      // A clock that goes back must not make a later id sort before an earlier one.
      const time = Math.max(at, last);
      counter = time === last ? counter + 1 : 0;
      last = time;
      const chance = randomBytes(5).readUIntBE(0, 5).toString(36).padStart(8, '0');
      return `${time.toString(36).padStart(9, '0')}${counter.toString(36).padStart(3, '0')}${chance}`;
    },
  };
}
