/** How many attempts are found, written plainly and disguised, and how much plain talk is taken for one. */
import { describe, expect, it } from 'vitest';
import { UNTRUSTED_LABEL, sanitizeText } from '../../../../src/domain/sanitize.ts';
import { ATTACKS, MORE_ATTACKS } from './attacks.ts';
import { EVERYDAY, NEAR_MISSES, PLAIN } from './plain.ts';

const isLabelled = (text: string): boolean => sanitizeText(text).text.startsWith(UNTRUSTED_LABEL);
const all = [...Object.values(ATTACKS).flat(), ...MORE_ATTACKS];
const plain = [...Object.values(PLAIN).flat(), ...EVERYDAY];

/** Letters that look the same, Latin and Cyrillic. */
const LATIN = 'aeopcxiy';
const CYRILLIC = 'аеорсхіу';

/** Puts the letter of the other alphabet in the place of each that has one. */
function inTwins(text: string): string {
  return Array.from(
    text,
    (letter) => CYRILLIC[LATIN.indexOf(letter)] ?? LATIN[CYRILLIC.indexOf(letter)] ?? letter,
  ).join('');
}

const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
  'zero-width space inside of words': (text) => text.replace(/(\p{L}{2})(?=\p{L})/gu, '$1\u200b'),
  'zero-width joiner for each space': (text) => text.replaceAll(' ', '\u200d'),
  'soft hyphens': (text) => text.replace(/(\p{L}{3})(?=\p{L})/gu, '$1\u00ad'),
  'look-alike letters': inTwins,
  'combining marks': (text) => text.replace(/(\p{L})(?=\p{L})/gu, '$1\u0336'),
  'full-width letters': (text) =>
    text.replace(/[A-Za-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  capitals: (text) => text.toUpperCase(),
  'wide gaps': (text) => text.replaceAll(' ', ' \u00a0\n\t '),
};

describe('attempts', () => {
  it('are many', () => {
    for (const attacks of Object.values(ATTACKS)) expect(new Set(attacks).size).toBeGreaterThanOrEqual(20);
    expect(Object.keys(ATTACKS)).toHaveLength(8);
  });

  it.each(Object.entries(ATTACKS))('in %s are found, nine of ten at least', (_, attacks) => {
    const missed = attacks.filter((attack) => !isLabelled(attack));
    expect(missed.length / attacks.length, `missed: ${missed.join(' | ')}`).toBeLessThanOrEqual(0.1);
  });

  it('in other words are found as well', () => {
    const missed = MORE_ATTACKS.filter((attack) => !isLabelled(attack));
    expect(missed.length / MORE_ATTACKS.length, `missed: ${missed.join(' | ')}`).toBeLessThanOrEqual(0.1);
  });

  it.each(Object.entries(DISGUISES))('are found behind %s', (_, disguise) => {
    const missed = all.filter((attack) => !isLabelled(disguise(attack)));
    expect(missed.length / all.length, `missed: ${missed.join(' | ')}`).toBeLessThanOrEqual(0.1);
  });

  it('are found in the middle of a long text that is none', () => {
    const talk = 'Wir haben uns im Park getroffen. We had a long talk. Потом мы пошли домой. '.repeat(20);
    expect(isLabelled(talk)).toBe(false);
    const missed = all.filter((attack) => !isLabelled(`${talk}${attack}. ${talk}`));
    expect(missed.length / all.length).toBeLessThanOrEqual(0.1);
  });
});

describe('plain talk', () => {
  it('is left alone, ninety-nine of a hundred at least', () => {
    expect(new Set(plain).size).toBeGreaterThanOrEqual(400);
    const taken = plain.filter(isLabelled);
    expect(taken.length / plain.length, `taken: ${taken.join(' | ')}`).toBeLessThanOrEqual(0.01);
  });

  it('does not add up to an attempt over a long text', () => {
    const [one, other] = ['You are now my friend. ', 'These are the new rules. '];
    const between = 'We met in the park and had a long talk. '.repeat(3);
    expect(isLabelled(one + other)).toBe(true);
    expect(isLabelled(one + between + other)).toBe(false);
    expect(isLabelled(one.repeat(5))).toBe(false);
  });

  it('is mostly left alone even where it comes close', () => {
    const taken = NEAR_MISSES.filter(isLabelled);
    expect(taken.length / NEAR_MISSES.length, `taken: ${taken.join(' | ')}`).toBeLessThanOrEqual(0.2);
  });
});
