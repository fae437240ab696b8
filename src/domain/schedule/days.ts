/** The days of one period (day, week, month, year) that a calendar rule picks. */
import { dayNumber, dayOf, daysInMonth, weekdayOf, type LocalDay } from './local-time.ts';
import type { CalendarRule } from './recurrence.ts';

/** Number of the period that a day is in, counted in units of the rule's frequency. */
export function periodOf(rule: CalendarRule, day: number): number {
  const { year, month } = dayOf(day);
  if (rule.freq === 'day') return day;
  if (rule.freq === 'week') return Math.floor((day - weekStartDay(rule)) / 7);
  return rule.freq === 'month' ? year * 12 + month - 1 : year;
}

/** A day number on which a week begins; day 0 (1970-01-01) was a Thursday. */
function weekStartDay(rule: CalendarRule): number {
  return rule.weekStart - 4;
}

/** Day of the month, negative from its end; 0 where the month has no such day. */
function monthDay(year: number, month: number, n: number, clamp: boolean): number {
  const last = daysInMonth(year, month);
  const day = n < 0 ? last + 1 + n : n;
  if (day < 1) return 0;
  return day <= last ? day : clamp ? last : 0;
}

function daysByMonthDay(rule: CalendarRule, year: number, month: number, preset: number): number[] {
  const wanted = rule.byMonthDay.length > 0 ? rule.byMonthDay : [preset];
  return wanted
    .map((n) => monthDay(year, month, n, rule.clamp))
    .filter((day) => day > 0)
    .map((day) => dayNumber({ year, month, day }));
}

/** The days of a span that `byDay` names; a place counts within the span. */
function daysByWeekday(rule: CalendarRule, first: number, last: number): number[] {
  const found: number[] = [];
  for (const { weekday, place } of rule.byDay) {
    const all: number[] = [];
    const start = first + ((weekday - weekdayOf(first) + 7) % 7);
    for (let day = start; day <= last; day += 7) all.push(day);
    if (place === 0) found.push(...all);
    else {
      const one = place > 0 ? all[place - 1] : all[all.length + place];
      if (one !== undefined) found.push(one);
    }
  }
  return found;
}

function daysOfMonth(rule: CalendarRule, year: number, month: number, anchor: LocalDay): number[] {
  if (rule.byDay.length === 0) return daysByMonthDay(rule, year, month, anchor.day);
  const first = dayNumber({ year, month, day: 1 });
  const days = daysByWeekday(rule, first, first + daysInMonth(year, month) - 1);
  if (rule.byMonthDay.length === 0) return days;
  const allowed = new Set(daysByMonthDay(rule, year, month, 0));
  return days.filter((day) => allowed.has(day));
}

function daysOfYear(rule: CalendarRule, year: number, anchor: LocalDay): number[] {
  const months = rule.byMonth.length > 0 ? rule.byMonth : undefined;
  if (rule.byDay.length > 0 && months === undefined && rule.byMonthDay.length === 0)
    return daysByWeekday(rule, dayNumber({ year, month: 1, day: 1 }), dayNumber({ year, month: 12, day: 31 }));
  const every = rule.byMonthDay.length > 0 ? Array.from({ length: 12 }, (_, i) => i + 1) : [anchor.month];
  return (months ?? every).flatMap((month) => daysOfMonth(rule, year, month, anchor));
}

function isAllowed(rule: CalendarRule, number: number): boolean {
  const { year, month, day } = dayOf(number);
  if (rule.byMonth.length > 0 && !rule.byMonth.includes(month)) return false;
  const fits = (n: number): boolean => monthDay(year, month, n, false) === day;
  return rule.byMonthDay.length === 0 || rule.byMonthDay.some(fits);
}

/**
 * The days a rule picks in one period.
 *
 * @param period as {@link periodOf} counts
 * @param anchor first day of the rule: its weekday, day and month fill in what the rule leaves open
 * @returns      day numbers, ascending, each once
 */
export function daysOf(rule: CalendarRule, period: number, anchor: LocalDay): number[] {
  const days = pick(rule, period, anchor);
  return [...new Set(days)].toSorted((a, b) => a - b);
}

function pick(rule: CalendarRule, period: number, anchor: LocalDay): number[] {
  if (rule.freq === 'day') {
    const fits = rule.byDay.length === 0 || rule.byDay.some((d) => d.weekday === weekdayOf(period));
    return fits && isAllowed(rule, period) ? [period] : [];
  }
  if (rule.freq === 'week') {
    const first = period * 7 + weekStartDay(rule);
    const wanted = rule.byDay.length > 0 ? rule.byDay.map((d) => d.weekday) : [weekdayOf(dayNumber(anchor))];
    return wanted.map((w) => first + ((w - weekdayOf(first) + 7) % 7)).filter((day) => isAllowed(rule, day));
  }
  if (rule.freq === 'year') return daysOfYear(rule, period, anchor);
  const year = Math.floor(period / 12);
  const month = period - year * 12 + 1;
  if (rule.byMonth.length > 0 && !rule.byMonth.includes(month)) return [];
  return daysOfMonth(rule, year, month, anchor);
}
