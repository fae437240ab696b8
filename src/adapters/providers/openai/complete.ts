/** One streaming call of the chat completions API. */
import type OpenAI from 'openai';
import type { ModelEvent, ModelRequest, ModelStop, ModelUsage } from '../../../contracts/ports/provider.ts';
import { toMessages, toStop, toUsage } from './map.ts';

/**
 * Calls the model. The usage comes in a chunk of its own after the last choice, so `done` is sent when the stream ends.
 *
 * @throws what the SDK throws
 */
export async function complete(
  client: OpenAI,
  model: string,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<ModelEvent>> {
  const used = request.model === '' ? model : request.model;
  const stream = await client.chat.completions.create(
    {
      model: used,
      messages: toMessages(request),
      // OpenAI's newer models refuse the old name, most other services know only that.
      ...(client.baseURL.startsWith('https://api.openai.com/')
        ? { max_completion_tokens: request.maxTokens }
        : { max_tokens: request.maxTokens }),
      stream: true,
      stream_options: { include_usage: true },
    },
    { signal },
  );
  return events(stream, used);
}

async function* events(stream: AsyncIterable<OpenAI.ChatCompletionChunk>, asked: string): AsyncGenerator<ModelEvent> {
  let stop: ModelStop | undefined;
  let usage: ModelUsage = { input: null, output: null, cacheRead: null, cacheWrite: null };
  let model = asked;
  let requestId = '';
  for await (const chunk of stream) {
    model = chunk.model || model;
    requestId = chunk.id || requestId;
    if (chunk.usage) usage = toUsage(chunk.usage);
    const choice = chunk.choices[0];
    const piece = choice?.delta.content ?? '';
    if (piece !== '') yield { type: 'text', text: piece };
    if (choice?.finish_reason) stop = toStop(choice.finish_reason);
  }
  if (stop !== undefined) yield { type: 'done', stop, usage, model, ...(requestId === '' ? {} : { requestId }) };
}
