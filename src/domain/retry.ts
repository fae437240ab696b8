/** Waiting times between attempts: pure, the random number is given. */
import type { ErrorData } from '../contracts/errors.ts';

/** First window and longest window of a back-off, ms. */
export interface BackoffLimits {
  baseMs?: number;
  capMs?: number;
}

const BASE_MS = 500;
const CAP_MS = 300_000;
/** A server that asks for more than this is not waited for: an hour later the person has moved on. */
const RETRY_AFTER_CAP_MS = 3_600_000;

/**
 * How long to wait before the next attempt: exponential with full jitter.
 *
 * @param attempt attempts made so far, 1..; less counts as 1
 * @param random  0..1, evenly distributed; the whole wait is drawn, so that many callers spread out
 * @param limits  `baseMs` 500 is the window after the first attempt, it doubles up to `capMs` 300,000
 * @returns       whole ms, 0..min(capMs, baseMs * 2^(attempt-1))
 * @throws        never
 * @source        "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015), variant full jitter
 */
export function backoffMs(attempt: number, random: number, limits: BackoffLimits = {}): number {
  const { baseMs = BASE_MS, capMs = CAP_MS } = limits;
  const window = Math.min(capMs, baseMs * 2 ** (Math.max(1, attempt) - 1));
  return Math.round(window * Math.min(1, Math.max(0, random)));
}

/**
 * How long to wait after a given failure: the back-off, or what the other side asked for when that is longer.
 *
 * @param error   the failure; only `retryAfterMs` is read, whether to retry at all is decided by its disposition
 * @param attempt attempts made so far, 1..
 * @param random  0..1
 * @param limits  see {@link backoffMs}; they do not bound the Retry-After, one hour does
 * @returns       whole ms, 0..max(capMs, 3,600,000)
 * @throws        never
 * @source        RFC 9110 10.2.3 (Retry-After) over {@link backoffMs}
 */
export function retryDelayMs(error: ErrorData, attempt: number, random: number, limits?: BackoffLimits): number {
  const asked = error.retryAfterMs ?? 0;
  const bounded = Number.isNaN(asked) ? 0 : Math.min(Math.ceil(asked), RETRY_AFTER_CAP_MS);
  return Math.max(backoffMs(attempt, random, limits), bounded);
}
