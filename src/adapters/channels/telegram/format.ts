/** Turns a model's Markdown into a text and Telegram's marks on it: a small subset, everything else stays as written. */
import { formatInline, type Piece, type Style } from './inline.ts';

/** A mark on a range of the text; UTF-16 units. */
export type Entity =
  | { type: 'bold' | 'italic' | 'code'; offset: number; length: number }
  | { type: 'pre'; offset: number; length: number; language?: string }
  | { type: 'text_link'; offset: number; length: number; url: string };

/** A text without marks, and the marks. */
export interface Formatted {
  text: string;
  entities: Entity[];
}

const FENCE = /^[ \t]*(`{3,}|~{3,})(.*)$/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(?=\S)/;

/**
 * Formats model Markdown: fenced code, `code`, **bold**, *italic*, _italic_, links to web pages, # headings (as bold).
 *
 * Marks are given as ranges and not as markup, so no text of a model can make Telegram refuse the message.
 * Only the signs of a mark are dropped; a link's address and a code block's language move into the mark.
 *
 * @param markdown well-formed text; an open code fence (while streaming) reaches to the end
 * @returns        text and marks in the order of their offsets; never throws
 * @example        formatMarkdown('**hi** you') -> { text: 'hi you', entities: [{ type: 'bold', offset: 0, length: 2 }] }
 */
export function formatMarkdown(markdown: string): Formatted {
  const pieces: Piece[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length;) {
    const block = codeBlock(lines, at);
    if (block === undefined) pieces.push(...lineOf(lines[at] ?? ''));
    else pieces.push(block.piece);
    at = block?.next ?? at + 1;
    if (at < lines.length) pieces.push({ text: '\n', style: {} });
  }
  return assemble(pieces);
}

/** A heading becomes a bold line. */
function lineOf(line: string): Piece[] {
  const heading = HEADING.exec(line);
  return heading === null ? formatInline(line, {}) : formatInline(line.slice(heading[0].length), { bold: true });
}

/** A fenced block that starts at a line; without content there is nothing to mark and it stays as written. */
function codeBlock(lines: readonly string[], at: number): { piece: Piece; next: number } | undefined {
  const open = FENCE.exec(lines[at] ?? '');
  const fence = open?.[1] ?? '';
  const info = (open?.[2] ?? '').trim();
  if (fence === '' || (fence.startsWith('`') && info.includes('`'))) return undefined;
  let end = at + 1;
  while (end < lines.length && !closes(lines[end] ?? '', fence)) end++;
  const text = lines.slice(at + 1, end).join('\n');
  const piece =
    text.trim() === '' ? { text: lines.slice(at, end + 1).join('\n'), style: {} } : { text, style: { pre: info } };
  return { piece, next: end + 1 };
}

function closes(line: string, fence: string): boolean {
  const found = FENCE.exec(line);
  return (
    found !== null && found[2]?.trim() === '' && found[1]?.[0] === fence[0] && (found[1]?.length ?? 0) >= fence.length
  );
}

/** Joins the pieces; a mark that goes on from piece to piece becomes one range. */
function assemble(pieces: readonly Piece[]): Formatted {
  const entities: Entity[] = [];
  const open = new Map<unknown, Entity>();
  let text = '';
  for (const piece of pieces) {
    const marks = marksOf(piece.style, text.length);
    for (const key of open.keys()) if (!marks.has(key)) open.delete(key);
    for (const [key, mark] of marks) {
      if (!open.has(key)) {
        open.set(key, mark);
        entities.push(mark);
      }
      const range = open.get(key) ?? mark;
      range.length += piece.text.length;
    }
    text += piece.text;
  }
  return { text, entities: entities.filter((mark) => mark.length > 0) };
}

/** The marks of a style, each under what makes it the same mark in the next piece. */
function marksOf(style: Style, offset: number): Map<unknown, Entity> {
  const range = { offset, length: 0 };
  const marks = new Map<unknown, Entity>();
  if (style.pre !== undefined) {
    marks.set('pre', { type: 'pre', ...range, ...(style.pre === '' ? {} : { language: style.pre }) });
  } else if (style.code === true) {
    marks.set('code', { type: 'code', ...range });
  } else {
    if (style.link !== undefined) marks.set(style.link, { type: 'text_link', ...range, url: style.link.url });
    if (style.bold === true) marks.set('bold', { type: 'bold', ...range });
    if (style.italic === true) marks.set('italic', { type: 'italic', ...range });
  }
  return marks;
}
