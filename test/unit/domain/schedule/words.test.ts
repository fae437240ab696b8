/** Due times and repeats as people read them. */
import { expect, test } from 'vitest';
import { parseRepeat } from '../../../../src/domain/schedule/repeat.ts';
import { dueText, repeatName } from '../../../../src/domain/schedule/words.ts';

const now = Date.parse('2026-02-16T10:00:00Z');
const reader = (locale: string) => ({ zone: 'Europe/Berlin', locale, now });

test.each([
  ['en-GB', '2026-02-16T16:00:00Z', 'today, 17:00'],
  ['en-GB', '2026-02-17T08:00:00Z', 'tomorrow, 09:00'],
  ['en-GB', '2026-02-20T08:00:00Z', 'Friday 20 February, 09:00'],
  ['en-GB', '2027-02-20T08:00:00Z', 'Saturday, 20 February 2027, 09:00'],
  ['de', '2026-02-17T08:00:00Z', 'morgen, 09:00'],
  ['de', '2026-07-20T07:00:00Z', 'Montag, 20. Juli, 09:00'],
  ['ru', '2026-02-17T08:00:00Z', 'завтра, 09:00'],
  ['fr', '2026-02-20T08:00:00Z', 'vendredi 20 février, 09:00'],
])('%s: %s is "%s"', (locale, at, expected) => {
  expect(dueText(Date.parse(at), reader(locale))).toBe(expected);
});

test.each([
  ['once', ''],
  ['täglich', 'daily'],
  ['mon,tue,wed,thu,fri', 'weekdays'],
  ['every 2 weeks', 'every 2 weeks'],
  ['monthly', 'monthly'],
  ['yearly', 'yearly'],
  ['every monday', 'every monday'],
  ['0 9 * * *', '0 9 * * *'],
])('%s is "%s"', (written, expected) => {
  expect(repeatName(parseRepeat(written)!, written)).toBe(expected);
});
