/** When a recurring task is due: computed from its anchor, which never moves. */
import { Cron } from 'croner';
import { daysOf, periodOf } from './days.ts';
import { dayNumber, dayOf, instantOf, localOf } from './local-time.ts';
import type { CalendarRule, Recurrence } from './recurrence.ts';

/** Where a rule begins. */
export interface Anchor {
  /** first due time, ms since 1970 UTC */
  at: number;
  /** IANA name; the clock on the wall there counts */
  zone: string;
}

/** Periods without any day that are looked through before a rule counts as ended, e.g. 30 February. */
const BARREN = 500;

function* calendarTimes(rule: CalendarRule, anchor: Anchor, from: number): Generator<number> {
  const first = localOf(anchor.at, anchor.zone);
  const start = periodOf(rule, dayNumber(first));
  const asked = periodOf(rule, dayNumber(localOf(from, anchor.zone)));
  // A rule that counts has to be counted from its beginning.
  const skip = rule.count === null ? Math.max(0, Math.floor((asked - start) / rule.interval) - 1) : 0;
  let barren = 0;
  for (let n = skip; barren < BARREN; n++) {
    const days = daysOf(rule, start + n * rule.interval, first);
    barren = days.length === 0 ? barren + 1 : 0;
    for (const day of days) {
      const at = instantOf({ ...dayOf(day), ms: first.ms }, anchor.zone);
      if (at >= anchor.at) yield at;
    }
  }
}

function nextCalendar(rule: CalendarRule, anchor: Anchor, after: number): number | null {
  let n = 0;
  for (const at of calendarTimes(rule, anchor, Math.max(after, anchor.at))) {
    n++;
    if (rule.count !== null && n > rule.count) return null;
    if (rule.until !== null && at > rule.until) return null;
    if (at > after) return at;
  }
  return null;
}

/**
 * The next due time.
 *
 * @param after ms since 1970 UTC; the result is later than this
 * @returns     null when there is none any more
 * @throws      never for a rule that `parseRepeat` made
 */
export function nextOccurrence(recurrence: Recurrence, anchor: Anchor, after: number): number | null {
  switch (recurrence.kind) {
    case 'once':
      return anchor.at > after ? anchor.at : null;
    case 'span': {
      const steps = Math.max(0, Math.floor((after - anchor.at) / recurrence.ms) + 1);
      return anchor.at + steps * recurrence.ms;
    }
    case 'calendar':
      return nextCalendar(recurrence.rule, anchor, after);
    case 'cron': {
      const from = Math.max(after, anchor.at - 1);
      const cron = new Cron(recurrence.expression, { timezone: anchor.zone, paused: true });
      return cron.nextRun(new Date(from))?.getTime() ?? null;
    }
  }
}

/** Due times that are looked through to find what was missed; a rule of minutes over a long time ends the look here. */
const MOST_MISSED = 1000;

/**
 * What came due while Omega was not running.
 *
 * @param last newest due time that has a row; the anchor itself counts as missed when there is none
 * @returns    `catchUp` is the newest missed one, done once and marked late; `skipped` are those before it, oldest first;
 *             beyond 1000 the oldest are left out
 */
export function missedSlots(
  recurrence: Recurrence,
  anchor: Anchor,
  last: number | null,
  now: number,
): { catchUp: number | null; skipped: number[] } {
  const missed: number[] = [];
  let at = nextOccurrence(recurrence, anchor, last ?? anchor.at - 1);
  while (at !== null && at <= now) {
    missed.push(at);
    if (missed.length > MOST_MISSED) missed.shift();
    at = nextOccurrence(recurrence, anchor, at);
  }
  return { catchUp: missed.pop() ?? null, skipped: missed };
}
