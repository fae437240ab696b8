/** Finds markers in one line: the line as a whole, or what stands behind its prose. */
import { AgentCommand } from '../../contracts/agent-command.ts';
import { hasWords, undecorated, type AnswerLine } from './lines.ts';
import type { Marker, Reading } from './marker.ts';
import type { QuoteReader } from './quotes.ts';
import { markerNamed } from './registry.ts';

/** A marker in a line. */
export interface Found {
  marker: Marker;
  reading: Exclude<Reading, 'prose'>;
}

/** What a line holds: the markers in their order, and the prose before them; undefined when no prose is left. */
export interface LineReading {
  found: Found[];
  prose: string | undefined;
}

/** A name at the beginning of a line, with or without a value. */
const WHOLE = /^([A-Z][A-Z_]{3,})(?::(.*))?$/s;
const NAME = /(?<![\p{L}\p{N}_])([A-Z][A-Z_]{3,}):/gu;
/** How far from the end of a line a marker may begin, UTF-16 units: more than the longest command. */
const REACH = 5000;
/** How much in front of a marker is looked at for the end of a sentence. */
const LOOK_BACK = 24;
/** A full stop or the like, with what may close a sentence behind it. */
const SENTENCE_END = /[.!?…。！？]["”“»’')\]*_`」』]{0,4}[\s\p{Extended_Pictographic}\uFE0F]*$/u;
/** e.g., i.e., z.B., d. h., and longer ones after which a sentence goes on */
const ABBREVIATION =
  /(?:^|[\s(])(?:(?:\p{L}\.\s?)+|(?:approx|bijv|bspw|bzw|ca|cf|dr|ej|es|ex|evtl|ggf|incl|mr|mrs|nr|prof|resp|sig|sra?|vgl|vs|напр|см)\.)\s*$/iu;

/** A value as its marker reads it. The commands' own limits on lengths hold for markers as well. */
function read(marker: Marker, value: string): Reading {
  const reading = marker.read(value);
  if (typeof reading === 'string' || 'problem' in reading) return reading;
  return AgentCommand.safeParse(reading.command).success ? reading : { problem: 'tooLong' };
}

/** The marker that a whole line is, if it is one, whatever stands around the line. */
function wholeLine(line: string): Found | undefined {
  const [, name = '', value] = WHOLE.exec(undecorated(line)) ?? [];
  const marker = markerNamed.get(name);
  if (marker === undefined || (marker.form === 'value') !== (value !== undefined)) return undefined;
  const reading = read(marker, (value ?? '').trim());
  return reading === 'prose' ? undefined : { marker, reading };
}

function isSentenceEnd(before: string): boolean {
  const end = before.slice(-LOOK_BACK);
  return SENTENCE_END.test(end) && !ABBREVIATION.test(end);
}

/** What bold or italics around a marker and its prose belong to. */
function parted(before: string, value: string): { before: string; value: string } {
  const lead = /(?:\*{1,3}|_{1,2})$/.exec(before.slice(-3))?.[0] ?? '';
  // **NAME:** value
  if (lead !== '' && value.startsWith(lead))
    return { before: before.slice(0, -lead.length), value: value.slice(lead.length).trim() };
  const tail = /(?:\*{1,3}|_{1,2})$/.exec(value.slice(-3))?.[0] ?? '';
  if (
    tail === '' ||
    before
      .slice(-REACH)
      .replace(/^\s*\*\s/, '')
      .split(tail).length %
      2 ===
      1
  )
    return { before, value };
  const inner = value.slice(0, -tail.length).trim();
  // **NAME: value**, or bold that began in the prose and ends with it.
  return lead === tail
    ? { before: before.slice(0, -lead.length), value: inner }
    : { before: `${before.trimEnd()}${tail} `, value: inner };
}

/** The first marker that counts behind the prose of a line, with the prose before it. */
function behindProse(text: string, quotes: QuoteReader): { before: string; found: Found } | undefined {
  const from = Math.max(0, text.length - REACH);
  for (const match of text.slice(from).matchAll(NAME)) {
    const marker = markerNamed.get(match[1] ?? '');
    const at = from + match.index;
    if (marker?.form !== 'value' || !/\s[*_]{0,3}$/.test(text.slice(Math.max(0, at - 4), at))) continue;
    const { before, value } = parted(text.slice(0, at), text.slice(at + marker.name.length + 1).trim());
    const afterSentence = isSentenceEnd(before);
    if ((marker.behindProse === undefined && !afterSentence) || quotes.isQuoted(text, at)) continue;
    const reading = read(marker, value);
    if (typeof reading === 'string' || 'problem' in reading) continue;
    const counts = marker.behindProse?.(reading.command, afterSentence) ?? true;
    if (counts) return { before: before.trimEnd(), found: { marker, reading } };
  }
  return undefined;
}

function readOpen({ text, quotes }: AnswerLine): LineReading | undefined {
  if (!/[A-Z]{4}/.test(text)) return undefined;
  const isQuoted = quotes.isQuoted(text, 0);
  const whole = isQuoted ? undefined : wholeLine(text);
  if (whole !== undefined && (whole.reading === 'empty' || 'command' in whole.reading))
    return { found: [whole], prose: undefined };
  const found: Found[] = [];
  let prose = text;
  for (let next = behindProse(prose, quotes); next; next = behindProse(prose, quotes)) {
    found.unshift(next.found);
    prose = next.before;
  }
  // What stands before the markers behind it may be one itself.
  const first = found.length > 0 && !isQuoted ? wholeLine(prose) : whole;
  if (first !== undefined) return { found: [first, ...found], prose: undefined };
  if (found.length === 0) return undefined;
  return { found, prose: hasWords(prose) ? prose + (text.endsWith('\r') ? '\r' : '') : undefined };
}

/**
 * Finds the markers of one line, and passes it.
 *
 * @param line the next line of its paragraph
 * @returns    undefined when there is none: the line stays as it is
 * @throws     never
 */
export function readLine(line: AnswerLine): LineReading | undefined {
  if (!line.open || line.text.trim() === '') return undefined;
  const reading = readOpen(line);
  line.quotes.pass(line.text, reading === undefined ? line.text : (reading.prose ?? ''));
  return reading;
}
