/** Follows quotation marks and inline code through the lines of a paragraph, so that quoted words are never taken for markers. */

/** Stands before a line of a paragraph. */
export interface QuoteReader {
  /** @returns whether this column of the line, in UTF-16 units, is inside something quoted that began before it */
  isQuoted(line: string, column: number): boolean;
  /** Goes behind the line. @param kept what stays of it: marks in what is taken out quote nothing */
  pass(line: string, kept: string): void;
}

const FAMILIES = ['double', 'single', 'angle', 'small', 'corner', 'white'] as const;
type Family = (typeof FAMILIES)[number];
type Counts = Record<Family, number>;

/** Marks that belong together, and what each does where its neighbours do not tell: 1 opens, -1 closes. */
const MARKS: Readonly<Record<string, readonly [Family, number]>> = {
  '"': ['double', 0],
  '“': ['double', 1],
  '„': ['double', 1],
  '‟': ['double', 1],
  '”': ['double', -1],
  "'": ['single', 0],
  '‘': ['single', 1],
  '‚': ['single', 1],
  '’': ['single', 0],
  '«': ['angle', 1],
  '»': ['angle', -1],
  '‹': ['small', 1],
  '›': ['small', -1],
  '「': ['corner', 1],
  '」': ['corner', -1],
  '『': ['white', 1],
  '』': ['white', -1],
};
const TOKEN = /`+|["“„‟”'‘‚’«»‹›「」『』]/g;
const WORD = /[\p{L}\p{N}]/u;

/** Where in a paragraph the last closing mark of a family, and the last run of so many backticks, stands. */
interface Ends {
  marks: Counts;
  runs: Map<number, number>;
}

/** What is open: a run of so many backticks, and so many marks of each family. */
interface State {
  code: number;
  open: Counts;
}

/** From here on, up to the next of them, a line is quoted or not. */
interface Point {
  column: number;
  quoted: boolean;
}

const counts = (start: number): Counts => ({
  double: start,
  single: start,
  angle: start,
  small: start,
  corner: start,
  white: start,
});

/** Whether a mark opens (1), closes (-1), or is part of a word such as an apostrophe (0). */
function direction(line: string, at: number, isOpen: boolean): number {
  const [family, usual] = MARKS[line[at] ?? ''] ?? ['double', 0];
  const [before, after] = [line[at - 1] ?? ' ', line[at + 1] ?? ' '];
  const [wordBefore, wordAfter] = [WORD.test(before), WORD.test(after)];
  if (family === 'corner' || family === 'white' || (wordBefore && wordAfter)) return usual;
  const opens = !wordBefore && after.trim() !== '';
  const closes = !wordAfter && before.trim() !== '';
  if (opens !== closes) return opens ? 1 : -1;
  return isOpen ? -1 : 1;
}

function endsOf(lines: readonly string[]): Ends {
  const ends: Ends = { marks: counts(-1), runs: new Map() };
  let start = 0;
  for (const line of lines) {
    for (const { index, 0: token } of line.matchAll(TOKEN)) {
      const family = MARKS[token]?.[0];
      if (family === undefined) ends.runs.set(token.length, start + index);
      else if (direction(line, index, true) === -1) ends.marks[family] = start + index;
    }
    start += line.length + 1;
  }
  return ends;
}

/** Takes a state through a line that begins at `start`; a mark that is never closed quotes the rest of its line. */
function walk(line: string, start: number, state: State, ends: Ends): Point[] {
  const points: Point[] = [];
  /** opened in this line; an apostrophe is no reason to take the rest of it for quoted */
  const fresh = counts(0);
  let isStray = false;
  for (const { index, 0: token } of line.matchAll(TOKEN)) {
    const place = start + index;
    const family = MARKS[token]?.[0];
    if (family === undefined) {
      if (state.code === token.length) state.code = 0;
      else if (state.code === 0 && (ends.runs.get(token.length) ?? -1) > place) state.code = token.length;
      else if (state.code === 0) isStray = true;
    } else if (state.code === 0) {
      const way = direction(line, index, state.open[family] > 0);
      state.open[family] = Math.max(0, state.open[family] + way);
      if (family !== 'single') fresh[family] = Math.max(0, fresh[family] + way);
    }
    const isOpen = FAMILIES.some((f) => fresh[f] > 0 || (state.open[f] > 0 && ends.marks[f] > place));
    points.push({ column: index, quoted: state.code > 0 || isStray || isOpen });
  }
  return points;
}

/**
 * Builds a reader for a paragraph. Inline code is as in CommonMark 0.31, section 6.1; quotation marks are told apart by what
 * stands beside them, so that an apostrophe or a mark for inches quotes nothing. A quotation of several lines must be closed.
 *
 * @param lines the lines of the paragraph as they were written, none of them blank
 */
export function quoteReader(lines: readonly string[]): QuoteReader {
  let ends: Ends | undefined;
  let start = 0;
  const state: State = { code: 0, open: counts(0) };
  /** the line that was asked about last, walked through already */
  let walked: { line: string; points: Point[] } | undefined;
  return {
    isQuoted(line, column) {
      const all = (ends ??= endsOf(lines));
      const before = state.code > 0 || FAMILIES.some((f) => state.open[f] > 0 && all.marks[f] >= start);
      if (walked?.line !== line) {
        const copy = { code: state.code, open: { ...state.open } };
        walked = { line, points: walk(line, start, copy, all) };
      }
      return walked.points.findLast((point) => point.column < column)?.quoted ?? before;
    },
    pass(line, kept) {
      walk(kept, start, state, (ends ??= endsOf(lines)));
      start += line.length + 1;
      walked = undefined;
    },
  };
}
