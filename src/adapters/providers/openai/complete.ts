/** One streaming call of the chat completions API. */
import type OpenAI from 'openai';
import type { ModelEvent, ModelRequest, ModelStop, ModelUsage } from '../../../contracts/ports/provider.ts';
import { CallPieces } from '../shared/calls.ts';
import { withRoom } from '../shared/room.ts';
import { sealed } from '../shared/opaque.ts';
import { toCost, toFormat, toMessages, toStop, toTools, toUsage, type Costs } from './map.ts';

/** What services beside OpenAI add to a piece of an answer. */
interface Extra {
  /** OpenRouter */
  reasoning?: string | null;
  reasoning_details?: unknown[];
  /** DeepSeek, vLLM and others */
  reasoning_content?: string | null;
}

/** What of a service is not the same as everywhere. */
export interface Dialect {
  /** the model when the request names none */
  model: string;
  /** OpenRouter's: asks for what the call cost, and leaves room for thoughts, which it counts as answer */
  router: boolean;
}

/**
 * Calls the model. The usage comes in a chunk of its own after the last choice, so `done` is sent when the stream ends.
 *
 * @throws what the SDK throws
 */
export async function complete(
  client: OpenAI,
  { model, router }: Dialect,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<ModelEvent>> {
  const used = request.model === '' ? model : request.model;
  const tools = toTools(request.tools ?? []);
  const stream = await client.chat.completions.create(
    {
      model: used,
      messages: toMessages(request),
      // OpenAI's newer models refuse the old name, most other services know only that.
      ...(client.baseURL.startsWith('https://api.openai.com/')
        ? { max_completion_tokens: withRoom(request.maxTokens) }
        : { max_tokens: router ? withRoom(request.maxTokens) : request.maxTokens }),
      ...(tools.length === 0 ? {} : { tools }),
      ...toFormat(request),
      ...(router ? { usage: { include: true } } : {}),
      stream: true,
      stream_options: { include_usage: true },
    },
    { signal },
  );
  return new Answer(used).events(stream);
}

/** What has been read of an answer so far. */
class Answer {
  #stop: ModelStop | undefined;
  #usage: ModelUsage = { input: null, output: null, cacheRead: null, cacheWrite: null };
  #cost: number | undefined;
  #model: string;
  #requestId = '';
  readonly #calls = new CallPieces();
  #content = '';
  readonly #details: unknown[] = [];

  constructor(asked: string) {
    this.#model = asked;
  }

  async *events(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): AsyncGenerator<ModelEvent> {
    for await (const chunk of stream) {
      this.#model = chunk.model || this.#model;
      this.#requestId = chunk.id || this.#requestId;
      if (chunk.usage) {
        this.#usage = toUsage(chunk.usage);
        this.#cost = toCost(chunk.usage as Costs);
      }
      const choice = chunk.choices[0];
      if (choice === undefined) continue;
      // Some services leave the delta out of the last choice.
      if (choice.delta as object | undefined) yield* this.#more(choice.delta);
      // "error" is a service's own word for an answer that broke off.
      const reason = choice.finish_reason as string | null;
      if (reason && reason !== 'error') this.#stop = toStop(reason);
    }
    if (this.#stop !== undefined) yield* this.#end(this.#stop);
  }

  *#more(delta: OpenAI.ChatCompletionChunk.Choice.Delta & Extra): Generator<ModelEvent> {
    const thought = delta.reasoning ?? delta.reasoning_content ?? '';
    this.#content += delta.reasoning_content ?? '';
    this.#details.push(...(delta.reasoning_details ?? []));
    if (thought !== '') yield { type: 'reasoning', text: thought };
    const piece = delta.content ?? '';
    if (piece !== '') yield { type: 'text', text: piece };
    for (const { index, id, function: call } of delta.tool_calls ?? [])
      this.#calls.add(index ?? 0, { id, name: call?.name, text: call?.arguments });
  }

  /** What the service wants back with the calls. */
  #kept(): { opaque?: string } {
    if (this.#details.length > 0) return { opaque: sealed('openai', { reasoning_details: this.#details }) };
    return this.#content === '' ? {} : { opaque: sealed('openai', { reasoning_content: this.#content }) };
  }

  *#end(stopped: ModelStop): Generator<ModelEvent> {
    const calls = stopped === 'refusal' ? [] : this.#calls.whole();
    for (const [i, call] of calls.entries())
      yield { type: 'call', call: i === 0 ? { ...call, ...this.#kept() } : call };
    const stop = calls.length > 0 ? 'tools' : stopped;
    const facts = {
      ...(this.#requestId === '' ? {} : { requestId: this.#requestId }),
      ...(this.#cost === undefined ? {} : { cost: this.#cost }),
    };
    yield { type: 'done', stop, usage: this.#usage, model: this.#model, ...facts };
  }
}
