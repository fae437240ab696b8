/** Repeats as people and models write them. */
import { describe, expect, test } from 'vitest';
import { calendar, ONCE, weekdays, type Recurrence } from '../../../../src/domain/schedule/recurrence.ts';
import { parseRepeat } from '../../../../src/domain/schedule/repeat.ts';

const DAILY = calendar('day');
const WEEKLY = calendar('week');
const WORK = weekdays([1, 2, 3, 4, 5]);

const CASES: [string, Recurrence][] = [
  ...['', 'once', 'None', 'una vez', 'uma vez', 'une fois', 'einmal', 'una volta', 'één keer', 'один раз'].map(
    (w): [string, Recurrence] => [w, ONCE],
  ),
  ...[
    'daily',
    'Every day',
    'cada día',
    'todos os dias',
    'tous les jours',
    'täglich',
    'ogni giorno',
    'elke dag',
    'каждый день',
  ].map((w): [string, Recurrence] => [w, DAILY]),
  ...[
    'weekly',
    'every week',
    'semanal',
    'toda semana',
    'chaque semaine',
    'wöchentlich',
    'ogni settimana',
    'wekelijks',
    'каждую неделю',
  ].map((w): [string, Recurrence] => [w, WEEKLY]),
  ...[
    'weekdays',
    'de lunes a viernes',
    'dias úteis',
    'du lundi au vendredi',
    'werktags',
    'giorni feriali',
    'werkdagen',
    'по будням',
  ].map((w): [string, Recurrence] => [w, WORK]),
  ...['monthly', 'mensual', 'mensal', 'tous les mois', 'monatlich', 'ogni mese', 'maandelijks', 'каждый месяц'].map(
    (w): [string, Recurrence] => [w, calendar('month')],
  ),
  ...['yearly', 'cada año', 'todos os anos', 'tous les ans', 'jährlich', 'ogni anno', 'elk jaar', 'ежегодно'].map(
    (w): [string, Recurrence] => [w, calendar('year')],
  ),
  ...[
    'every monday and friday',
    'cada lunes y viernes',
    'jeden Montag und Freitag',
    'ogni lunedì e venerdì',
    'elke maandag en vrijdag',
    'tous les lundis et vendredis',
  ].map((w): [string, Recurrence] => [w, weekdays([1, 5])]),
  ['каждую среду', weekdays([3])],
  ['mondays', weekdays([1])],
  ['every 2 weeks', calendar('week', { interval: 2 })],
  ['alle 3 Tage', calendar('day', { interval: 3 })],
  ['every 15 minutes', { kind: 'span', ms: 900_000 }],
  ['0 9 * * 1-5', { kind: 'cron', expression: '0 9 * * 1-5' }],
  ['RRULE:FREQ=MONTHLY;BYDAY=-1FR', calendar('month', { byDay: [{ weekday: 5, place: -1 }], clamp: false })],
  ['FREQ=DAILY;INTERVAL=2;COUNT=5', calendar('day', { interval: 2, count: 5, clamp: false })],
  ['FREQ=HOURLY;INTERVAL=6', { kind: 'span', ms: 21_600_000 }],
];

test.each(CASES)('%j', (text, expected) => {
  expect(parseRepeat(text)).toEqual(expected);
});

describe('what is none of these is refused', () => {
  test.each([
    'fortnightish',
    'every blue moon',
    'every 0 days',
    '99 99 * * *',
    '* * *',
    'FREQ=SECONDLY',
    'FREQ=DAILY;BYSETPOS=1',
    'FREQ=DAILY;FREQ=DAILY',
    'FREQ=',
    'RRULE:',
    'x'.repeat(300),
  ])('%j', (text) => {
    expect(parseRepeat(text)).toBeUndefined();
  });
});
