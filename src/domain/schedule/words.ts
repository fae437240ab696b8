/** How a due time and a repeat are shown to people. */
import { IANAZone } from 'luxon';
import { dayNumber, localOf } from './local-time.ts';
import type { Recurrence } from './recurrence.ts';

/** Who reads it. */
export interface Reader {
  /** IANA name */
  zone: string;
  /** BCP-47 tag */
  locale: string;
  /** ms since 1970 UTC; the year is left out where it is the present one */
  now: number;
}

/**
 * A moment in the reader's zone and language, e.g. `Tuesday, 17 February at 09:00`; today and tomorrow by name.
 *
 * @param at ms since 1970 UTC
 */
export function dueText(at: number, { zone, locale, now }: Reader): string {
  const timeZone = IANAZone.isValidZone(zone) ? zone : 'UTC';
  const [day, today] = [localOf(at, timeZone), localOf(now, timeZone)];
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short', hourCycle: 'h23' }).format(at);
  const distance = dayNumber(day) - dayNumber(today);
  if (Math.abs(distance) <= 1) {
    const name = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(distance, 'day');
    return `${name}, ${time}`;
  }
  const year = day.year === today.year ? {} : ({ year: 'numeric' } as const);
  const date = { weekday: 'long', day: 'numeric', month: 'long', ...year } as const;
  return `${new Intl.DateTimeFormat(locale, { timeZone, ...date }).format(at)}, ${time}`;
}

const WORK_DAYS = '1,2,3,4,5';

/**
 * A repeat as the catalogue knows it (`daily`, `weekdays`, `weekly`, `monthly`, `yearly`, empty for once), else as it was written.
 *
 * @param written what the rule was read from
 */
export function repeatName(recurrence: Recurrence, written: string): string {
  if (recurrence.kind === 'once') return '';
  if (recurrence.kind !== 'calendar') return written;
  const { freq, interval, byDay, byMonthDay, byMonth, count, until } = recurrence.rule;
  if (interval !== 1 || byMonthDay.length + byMonth.length > 0 || count !== null || until !== null) return written;
  if (freq === 'week' && byDay.length > 0) {
    const days = byDay.map(({ weekday }) => weekday).toSorted((a, b) => a - b);
    return days.join() === WORK_DAYS ? 'weekdays' : written;
  }
  return byDay.length > 0 ? written : { day: 'daily', week: 'weekly', month: 'monthly', year: 'yearly' }[freq];
}
