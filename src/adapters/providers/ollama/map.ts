/** Our requests to Ollama's chat API. Pure. */
import type { Message, Tool } from 'ollama';
import type { ModelImage, ModelMessage, ModelRequest, ToolSpec } from '../../../contracts/ports/provider.ts';
import { CONTINUE } from '../shared/resume.ts';
import { plainSchema } from '../shared/schema.ts';

/** As bytes: of a text the SDK would first look whether a file of that name exists. */
const bytes = (images: readonly ModelImage[]): { images?: Uint8Array[] } =>
  images.length === 0 ? {} : { images: images.map(({ data }) => Buffer.from(data, 'base64')) };

function ofAssistant({ text, calls = [] }: ModelMessage): Message {
  const tool_calls = calls.map(({ name, args }) => ({ function: { name, arguments: args ?? {} } }));
  return { role: 'assistant', content: text, ...(tool_calls.length === 0 ? {} : { tool_calls }) };
}

function ofUser({ text, images = [], results = [] }: ModelMessage): Message[] {
  const told = results.map((r): Message => ({
    role: 'tool',
    tool_name: r.name,
    content: r.isError ? `Error: ${r.text}` : r.text,
    ...bytes(r.images ?? []),
  }));
  if (text === '' && images.length === 0 && told.length > 0) return told;
  return [...told, { role: 'user', content: text, ...bytes(images) }];
}

/** Messages of a call; an answer that broke off is followed by the instruction to go on, as a system message. */
export function toMessages({ system, messages, resume }: ModelRequest): Message[] {
  return [
    { role: 'system', content: system },
    ...messages.flatMap((message) => (message.role === 'user' ? ofUser(message) : [ofAssistant(message)])),
    ...(resume === undefined
      ? []
      : [
          { role: 'assistant', content: resume },
          { role: 'system', content: CONTINUE },
        ]),
  ];
}

/** Tools of a call. */
export function toTools(tools: readonly ToolSpec[]): Tool[] {
  return tools.map(({ name, description, inputSchema }) => ({
    type: 'function',
    // The SDK's type knows only a part of JSON Schema, the server takes all of it.
    function: {
      name,
      description,
      parameters: plainSchema(inputSchema) as NonNullable<Tool['function']['parameters']>,
    },
  }));
}
