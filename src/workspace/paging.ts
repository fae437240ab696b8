/** Page parameters of list routes. */
import type { Context } from 'hono';
import { HttpFailure } from './failures.ts';

/**
 * Reads a whole number from the query.
 *
 * @throws HttpFailure 400 when it is none or outside its bounds
 */
export function whole(c: Context, name: string, preset: number, [least, most]: readonly [number, number]): number {
  const given = c.req.query(name);
  if (given === undefined || given === '') return preset;
  const n = Number(given);
  if (!Number.isSafeInteger(n) || n < least || n > most)
    throw new HttpFailure(400, 'request.invalid', `${name}: must be a whole number from ${least} to ${most}.`);
  return n;
}

/**
 * Where a stream that broke off goes on: what the browser gives back of the last event it has.
 *
 * @throws HttpFailure 400 when it is no position
 */
export function resumedAt(c: Context, preset: number): number {
  const given = c.req.header('last-event-id');
  if (given === undefined || given === '') return preset;
  const n = Number(given);
  if (!Number.isSafeInteger(n) || n < 0)
    throw new HttpFailure(400, 'request.invalid', 'Last-Event-ID: must be a whole number from 0 on.');
  return n;
}

/** Largest sensible value of positions and times. */
export const MOST = Number.MAX_SAFE_INTEGER;
