/** When two tasks are the same one, and when they only look alike. */

/** What makes a task the one it is. */
export interface TaskLikeness {
  kind: string;
  description: string;
  /** ms since 1970 UTC */
  at: number;
  recurrence: unknown;
  project: string;
}

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** @returns whether two tasks of one person are exact duplicates: only such ones are merged */
export function isSameTask(a: TaskLikeness, b: TaskLikeness): boolean {
  return (
    a.kind === b.kind &&
    a.at === b.at &&
    a.project === b.project &&
    isSameThing(a.description, b.description) &&
    JSON.stringify(a.recurrence) === JSON.stringify(b.recurrence)
  );
}

/** @returns whether two descriptions say the same, whatever their case and spacing */
export function isSameThing(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

const STOP = new Set(
  'the and for with from that this will you your about into una the los las der die das und'.split(' '),
);

function terms(text: string): Set<string> {
  const words = fold(text).match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return new Set(words.filter((word) => !STOP.has(word)));
}

/**
 * Tells whether two descriptions look alike: half of the words that matter in the shorter one, and at least two words,
 * stand in the other. Used to mention a neighbour, never to drop a task.
 */
export function looksAlike(a: string, b: string): boolean {
  const [first, second] = [terms(a), terms(b)];
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared >= 2 && shared * 2 >= Math.min(first.size, second.size);
}
