/** The words of all languages in Latin letters, looked up by word. */
import type { Language } from '../languages.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { italian } from './italian.ts';
import { portuguese } from './portuguese.ts';
import { spanish } from './spanish.ts';

/** The languages written in Latin letters; where a text speaks equally for two, the first one is taken. */
export const LATIN = ['English', 'Spanish', 'Portuguese', 'French', 'German', 'Italian', 'Dutch'] as const;

/** One of {@link LATIN}. */
export type LatinLanguage = Exclude<Language, 'Russian'>;

const LISTS: Readonly<Record<LatinLanguage, { small: string; common: string }>> = {
  English: english,
  Spanish: spanish,
  Portuguese: portuguese,
  French: french,
  German: german,
  Italian: italian,
  Dutch: dutch,
};

/** Each language's words, each once. */
export const VOCABULARY: Readonly<Record<LatinLanguage, ReadonlySet<string>>> = {
  English: wordsOf('English'),
  Spanish: wordsOf('Spanish'),
  Portuguese: wordsOf('Portuguese'),
  French: wordsOf('French'),
  German: wordsOf('German'),
  Italian: wordsOf('Italian'),
  Dutch: wordsOf('Dutch'),
};

function wordsOf(language: LatinLanguage): ReadonlySet<string> {
  return new Set(`${LISTS[language].small} ${LISTS[language].common}`.split(/\s+/));
}

/**
 * Takes the accents off, as many people do when they type.
 *
 * @param word in small letters
 * @returns    the word in plain letters
 * @throws     never
 */
export function unaccented(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe');
}

const exact = new Map<string, LatinLanguage[]>();
const plain = new Map<string, LatinLanguage[]>();
for (const language of LATIN) {
  for (const word of VOCABULARY[language]) {
    exact.set(word, [...(exact.get(word) ?? []), language]);
    const bare = unaccented(word);
    const known = plain.get(bare) ?? [];
    if (!known.includes(language)) plain.set(bare, [...known, language]);
  }
}

/**
 * Finds the languages that have a word.
 *
 * @param word in small letters; without accents it is found too
 * @returns    the languages, none for an unknown word
 * @throws     never
 */
export function languagesOf(word: string): readonly LatinLanguage[] {
  return exact.get(word) ?? plain.get(word) ?? [];
}
