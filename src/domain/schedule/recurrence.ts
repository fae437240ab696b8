/** Recurrence rules as plain data, and what their parts mean. */
import { z } from 'zod';

/** A weekday, with its place in the month or year where one is given: 2 = the second, -1 = the last, 0 = every. */
const ByDay = z.object({ weekday: z.int().min(0).max(6), place: z.int().min(-53).max(53) });

/** What repeats by the calendar: the parts of an RFC 5545 rule that Omega keeps. */
export const CalendarRule = z.object({
  freq: z.enum(['day', 'week', 'month', 'year']),
  interval: z.int().min(1).max(1000),
  byDay: z.array(ByDay),
  byMonthDay: z.array(z.int().min(-31).max(31)),
  byMonth: z.array(z.int().min(1).max(12)),
  /** 0 = Sunday; the week begins here */
  weekStart: z.int().min(0).max(6),
  /** how often in all; null = for ever */
  count: z.int().min(1).nullable(),
  /** last instant, ms since 1970 UTC; null = for ever */
  until: z.number().nullable(),
  /** a day the month does not have becomes its last one, instead of being left out */
  clamp: z.boolean(),
});
export type CalendarRule = z.infer<typeof CalendarRule>;

/** How a task repeats. */
export const Recurrence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once') }),
  /** a span of time, whatever the clock on the wall does */
  z.object({ kind: z.literal('span'), ms: z.int().min(60_000) }),
  z.object({ kind: z.literal('calendar'), rule: CalendarRule }),
  z.object({ kind: z.literal('cron'), expression: z.string() }),
]);
export type Recurrence = z.infer<typeof Recurrence>;

/** Just once. */
export const ONCE: Recurrence = { kind: 'once' };

/** Builds a calendar recurrence; what is left out does not restrict. */
export function calendar(freq: CalendarRule['freq'], parts: Partial<CalendarRule> = {}): Recurrence {
  const rule: CalendarRule = {
    freq,
    interval: 1,
    byDay: [],
    byMonthDay: [],
    byMonth: [],
    weekStart: 1,
    count: null,
    until: null,
    clamp: true,
    ...parts,
  };
  return { kind: 'calendar', rule };
}

/** Every day of `byDay`, each week. */
export function weekdays(days: readonly number[], interval = 1): Recurrence {
  return calendar('week', { interval, byDay: days.map((weekday) => ({ weekday, place: 0 })) });
}
