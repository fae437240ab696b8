/** Reads the marks inside one line of Markdown: code, bold, italic, links. */

/** How a piece of text looks. `pre` is a code block's language ('' when it has none). */
export interface Style {
  bold?: true;
  italic?: true;
  code?: true;
  /** one object per link: two links side by side stay two, even to the same page */
  link?: { url: string };
  pre?: string;
}

/** Text of one look. */
export interface Piece {
  text: string;
  style: Style;
}

/** A mark found at a place: its content, the look it adds, and where the line goes on. */
interface Found {
  inner: string;
  style: Style;
  next: number;
  /** the content is taken as it is */
  literal?: true;
}

const WORD = /[\p{L}\p{N}_]/u;
/** Markers by first match; both sides must touch ink, and `_` must stand at the edge of a word: snake_case stays. */
const EMPHASIS: readonly [marker: string, style: Style][] = [
  ['***', { bold: true, italic: true }],
  ['**', { bold: true }],
  ['*', { italic: true }],
  ['_', { italic: true }],
];

/**
 * Cuts a line into pieces of one look each.
 *
 * @param line  one line, without its end
 * @param style the look of what surrounds it
 * @returns     pieces in order; put together they are the line without its marks
 */
export function formatInline(line: string, style: Style): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') pieces.push({ text: plain, style });
    plain = '';
  };
  for (let at = 0; at < line.length;) {
    const found = markAt(line, at, style);
    if (found === undefined) {
      const taken = runAt(line, at);
      plain += taken;
      at += taken.length;
      continue;
    }
    flush();
    const look = { ...style, ...found.style };
    if (found.literal) pieces.push({ text: found.inner, style: look });
    else pieces.push(...formatInline(found.inner, look));
    at = found.next;
  }
  flush();
  return pieces;
}

/** What is taken as written at once: an escaped sign, a whole run of one marker, or a single unit. */
function runAt(line: string, at: number): string {
  const found = /^(?:\\[\\`*_[\]]|`+|\*+|_+|!\[)/.exec(line.slice(at, at + 64));
  return found?.[0] ?? line.charAt(at);
}

function markAt(line: string, at: number, around: Style): Found | undefined {
  const sign = line[at];
  if (sign === '`') return codeAt(line, at, around);
  if (sign === '[') return linkAt(line, at, around);
  if (sign === '*' || sign === '_') return emphasisAt(line, at, around);
  return undefined;
}

/** A run of backticks up to the next run of the same length. Inside a link the link stays: Telegram has not both. */
function codeAt(line: string, at: number, around: Style): Found | undefined {
  const marker = /^`+/.exec(line.slice(at))?.[0] ?? '`';
  let end = line.indexOf(marker, at + marker.length);
  while (end >= 0 && line[end + marker.length] === '`') {
    const run = /^`+/.exec(line.slice(end))?.[0].length ?? 1;
    end = line.indexOf(marker, end + run);
  }
  if (end < 0) return undefined;
  const raw = line.slice(at + marker.length, end);
  const inner = /^ .*\S.* $/.test(raw) ? raw.slice(1, -1) : raw;
  if (inner.trim() === '') return undefined;
  const style: Style = around.link === undefined ? { code: true } : {};
  return { inner, style, next: end + marker.length, literal: true };
}

/** A link to a web page. Others (files, anchors) stay as written: Telegram would drop their address in silence. */
function linkAt(line: string, at: number, around: Style): Found | undefined {
  if (around.link !== undefined) return undefined;
  const pattern = /\[((?:[^[\]\\]|\\.|\[[^[\]]*\])+)\]\((https?:\/\/(?:[^\s()]|\([^\s()]*\))+)\)/y;
  pattern.lastIndex = at;
  const found = pattern.exec(line);
  const [whole, inner, url] = found ?? [];
  if (whole === undefined || inner === undefined || url === undefined || inner.trim() === '') return undefined;
  return { inner, style: { link: { url } }, next: at + whole.length };
}

function emphasisAt(line: string, at: number, around: Style): Found | undefined {
  for (const [marker, style] of EMPHASIS) {
    if (!opens(line, at, marker)) continue;
    const end = closing(line, at + marker.length, marker);
    if (end === undefined) continue;
    const inner = line.slice(at + marker.length, end);
    return { inner, style: { ...around, ...style }, next: end + marker.length };
  }
  return undefined;
}

/** A marker opens before ink, as a run of exactly its own length, and not within a word. */
function opens(line: string, at: number, marker: string): boolean {
  const sign = marker.charAt(0);
  const after = line[at + marker.length];
  if (!line.startsWith(marker, at) || after === undefined || after === sign || /\s/.test(after)) return false;
  return marker.length > 1 || !WORD.test(line[at - 1] ?? ' ');
}

/** Where the marker closes: after ink, as a run of exactly its own length, outside of code. */
function closing(line: string, from: number, marker: string): number | undefined {
  const sign = marker.charAt(0);
  for (let at = from; at < line.length;) {
    if (line[at] === '\\') {
      at += 2;
      continue;
    }
    if (line[at] === '`') {
      at = codeAt(line, at, {})?.next ?? at + 1;
      continue;
    }
    if (line[at] !== sign) {
      at++;
      continue;
    }
    const run = runLength(line, at, sign);
    if (closesHere(line, { at, run, from, marker })) return at;
    at += run;
  }
  return undefined;
}

function closesHere(
  line: string,
  { at, run, from, marker }: { at: number; run: number; from: number; marker: string },
): boolean {
  if (run !== marker.length || at === from || /\s/.test(line[at - 1] ?? ' ')) return false;
  return marker.length > 1 || !WORD.test(line[at + 1] ?? ' ');
}

function runLength(line: string, at: number, sign: string): number {
  let end = at;
  while (line[end] === sign) end++;
  return end - at;
}
