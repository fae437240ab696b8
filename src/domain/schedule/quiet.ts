/** Quiet hours and clock-aligned times. */
import { dayNumber, dayOf, instantOf, localOf } from './local-time.ts';

/** Hours in which Omega does not speak up by itself, `HH:MM` on the clock on the wall. */
export interface QuietHours {
  start: string;
  end: string;
  /** IANA name */
  zone: string;
}

const MINUTE_MS = 60_000;

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}

/**
 * When something may be said.
 *
 * @param at    ms since 1970 UTC
 * @param quiet null, or a start that equals the end, is never quiet; a start after the end goes over midnight
 * @returns     `at` itself outside the quiet hours, else their end
 */
export function quietUntil(at: number, quiet: QuietHours | null): number {
  if (quiet === null || quiet.start === '' || quiet.end === '') return at;
  const [start, end] = [minutes(quiet.start), minutes(quiet.end)];
  const local = localOf(at, quiet.zone);
  const minute = local.ms / MINUTE_MS;
  const isQuiet = start <= end ? minute >= start && minute < end : minute >= start || minute < end;
  if (!isQuiet) return at;
  const day = dayNumber(local) + (minute >= end ? 1 : 0);
  return instantOf({ ...dayOf(day), ms: end * MINUTE_MS }, quiet.zone);
}

/**
 * The next multiple of an interval on the clock.
 *
 * @param minuteOfDay minutes since local midnight
 * @returns           minutes since the same midnight; may be beyond the end of the day
 */
export function nextBoundary(minuteOfDay: number, interval: number): number {
  return (Math.floor(minuteOfDay / interval) + 1) * interval;
}

/**
 * The next beat: a multiple of the interval since local midnight, at the latest the next midnight, never in quiet hours.
 *
 * @param now ms since 1970 UTC
 * @returns   ms since 1970 UTC, later than `now`
 */
export function nextBeat(now: number, intervalMinutes: number, zone: string, quiet: QuietHours | null): number {
  const local = localOf(now, zone);
  const minute = Math.min(1440, nextBoundary(Math.floor(local.ms / MINUTE_MS), intervalMinutes));
  const at = instantOf({ ...local, ms: minute * MINUTE_MS }, zone);
  return quietUntil(Math.max(at, now + 1), quiet);
}
