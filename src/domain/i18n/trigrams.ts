/** Guesses the language of an unknown word from its letters: naive Bayes over groups of three, learnt from the word lists. */
import { LATIN, VOCABULARY, type LatinLanguage } from './words/index.ts';

/** How often each group of three letters stands in a language's words, and how many groups there are. */
interface Model {
  counts: ReadonlyMap<string, number>;
  total: number;
}

/** Groups that were never seen count as this fraction of one. */
const UNSEEN = 0.2;
/** Different groups of three that the seven languages can have, roughly. */
const POSSIBLE = 4000;

function groups(word: string): string[] {
  const padded = `^${word}$`;
  return Array.from({ length: Math.max(0, padded.length - 2) }, (_, i) => padded.slice(i, i + 3));
}

function learn(words: Iterable<string>): Model {
  const counts = new Map<string, number>();
  let total = 0;
  for (const word of words) {
    for (const group of groups(word)) {
      counts.set(group, (counts.get(group) ?? 0) + 1);
      total += 1;
    }
  }
  return { counts, total };
}

const MODELS: ReadonlyMap<LatinLanguage, Model> = new Map(
  LATIN.map((language) => [language, learn(VOCABULARY[language])] as const),
);

/**
 * Tells how likely a word is in each language.
 *
 * @param word in small letters
 * @returns    a share per language; all together 1
 * @throws     never
 */
export function likelihoods(word: string): ReadonlyMap<LatinLanguage, number> {
  const parts = groups(word.slice(0, 40));
  const logs = LATIN.map((language) => {
    const { counts, total } = MODELS.get(language)!;
    return parts.reduce((sum, g) => sum + Math.log(((counts.get(g) ?? 0) + UNSEEN) / (total + UNSEEN * POSSIBLE)), 0);
  });
  const best = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - best));
  const all = weights.reduce((a, b) => a + b, 0);
  return new Map(LATIN.map((language, i) => [language, (weights[i] ?? 0) / all] as const));
}
