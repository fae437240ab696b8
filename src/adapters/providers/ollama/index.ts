/** Ollama: models on the user's own machine. */
import type { Ollama } from 'ollama';
import { OmegaError } from '../../../contracts/errors.ts';
import type { ModelAbilities, ModelProvider, ModelRequest } from '../../../contracts/ports/provider.ts';
import type { Origin } from '../shared/classify.ts';
import { called, embedded, probed, streamed } from '../shared/provider.ts';
import { clientFor } from './client.ts';
import { complete } from './complete.ts';

/** Settings of the server. */
export interface OllamaOptions {
  /** e.g. http://127.0.0.1:11434 */
  host: string;
  /** empty = the first model installed */
  model: string;
  /** model for vectors; empty or left out = it offers none */
  embeddingModel?: string;
  idleTimeoutMs: number;
  deadlineMs: number;
}

const name = 'ollama';
const origin: Origin = { name, variable: '', secret: '' };

/** Which of the server's models answers, and what it can do: models differ, so the server is asked once for each. */
class Models {
  readonly #preset: string;
  #first: string | undefined;
  readonly #capabilities = new Map<string, readonly string[]>();
  /** of the model that answers by default; all of it until the server has been asked */
  readonly abilities: ModelAbilities = { tools: true, images: true, schema: true, agent: false };

  constructor(preset: string) {
    this.#preset = preset;
  }

  /** @throws OmegaError provider.model_unknown when none is installed */
  async usual(client: Ollama): Promise<string> {
    if (this.#preset !== '') return this.#preset;
    this.#first ??= (await client.list()).models[0]?.name;
    if (this.#first !== undefined) return this.#first;
    const how = 'pull one, e.g. `ollama pull llama3.1`';
    throw new OmegaError('provider.model_unknown', `Ollama has no model installed; ${how}.`);
  }

  /** Old servers do not say what a model can do; then it is tried. */
  async #can(client: Ollama, model: string, what: string): Promise<boolean> {
    const known = this.#capabilities.get(model) ?? (await client.show({ model })).capabilities ?? [];
    this.#capabilities.set(model, known);
    return known.length === 0 || known.includes(what);
  }

  /** Learns what the usual model can do. */
  async learn(client: Ollama): Promise<void> {
    const model = await this.usual(client);
    this.abilities.tools = await this.#can(client, model, 'tools');
    this.abilities.images = await this.#can(client, model, 'vision');
  }

  /**
   * Checks a request before it is sent, so that it is refused with a sentence that helps.
   *
   * @throws OmegaError provider.request_invalid
   */
  async check(client: Ollama, model: string, { tools = [], messages }: ModelRequest): Promise<void> {
    const usual = await this.usual(client);
    const pictures = messages.some((m) => m.images?.length || m.results?.some((r) => r.images?.length));
    if (tools.length === 0 && !pictures) return;
    if (model === usual) await this.learn(client);
    const refuse = (what: string, unable: string, example: string) =>
      new OmegaError(
        'provider.request_invalid',
        `The model ${model} of ollama cannot ${what}; choose one that can, e.g. \`ollama pull ${example}\` and set it in [provider.ollama].`,
        { details: { provider: name, unable } },
      );
    if (tools.length > 0 && !(await this.#can(client, model, 'tools'))) throw refuse('use tools', 'tools', 'qwen3');
    if (pictures && !(await this.#can(client, model, 'vision')))
      throw refuse('look at pictures', 'images', 'qwen2.5vl');
  }
}

/** Makes the provider; the SDK is loaded at the first call. */
export function createOllama(options: OllamaOptions): ModelProvider {
  const { host, embeddingModel = '' } = options;
  const bounds = { name, ...options };
  const models = new Models(options.model);
  const vectors: ModelProvider['embed'] = (texts, signal) =>
    called(
      async (inner) => {
        const client = await clientFor(host, inner);
        const { embeddings } = await client.embed({ model: embeddingModel, input: [...texts] });
        return embedded(embeddingModel, embeddings, texts);
      },
      origin,
      bounds,
      signal,
    );
  return {
    name,
    abilities: models.abilities,
    defaultModel: options.model,
    stream: (request, signal) =>
      streamed(
        async (inner) => {
          const client = await clientFor(host, inner);
          const model = request.model === '' ? await models.usual(client) : request.model;
          await models.check(client, model, request);
          return complete(client, model, request);
        },
        origin,
        bounds,
        signal,
      ),
    probe: (signal) =>
      probed(
        async (inner) => {
          const client = await clientFor(host, inner);
          const names = (await client.list()).models.map((m) => m.name);
          // An old server without this is no trouble: what its model can do is then tried.
          if (names.length > 0) await models.learn(client).catch(() => undefined);
          return names;
        },
        origin,
        signal,
      ),
    ...(embeddingModel === '' ? {} : { embed: vectors }),
  };
}
