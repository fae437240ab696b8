/** OpenAI and every service with the same chat API, OpenRouter among them. */
import type OpenAI from 'openai';
import type { ModelProvider } from '../../../contracts/ports/provider.ts';
import type { Origin } from '../shared/classify.ts';
import { probed, streamed } from '../shared/provider.ts';
import { complete } from './complete.ts';

/** Settings of a service. */
export interface OpenAIOptions {
  /** openai, openrouter, or a name of the user's */
  name: string;
  apiKey: string;
  /** default is OpenAI's own */
  baseUrl?: string;
  model: string;
  idleTimeoutMs: number;
  deadlineMs: number;
}

const VARIABLES: Readonly<Record<string, string>> = { openai: 'OPENAI_API_KEY', openrouter: 'OPENROUTER_API_KEY' };
/** OpenRouter shows these to the user in its own lists. */
const HEADERS: Readonly<Record<string, Record<string, string>>> = { openrouter: { 'X-Title': 'Omega' } };

/**
 * Makes the provider. The SDK is loaded and the client made at the first call; one client is kept for all.
 *
 * @returns the port; errors are OmegaError provider.*, never with the key in them
 */
export function createOpenAI(options: OpenAIOptions): ModelProvider {
  const { name, apiKey, baseUrl, model } = options;
  const origin: Origin = { name, variable: VARIABLES[name] ?? '', secret: apiKey };
  let client: Promise<OpenAI> | undefined;
  const connect = (): Promise<OpenAI> =>
    (client ??= import('openai').then(
      ({ default: Client }) =>
        new Client({
          apiKey,
          maxRetries: 0,
          timeout: options.deadlineMs,
          defaultHeaders: HEADERS[name] ?? {},
          ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
        }),
    ));
  return {
    name,
    abilities: { tools: false, images: false, schema: false, agent: false },
    defaultModel: model,
    stream: (request, signal) =>
      streamed(async (inner) => complete(await connect(), model, request, inner), origin, options, signal),
    probe: (signal) =>
      probed(
        async (inner) => (await (await connect()).models.list({ signal: inner })).data.map((m) => m.id),
        origin,
        signal,
      ),
  };
}
