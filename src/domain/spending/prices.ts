/** What a call of a model costs: from the price lines of the configuration, else from the list that ships. */
import type { ModelUsage } from '../../contracts/ports/provider.ts';
import { listPrice, type PriceList, type Rates } from './price-list.ts';

/** A price of the owner's own; it holds for the model at every provider. */
export interface Price extends Rates {
  model: string;
}

/** Where prices come from. */
export interface Prices {
  /** lines of the owner's, which go first */
  own: readonly Price[];
  list: PriceList | undefined;
}

const AMOUNT = /^\d{1,6}(?:\.\d{1,6})?$/;

/**
 * Reads a price line.
 *
 * @param line `model input output [cache-read [cache-write]]`, US dollars per million tokens, e.g. `gpt-5.5 1.25 10`
 * @returns    the price, or a sentence that says what is wrong
 * @throws     never
 */
export function parsePrice(line: string): Price | string {
  const [model = '', ...amounts] = line.trim().split(/\s+/);
  if (amounts.length < 2 || amounts.length > 4 || !amounts.every((a) => AMOUNT.test(a)))
    return `"${line}" is no price; write the model, then US dollars per million tokens for input and output, e.g. "my-model 3 15"`;
  const [input = 0, output = 0, cacheRead = input, cacheWrite = input] = amounts.map(Number);
  return { model, input, output, cacheRead, cacheWrite };
}

/** Providers that cost nothing: they run on the user's own machine. */
const FREE: ReadonlySet<string> = new Set(['ollama', 'offline']);

/** A call whose price is asked for. */
export interface PricedCall {
  provider: string;
  model: string;
  /** `input` does not contain the cached tokens */
  usage: ModelUsage;
  /** calendar day of the call, YYYY-MM-DD */
  day: string;
}

/**
 * What a call cost.
 *
 * @returns millionths of a US dollar, rounded up; null where the price or the usage is not known, never 0 instead
 * @throws  never
 */
export function costOf({ own, list }: Prices, { provider, model, usage, day }: PricedCall): number | null {
  if (FREE.has(provider)) return 0;
  const { input, output, cacheRead, cacheWrite } = usage;
  if (input === null || output === null) return null;
  const read = input + (cacheRead ?? 0) + (cacheWrite ?? 0);
  const listed = () => (list === undefined ? undefined : listPrice(list, { provider, model, day, read }));
  const price: Rates | undefined = own.find((p) => p.model === model) ?? listed();
  if (price === undefined) return null;
  const cost =
    input * price.input +
    output * price.output +
    (cacheRead ?? 0) * price.cacheRead +
    (cacheWrite ?? 0) * price.cacheWrite;
  // A hair above a whole number is that number: binary fractions are not exact.
  return Math.max(0, Math.ceil(cost - 1e-6));
}
