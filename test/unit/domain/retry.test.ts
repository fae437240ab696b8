/** Waiting times between attempts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OmegaError } from '../../../src/contracts/errors.ts';
import { backoffMs, retryDelayMs } from '../../../src/domain/retry.ts';

const limited = (retryAfterMs?: number) =>
  new OmegaError('provider.rate_limited', 'slow', retryAfterMs === undefined ? {} : { retryAfterMs }).toData();

describe('backoffMs', () => {
  it('doubles the window from 500 ms up to 5 minutes', () => {
    expect([1, 2, 3, 10, 11].map((n) => backoffMs(n, 1))).toEqual([500, 1000, 2000, 256_000, 300_000]);
  });

  it('draws the whole wait (full jitter)', () => {
    expect(backoffMs(3, 0)).toBe(0);
    expect(backoffMs(3, 0.25)).toBe(500);
  });

  it('takes other limits and survives absurd attempts', () => {
    expect(backoffMs(1, 1, { baseMs: 10 })).toBe(10);
    expect(backoffMs(9, 1, { baseMs: 10, capMs: 100 })).toBe(100);
    expect(backoffMs(100_000, 1)).toBe(300_000);
    expect(backoffMs(0, 1)).toBe(500);
    expect(backoffMs(-5, 1)).toBe(500);
  });

  it('is a whole number inside the window and grows with the random number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const wait = backoffMs(attempt, random);
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(300_000, 500 * 2 ** (attempt - 1)));
        expect(backoffMs(attempt, 1)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});

describe('retryDelayMs', () => {
  it('is the back-off when nothing was asked for', () => {
    expect(retryDelayMs(limited(), 2, 0.5)).toBe(500);
  });

  it('honours a longer Retry-After, also above the cap of the back-off', () => {
    expect(retryDelayMs(limited(7000), 1, 1)).toBe(7000);
    expect(retryDelayMs(limited(600_000), 1, 1)).toBe(600_000);
  });

  it('keeps the back-off when it is longer than the Retry-After', () => {
    expect(retryDelayMs(limited(100), 4, 1)).toBe(4000);
  });

  it('waits an hour at most and ignores nonsense', () => {
    expect(retryDelayMs(limited(9e12), 1, 1)).toBe(3_600_000);
    expect(retryDelayMs(limited(Infinity), 1, 1)).toBe(3_600_000);
    expect(retryDelayMs(limited(-1), 1, 1)).toBe(500);
    expect(retryDelayMs(limited(Number.NaN), 1, 1)).toBe(500);
  });
});
