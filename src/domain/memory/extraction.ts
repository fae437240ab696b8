/** Taking facts out of what a person said: whether it is worth asking a model, and what of its answer is kept. */
import { z } from 'zod';
import { jsonIn } from '../json-in.ts';
import { isValidFact } from './facts.ts';

/** What the model answers. */
const Extraction = z.object({
  facts: z
    .array(
      z.object({
        key: z.string(),
        value: z.string(),
        confidence: z.number().min(0).max(1).catch(0.5),
        quote: z.string(),
      }),
    )
    .max(20),
});

/** A fact that may be kept. */
export interface ExtractedFact {
  key: string;
  value: string;
  confidence: number;
}

/** What became of a model's answer. */
export interface Review {
  accepted: ExtractedFact[];
  refused: { key: string; reason: string }[];
}

/** First person, and what people say about themselves, in eight languages. */
const ABOUT_SELF = new RegExp(
  [
    String.raw`\b(?:i|i'm|i’m|im|my|mine|me|we|our)\b`,
    String.raw`\b(?:yo|soy|estoy|tengo|vivo|trabajo|mi|mis|me|nuestr[oa]s?)\b`,
    String.raw`\b(?:eu|sou|estou|tenho|moro|trabalho|meu|minha|meus|minhas|nosso|nossa)\b`,
    String.raw`\b(?:je|j|suis|habite|travaille|mon|ma|mes|nous|notre|nos)\b`,
    String.raw`\b(?:ich|bin|habe|wohne|arbeite|mein|meine|meinen|meiner|wir|unser[e]?)\b`,
    String.raw`\b(?:io|sono|abito|lavoro|mio|mia|miei|mie|noi|nostro|nostra)\b`,
    String.raw`\b(?:ik|ben|heb|woon|werk|mijn|wij|we|ons|onze)\b`,
    String.raw`(?<!\p{L})(?:я|меня|мне|мой|моя|моё|мое|мои|мою|моего|моей|мы|наш[аеи]?|живу|работаю)(?!\p{L})`,
  ].join('|'),
  'iu',
);

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
  const words = ` ${plain(said)} `;
  const review: Review = { accepted: [], refused: [] };
  for (const fact of parsed.data.facts) {
    const key = fact.key
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '_');
    const value = fact.value.trim();
    const quote = plain(fact.quote);
    if (quote === '' || !words.includes(` ${quote} `))
      review.refused.push({ key, reason: 'the person did not say so' });
    else if (!isValidFact(key, value)) review.refused.push({ key, reason: 'it may not be kept' });
    else if (fact.confidence < 0.4) review.refused.push({ key, reason: 'it is a guess' });
    else review.accepted.push({ key, value, confidence: fact.confidence });
  }
  return review;
}
