/** Splits a long text into messages that fit a channel's limit. */

/** An open code block: the signs that open it and its language. */
interface Fence {
  signs: string;
  language: string;
}

/** A line of the window that is looked at; `whole` when its end is in sight. */
interface Line {
  start: number;
  end: number;
  whole: boolean;
  /** the code block the line stands in */
  before: Fence | undefined;
  after: Fence | undefined;
  /** opens or closes a code block */
  fenceSign: boolean;
}

/** A place to cut: the part ends before `end`, the rest starts at `next`, inside of `fence`. */
interface Cut {
  end: number;
  next: number;
  fence: Fence | undefined;
}

/** The best cut of each kind, kinds in order of preference. */
type Cuts = [paragraph?: Cut, line?: Cut, codeLine?: Cut, sentence?: Cut, word?: Cut, codeWord?: Cut];

const PARAGRAPH = 0;
const LINE = 1;
const CODE_LINE = 2;
const SENTENCE = 3;
const WORD = 4;
const CODE_WORD = 5;

const FENCE = /^[ \t]*(`{3,8}|~{3,8})(.*)$/;
const SENTENCE_END = /[.!?…]["'”’»)\]*_`]*(?=\s)|[。！？](?=[^\s。！？])/gu;
/** Below this limit code blocks are cut like other text: closing and opening them again would leave no room. */
const LEAST_FOR_FENCES = 128;
const LONGEST_LANGUAGE = 32;
/** A part is at least this share of the limit, if the text lets it be. */
const LEAST_SHARE = 0.25;

/**
 * Splits a text into messages of at most `limit` units: {@link cutText}, less the white space at the cuts, which
 * networks drop, and less the pieces that are nothing else, which they refuse.
 *
 * @param text  any text
 * @param limit longest part, UTF-16 units, at least 2
 * @returns     the parts, none of them blank; while a text grows, every part but the last stays as it was
 * @throws      RangeError when the limit is below 2: a surrogate pair would not fit
 * @example     splitText('one two', 5) -> ['one', 'two']
 */
export function splitText(text: string, limit: number): string[] {
  return cutText(text, limit)
    .map((piece, at, { length }) => (at < length - 1 ? piece.trimEnd() : piece))
    .filter((piece) => /\S/.test(piece));
}

/**
 * Cuts a text into pieces of at most `limit` units without losing anything.
 *
 * Cuts at the end of a paragraph, else of a line, a sentence, a word, else between graphemes. A code block that is cut
 * is closed in the piece and opened again, with its language, in the next. Where each cut falls depends on nothing
 * beyond the limit. White space at a cut ends the piece before it, or, as far as it does not fit there, is a piece of
 * its own.
 *
 * @param text  any text
 * @param limit longest piece, UTF-16 units, at least 2
 * @returns     the pieces, none of them empty; put together they are the text, but for the white space and the fences
 *              where a code block is cut
 * @throws      RangeError when the limit is below 2: a surrogate pair would not fit
 * @example     cutText('one two', 5) -> ['one ', 'two']
 */
export function cutText(text: string, limit: number): string[] {
  if (!(limit >= 2)) throw new RangeError(`a text is cut to at least 2 UTF-16 units, not ${limit}`);
  const pieces: string[] = [];
  let rest = text;
  let fence: Fence | undefined;
  while (/\S/.test(rest)) {
    const closer = fence === undefined ? undefined : closerOf(rest, fence);
    if (closer !== undefined) {
      // the piece before has closed the block already
      rest = rest.slice(closer.length);
      rest = rest.slice(blankLines(rest).length);
      fence = undefined;
      continue;
    }
    const head = fence === undefined ? '' : `${fence.signs}${fence.language}\n`;
    const room = limit - head.length;
    if (rest.length <= room) return [...pieces, head + rest];
    const cut = cutOf(rest.slice(0, room + 1), room, { fence, fences: limit >= LEAST_FOR_FENCES });
    const body = head + rest.slice(0, cut.end);
    const next = cut.next + (cut.fence === undefined ? blankLines(rest.slice(cut.next)).length : 0);
    if (cut.fence === undefined) pieces.push(...chunks(body, rest.slice(cut.end, next), limit));
    else if (/\S/.test(rest.slice(0, cut.end))) pieces.push(body + tailOf(cut.fence));
    rest = rest.slice(next);
    fence = cut.fence;
  }
  return [...pieces, ...chunks('', rest, limit)];
}

/** A body of at most `limit` units with the white space behind it, which may take further pieces. */
function chunks(body: string, space: string, limit: number): string[] {
  const first = body + space.slice(0, limit - body.length);
  const pieces = first === '' ? [] : [first];
  for (let at = limit - body.length; at < space.length; at += limit) pieces.push(space.slice(at, at + limit));
  return pieces;
}

function tailOf(fence: Fence | undefined): string {
  return fence === undefined ? '' : `\n${fence.signs}`;
}

/** The blank lines at the beginning, not the indentation of the first line that is not blank. */
function blankLines(text: string): string {
  return /^(?:[^\S\n]*\n)+/.exec(text)?.[0] ?? '';
}

/** The line that closes the block, if the text begins with it. */
function closerOf(text: string, fence: Fence): string | undefined {
  const line = /^[^\n]*\n?/.exec(text.slice(0, 256))?.[0] ?? '';
  return closes(line.replace(/\n$/, ''), fence) ? line : undefined;
}

function closes(line: string, fence: Fence): boolean {
  const found = FENCE.exec(line);
  const signs = found?.[1] ?? '';
  return found?.[2]?.trim() === '' && signs[0] === fence.signs[0] && signs.length >= fence.signs.length;
}

function opened(line: string): Fence | undefined {
  const found = FENCE.exec(line);
  const signs = found?.[1];
  const info = (found?.[2] ?? '').trim();
  if (signs === undefined || (signs.startsWith('`') && info.includes('`'))) return undefined;
  const language = /^\S*/.exec(info)?.[0] ?? '';
  return { signs, language: language.length > LONGEST_LANGUAGE ? '' : language };
}

interface Setting {
  fence: Fence | undefined;
  fences: boolean;
}

/** Looks at `room + 1` units, of which at most `room` fit, and picks the best place to cut. */
function cutOf(window: string, room: number, setting: Setting): Cut {
  const lines = linesOf(window, setting);
  const cuts: Cuts = [];
  for (const line of lines) {
    lineCuts(window, line, { room, cuts });
    if (!line.fenceSign) wordCuts(window, line, { room, cuts });
  }
  const least = room * LEAST_SHARE;
  return (
    cuts.find((cut) => cut !== undefined && cut.end >= least) ?? cuts.find(Boolean) ?? hardCut(window, lines, room)
  );
}

function linesOf(window: string, { fence, fences }: Setting): Line[] {
  const lines: Line[] = [];
  let before = fence;
  for (let start = 0; start <= window.length;) {
    const found = window.indexOf('\n', start);
    const whole = found >= 0;
    const end = whole ? found : window.length;
    const text = window.slice(start, end);
    const closing = before !== undefined && closes(text, before);
    const opening = before === undefined && fences ? opened(text) : undefined;
    const after = closing ? undefined : (opening ?? before);
    lines.push({ start, end, whole, before, after, fenceSign: closing || opening !== undefined });
    before = after;
    start = end + 1;
  }
  return lines;
}

interface Search {
  room: number;
  cuts: Cuts;
}

/** Notes the cut at a line's end; never right after the line that opens a code block. */
function lineCuts(window: string, line: Line, { room, cuts }: Search): void {
  const { start, end, after } = line;
  if (!line.whole || (line.fenceSign && after !== undefined)) return;
  if (end + tailOf(after).length > room) return;
  const cut = { end, next: end + 1, fence: after };
  if (after !== undefined) cuts[CODE_LINE] = cut;
  else if (window.slice(start, end).trim() === '' || window[end + 1] === '\n') cuts[PARAGRAPH] = cut;
  else cuts[LINE] = cut;
}

/** Notes the last end of a sentence and of a word in a line. */
function wordCuts(window: string, line: Line, { room, cuts }: Search): void {
  const last = Math.min(line.end, room - tailOf(line.before).length);
  const cutAt = (end: number): Cut => ({ end, next: afterSpaces(window, end), fence: line.before });
  for (let at = last; at > line.start; at--) {
    if (!/\s/.test(window.charAt(at)) || at === line.end) continue;
    cuts[line.before === undefined ? WORD : CODE_WORD] = cutAt(at);
    break;
  }
  if (line.before !== undefined) return;
  // one unit beyond the last cut is looked at: what follows a full stop decides whether it ends a sentence
  for (const found of window.slice(line.start, last + 1).matchAll(SENTENCE_END)) {
    const end = line.start + found.index + found[0].length;
    if (end <= last && end < line.end) cuts[SENTENCE] = cutAt(end);
  }
}

function afterSpaces(window: string, at: number): number {
  const spaces = /^[^\S\n]*/.exec(window.slice(at))?.[0] ?? '';
  return at + spaces.length;
}

/** Cuts where there is no better place: between graphemes, and only within one longer than the room, inside it. */
function hardCut(window: string, lines: readonly Line[], room: number): Cut {
  const fence = lines.findLast((line) => line.start <= room)?.before;
  const last = room - tailOf(fence).length;
  const end = graphemeBefore(window, last) ?? (splitsPair(window, last) ? last - 1 : last);
  return { end, next: end, fence };
}

/** The last place up to `last` where a grapheme surely ends; half a pair at the window's end could be anything. */
function graphemeBefore(window: string, last: number): number | undefined {
  const seen = splitsPair(window, window.length) ? window.slice(0, -1) : window;
  let best: number | undefined;
  for (const { index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(seen)) {
    if (index > last) break;
    if (index > 0) best = index;
  }
  return best;
}

/** Whether a cut at a place would leave half a surrogate pair before it. */
function splitsPair(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff;
}
