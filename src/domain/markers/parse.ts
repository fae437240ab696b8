/** Reads the markers of a model's final answer, once: commands out of it, the text as the person reads it. */
import type { AgentCommand, AnswerContext } from '../../contracts/agent-command.ts';
import { AgentCommand as Command } from '../../contracts/agent-command.ts';
import { isCertainSchedule } from './kinds/tasks.ts';
import { answerLines, isInsideQuotes, undecorated } from './lines.ts';
import type { Marker, Problem, Reading } from './marker.ts';
import { markerNamed } from './registry.ts';

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

interface Found {
  marker: Marker;
  value: string;
  reading: Reading;
}

/** Longest line a marker may have, UTF-16 units. */
const MOST = 8000;
const TOKEN = /(?<![\p{L}\p{N}_])([A-Z][A-Z_]{3,}):/gu;
const SENTENCE_END = /[.!?…:;)\]"”»*]\s+$/u;

function read(marker: Marker, value: string): Reading {
  const reading = marker.read(value);
  if (typeof reading === 'string' || 'problem' in reading) return reading;
  // The commands' own limits on lengths hold for markers as well.
  return Command.safeParse(reading.command).success ? reading : { problem: 'tooLong' };
}

/** The marker that a whole line is, if it is one. */
function wholeLine(line: string): Found | undefined {
  if (line.length > MOST) return undefined;
  const core = undecorated(line);
  const match = /^([A-Z][A-Z_]{3,})(?::(.*))?$/s.exec(core);
  const marker = markerNamed.get(match?.[1] ?? '');
  if (marker === undefined || (marker.form === 'value') !== (match?.[2] !== undefined)) return undefined;
  const value = (match?.[2] ?? '').trim();
  const reading = read(marker, value);
  return reading === 'prose' ? undefined : { marker, value, reading };
}

/** The first well-formed marker behind the prose of a line, with the prose before it. */
function behindProse(line: string): { before: string; found: Found } | undefined {
  const from = Math.max(0, line.length - MOST);
  for (const match of line.slice(from).matchAll(TOKEN)) {
    const marker = markerNamed.get(match[1] ?? '');
    const at = from + match.index;
    const before = line.slice(0, at).replace(/(?<=\s)(?:\*{1,3}|_{1,2})$/, '');
    if (marker?.form !== 'value' || !/\s$/.test(before)) continue;
    if (marker.closed !== true && !SENTENCE_END.test(before.slice(-20))) continue;
    const value = line
      .slice(at + marker.name.length + 1)
      .replace(/[*_`]+\s*$/, '')
      .trim();
    const reading = read(marker, value);
    const good = typeof reading !== 'string' && 'command' in reading && isCertainSchedule(reading);
    if (good && !isInsideQuotes(before)) return { before: before.trimEnd(), found: { marker, value, reading } };
  }
  return undefined;
}

/** Sorts what was found into the answer. */
function take(answer: ParsedAnswer, { marker, reading }: Found, line: string, where: AnswerContext): void {
  if (reading === 'empty' || reading === 'prose') return;
  if (!marker.contexts.includes(where)) answer.ignored.push(marker.name);
  else if ('problem' in reading)
    answer.problems.push({ marker: marker.name, line: line.trim(), reason: reading.problem });
  else if (marker.once === true && answer.commands.some((c) => c.type === reading.command.type))
    answer.ignored.push(marker.name);
  else answer.commands.push(reading.command);
}

const QUIET = 'HEARTBEAT_OK';
const QUIET_CONTEXTS: ReadonlySet<AnswerContext> = new Set(['heartbeat', 'action']);

/** The word for "all is well" says nothing to a person; beside other words it is left out. */
function withoutQuiet(text: string, where: AnswerContext): { text: string; silent: boolean } {
  if (!QUIET_CONTEXTS.has(where)) return { text, silent: false };
  const bare = text.replaceAll(/[*`_\s.]/g, '') === QUIET.replaceAll('_', '');
  if (bare) return { text: '', silent: true };
  if (where !== 'heartbeat') return { text, silent: false };
  return { text: text.replaceAll(/[*`]*\bHEARTBEAT_OK\b[*`]*[ \t]?/g, '').trim(), silent: false };
}

/**
 * Reads an answer. A marker counts on a line of its own (bulleted and decorated too) or, well-formed, at the end of a line;
 * never from code blocks, quoted lines, inline code or quotation marks. Text without markers comes back unchanged.
 *
 * @param text  the final text of one turn; never a person's words, a tool's output or a page
 * @param where what kind of turn it was
 * @returns     the commands in the order they were written
 * @throws      never
 */
export function parseAnswer(text: string, where: AnswerContext): ParsedAnswer {
  const answer: ParsedAnswer = { text, commands: [], problems: [], ignored: [], silent: false };
  const kept: string[] = [];
  let removed = false;
  for (const { text: line, open } of answerLines(text)) {
    const whole = open ? wholeLine(line) : undefined;
    if (whole) {
      take(answer, whole, line, where);
      removed = true;
      continue;
    }
    let rest = line;
    const inline: Found[] = [];
    for (let next = open ? behindProse(rest) : undefined; next; next = behindProse(rest)) {
      inline.unshift(next.found);
      rest = next.before;
    }
    // What stood before the marker behind it may be one itself.
    const first = inline.length > 0 ? wholeLine(rest) : undefined;
    for (const found of [...(first ? [first] : []), ...inline]) take(answer, found, line, where);
    removed ||= inline.length > 0;
    if (first === undefined) kept.push(rest);
  }
  const left = removed
    ? kept
        .join('\n')
        .replace(/^(?:[ \t]*\n)+/, '')
        .trimEnd()
    : text;
  return { ...answer, ...withoutQuiet(left, where) };
}
