/** The word by which a heartbeat says that all is well: it says nothing to a person. */
import type { AnswerContext } from '../../contracts/agent-command.ts';
import { answerLines, hasWords, type AnswerLine } from './lines.ts';
import { keptLines } from './tidy.ts';

const QUIET = 'HEARTBEAT_OK';
const WORD = /[*`]{0,3}(?<![\p{L}\p{N}_])HEARTBEAT_OK(?![\p{L}\p{N}_])[*`]{0,3}[ \t]?/gu;

/** Whether a text is nothing but the word, decorated perhaps. */
function isBare(text: string): boolean {
  if (text.length > 4 * QUIET.length + 20) return false;
  const word = text.replaceAll(/[*`]/g, '').trim();
  return word === QUIET || word === `${QUIET}.` || word === `_${QUIET}_`;
}

/** A line without the word; what is quoted stays, the word alone in backticks is decoration. */
function without({ text, open, quotes }: AnswerLine): string {
  if (!open) return text;
  const rest = text.replaceAll(WORD, (found: string, at: number) =>
    !found.startsWith('`') && quotes.isQuoted(text, at) ? found : '',
  );
  quotes.pass(text, rest);
  return rest;
}

/** The text without the word, except in code and quotations. */
function withoutWord(text: string): string {
  const kept = keptLines();
  for (const line of answerLines(text)) {
    const said = without(line);
    if (said === line.text) kept.keep(said);
    else if (!hasWords(said)) kept.cut();
    else kept.keep(said.trimEnd());
  }
  return kept.text();
}

/**
 * Takes the word out of an answer whose markers are out already.
 *
 * @param where in a heartbeat it is left out beside other words too, in an action an answer that is nothing else says
 *              nothing, elsewhere it is a word like any other
 * @returns     `silent` when nothing is left to say because all is well
 * @throws      never
 */
export function withoutQuiet(text: string, where: AnswerContext): { text: string; silent: boolean } {
  if ((where !== 'heartbeat' && where !== 'action') || !text.includes(QUIET)) return { text, silent: false };
  if (isBare(text.trim())) return { text: '', silent: true };
  if (where !== 'heartbeat') return { text, silent: false };
  const rest = withoutWord(text);
  return rest.trim() === '' ? { text: '', silent: true } : { text: rest, silent: false };
}
