/** Wall-clock time in a zone and back: calendar arithmetic on plain numbers, offsets from luxon's zone data. */
import { IANAZone } from 'luxon';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A calendar day; months 1 to 12. */
export interface LocalDay {
  year: number;
  month: number;
  day: number;
}

/** A wall-clock time. */
export interface LocalTime extends LocalDay {
  /** milliseconds since local midnight, as the clock on the wall counts them */
  ms: number;
}

function offsetMs(zone: IANAZone, at: number): number {
  return zone.offset(at) * MINUTE_MS;
}

/** @returns days since 1970-01-01; months and days beyond their ends flow over */
export function dayNumber({ year, month, day }: LocalDay): number {
  return Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
}

/** The calendar day with this number, see {@link dayNumber}. */
export function dayOf(number: number): LocalDay {
  const date = new Date(number * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/** Days of a month. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The wall-clock time at an instant.
 *
 * @param at   ms since 1970 UTC
 * @param zone IANA name
 */
export function localOf(at: number, zone: string): LocalTime {
  const wall = at + offsetMs(IANAZone.create(zone), at);
  const number = Math.floor(wall / DAY_MS);
  return { ...dayOf(number), ms: wall - number * DAY_MS };
}

/**
 * The instant of a wall-clock time.
 * A time that occurs twice (the clock goes back) is its first occurrence; one that does not occur (the clock goes
 * forward) is read with the offset before the gap, as RFC 5545 section 3.3.5 has it.
 *
 * @param zone IANA name
 * @returns    ms since 1970 UTC
 */
export function instantOf(local: LocalTime, zone: string): number {
  const wall = dayNumber(local) * DAY_MS + local.ms;
  const data = IANAZone.create(zone);
  const before = offsetMs(data, wall - DAY_MS);
  const after = offsetMs(data, wall + DAY_MS);
  if (before === after || offsetMs(data, wall - before) === before) return wall - before;
  return offsetMs(data, wall - after) === after ? wall - after : wall - before;
}

/** The calendar day of an instant as `YYYY-MM-DD`. */
export function isoDay(at: number, zone: string): string {
  const { year, month, day } = localOf(at, zone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
