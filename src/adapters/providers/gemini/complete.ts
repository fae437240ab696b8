/** One streaming call of the Gemini API. */
import type { Candidate, GenerateContentResponse } from '@google/genai';
import { OmegaError } from '../../../contracts/errors.ts';
import type {
  ModelEvent,
  ModelRequest,
  ModelStop,
  ModelToolCall,
  ModelUsage,
} from '../../../contracts/ports/provider.ts';
import { toBody, toCall, toStop, toUsage } from './map.ts';
import { generate, type WireOptions } from './wire.ts';

/**
 * Calls the model.
 *
 * @throws the API's own error, or what fetch throws
 */
export async function complete(
  options: WireOptions,
  model: string,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<ModelEvent>> {
  const used = request.model === '' ? model : request.model;
  return new Answer(used).events(await generate(options, used, toBody(request), signal));
}

/** What has been read of an answer so far. */
class Answer {
  #stop: ModelStop | undefined;
  #usage: ModelUsage = { input: null, output: null, cacheRead: null, cacheWrite: null };
  #model: string;
  #requestId = '';
  readonly #calls: ModelToolCall[] = [];

  constructor(asked: string) {
    this.#model = asked;
  }

  /** The last chunk carries the reason and the usage; more may follow it, so `done` is sent when the stream ends. */
  async *events(stream: AsyncIterable<GenerateContentResponse>): AsyncGenerator<ModelEvent> {
    for await (const chunk of stream) {
      this.#model = chunk.modelVersion ?? this.#model;
      this.#requestId = chunk.responseId ?? this.#requestId;
      if (chunk.usageMetadata) this.#usage = toUsage(chunk.usageMetadata);
      // What a person or a page wrote was refused before the model saw it.
      if (chunk.promptFeedback?.blockReason) this.#stop = 'refusal';
      const candidate = chunk.candidates?.[0];
      if (candidate !== undefined) yield* this.#more(candidate);
    }
    if (this.#stop !== undefined) yield* this.#end(this.#stop);
  }

  *#more({ content, finishReason }: Candidate): Generator<ModelEvent> {
    for (const part of content?.parts ?? []) {
      const call = toCall(part);
      if (call !== undefined) this.#calls.push(call);
      else if (part.text) yield { type: part.thought === true ? 'reasoning' : 'text', text: part.text };
    }
    if (finishReason === undefined) return;
    this.#stop = toStop(finishReason);
    if (this.#stop === undefined)
      throw new OmegaError('provider.stream_truncated', 'gemini wrote a tool call that cannot be read.');
  }

  *#end(stopped: ModelStop): Generator<ModelEvent> {
    const calls = stopped === 'refusal' ? [] : this.#calls;
    for (const call of calls) yield { type: 'call', call };
    const requestId = this.#requestId === '' ? {} : { requestId: this.#requestId };
    const stop = calls.length > 0 ? 'tools' : stopped;
    yield { type: 'done', stop, usage: this.#usage, model: this.#model, ...requestId };
  }
}
