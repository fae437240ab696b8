/** Follows an answer line by line: where markers may stand at all, and what a line says without its decoration. */
import { quoteReader, type QuoteReader } from './quotes.ts';

/** A line of an answer. */
export interface AnswerLine {
  text: string;
  /** markers may count in it: it is no code, no quoted line and no row of a table */
  open: boolean;
  /** what is quoted in its paragraph, which has no blank line; it has to be passed line by line */
  quotes: QuoteReader;
}

const FENCE = /^([ \t]*(?:(?:[-*+•‣◦]|\d{1,3}[.)])[ \t]+){0,3})(`{3,}|~{3,})(.*)$/s;
/** HTML that shows what others wrote; like a block of code it goes to its end (CommonMark 0.31, section 4.6). */
const ELEMENT = /^[ \t]*(?:[-*+][ \t]+)?<(pre|blockquote|code)(?:\s[^>]*)?>/i;
const QUOTED = /^\s*(?:(?:[-*+•‣◦]|\d{1,3}[.)])\s+){0,3}>/;
const TABLE = /^\s*\|/;
/** A block of code may be closed by a fence this much further to the right (CommonMark 0.31, section 4.5). */
const CLOSING_INDENT = 3;

/** Follows blocks of code. */
export interface FenceReader {
  /** Takes the next line. @returns whether it belongs to a block of code, fences included */
  isCode(line: string): boolean;
  /** whether the line that comes next will */
  isInside(): boolean;
}

/** Builds a reader that stands before the first line. */
export function fenceReader(): FenceReader {
  let fence = '';
  let column = 0;
  /** what ends the element of HTML that is open */
  let end = '';
  const isElement = (line: string): boolean => {
    const name = end === '' && fence === '' ? ELEMENT.exec(line)?.[1]?.toLowerCase() : undefined;
    if (end === '' && name === undefined) return false;
    const close = name === undefined ? end : `</${name}>`;
    end = line.toLowerCase().includes(close) ? '' : close;
    return true;
  };
  const isCode = (line: string): boolean => {
    if (isElement(line)) return true;
    const [, lead = '', mark = '', info = ''] = FENCE.exec(line) ?? [];
    const indent = lead.replaceAll('\t', '    ').length;
    if (fence !== '') {
      const closes = mark.startsWith(fence) && lead.trim() === '' && info.trim() === '';
      if (closes && indent <= column + CLOSING_INDENT) fence = '';
      return true;
    }
    // A line that opens and closes three backticks itself is inline code.
    if (mark === '' || (mark.startsWith('`') && info.includes('`'))) return false;
    fence = mark;
    column = indent;
    return true;
  };
  return { isCode, isInside: () => fence !== '' || end !== '' };
}

const NONE = quoteReader([]);

/** Splits an answer into its lines; a carriage return stays at the end of its line. */
export function answerLines(text: string): AnswerLine[] {
  const { isCode } = fenceReader();
  let paragraph: string[] = [];
  let quotes = quoteReader(paragraph);
  return text.split('\n').map((line) => {
    const open = !isCode(line) && !QUOTED.test(line) && !TABLE.test(line);
    if (open && line.trim() !== '') {
      paragraph.push(line);
      return { text: line, open, quotes };
    }
    if (paragraph.length > 0) {
      paragraph = [];
      quotes = quoteReader(paragraph);
    }
    return { text: line, open, quotes: NONE };
  });
}

const BULLETS = /^\s*(?:(?:[-*+•‣◦]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?){0,3}/;
const WRAPS = ['```', '**', '__', '``', '*', '_', '`'];
/** Deepest nesting of decoration that is looked through. */
const MOST_WRAPS = 4;

/** A line without its bullet and without what decorates the whole of it. */
export function undecorated(line: string): string {
  const core = line.replace(BULLETS, '').trim();
  // A decorated name in front of a plain value: **SCHEDULE:** call John | …
  const named = core.replace(/^(\*{1,3}|_{1,3}|`)([A-Z]+(?:_[A-Z]+)*)(:?)\1(:?)/, '$2$3$4');
  if (named !== core) return named;
  let inner = core;
  for (let i = 0; i < MOST_WRAPS; i += 1) {
    const wrap = WRAPS.find((w) => inner.length > 2 * w.length && inner.startsWith(w) && inner.endsWith(w));
    if (wrap === undefined) break;
    inner = inner.slice(wrap.length, -wrap.length).trim();
  }
  return inner;
}

/** Whether words are left once bullets and decoration are taken away. */
export function hasWords(prose: string): boolean {
  return /[\p{L}\p{N}]/u.test(prose.replace(/^\s*\d{1,3}[.)]/, '')) || /\p{Extended_Pictographic}/u.test(prose);
}
