/** The nearest allowed word to a mistyped one. */
import { distance } from 'fastest-levenshtein';

/**
 * @param word    what was written
 * @param allowed what might have been meant
 * @returns       the closest allowed word, or undefined when none is close enough to be meant (a third of its letters, at least two)
 */
export function nearestWord(word: string, allowed: readonly string[]): string | undefined {
  const ranked = allowed
    .map((candidate) => ({ candidate, steps: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.steps - b.steps);
  const [best] = ranked;
  if (best === undefined) return undefined;
  const reach = Math.max(2, Math.floor(best.candidate.length / 3));
  return best.steps <= reach && best.steps < best.candidate.length ? best.candidate : undefined;
}
