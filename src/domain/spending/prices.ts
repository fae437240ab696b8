/** What a call of a model costs, from the price lines of the configuration. */
import type { ModelUsage } from '../../contracts/ports/provider.ts';

/** US dollars per million tokens, which is the same as millionths of a dollar per token. */
export interface Price {
  model: string;
  input: number;
  output: number;
  /** tokens read from and written to a prompt cache; the price of input where not given */
  cacheRead: number;
  cacheWrite: number;
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

/**
 * What a call cost.
 *
 * @param usage tokens; `input` does not contain the cached ones
 * @returns     millionths of a US dollar, rounded up; null where the price or the usage is not known
 * @throws      never
 */
export function costOf(
  prices: readonly Price[],
  call: { provider: string; model: string; usage: ModelUsage },
): number | null {
  if (FREE.has(call.provider)) return 0;
  const price = prices.find((p) => p.model === call.model);
  const { input, output, cacheRead, cacheWrite } = call.usage;
  if (price === undefined || input === null || output === null) return null;
  const cost =
    input * price.input +
    output * price.output +
    (cacheRead ?? 0) * price.cacheRead +
    (cacheWrite ?? 0) * price.cacheWrite;
  return Math.ceil(cost);
}
