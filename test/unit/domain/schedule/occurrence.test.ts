/** Due times: the anchor holds over daylight saving, short months and leap years; what was missed is caught up once. */
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { instantOf, localOf } from '../../../../src/domain/schedule/local-time.ts';
import { missedSlots, nextOccurrence } from '../../../../src/domain/schedule/occurrence.ts';
import { nextBeat, quietUntil } from '../../../../src/domain/schedule/quiet.ts';
import { calendar, ONCE, weekdays, type Recurrence } from '../../../../src/domain/schedule/recurrence.ts';
import { parseRepeat } from '../../../../src/domain/schedule/repeat.ts';

const zone = 'Europe/Berlin';
const at = (text: string, inZone = zone): number => DateTime.fromISO(text, { zone: inZone }).toMillis();
const show = (ms: number, inZone = zone): string =>
  DateTime.fromMillis(ms, { zone: inZone }).toFormat('yyyy-MM-dd HH:mm');

function times(recurrence: Recurrence, start: string, n: number, inZone = zone): string[] {
  const anchor = { at: at(start, inZone), zone: inZone };
  const found: string[] = [];
  let last: number | null = anchor.at - 1;
  while (found.length < n) {
    last = nextOccurrence(recurrence, anchor, last);
    if (last === null) break;
    found.push(show(last, inZone));
  }
  return found;
}

describe('the anchor holds', () => {
  test('monthly on the 31st goes to the end of short months and back', () => {
    expect(times(calendar('month'), '2026-01-31T09:00', 5)).toEqual([
      '2026-01-31 09:00',
      '2026-02-28 09:00',
      '2026-03-31 09:00',
      '2026-04-30 09:00',
      '2026-05-31 09:00',
    ]);
  });

  test('yearly on 29 February falls on the 28th in common years', () => {
    expect(times(calendar('year'), '2024-02-29T08:00', 5).map((t) => t.slice(0, 10))).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  test('a time in the gap of spring runs after it, and the next day at its own time again', () => {
    expect(times(calendar('day'), '2026-03-28T02:30', 3)).toEqual([
      '2026-03-28 02:30',
      '2026-03-29 03:30',
      '2026-03-30 02:30',
    ]);
  });

  test('a time that occurs twice in autumn runs once, the first time', () => {
    const anchor = { at: at('2026-10-24T02:30'), zone };
    const second = nextOccurrence(calendar('day'), anchor, anchor.at)!;
    expect(new Date(second).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(show(nextOccurrence(calendar('day'), anchor, second)!)).toBe('2026-10-26 02:30');
  });

  test('weekdays leave the weekend out', () => {
    expect(times(weekdays([1, 2, 3, 4, 5]), '2026-02-20T09:00', 2)).toEqual(['2026-02-20 09:00', '2026-02-23 09:00']);
  });

  test('every two weeks counts from the anchor, not from the last time it ran', () => {
    const anchor = { at: at('2026-01-05T09:00'), zone };
    const rule = calendar('week', { interval: 2 });
    expect(show(nextOccurrence(rule, anchor, at('2026-03-03T00:00'))!)).toBe('2026-03-16 09:00');
  });

  test('once is once, a count ends, a limit ends, and what never comes is over', () => {
    expect(times(ONCE, '2026-01-05T09:00', 3)).toHaveLength(1);
    expect(times(parseRepeat('FREQ=DAILY;COUNT=3')!, '2026-01-05T09:00', 9)).toHaveLength(3);
    expect(times(parseRepeat('FREQ=DAILY;UNTIL=20260107')!, '2026-01-05T09:00', 9)).toHaveLength(3);
    expect(times(parseRepeat('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')!, '2026-01-05T09:00', 3)).toEqual([]);
  });

  test('a cron line runs on the clock on the wall', () => {
    expect(times({ kind: 'cron', expression: '30 7 * * 1-5' }, '2026-03-27T07:30', 3)).toEqual([
      '2026-03-27 07:30',
      '2026-03-30 07:30',
      '2026-03-31 07:30',
    ]);
  });
});

describe('what was missed', () => {
  const anchor = { at: at('2026-01-05T09:00'), zone };

  test('is caught up once: the newest, with those before it skipped', () => {
    const missed = missedSlots(calendar('day'), anchor, at('2026-01-06T09:00'), at('2026-01-10T12:00'));
    expect(missed.catchUp && show(missed.catchUp)).toBe('2026-01-10 09:00');
    expect(missed.skipped.map((t) => show(t))).toEqual(['2026-01-07 09:00', '2026-01-08 09:00', '2026-01-09 09:00']);
  });

  test('is nothing when nothing was due', () => {
    expect(missedSlots(calendar('day'), anchor, anchor.at, at('2026-01-05T12:00'))).toEqual({
      catchUp: null,
      skipped: [],
    });
    expect(missedSlots(ONCE, anchor, null, anchor.at - 1)).toEqual({ catchUp: null, skipped: [] });
    expect(missedSlots(ONCE, anchor, null, anchor.at).catchUp).toBe(anchor.at);
  });

  test('is bounded for a rule of minutes over years', () => {
    const missed = missedSlots({ kind: 'span', ms: 60_000 }, anchor, null, at('2027-01-05T09:00'));
    expect(missed.skipped.length).toBeLessThanOrEqual(1000);
    expect(missed.catchUp).toBe(at('2027-01-05T09:00'));
  });
});

describe('quiet hours', () => {
  const night = { start: '22:00', end: '07:00', zone };

  test.each([
    ['2026-02-16T21:59', '2026-02-16 21:59'],
    ['2026-02-16T22:00', '2026-02-17 07:00'],
    ['2026-02-16T23:30', '2026-02-17 07:00'],
    ['2026-02-17T06:59', '2026-02-17 07:00'],
    ['2026-02-17T07:00', '2026-02-17 07:00'],
    ['2026-03-28T23:00', '2026-03-29 07:00'],
  ])('%s is said at %s', (asked, said) => {
    expect(show(quietUntil(at(asked), night))).toBe(said);
  });

  test('within one day, empty, and the same hour twice', () => {
    expect(show(quietUntil(at('2026-02-16T13:30'), { start: '13:00', end: '15:00', zone }))).toBe('2026-02-16 15:00');
    expect(quietUntil(5, { start: '', end: '', zone })).toBe(5);
    expect(quietUntil(5, { start: '10:00', end: '10:00', zone })).toBe(5);
    expect(quietUntil(5, null)).toBe(5);
  });

  test('beats are aligned to the clock and never in quiet hours', () => {
    expect(show(nextBeat(at('2026-02-16T09:10'), 30, zone, night))).toBe('2026-02-16 09:30');
    expect(show(nextBeat(at('2026-02-16T09:30'), 30, zone, night))).toBe('2026-02-16 10:00');
    expect(show(nextBeat(at('2026-02-16T21:45'), 30, zone, night))).toBe('2026-02-17 07:00');
    expect(show(nextBeat(at('2026-02-16T23:50'), 7, zone, null))).toBe('2026-02-16 23:55');
    expect(show(nextBeat(at('2026-02-16T23:59'), 1440, zone, null))).toBe('2026-02-17 00:00');
  });
});

test("wall-clock time and instants are each other's opposite outside the gaps", () => {
  for (let hour = 0; hour < 24 * 366; hour += 7) {
    const moment = Date.UTC(2026, 0, 1) + hour * 3_600_000;
    for (const name of ['America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham', 'Africa/Casablanca']) {
      const back = instantOf(localOf(moment, name), name);
      expect([0, 3_600_000]).toContain(moment - back);
    }
  }
});
