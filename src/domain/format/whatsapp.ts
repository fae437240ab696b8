/** Turns Markdown into the few signs WhatsApp knows; code stays as it is. */

/** A line that opens or closes a code block. */
const FENCE = /^\s*(`{3,}|~{3,})(.*)$/;
/** A horizontal rule: dashes and spaces only, three dashes at least. */
const RULE = /^ *(?:- *){3,}$/;
const HEADING = /^#{1,3} +(.*\S)$/;
const TABLE_ROW = /^\|(.*)\|$/;
const TABLE_RULE = /^[-|: ]*$/;
/** Code in a line, between as many backticks as open it. */
const CODE = /(`+)(?!`)(?:.*?[^`])\1(?!`)/g;
/** `[text](address)`, an image as well; the address may hold one pair of brackets, as those of Wikipedia do. */
const LINK = /!?\[([^[\]]*)\]\(((?:[^()]|\([^()]*\))*)\)/g;
const BOLD = /\*\*(.*?)\*\*/g;

/**
 * Turns Markdown into WhatsApp's formatting.
 *
 * Headings of the first three levels become bold capitals, `**bold**` becomes `*bold*`, `[text](address)` becomes
 * `text (address)`, rows of tables become list items, horizontal rules and the rules of tables go. Code blocks and
 * code in a line stay as they are.
 *
 * @param text Markdown, lines ending in LF or CRLF
 * @returns    text for WhatsApp, lines ending in LF; it ends in a line end only if the given text does
 * @throws     never
 * @example    whatsappText('# News\n**now** at [us](https://a.b)') -> '*NEWS*\n*now* at us (https://a.b)'
 */
export function whatsappText(text: string): string {
  const lines = text.split(/\r?\n/);
  const ended = lines.at(-1) === '';
  if (ended) lines.pop();
  const kept: string[] = [];
  let open: string | undefined;
  for (const line of lines) {
    const fence = FENCE.exec(line);
    const signs = fence?.[1] ?? '';
    if (open !== undefined) {
      if (signs.startsWith(open) && fence?.[2]?.trim() === '') open = undefined;
      kept.push(line);
    } else if (fence !== null && !(signs.startsWith('`') && fence[2]?.includes('`'))) {
      open = signs;
      kept.push(line);
    } else {
      const shown = lineOf(line);
      if (shown !== undefined) kept.push(shown);
    }
  }
  return kept.map((line, at) => (at < kept.length - 1 || ended ? `${line}\n` : line)).join('');
}

/** One line outside of code blocks; undefined when nothing is left of it. */
function lineOf(line: string): string | undefined {
  const trimmed = line.trim();
  if (RULE.test(trimmed)) return undefined;
  const heading = HEADING.exec(trimmed)?.[1];
  if (heading !== undefined) return `*${headingOf(heading)}*`;
  const row = TABLE_ROW.exec(trimmed)?.[1];
  if (row === undefined) return outsideCode(line, inline);
  if (TABLE_RULE.test(row)) return undefined;
  const cells = row.split('|').map((cell) => outsideCode(cell.trim(), inline));
  return `- ${cells.join(' | ')}`;
}

/** Capitals, but not in addresses, which would stop working; no bold inside, the heading is bold itself. */
function headingOf(text: string): string {
  return outsideCode(text, (part) => {
    const plain = part.replace(BOLD, '$1');
    let at = 0;
    let shown = '';
    for (const link of plain.matchAll(LINK)) {
      shown += `${plain.slice(at, link.index)}${link[1]}`.toUpperCase() + ` (${link[2]})`;
      at = link.index + link[0].length;
    }
    return shown + plain.slice(at).toUpperCase();
  });
}

function inline(text: string): string {
  return text.replace(LINK, '$1 ($2)').replace(BOLD, '*$1*');
}

/** Applies a change to what stands outside of code. */
function outsideCode(line: string, change: (part: string) => string): string {
  if (!line.includes('`')) return change(line);
  let at = 0;
  let shown = '';
  for (const code of line.matchAll(CODE)) {
    shown += change(line.slice(at, code.index)) + code[0];
    at = code.index + code[0].length;
  }
  return shown + change(line.slice(at));
}
