/** One streaming call of Ollama's chat API. */
import type { ChatResponse, Ollama, ToolCall } from 'ollama';
import type { JsonObject } from '../../../contracts/json.ts';
import type { ModelEvent, ModelRequest, ModelStop, ModelToolCall } from '../../../contracts/ports/provider.ts';
import { newCallId } from '../shared/calls.ts';
import { plainSchema } from '../shared/schema.ts';
import { toMessages, toTools } from './map.ts';

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
  const tools = toTools(request.tools ?? []);
  const stream = await client.chat({
    model,
    stream: true,
    options: { num_predict: request.maxTokens },
    messages: toMessages(request),
    ...(tools.length === 0 ? {} : { tools }),
    ...(request.schema === undefined ? {} : { format: plainSchema(request.schema.schema) }),
  });
  return events(stream, model);
}

/** Calls come whole, with their arguments as an object; newer servers name them, older ones do not. */
function callOf(call: ToolCall & { id?: string }, taken: Set<string>): ModelToolCall {
  const { id = '', function: wanted } = call;
  const own = id === '' || taken.has(id) ? newCallId() : id;
  taken.add(own);
  const args = (wanted.arguments ?? {}) as JsonObject;
  return { id: own, name: wanted.name, args, raw: JSON.stringify(args) };
}

async function* events(stream: AsyncIterable<ChatResponse>, model: string): AsyncGenerator<ModelEvent> {
  const calls: ModelToolCall[] = [];
  const taken = new Set<string>();
  for await (const part of stream) {
    if (part.message?.thinking) yield { type: 'reasoning', text: part.message.thinking };
    if (part.message?.content) yield { type: 'text', text: part.message.content };
    calls.push(...(part.message?.tool_calls ?? []).map((call) => callOf(call, taken)));
    if (!part.done) continue;
    const usage = {
      input: part.prompt_eval_count ?? null,
      output: part.eval_count ?? null,
      cacheRead: null,
      cacheWrite: null,
    };
    for (const call of calls) yield { type: 'call', call };
    const ended: ModelStop = part.done_reason === 'length' ? 'length' : 'end';
    yield { type: 'done', stop: calls.length > 0 ? 'tools' : ended, usage, model: part.model || model };
  }
}
