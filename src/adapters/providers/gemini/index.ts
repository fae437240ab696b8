/** Gemini, the models of Google. Its SDK is an optional package: without it the provider says how to get it. */
import type * as Sdk from '@google/genai';
import { OmegaError } from '../../../contracts/errors.ts';
import type { ModelProvider } from '../../../contracts/ports/provider.ts';
import type { Origin } from '../shared/classify.ts';
import { called, embedded, probed, streamed } from '../shared/provider.ts';
import { complete } from './complete.ts';
import { BETA, versionOf } from './map.ts';

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
  /** how the SDK is loaded */
  load?: () => Promise<Pick<typeof Sdk, 'GoogleGenAI'>>;
}

const name = 'gemini';
const PAGE = 1000;

function notInstalled(error: unknown): unknown {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return error;
  const how = 'install Omega again, or run `npm install @google/genai` in its folder';
  return new OmegaError('provider.not_configured', `gemini needs the package @google/genai; ${how}.`);
}

/** `models/gemini-x` is known as `gemini-x`. */
const short = (id = ''): string => id.replace(/^models\//, '');

/**
 * Makes the provider. The SDK is loaded and the client made at the first call; one client is kept for all. It makes no
 * attempts of its own.
 *
 * @returns the port; errors are OmegaError provider.*, never with the key in them
 */
export function createGemini(options: GeminiOptions): ModelProvider {
  const { apiKey, baseUrl, model, embeddingModel = '', load = () => import('@google/genai') } = options;
  const origin: Origin = { name, variable: 'GEMINI_API_KEY', secret: apiKey };
  const bounds = { name, ...options };
  let client: Promise<Sdk.GoogleGenAI> | undefined;
  const connect = (): Promise<Sdk.GoogleGenAI> =>
    (client ??= load().then(
      ({ GoogleGenAI: Client }) =>
        new Client({ apiKey, vertexai: false, ...(baseUrl === undefined ? {} : { httpOptions: { baseUrl } }) }),
      (error: unknown) => {
        client = undefined;
        throw notInstalled(error);
      },
    ));
  const vectors: ModelProvider['embed'] = (texts, signal) =>
    called(
      async (inner) => {
        const config = { ...versionOf(embeddingModel), abortSignal: inner };
        const asked = { model: embeddingModel, contents: texts.map((text) => ({ parts: [{ text }] })), config };
        const { embeddings = [] } = await (await connect()).models.embedContent(asked);
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
    stream: (request, signal) =>
      streamed(async (inner) => complete(await connect(), model, request, inner), origin, bounds, signal),
    probe: (signal) =>
      probed(
        async (inner) => {
          const config = { pageSize: PAGE, ...BETA, abortSignal: inner };
          return (await (await connect()).models.list({ config })).page.map((m) => short(m.name));
        },
        origin,
        signal,
      ),
    ...(embeddingModel === '' ? {} : { embed: vectors }),
  };
}
