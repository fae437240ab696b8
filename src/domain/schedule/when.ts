/** Reads a time that a person or a model wrote: ISO 8601, or natural language in eight languages. */
import type { Chrono, ParsedComponents } from 'chrono-node';
import { casual as de } from 'chrono-node/de';
import { casual as en } from 'chrono-node/en';
import { casual as es } from 'chrono-node/es';
import { casual as fr } from 'chrono-node/fr';
import { casual as it } from 'chrono-node/it';
import { casual as nl } from 'chrono-node/nl';
import { casual as pt } from 'chrono-node/pt';
import { casual as ru } from 'chrono-node/ru';
import { instantOf, localOf } from './local-time.ts';

/** A time that was understood. */
export interface When {
  /** ms since 1970 UTC */
  at: number;
  /** the hour was named; otherwise it is the usual one */
  explicit: boolean;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
/** Hour of a day that is named without one. */
const USUAL_HOUR = 9;
/** Letters that a time in another language must have, where no figure is given. */
const LEAST_FOREIGN = 5;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The readers, the likeliest first is put in front of them; loaded one by one, for the package holds twice as many. */
const READERS = { en, es, pt, fr, de, it, nl, ru } as const;

/** Language of a reader. */
export type WhenLanguage = keyof typeof READERS;

/** What a person's words for a time are read with. */
export interface WhenContext {
  /** ms since 1970 UTC */
  now: number;
  /** IANA name */
  zone: string;
  language?: WhenLanguage;
}

function isoOffset(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const digits = text.replace(':', '');
  const size = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits.startsWith('-') ? -size : size) * MINUTE_MS;
}

function readIso(match: RegExpExecArray, { zone }: WhenContext): When | undefined {
  const [year = 0, month = 0, day = 0, hour, minute, second] = match
    .slice(1, 7)
    .map((n) => (n ? Number(n) : undefined));
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isDay || (hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return undefined;
  const explicit = hour !== undefined;
  const ms = (hour ?? USUAL_HOUR) * HOUR_MS + (minute ?? 0) * MINUTE_MS + (second ?? 0) * 1000;
  const offset = match[7];
  if (offset !== undefined && explicit) return { at: date.getTime() + ms - isoOffset(offset), explicit };
  return { at: instantOf({ year, month, day, ms }, zone), explicit };
}

/** Spellings that a reader does not know, in the form it does. */
function familiar(text: string): string {
  return text
    .replace(/\b(?:em|daqui a|dentro de)\s+(\d+)\s*(?:min(?:uto)?s?)\b/gi, 'in $1 minutes')
    .replace(/\b(?:em|daqui a|dentro de)\s+(?:uma|(\d+))\s*h(?:ora)?s?\b/gi, (_, n?: string) => `in ${n ?? 1} hours`)
    .replace(/\b(?:em|daqui a|dentro de)\s+(\d+)\s*dias?\b/gi, 'in $1 days')
    .replace(/\b(?:em|daqui a|dentro de)\s+(\d+)\s*semanas?\b/gi, 'in $1 weeks');
}

/** Evening words give an hour of their own choosing; what is only a day gets the usual hour. */
function read(reader: Chrono, text: string, { now, zone }: WhenContext): (When & { length: number }) | undefined {
  const local = localOf(now, zone);
  const wall = Date.UTC(local.year, local.month - 1, local.day) + local.ms;
  const reference = { instant: new Date(now), timezone: Math.round((wall - now) / MINUTE_MS) };
  const [found] = reader.parse(text, reference, { forwardDate: true });
  if (found === undefined) return undefined;
  const { start } = found;
  const { length } = found.text;
  if (start.isCertain('timezoneOffset')) return { at: start.date().getTime(), explicit: true, length };
  const named = start.isCertain('hour') || isPartOfDay(start, Math.floor(local.ms / MINUTE_MS));
  const hour = named ? (start.get('hour') ?? USUAL_HOUR) : USUAL_HOUR;
  const ms = hour * HOUR_MS + (named ? (start.get('minute') ?? 0) : 0) * MINUTE_MS + (start.get('second') ?? 0) * 1000;
  const day = { year: start.get('year') ?? 0, month: start.get('month') ?? 1, day: start.get('day') ?? 1 };
  return {
    at: instantOf({ ...day, ms: named ? ms : USUAL_HOUR * HOUR_MS }, zone),
    explicit: start.isCertain('hour'),
    length,
  };
}

/** "tonight", "heute Abend": an hour is implied that is neither noon nor the present one, which stand for "no hour". */
function isPartOfDay(start: ParsedComponents, minuteNow: number): boolean {
  const hour = start.get('hour') ?? 12;
  return hour !== 12 && hour * 60 + (start.get('minute') ?? 0) !== minuteNow;
}

/**
 * Reads a time.
 *
 * @param text    ISO 8601 with or without offset (without: the clock on the wall in the zone), or words
 * @param context now, the person's zone, and the language tried first
 * @returns       undefined when no time can be read from it; a day without an hour is 09:00
 * @throws        never
 */
export function parseWhen(text: string, context: WhenContext): When | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 200) return undefined;
  const iso = ISO.exec(trimmed);
  if (iso !== null) return readIso(iso, context);
  const words = familiar(trimmed);
  const first = context.language ?? 'en';
  const order = [first, ...(Object.keys(READERS) as WhenLanguage[]).filter((l) => l !== first)];
  // The reader that understood most of the words is right: "morgen" alone is a time in two languages, "at 9" in one.
  let best: (When & { length: number }) | undefined;
  for (const language of order) {
    const found = read(READERS[language], words, context);
    // In another language than one's own a short word is chance: German "Do" stands in "do something".
    if (language !== first && (found?.length ?? 0) < LEAST_FOREIGN && !/\d/.test(words)) continue;
    if (found !== undefined && found.length > (best?.length ?? 0)) best = found;
  }
  return best && { at: best.at, explicit: best.explicit };
}
