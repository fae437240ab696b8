/** The words of the agent's cast: every piece of work has one of its own, which tells what was said, asked and shown for it. */

/** Kinds of work. */
export type Kind = 'plan' | 'reminder' | 'action' | 'build' | 'setup' | 'tools';

/** One piece of work that somebody wanted. */
export interface Deed {
  kind: Kind;
  /** Telegram chat in which it was asked for */
  chat: number;
  word: string;
}

/** A call of the model for a piece of work, as the stub provider saw it. */
export interface Asked {
  word: string;
  /** part of the work, e.g. `s2` for the second step of a plan */
  part: string;
}

/** Word of the nth piece of work of a chat; words never contain one another. */
export const deedWord = (kind: Kind, chat: number, n: number): string => `q${kind}${chat}n${n}x`;

/** A word in a text. */
const WORD = /q(?:plan|reminder|action|build|setup|tools)\d+n\d+x/;

/** The last word in a text; empty when there is none. */
export function wordIn(text: string): string {
  return text.match(new RegExp(WORD, 'g'))?.at(-1) ?? '';
}

/** What the steps of a plan come to, each with what was handed on from the one before. */
export function stepResult(word: string, n: number, before: string): string {
  return before === '' ? `${word}s${n}` : `${word}s${n} after ${before}`;
}

/** What a plan of three steps ends with when every result was handed on. */
export const planResult = (word: string): string => `${word}s3 after ${word}s2 after ${word}s1`;
