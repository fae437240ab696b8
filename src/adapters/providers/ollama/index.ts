/** Ollama: models on the user's own machine. */
import type { Ollama } from 'ollama';
import { OmegaError } from '../../../contracts/errors.ts';
import type { ModelProvider } from '../../../contracts/ports/provider.ts';
import type { Origin } from '../shared/classify.ts';
import { probed, streamed } from '../shared/provider.ts';
import { complete } from './complete.ts';

/** Settings of the server. */
export interface OllamaOptions {
  /** e.g. http://127.0.0.1:11434 */
  host: string;
  /** empty = the first model installed */
  model: string;
  idleTimeoutMs: number;
  deadlineMs: number;
}

const name = 'ollama';
const origin: Origin = { name, variable: '', secret: '' };

/** A client whose every request can be aborted: the SDK itself offers no signal. */
async function clientFor(host: string, signal: AbortSignal): Promise<Ollama> {
  const { Ollama: Client } = await import('ollama');
  return new Client({ host, fetch: (input, init) => fetch(input, { ...init, signal }) });
}

/** Makes the provider; the SDK is loaded at the first call. */
export function createOllama(options: OllamaOptions): ModelProvider {
  let first: string | undefined;
  const modelOf = async (client: Ollama): Promise<string> => {
    if (options.model !== '') return options.model;
    first ??= (await client.list()).models[0]?.name;
    if (first === undefined)
      throw new OmegaError(
        'provider.model_unknown',
        'Ollama has no model installed; pull one, e.g. `ollama pull llama3.1`.',
      );
    return first;
  };
  return {
    name,
    abilities: { tools: false, images: false, schema: false, agent: false },
    defaultModel: options.model,
    stream: (request, signal) =>
      streamed(
        async (inner) => {
          const client = await clientFor(options.host, inner);
          return complete(client, await modelOf(client), request);
        },
        origin,
        { name, ...options },
        signal,
      ),
    probe: (signal) =>
      probed(
        async (inner) => (await (await clientFor(options.host, inner)).list()).models.map((m) => m.name),
        origin,
        signal,
      ),
  };
}
