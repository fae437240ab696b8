/** Reads the markers of a model's final answer, once: commands out of it, the text as the person reads it. */
import type { AgentCommand, AnswerContext } from '../../contracts/agent-command.ts';
import { answerLines } from './lines.ts';
import type { Problem } from './marker.ts';
import { withoutQuiet } from './quiet.ts';
import { readLine, type Found } from './reading.ts';
import { markers } from './registry.ts';
import { keptLines } from './tidy.ts';

/** A line that was meant as a marker but cannot be carried out. */
export interface MarkerProblem {
  marker: string;
  line: string;
  reason: Problem;
}

/** An answer once its markers are out of it. */
export interface ParsedAnswer {
  text: string;
  commands: AgentCommand[];
  problems: MarkerProblem[];
  /** names of markers that do not count in this context, or not a second time */
  ignored: string[];
  /** there is nothing to say: a heartbeat found all in order */
  silent: boolean;
}

/** Sorts what was found into the answer. */
function take(answer: ParsedAnswer, { marker, reading }: Found, line: string, where: AnswerContext): void {
  if (reading === 'empty') return;
  if (!marker.contexts.includes(where)) answer.ignored.push(marker.name);
  else if ('problem' in reading)
    answer.problems.push({ marker: marker.name, line: line.trim(), reason: reading.problem });
  else if (marker.once === true && answer.commands.some((c) => c.type === reading.command.type))
    answer.ignored.push(marker.name);
  else answer.commands.push(reading.command);
}

/**
 * Reads an answer. A marker counts on a line of its own (bulleted and decorated too) or, well-formed, at the end of a line of
 * prose; never from code blocks, quoted lines, tables, inline code or quotation marks. Text without markers comes back unchanged.
 *
 * @param text  the final text of one turn; never a person's words, a tool's output or a page
 * @param where what kind of turn it was
 * @returns     the commands in the order they were written
 * @throws      never
 */
export function parseAnswer(text: string, where: AnswerContext): ParsedAnswer {
  const answer: ParsedAnswer = { text, commands: [], problems: [], ignored: [], silent: false };
  if (!markers.some(({ name }) => text.includes(name))) return { ...answer, ...withoutQuiet(text, where) };
  const kept = keptLines();
  for (const line of answerLines(text)) {
    const reading = readLine(line);
    for (const found of reading?.found ?? []) take(answer, found, line.text, where);
    if (reading === undefined) kept.keep(line.text);
    else if (reading.prose === undefined) kept.cut();
    else kept.keep(reading.prose);
  }
  return { ...answer, ...withoutQuiet(kept.text(), where) };
}
