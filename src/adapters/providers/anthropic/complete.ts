/** One streaming call of the Messages API. */
import type Anthropic from '@anthropic-ai/sdk';
import type { ModelEvent, ModelRequest, ModelStop, ModelUsage } from '../../../contracts/ports/provider.ts';
import { toMessages, toStop, toUsage } from './map.ts';

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
  const stream = await client.messages.create(
    {
      model: request.model === '' ? model : request.model,
      max_tokens: request.maxTokens,
      system: request.system,
      messages: toMessages(request),
      stream: true,
    },
    { signal },
  );
  return events(stream);
}

async function* events(stream: AsyncIterable<Anthropic.RawMessageStreamEvent>): AsyncGenerator<ModelEvent> {
  let usage: ModelUsage = { input: null, output: null, cacheRead: null, cacheWrite: null };
  let stop: ModelStop = 'end';
  let model = '';
  let requestId = '';
  for await (const event of stream) {
    if (event.type === 'message_start') {
      usage = toUsage(usage, event.message.usage);
      model = event.message.model;
      requestId = event.message.id;
    } else if (event.type === 'content_block_delta') {
      if (event.delta.type === 'text_delta') yield { type: 'text', text: event.delta.text };
      else if (event.delta.type === 'thinking_delta') yield { type: 'reasoning', text: event.delta.thinking };
    } else if (event.type === 'message_delta') {
      usage = toUsage(usage, event.usage);
      stop = toStop(event.delta.stop_reason);
    } else if (event.type === 'message_stop') yield { type: 'done', stop, usage, model, requestId };
  }
}
