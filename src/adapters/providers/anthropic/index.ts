/** Anthropic, the Claude models. */
import type Anthropic from '@anthropic-ai/sdk';
import type { ModelProvider } from '../../../contracts/ports/provider.ts';
import type { Origin } from '../shared/classify.ts';
import { probed, streamed } from '../shared/provider.ts';
import { complete } from './complete.ts';

/** Settings of the API. */
export interface AnthropicOptions {
  apiKey: string;
  /** default is Anthropic's own */
  baseUrl?: string;
  model: string;
  idleTimeoutMs: number;
  deadlineMs: number;
}

/**
 * Makes the provider. The SDK is loaded and the client made at the first call; one client is kept for all.
 *
 * @returns the port; errors are OmegaError provider.*, never with the key in them
 */
export function createAnthropic(options: AnthropicOptions): ModelProvider {
  const { apiKey, baseUrl, model } = options;
  const name = 'anthropic';
  const origin: Origin = { name, variable: 'ANTHROPIC_API_KEY', secret: apiKey };
  let client: Promise<Anthropic> | undefined;
  const connect = (): Promise<Anthropic> =>
    (client ??= import('@anthropic-ai/sdk').then(
      ({ default: Client }) =>
        new Client({
          apiKey,
          maxRetries: 0,
          timeout: options.deadlineMs,
          ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
        }),
    ));
  return {
    name,
    abilities: { tools: true, images: true, schema: true, agent: false },
    defaultModel: model,
    stream: (request, signal) =>
      streamed(async (inner) => complete(await connect(), model, request, inner), origin, { name, ...options }, signal),
    probe: (signal) =>
      probed(
        async (inner) => (await (await connect()).models.list({}, { signal: inner })).data.map((m) => m.id),
        origin,
        signal,
      ),
  };
}
