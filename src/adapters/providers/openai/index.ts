/** OpenAI and every service with the same chat API; OpenRouter is one of them, with a name and costs of its own. */
import type OpenAI from 'openai';
import type { ModelProvider } from '../../../contracts/ports/provider.ts';
import type { Origin } from '../shared/classify.ts';
import { called, embedded, probed, streamed } from '../shared/provider.ts';
import { complete } from './complete.ts';

/** Settings of a service. */
export interface OpenAIOptions {
  /** openai, openrouter, or a name of the user's */
  name: string;
  apiKey: string;
  /** default is OpenAI's own */
  baseUrl?: string;
  model: string;
  /** model for vectors; empty or left out = it offers none */
  embeddingModel?: string;
  idleTimeoutMs: number;
  deadlineMs: number;
}

const VARIABLES: Readonly<Record<string, string>> = { openai: 'OPENAI_API_KEY', openrouter: 'OPENROUTER_API_KEY' };
/** OpenRouter shows these to the user in its own lists. */
const HEADERS: Readonly<Record<string, Record<string, string>>> = { openrouter: { 'X-Title': 'Omega' } };

/** The models of the service; OpenRouter lists them to everybody, so the key is asked about first. */
async function models(client: OpenAI, name: string, signal: AbortSignal): Promise<string[]> {
  if (name === 'openrouter') await client.get('/key', { signal });
  return (await client.models.list({ signal })).data.map((m) => m.id);
}

/**
 * Makes the provider. The SDK is loaded and the client made at the first call; one client is kept for all.
 *
 * @returns the port; errors are OmegaError provider.*, never with the key in them
 */
export function createOpenAI(options: OpenAIOptions): ModelProvider {
  const { name, apiKey, baseUrl, model, embeddingModel = '' } = options;
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
  const dialect = { model, router: name === 'openrouter' };
  const vectors: ModelProvider['embed'] = (texts, signal) =>
    called(
      async (inner) => {
        const asked = { model: embeddingModel, input: [...texts], encoding_format: 'float' as const };
        const { data, model: used } = await (await connect()).embeddings.create(asked, { signal: inner });
        const inOrder = data.toSorted((a, b) => a.index - b.index).map((d) => d.embedding);
        return embedded(used || embeddingModel, inOrder, texts);
      },
      origin,
      options,
      signal,
    );
  return {
    name,
    abilities: { tools: true, images: true, schema: true, agent: false },
    defaultModel: model,
    stream: (request, signal) =>
      streamed(async (inner) => complete(await connect(), dialect, request, inner), origin, options, signal),
    probe: (signal) => probed(async (inner) => models(await connect(), name, inner), origin, signal),
    ...(embeddingModel === '' ? {} : { embed: vectors }),
  };
}
