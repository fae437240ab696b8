/** Gemini, the models of Google. */
import type { ModelProvider } from '../../../contracts/ports/provider.ts';
import type { Origin } from '../shared/classify.ts';
import { called, embedded, probed, streamed } from '../shared/provider.ts';
import { complete } from './complete.ts';
import { embedAll, modelNames } from './wire.ts';

/** Settings of the API. */
export interface GeminiOptions {
  apiKey: string;
  /** default is Google's own */
  baseUrl?: string;
  model: string;
  /** model for vectors; empty or left out = it offers none */
  embeddingModel?: string;
  idleTimeoutMs: number;
  deadlineMs: number;
}

const name = 'gemini';

/**
 * Makes the provider. It makes no attempts of its own.
 *
 * @returns the port; errors are OmegaError provider.*, never with the key in them
 */
export function createGemini(options: GeminiOptions): ModelProvider {
  const { apiKey, model, embeddingModel = '' } = options;
  const origin: Origin = { name, variable: 'GEMINI_API_KEY', secret: apiKey };
  const bounds = { name, ...options };
  const vectors: ModelProvider['embed'] = (texts, signal) =>
    called(
      async (inner) => {
        const embeddings = await embedAll(options, embeddingModel, texts, inner);
        return embedded(
          embeddingModel,
          embeddings.map((e) => e.values),
          texts,
        );
      },
      origin,
      bounds,
      signal,
    );
  return {
    name,
    abilities: { tools: true, images: true, schema: true, agent: false },
    defaultModel: model,
    stream: (request, signal) => streamed((inner) => complete(options, model, request, inner), origin, bounds, signal),
    probe: (signal) => probed((inner) => modelNames(options, inner), origin, signal),
    ...(embeddingModel === '' ? {} : { embed: vectors }),
  };
}
