/** Times as people and models write them, in eight languages. */
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { parseWhen, type WhenLanguage } from '../../../../src/domain/schedule/when.ts';

const zone = 'Europe/Berlin';
/** Monday, 16 February 2026, 11:00 in Berlin. */
const now = Date.parse('2026-02-16T10:00:00Z');
const local = (at: number | undefined): string =>
  at === undefined ? 'none' : DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm');

const PHRASES: Record<WhenLanguage, [string, string][]> = {
  en: [
    ['tomorrow 9am', '2026-02-17 09:00'],
    ['tomorrow at 18:30', '2026-02-17 18:30'],
    ['in 20 minutes', '2026-02-16 11:20'],
    ['in 2 hours', '2026-02-16 13:00'],
    ['next monday at 8', '2026-02-23 08:00'],
    ['friday at 7pm', '2026-02-20 19:00'],
    ['tomorrow', '2026-02-17 09:00'],
    ['March 3 at 10:15', '2026-03-03 10:15'],
    ['today at 17:00', '2026-02-16 17:00'],
    ['tonight', '2026-02-16 22:00'],
  ],
  es: [
    ['mañana a las 9', '2026-02-17 09:00'],
    ['en 20 minutos', '2026-02-16 11:20'],
    ['el viernes a las 19:00', '2026-02-20 19:00'],
    ['hoy a las 17:00', '2026-02-16 17:00'],
    ['3 de marzo a las 10:15', '2026-03-03 10:15'],
    ['dentro de 2 horas', '2026-02-16 13:00'],
  ],
  pt: [
    ['amanhã às 9', '2026-02-17 09:00'],
    ['em 20 minutos', '2026-02-16 11:20'],
    ['em 2 horas', '2026-02-16 13:00'],
    ['sexta-feira às 19:00', '2026-02-20 19:00'],
    ['hoje às 17:00', '2026-02-16 17:00'],
    ['3 de março às 10:15', '2026-03-03 10:15'],
  ],
  fr: [
    ['demain à 9h', '2026-02-17 09:00'],
    ['dans 20 minutes', '2026-02-16 11:20'],
    ['dans 2 heures', '2026-02-16 13:00'],
    ['vendredi à 19h', '2026-02-20 19:00'],
    ["aujourd'hui à 17h", '2026-02-16 17:00'],
    ['le 3 mars à 10h15', '2026-03-03 10:15'],
  ],
  de: [
    ['morgen um 9 Uhr', '2026-02-17 09:00'],
    ['in 20 Minuten', '2026-02-16 11:20'],
    ['in 2 Stunden', '2026-02-16 13:00'],
    ['Freitag um 19 Uhr', '2026-02-20 19:00'],
    ['heute um 17:00', '2026-02-16 17:00'],
    ['3. März um 10:15', '2026-03-03 10:15'],
  ],
  it: [
    ['domani alle 9', '2026-02-17 09:00'],
    ['tra 20 minuti', '2026-02-16 11:20'],
    ['tra 2 ore', '2026-02-16 13:00'],
    ['venerdì alle 19:00', '2026-02-20 19:00'],
    ['oggi alle 17:00', '2026-02-16 17:00'],
    ['3 marzo alle 10:15', '2026-03-03 10:15'],
  ],
  nl: [
    ['morgen om 9 uur', '2026-02-17 09:00'],
    ['over 20 minuten', '2026-02-16 11:20'],
    ['over 2 uur', '2026-02-16 13:00'],
    ['vrijdag om 19:00', '2026-02-20 19:00'],
    ['vandaag om 17:00', '2026-02-16 17:00'],
    ['3 maart om 10:15', '2026-03-03 10:15'],
  ],
  ru: [
    ['завтра в 9', '2026-02-17 09:00'],
    ['через 20 минут', '2026-02-16 11:20'],
    ['через 2 часа', '2026-02-16 13:00'],
    ['в пятницу в 19:00', '2026-02-20 19:00'],
    ['сегодня в 17:00', '2026-02-16 17:00'],
    ['3 марта в 10:15', '2026-03-03 10:15'],
  ],
};

describe.each(Object.entries(PHRASES))('%s', (language, phrases) => {
  test.each(phrases)('%s', (words, expected) => {
    expect(local(parseWhen(words, { now, zone, language: language as WhenLanguage })?.at)).toBe(expected);
  });

  test('is understood from another language too', () => {
    for (const [words, expected] of phrases.slice(0, 3))
      expect([words, local(parseWhen(words, { now, zone })?.at)]).toEqual([words, expected]);
  });
});

describe('ISO 8601', () => {
  test.each([
    ['2026-02-22T07:00:00Z', '2026-02-22T07:00:00.000Z'],
    ['2026-02-22T07:00:00+02:00', '2026-02-22T05:00:00.000Z'],
    ['2026-02-22T07:00:00-0330', '2026-02-22T10:30:00.000Z'],
    ['2026-02-22T07:00', '2026-02-22T06:00:00.000Z'],
    ['2026-02-22 07:00:30', '2026-02-22T06:00:30.000Z'],
    ['2026-07-22T07:00', '2026-07-22T05:00:00.000Z'],
    ['2026-02-22', '2026-02-22T08:00:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(new Date(parseWhen(text, { now, zone })?.at ?? 0).toISOString()).toBe(expected);
  });

  test('says whether the hour was named', () => {
    expect(parseWhen('2026-02-22', { now, zone })?.explicit).toBe(false);
    expect(parseWhen('2026-02-22T07:00', { now, zone })?.explicit).toBe(true);
    expect(parseWhen('tomorrow', { now, zone })?.explicit).toBe(false);
    expect(parseWhen('tomorrow at 7', { now, zone })?.explicit).toBe(true);
  });
});

test.each(['', 'not a date', '2026-13-01', '2026-02-30', '2026-02-22T25:00', 'x'.repeat(500), 'soonish', 'weekly'])(
  '%j is no time',
  (text) => {
    expect(parseWhen(text, { now, zone })).toBeUndefined();
  },
);
