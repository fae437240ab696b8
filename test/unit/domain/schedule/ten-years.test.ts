/** Ten years of 500 tasks in twelve zones: every due time as an independent library computes it, with restarts at random. */
import { DateTime } from 'luxon';
import * as library from 'rrule';
import { expect, test } from 'vitest';
import { nextOccurrence } from '../../../../src/domain/schedule/occurrence.ts';
import { parseRule } from '../../../../src/domain/schedule/rule.ts';
import { seeded } from '../../../kit/crash/loop.ts';

// The package is CommonJS: what it exports stands under `default` when Node loads it.
const { RRule } = (library as unknown as { default?: typeof library }).default ?? library;
const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Chatham',
];
const TASKS = 500;
const FROM = Date.UTC(2026, 0, 1);
const YEARS = 10;

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function ruleText(pick: (n: number) => number): string {
  const interval = `INTERVAL=${1 + pick(4)}`;
  const two = `${DAYS[pick(7)]}`;
  return [
    `FREQ=DAILY;INTERVAL=${1 + pick(20)}`,
    `FREQ=WEEKLY;${interval}`,
    `FREQ=WEEKLY;${interval};BYDAY=MO,${DAYS[1 + pick(6)]}`,
    `FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;WKST=SU`,
    `FREQ=MONTHLY;${interval}`,
    `FREQ=MONTHLY;BYDAY=${[1, 2, 3, 4, -1][pick(5)]}${two}`,
    `FREQ=MONTHLY;BYMONTHDAY=${[1, 15, 29, 30, 31, -1, -2][pick(7)]}`,
    `FREQ=YEARLY;${interval}`,
    `FREQ=YEARLY;BYMONTH=${1 + pick(12)};BYDAY=${[1, 2, -1][pick(3)]}${two}`,
    `FREQ=DAILY;COUNT=${1 + pick(40)}`,
  ][pick(10)]!;
}

/** Wall-clock time to the instant: luxon reads what falls into a gap with the offset before it, as RFC 5545 has it. */
function toInstant(floating: Date, zone: string): number {
  const [year, month, day] = [floating.getUTCFullYear(), floating.getUTCMonth() + 1, floating.getUTCDate()];
  const wall = { year, month, day, hour: floating.getUTCHours(), minute: floating.getUTCMinutes() };
  const found = DateTime.fromObject(wall, { zone });
  // Of a time that occurs twice luxon may give either; the earlier one is meant.
  const earlier = Math.min(...found.getPossibleOffsets().map((d) => d.toMillis()));
  return Number.isFinite(earlier) ? earlier : found.toMillis();
}

test('every due time is the same', () => {
  const draw = seeded(20_260_101);
  const pick = (n: number): number => Math.floor(draw() * n);
  let compared = 0;
  for (let n = 0; n < TASKS; n++) {
    const zone = ZONES[n % ZONES.length]!;
    const text = ruleText(pick);
    const start = new Date(FROM + pick(400) * 86_400_000 + pick(24 * 60) * 60_000);
    const until = new Date(start.getTime() + YEARS * 366 * 86_400_000);
    const options = { ...RRule.parseString(text), dtstart: start };
    const expected = new RRule(options).between(start, until, true).map((d) => toInstant(d, zone));
    const anchor = { at: toInstant(start, zone), zone };
    const rule = parseRule(text)!;
    const ours: number[] = [];
    let at = nextOccurrence(rule, anchor, anchor.at - 1);
    while (at !== null && at <= toInstant(until, zone)) {
      ours.push(at);
      // A restart asks again from somewhere between two due times: nothing may be left out or come twice.
      const next = nextOccurrence(rule, anchor, at);
      const between = next === null ? at : at + Math.floor(draw() * (next - at));
      at = nextOccurrence(rule, anchor, between);
    }
    expect({ text, zone, start, ours }).toEqual({ text, zone, start, ours: expected });
    compared += ours.length;
  }
  expect(compared).toBeGreaterThan(100_000);
}, 120_000);
