/** The language of a message is told from its text alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../../src/domain/i18n/detect.ts';
import { LANGUAGES } from '../../../../src/domain/i18n/languages.ts';
import { SENTENCES } from './sentences.ts';

const told = (text: string) => detectLanguage(text).language;

describe('short messages', () => {
  it.each(LANGUAGES)('in %s', (language) => {
    const sentences = SENTENCES[language].split('\n');
    expect(sentences.length).toBeGreaterThanOrEqual(40);
    const long = sentences.filter((sentence) => sentence.split(/\s+/).length >= 4);
    const wrong = long.filter((sentence) => told(sentence) !== language);
    expect(wrong.length > long.length * 0.05 ? wrong : []).toEqual([]);
  });

  it.each([
    ['hola', 'Spanish'],
    ['olá', 'Portuguese'],
    ['bonjour', 'French'],
    ['hallo', 'German'],
    ['ciao', 'Italian'],
    ['dankjewel', 'Dutch'],
    ['привет', 'Russian'],
    ['HILFE ICH BRAUCHE EINE ANTWORT', 'German'],
    ['nao sei o que fazer', 'Portuguese'],
    ['l’ora è tarda', 'Italian'],
  ])('%s is %s', (text, language) => {
    expect(told(text)).toBe(language);
  });
});

describe('mixed messages', () => {
  it.each([
    ['I went to Los Angeles with a friend por favor', 'English'],
    ['Was ist der Unterschied zwischen "let" und "const" in JavaScript?', 'German'],
    ['What does "je ne sais quoi" mean in English?', 'English'],
    ['How do I say спасибо politely in a letter', 'English'],
    ['запусти docker compose up и покажи logs', 'Russian'],
    ['Puedes revisar el pull request de Sarah Johnson en GitHub', 'Spanish'],
    ['Kannst du das Meeting mit John Smith auf Friday legen', 'German'],
    ['Can you book La Casa de las Flores for two', 'English'],
    ['Peux-tu corriger ce code ? ```const the = await and.of(to);``` ', 'French'],
    ['Guarda https://example.com/the/best/way/to/do/this per me grazie', 'Italian'],
    ['open the file el-libro-de-la-casa.txt and read it', 'English'],
    ['wat betekent `permission denied for the user` hier eigenlijk', 'Dutch'],
  ])('%s is %s', (text, language) => {
    expect(told(text)).toBe(language);
  });
});

describe('what says nothing', () => {
  it.each([
    '',
    '   ',
    'ok',
    '👍🎉',
    '12:30',
    'https://de.wikipedia.org/wiki/Haus',
    '/help',
    '你好吗',
    'Дякую за їжу',
    'no',
  ])('%j is English, not confident', (text) => {
    expect(detectLanguage(text)).toEqual({ language: 'English', confident: false });
  });

  it('is confident where the text is plain', () => {
    expect(detectLanguage('Kannst du mir bitte helfen?').confident).toBe(true);
    expect(detectLanguage('This is what I would like to know').confident).toBe(true);
    expect(detectLanguage('Мне нужно, чтобы это работало').confident).toBe(true);
  });

  it('is not confident where a text speaks for two', () => {
    expect(detectLanguage('hello hola thanks gracias').confident).toBe(false);
  });
});

it('knows every text in one of the eight, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(LANGUAGES).toContain(told(text));
    }),
  );
});

it('does not care for code, addresses and numbers around the words', () => {
  const noise = fc.constantFrom('🙂', '42', 'https://a.example/the/of/and', '`the and of`', '/tmp/der/die', '@someone');
  fc.assert(
    fc.property(noise, fc.constantFrom('Wo ist der nächste Bahnhof', 'Dove posso trovare un bar'), (sign, text) => {
      expect(detectLanguage(`${sign} ${text} ${sign}`)).toEqual(detectLanguage(text));
    }),
  );
});
