/** The list prices that ship with Omega (prices.json): which price holds for a call of a model. */
import { z } from 'zod';

const amount = z.number().min(0).max(10_000);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What a part of the tokens costs; cached ones as much as input where nothing is said. */
const rates = { input: amount, output: amount, cacheRead: amount.optional(), cacheWrite: amount.optional() };

const Entry = z.strictObject({
  /** name of the model, or a pattern with `*`; a dated or latest edition of it counts too */
  model: z.string().min(1),
  ...rates,
  /** first day the price holds; of several that hold the latest counts */
  from: day.optional(),
  /** what the whole call costs when the model reads more than `over` tokens */
  long: z.strictObject({ over: z.int().min(1), ...rates }).optional(),
});

/** Shape of prices.json. */
export const PriceList = z.strictObject({
  /** when this file was last gone through */
  date: day,
  note: z.string(),
  services: z.array(
    z.strictObject({
      /** name of the provider, as in a chain */
      provider: z.string(),
      /** where the prices are published */
      source: z.url(),
      /** month in which they were read there */
      read: z.string().regex(/^\d{4}-\d{2}$/),
      models: z.array(Entry),
    }),
  ),
});
/** The whole list. */
export type PriceList = z.infer<typeof PriceList>;

/** US dollars per million tokens, which is the same as millionths of a dollar per token. */
export interface Rates {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

/** Editions of a model: `-20260101`, `-2026-01-01`, `-001`, `-latest`. */
const EDITION = String.raw`(?:-\d{8}|-\d{4}-\d{2}-\d{2}|-\d{3}|-latest)?`;

function matches(pattern: string, model: string): boolean {
  const text = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${text}${EDITION}$`).test(model);
}

/** Which price is looked for. */
export interface PriceQuestion {
  provider: string;
  model: string;
  /** calendar day of the call, YYYY-MM-DD */
  day: string;
  /** all tokens that the model read */
  read: number;
}

/**
 * Looks a price up.
 *
 * @returns undefined when the list does not know the model of this provider
 * @throws  never
 */
export function listPrice(list: PriceList, { provider, model, day: at, read }: PriceQuestion): Rates | undefined {
  const models = list.services.filter((s) => s.provider === provider).flatMap((s) => s.models);
  const known = models.filter((entry) => matches(entry.model, model) && (entry.from ?? '') <= at);
  // An exact name goes before a pattern, a later price before an earlier one.
  const [entry] = known.toSorted(
    (a, b) =>
      Number(a.model.includes('*')) - Number(b.model.includes('*')) || (b.from ?? '').localeCompare(a.from ?? ''),
  );
  if (entry === undefined) return undefined;
  const {
    input,
    output,
    cacheRead = input,
    cacheWrite = input,
  } = entry.long !== undefined && read > entry.long.over ? entry.long : entry;
  return { input, output, cacheRead, cacheWrite };
}
