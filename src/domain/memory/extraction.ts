/** Taking facts out of what a person said: whether it is worth asking a model, and what of its answer is kept. */
import { z } from 'zod';
import { formOf } from '../text/form-of.ts';
import { jsonIn } from '../text/json-in.ts';
import { wordsPattern } from '../text/words-pattern.ts';
import { isValidFact } from './facts.ts';
import { isSensitive } from './sensitive.ts';

/** What the model answers. */
const Extraction = z.object({
  facts: z
    .array(
      z.object({
        key: z.string(),
        value: z.string(),
        confidence: z.number().min(0).max(1).catch(0.5),
        quote: z.string(),
        sensitive: z.boolean().catch(false),
        project: z.boolean().catch(false),
      }),
    )
    .max(20),
});

/** The form it is asked for in. */
export const EXTRACTION_FORM = formOf('facts', Extraction);

/** A fact that may be kept. */
export interface ExtractedFact {
  key: string;
  value: string;
  confidence: number;
  /** the person's words it was taken from */
  quote: string;
  sensitive: boolean;
  /** it belongs to the project that is under way, not to the person everywhere */
  project: boolean;
}

/** What became of a model's answer. */
export interface Review {
  accepted: ExtractedFact[];
  refused: { key: string; reason: string }[];
}

/**
 * What people say about themselves begins like this, in eight languages: who they are, have, like, where they live and work,
 * and "my … is". A request ("remind me", "my mails please") does not.
 */
const ABOUT_SELF = wordsPattern([
  String.raw`\bi(?:\s+am|['’]m|\s+have|['’]ve|\s+was born|\s+(?:live|work|study|speak|like|love|hate|prefer|enjoy|own|play|moved|grew up|turn))\b`,
  String.raw`\bcall me\b|\bmy\s+(?:\p{L}+\s+){1,3}(?:is|are|was|were|has|lives|works)\b|\bwe\s+(?:have|live|moved|are)\b`,
  String.raw`\b(?:soy|tengo|vivo|trabajo|estudio|hablo|prefiero|nací|me llamo|me gustan?|me encantan?|ll[aá]mame)\b|\bmis?\s+(?:\p{L}+\s+){1,3}(?:es|son|se llaman?|tiene|vive)\b`,
  String.raw`\b(?:sou|tenho|moro|trabalho|estudo|falo|prefiro|gosto|adoro|nasci|me chamo|chame-me)\b|\b(?:meus?|minhas?)\s+(?:\p{L}+\s+){1,3}(?:é|são|se chamam?|tem|mora)\b`,
  String.raw`\bje\s+(?:suis|travaille|vis|parle|préfère|déteste)\b|\bj['’](?:ai|habite|aime|adore|étudie)\b|\bje m['’]appelle\b|\b(?:mon|ma|mes)\s+(?:\p{L}+\s+){1,3}(?:est|sont|s['’]appelle|a|habite)\b`,
  String.raw`\bich\s+(?:bin|habe|heiße|heisse|wohne|lebe|arbeite|studiere|spreche|mag|liebe|hasse|bevorzuge|komme aus)\b|\bmeine?[rnms]?\s+(?:\p{L}+\s+){1,3}(?:ist|sind|heißt|heisst|heißen|hat|wohnt)\b|\bnenn mich\b`,
  String.raw`\b(?:sono|ho|abito|vivo|lavoro|studio|parlo|preferisco|mi chiamo|mi piacciono|mi piace|adoro|chiamami)\b|\b(?:mio|mia|miei|mie)\s+(?:\p{L}+\s+){1,3}(?:è|sono|si chiama|ha|vive)\b`,
  String.raw`\bik\s+(?:ben|heb|heet|woon|leef|werk|studeer|spreek|hou|haat)\b|\bmijn\s+(?:\p{L}+\s+){1,3}(?:is|zijn|heet|heten|heeft|woont)\b|\bnoem me\b`,
  String.raw`(?<!\p{L})(?:меня зовут|мне \d+|у меня|я (?:живу|работаю|люблю|учусь|говорю|родил\p{L}+|предпочитаю|не люблю|[\p{L}]+(?:ист|ер|ор|ик|ец|лог|вед)(?:ка)?)|мо[йяёе]\s+\p{L}+\s+(?:—|-|зовут|живёт|это))`,
]);

/** Shorter than this says nothing that lasts. UTF-16 units. */
const LEAST = 8;

/** A cheap look whether a person may have said something about themselves; without it no model is asked. */
export function tellsAboutSelf(text: string): boolean {
  const own = text.replaceAll(/^\s*>.*$/gm, '').replaceAll(/```[\s\S]*?```/g, '');
  return own.trim().length >= LEAST && ABOUT_SELF.test(own);
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** @returns whether these words stand in what was said, whatever their case and punctuation */
export function isQuoted(quote: string, said: string): boolean {
  const words = plain(quote);
  return words !== '' && ` ${plain(said)} `.includes(` ${words} `);
}

/**
 * Reads the model's answer.
 *
 * @param said what the person wrote; a fact whose quote does not stand there is refused
 * @returns    a sentence when the answer has no usable shape
 */
export function reviewExtraction(answer: string, said: string): Review | { problem: string } {
  const parsed = Extraction.safeParse(jsonIn(answer));
  if (!parsed.success)
    return { problem: 'it is not the JSON object {"facts": [{"key", "value", "confidence", "quote"}]}' };
  const review: Review = { accepted: [], refused: [] };
  for (const fact of parsed.data.facts) {
    const key = fact.key
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '_');
    const value = fact.value.trim();
    if (!isQuoted(fact.quote, said)) review.refused.push({ key, reason: 'the person did not say so' });
    else if (!isValidFact(key, value)) review.refused.push({ key, reason: 'it may not be kept' });
    else if (fact.confidence < 0.4) review.refused.push({ key, reason: 'it is a guess' });
    else {
      const { confidence, quote, project } = fact;
      const sensitive = fact.sensitive || isSensitive(key, value);
      review.accepted.push({ key, value, confidence, quote, sensitive, project });
    }
  }
  return review;
}
