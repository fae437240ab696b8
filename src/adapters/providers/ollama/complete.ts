/** One streaming call of Ollama's chat API. */
import type { ChatResponse, Ollama } from 'ollama';
import type { ModelEvent, ModelRequest } from '../../../contracts/ports/provider.ts';
import { CONTINUE } from '../shared/resume.ts';

/**
 * Calls the model. The SDK skips lines it cannot parse with a warning on the console; a stream that loses its last line
 * that way has no `done` and counts as broken off.
 *
 * @throws what the SDK throws
 */
export async function complete(
  client: Ollama,
  model: string,
  request: ModelRequest,
): Promise<AsyncIterable<ModelEvent>> {
  const used = request.model === '' ? model : request.model;
  const stream = await client.chat({
    model: used,
    stream: true,
    options: { num_predict: request.maxTokens },
    messages: [
      { role: 'system', content: request.system },
      ...request.messages.map(({ role, text }) => ({ role, content: text })),
      ...(request.resume === undefined
        ? []
        : [
            { role: 'assistant', content: request.resume },
            { role: 'system', content: CONTINUE },
          ]),
    ],
  });
  return events(stream, used);
}

async function* events(stream: AsyncIterable<ChatResponse>, model: string): AsyncGenerator<ModelEvent> {
  for await (const part of stream) {
    if (part.message?.thinking) yield { type: 'reasoning', text: part.message.thinking };
    if (part.message?.content) yield { type: 'text', text: part.message.content };
    if (!part.done) continue;
    const usage = {
      input: part.prompt_eval_count ?? null,
      output: part.eval_count ?? null,
      cacheRead: null,
      cacheWrite: null,
    };
    yield { type: 'done', stop: part.done_reason === 'length' ? 'length' : 'end', usage, model: part.model || model };
  }
}
