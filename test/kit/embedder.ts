/** A provider of vectors for tests: words of the same meaning point the same way, all others each a way of their own. */
import { createHash } from 'node:crypto';
import type { Embeddings } from '../../src/contracts/ports/provider.ts';

const DIMENSIONS = 256;

/** Words that mean the same, by the first of them. */
const MEANINGS: readonly (readonly string[])[] = [
  ['dog', 'hound', 'puppy', 'hund', 'perro'],
  ['doctor', 'physician', 'cardiologist', 'arzt'],
  ['eat', 'dinner', 'meal', 'allergic', 'nuts', 'peanuts', 'allergy'],
  ['car', 'automobile', 'vehicle', 'bmw'],
  ['trip', 'journey', 'vacation', 'lisbon'],
  ['deadline', 'due', 'delivered', 'friday'],
];
const meaningOf = new Map(MEANINGS.flatMap((words) => words.map((word) => [word, words[0] ?? word])));
/** Words that carry no meaning here. */
const EMPTY = new Set(
  'a an the my is i am to of and what who which how do does can we was in on for it you me'.split(' '),
);

/** Where a word points: the same numbers every time. */
function directionOf(word: string): number[] {
  const bytes = Array.from({ length: DIMENSIONS / 32 }, (_, n) => createHash('sha256').update(`${word} ${n}`).digest());
  return bytes.flatMap((digest) => [...digest].map((byte) => byte / 127.5 - 1));
}

/** The vector of one text: the sum of its words. */
export function vectorOf(text: string): number[] {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !EMPTY.has(word));
  const sum = Array.from({ length: DIMENSIONS }, () => 0);
  for (const word of words)
    for (const [i, value] of directionOf(meaningOf.get(word) ?? word).entries()) sum[i] = (sum[i] ?? 0) + value;
  return sum;
}

/** What was asked of it, and how it behaves. */
export interface StubEmbedder {
  model: string;
  /** every text it was given */
  readonly texts: string[];
  /** when set, it fails with this */
  failure: Error | undefined;
  /** when set, it never answers */
  silent: boolean;
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embeddings>;
}

/** Builds one. */
export function stubEmbedder(model = 'stub-1'): StubEmbedder {
  return {
    model,
    texts: [],
    failure: undefined,
    silent: false,
    embed(texts, signal) {
      this.texts.push(...texts);
      if (this.failure) return Promise.reject(this.failure);
      if (this.silent)
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      return Promise.resolve({ model: this.model, vectors: texts.map(vectorOf) });
    },
  };
}
