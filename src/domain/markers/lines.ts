/** Finds where in an answer a marker may stand: never in fenced code, quoted lines, inline code or quotation marks. */

/** A line of an answer, and whether markers count in it. */
export interface AnswerLine {
  text: string;
  /** not quoted and not in a code block */
  open: boolean;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/** Splits an answer into lines and follows its code blocks (CommonMark 0.31, section 4.5). */
export function answerLines(text: string): AnswerLine[] {
  let fence = '';
  return text.split('\n').map((line) => {
    const found = FENCE.exec(line);
    const mark = found?.[1] ?? '';
    if (fence !== '') {
      const closes = mark.startsWith(fence) && (found?.[2] ?? '').trim() === '';
      if (closes) fence = '';
      return { text: line, open: false };
    }
    // A line that opens and closes three backticks itself is inline code.
    if (mark !== '' && !(mark.startsWith('`') && (found?.[2] ?? '').includes('`'))) {
      fence = mark;
      return { text: line, open: false };
    }
    return { text: line, open: !/^\s*>/.test(line) };
  });
}

const BULLET = /^\s*(?:(?:[-*+•‣◦]|\d{1,3}[.)])\s+)?/;
const WRAPS = ['```', '**', '__', '``', '*', '_', '`'];

/** A line without its bullet and without what decorates the whole of it. */
export function undecorated(line: string): string {
  let core = line.replace(BULLET, '').trim();
  for (let peeled = true; peeled;) {
    peeled = false;
    for (const wrap of WRAPS)
      if (core.length > 2 * wrap.length && core.startsWith(wrap) && core.endsWith(wrap)) {
        core = core.slice(wrap.length, -wrap.length).trim();
        peeled = true;
      }
  }
  // A bold name in front of a plain value: **SCHEDULE:** call John | …
  return core.replace(/^(\*\*|__|`)([A-Z_]+)(:?)\1(:?)/, '$2$3$4');
}

const OPENING = /[“„«]/g;
const CLOSING = /[”»]/g;

/** @returns whether the end of this text is inside quotation marks or inline code */
export function isInsideQuotes(before: string): boolean {
  const count = (pattern: RegExp): number => before.match(pattern)?.length ?? 0;
  return count(/"/g) % 2 === 1 || count(/`/g) % 2 === 1 || count(OPENING) > count(CLOSING);
}
