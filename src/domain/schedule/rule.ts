/** RFC 5545 recurrence rules (section 3.3.10): the parts that Omega keeps. */
import { calendar, type CalendarRule, type Recurrence } from './recurrence.ts';

const FREQUENCIES: Readonly<Record<string, CalendarRule['freq']>> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const SPANS: Readonly<Record<string, number>> = { MINUTELY: 60_000, HOURLY: 3_600_000 };

function numbers(text: string, min: number, max: number): number[] | undefined {
  const all = text.split(',').map(Number);
  return all.every((n) => Number.isInteger(n) && n !== 0 && n >= min && n <= max) ? all : undefined;
}

function byDay(text: string): CalendarRule['byDay'] | undefined {
  const all = text.split(',').map((part) => /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(part));
  if (all.some((match) => match === null)) return undefined;
  return all.map((match) => ({ place: Number(match?.[1] ?? 0), weekday: DAYS.indexOf(match?.[2] ?? '') }));
}

function until(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const [hour = 23, minute = 59, second = 59] = match[4] === undefined ? [] : match.slice(4, 7).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Reads one part; undefined when it is not one that Omega keeps. */
function part(name: string, value: string): Partial<CalendarRule> | undefined {
  const one = (key: keyof CalendarRule, read: unknown): Partial<CalendarRule> | undefined =>
    read === undefined ? undefined : { [key]: read };
  switch (name) {
    case 'INTERVAL':
      return one('interval', numbers(value, 1, 1000)?.[0]);
    case 'COUNT':
      return one('count', numbers(value, 1, 100_000)?.[0]);
    case 'UNTIL':
      return one('until', until(value));
    case 'BYDAY':
      return one('byDay', byDay(value));
    case 'BYMONTHDAY':
      return one('byMonthDay', numbers(value, -31, 31));
    case 'BYMONTH':
      return one('byMonth', numbers(value, 1, 12));
    case 'WKST':
      return one('weekStart', DAYS.includes(value) ? DAYS.indexOf(value) : undefined);
    default:
      return undefined;
  }
}

/**
 * Reads a rule such as `RRULE:FREQ=MONTHLY;BYDAY=-1FR`.
 * Kept: FREQ (MINUTELY to YEARLY), INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, WKST.
 *
 * @returns undefined when it is malformed or has other parts
 * @throws  never
 */
export function parseRule(text: string): Recurrence | undefined {
  const pairs = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
    .map((pair) => pair.split('='));
  if (pairs.some((pair) => pair.length !== 2 || pair[1] === '')) return undefined;
  const values = new Map(pairs.map(([name = '', value = '']) => [name, value]));
  const frequency = values.get('FREQ') ?? '';
  if (values.size !== pairs.length) return undefined;
  values.delete('FREQ');
  const parts = [...values].map(([name, value]) => part(name, value));
  if (parts.includes(undefined)) return undefined;
  const rule = Object.assign({ clamp: false }, ...parts) as Partial<CalendarRule>;
  const span = SPANS[frequency];
  if (span !== undefined)
    return [...values.keys()].every((name) => name === 'INTERVAL')
      ? { kind: 'span', ms: span * (rule.interval ?? 1) }
      : undefined;
  const freq = FREQUENCIES[frequency];
  return freq === undefined ? undefined : calendar(freq, rule);
}
