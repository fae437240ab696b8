/** The catalogue says the same in eight languages, each in its own words. */
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../../../src/contracts/errors.ts';
import type { ErrorCode } from '../../../../src/contracts/errors.ts';
import { COMMANDS } from '../../../../src/domain/commands.ts';
import { detectLanguage } from '../../../../src/domain/i18n/detect.ts';
import { LANGUAGES, type Language } from '../../../../src/domain/i18n/languages.ts';
import {
  adviceFor,
  failureText,
  reasonFor,
  sizeText,
  summaryOf,
  TEXT_KEYS,
  textIn,
  type TextKey,
} from '../../../../src/domain/i18n/texts.ts';
import { SAMPLES } from './samples.ts';

const OTHERS = LANGUAGES.filter((language) => language !== 'English');
const CODES = Object.keys(ERRORS) as ErrorCode[];
/** Texts without words. */
const SAME: ReadonlySet<TextKey> = new Set(['placeholder', 'toolUsing']);
const sample = <K extends TextKey>(language: Language, key: K): string => textIn(language, key, ...SAMPLES[key]);

describe.each(OTHERS)('%s', (language) => {
  it.each(TEXT_KEYS)('%s is not the English text and keeps what it is given', (key) => {
    const [own, english] = [sample(language, key), sample('English', key)];
    expect(own === english).toBe(SAME.has(key));
    expect(own).not.toMatch(/undefined|NaN|\[object/);
    for (const given of english.match(/\bX\d\b/g) ?? []) expect(own).toContain(given);
    for (const command of english.match(/(?<=^|\s)\/[a-z]+/g) ?? []) expect(own).toContain(command);
  });

  it('has its own words for every command and every reason', () => {
    for (const { name } of COMMANDS) expect(summaryOf(name, language)).not.toBe(summaryOf(name));
    for (const code of CODES) {
      expect(reasonFor(code, language)).not.toBe(reasonFor(code));
      expect(reasonFor(code, language)).toMatch(/^\p{Ll}[^.]*$/u);
      expect(adviceFor(code, language)).not.toBe(adviceFor(code));
      expect(adviceFor(code, language)).toMatch(/^\p{Lu}.*\.$/u);
    }
  });

  it('is recognised as itself', () => {
    const long = TEXT_KEYS.filter(
      (key) => (sample(language, key).match(/\p{L}{3,}/gu) ?? []).length > 6 && key !== 'status',
    );
    const foreign = long.filter((key) => detectLanguage(sample(language, key)).language !== language);
    expect(foreign.length > long.length * 0.05 ? foreign : []).toEqual([]);
  });
});

describe('variants', () => {
  it.each(LANGUAGES)('in %s there are ten nudges and six lines for a long wait', (language) => {
    const all = (key: 'nudge15' | 'stillWorking') =>
      new Set(Array.from({ length: 30 }, (_, variant) => textIn(language, key, { variant })));
    expect(all('nudge15').size).toBe(10);
    expect(all('stillWorking').size).toBe(6);
  });

  it('are chosen by any number', () => {
    const first = textIn('English', 'nudge15', { variant: 0 });
    for (const variant of [10, -10, 0.9, Number.NaN, Number.POSITIVE_INFINITY])
      expect(textIn('English', 'nudge15', { variant })).toBe(first);
  });
});

describe('plurals', () => {
  it.each([
    [1, '1 сообщение'],
    [2, '2 сообщения'],
    [5, '5 сообщений'],
    [11, '11 сообщений'],
    [21, '21 сообщение'],
    [22, '22 сообщения'],
  ])('Russian has its forms: %i', (waiting, words) => {
    expect(textIn('Russian', 'busy', { waiting })).toContain(words);
  });

  it.each([
    ['German', '1 Nachricht ', '2 Nachrichten '],
    ['Spanish', '1 mensaje ', '2 mensajes '],
    ['Dutch', '1 bericht ', '2 berichten '],
  ] as const)('%s has its forms', (language, one, two) => {
    expect(textIn(language, 'busy', { waiting: 1 })).toContain(one);
    expect(textIn(language, 'busy', { waiting: 2 })).toContain(two);
  });

  it('says every minute without a number', () => {
    expect(textIn('English', 'heartbeatInterval', { minutes: 1 })).toContain('every minute.');
    expect(textIn('German', 'heartbeatInterval', { minutes: 30 })).toContain('alle 30 Minuten');
    expect(textIn('Russian', 'heartbeatInterval', { minutes: 1 })).toContain('каждую минуту');
  });
});

describe('repeats', () => {
  const scheduled = (repeat: string) =>
    textIn('German', 'taskScheduled', { description: 'Müll', due: 'morgen', repeat });

  it.each([
    ['daily', '✓ Eingeplant: Müll — morgen, jeden Tag'],
    ['once', '✓ Eingeplant: Müll — morgen'],
    ['', '✓ Eingeplant: Müll — morgen'],
    ['0 9 * * 1', '✓ Eingeplant: Müll — morgen, 0 9 * * 1'],
    ['constructor', '✓ Eingeplant: Müll — morgen, constructor'],
  ])('%j', (repeat, words) => {
    expect(scheduled(repeat)).toBe(words);
  });
});

describe('sizes and failures', () => {
  it.each([
    [0, 'English', '0 B'],
    [1023, 'English', '1023 B'],
    [1024, 'English', '1.0 KB'],
    [5_767_168, 'German', '5,5 MB'],
    [5_767_168, 'French', '5,5 Mo'],
    [3_221_225_472, 'Russian', '3,0 ГБ'],
  ] as const)('%i bytes in %s', (bytes, language, words) => {
    expect(sizeText(bytes, language)).toBe(words);
  });

  it('tells a time-out from another failure, without what the program said', () => {
    expect(failureText('request timed out after 600s', 'Italian')).toBe(textIn('Italian', 'tookTooLong'));
    expect(failureText('401 unauthorized', 'Italian')).toBe(textIn('Italian', 'wentWrong'));
  });

  it('shows money with cents, and says where a price is not known', () => {
    const line = { provider: 'openai', calls: 1, tokens: 1000 };
    expect(textIn('English', 'usageLine', { ...line, cost: 12.5 })).toBe('- openai: 1 call, 1,000 tokens, $12.50');
    expect(textIn('English', 'usageLine', { ...line, cost: 0.0042 })).toContain('$0.0042');
    expect(textIn('German', 'usageLine', { ...line, cost: null })).toContain('Kosten unbekannt');
  });
});
