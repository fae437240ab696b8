/** One streaming call of the Messages API. */
import type Anthropic from '@anthropic-ai/sdk';
import type { ModelEvent, ModelRequest, ModelStop, ModelUsage } from '../../../contracts/ports/provider.ts';
import { CallPieces } from '../shared/calls.ts';
import { sealed } from '../shared/opaque.ts';
import { toMessages, toStop, toSystem, toTools, toUsage, type Thought } from './map.ts';

async function format({ schema }: ModelRequest): Promise<{ output_config?: Anthropic.OutputConfig }> {
  if (schema === undefined) return {};
  // What the service does not take of a schema is put into the descriptions.
  const { transformJSONSchema } = await import('@anthropic-ai/sdk/lib/transform-json-schema');
  const strict = transformJSONSchema(schema.schema as Parameters<typeof transformJSONSchema>[0]);
  return { output_config: { format: { type: 'json_schema', schema: { ...strict } } } };
}

/**
 * Calls the model.
 *
 * @throws what the SDK throws
 */
export async function complete(
  client: Anthropic,
  model: string,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<ModelEvent>> {
  const tools = toTools(request.tools ?? []);
  const system = toSystem(request.system);
  const stream = await client.messages.create(
    {
      model: request.model === '' ? model : request.model,
      max_tokens: request.maxTokens,
      ...(system.length === 0 ? {} : { system }),
      messages: toMessages(request),
      ...(tools.length === 0 ? {} : { tools }),
      ...(await format(request)),
      stream: true,
    },
    { signal },
  );
  return new Answer().events(stream);
}

/** What has been read of an answer so far. */
class Answer {
  #usage: ModelUsage = { input: null, output: null, cacheRead: null, cacheWrite: null };
  #stop: ModelStop = 'end';
  #model = '';
  #requestId = '';
  readonly #calls = new CallPieces();
  /** by block; they go back with the calls */
  readonly #thoughts = new Map<number, Thought>();

  async *events(stream: AsyncIterable<Anthropic.RawMessageStreamEvent>): AsyncGenerator<ModelEvent> {
    for await (const event of stream) {
      if (event.type === 'message_start') {
        this.#usage = toUsage(this.#usage, event.message.usage);
        this.#model = event.message.model;
        this.#requestId = event.message.id;
      } else if (event.type === 'content_block_start') this.#begin(event);
      else if (event.type === 'content_block_delta') yield* this.#more(event);
      else if (event.type === 'message_delta') {
        this.#usage = toUsage(this.#usage, event.usage);
        this.#stop = toStop(event.delta.stop_reason);
      } else if (event.type === 'message_stop') yield* this.#end();
    }
  }

  #begin({ index, content_block: block }: Anthropic.RawContentBlockStartEvent): void {
    if (block.type === 'tool_use') this.#calls.add(index, { id: block.id, name: block.name });
    if (block.type === 'thinking') this.#thoughts.set(index, { type: 'thinking', thinking: '', signature: '' });
    if (block.type === 'redacted_thinking') this.#thoughts.set(index, { type: 'redacted_thinking', data: block.data });
  }

  *#more({ index, delta }: Anthropic.RawContentBlockDeltaEvent): Generator<ModelEvent> {
    const thought = this.#thoughts.get(index);
    if (delta.type === 'text_delta') yield { type: 'text', text: delta.text };
    else if (delta.type === 'input_json_delta') this.#calls.add(index, { text: delta.partial_json });
    else if (delta.type === 'thinking_delta') {
      if (thought?.type === 'thinking') thought.thinking += delta.thinking;
      yield { type: 'reasoning', text: delta.thinking };
    } else if (delta.type === 'signature_delta' && thought?.type === 'thinking') thought.signature += delta.signature;
  }

  *#end(): Generator<ModelEvent> {
    const calls = this.#stop === 'refusal' ? [] : this.#calls.whole();
    const thoughts = [...this.#thoughts.values()];
    for (const [i, call] of calls.entries()) {
      const kept = i === 0 && thoughts.length > 0 ? { opaque: sealed('anthropic', thoughts) } : {};
      yield { type: 'call', call: { ...call, ...kept } };
    }
    const stop = calls.length > 0 ? 'tools' : this.#stop;
    yield { type: 'done', stop, usage: this.#usage, model: this.#model, requestId: this.#requestId };
  }
}
