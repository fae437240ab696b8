/** Our requests to the Messages API, its answers to ours. Pure. */
import type Anthropic from '@anthropic-ai/sdk';
import type {
  ModelImage,
  ModelMessage,
  ModelRequest,
  ModelStop,
  ModelToolCall,
  ModelUsage,
  ToolSpec,
} from '../../../contracts/ports/provider.ts';
import { unsealed } from '../shared/opaque.ts';
import { CONTINUE_AS_USER } from '../shared/resume.ts';

type Block = Anthropic.ContentBlockParam;
/** A thought that has to stand before the calls it led to. */
export type Thought = Anthropic.ThinkingBlockParam | Anthropic.RedactedThinkingBlockParam;

/** Marks the end of what is worth caching. */
const CACHED = { cache_control: { type: 'ephemeral' } } as const;
/** Stands where a message has nothing to say: the service refuses empty ones. */
const NOTHING = '…';

const textBlock = (text: string): Block[] => (text.trim() === '' ? [] : [{ type: 'text', text }]);
const imageBlock = ({ mediaType, data }: ModelImage): Anthropic.ImageBlockParam => ({
  type: 'image',
  source: { type: 'base64', media_type: mediaType, data },
});
/** Ids of other services may hold characters that this one refuses. */
const idOf = (id: string): string => id.replaceAll(/[^a-zA-Z0-9_-]/g, '_');

function thoughtsOf(call: ModelToolCall): Thought[] {
  const kept = unsealed('anthropic', call);
  return Array.isArray(kept) ? (kept as Thought[]) : [];
}

function ofAssistant({ text, calls = [] }: ModelMessage): Block[] {
  return [
    ...calls.flatMap(thoughtsOf),
    ...textBlock(text.trimEnd()),
    ...calls.map(({ id, name, args }): Block => ({ type: 'tool_use', id: idOf(id), name, input: args ?? {} })),
  ];
}

function ofUser({ text, images = [], results = [] }: ModelMessage): Block[] {
  return [
    ...results.map(({ id, text: told, isError, images: seen = [] }): Block => {
      const words: Anthropic.TextBlockParam = { type: 'text', text: told.trim() === '' ? NOTHING : told };
      return {
        type: 'tool_result',
        tool_use_id: idOf(id),
        content: [words, ...seen.map(imageBlock)],
        ...(isError ? { is_error: true } : {}),
      };
    }),
    ...images.map(imageBlock),
    ...textBlock(text),
  ];
}

/** The last user message with its last block marked: the next call of the same conversation begins with the same words. */
function marked(messages: Anthropic.MessageParam[]): Anthropic.MessageParam[] {
  const at = messages.findLastIndex((m) => m.role === 'user');
  return messages.map((message, index) => {
    if (index !== at || typeof message.content === 'string') return message;
    const content = message.content.map((block, i, all) => (i === all.length - 1 ? { ...block, ...CACHED } : block));
    return { role: 'user', content: content as Block[] };
  });
}

/**
 * Messages of a call. An answer that broke off stands as the assistant's turn, followed by the instruction to go on
 * as a user turn: newer models refuse a call that ends with an assistant turn, and trailing white space in it.
 */
export function toMessages({ messages, resume, conversation }: ModelRequest): Anthropic.MessageParam[] {
  const told = messages.map((message): Anthropic.MessageParam => {
    const content = message.role === 'user' ? ofUser(message) : ofAssistant(message);
    return { role: message.role, content: content.length === 0 ? [{ type: 'text', text: NOTHING }] : content };
  });
  const whole = conversation === undefined ? told : marked(told);
  if (resume === undefined || resume.trim() === '') return whole;
  return [
    ...whole,
    { role: 'assistant', content: [{ type: 'text', text: resume.trimEnd() }] },
    { role: 'user', content: [{ type: 'text', text: CONTINUE_AS_USER }] },
  ];
}

/** The instructions, cached together with the tools before them. */
export function toSystem(system: string): Anthropic.TextBlockParam[] {
  return system.trim() === '' ? [] : [{ type: 'text', text: system, ...CACHED }];
}

/** Tools of a call; the last one ends what is cached even where the instructions change. */
export function toTools(tools: readonly ToolSpec[]): Anthropic.Tool[] {
  return tools.map(({ name, description, inputSchema }, i) => ({
    name,
    description,
    input_schema: { ...inputSchema, type: 'object' } as Anthropic.Tool.InputSchema,
    ...(i === tools.length - 1 ? CACHED : {}),
  }));
}

/** `max_tokens`, a full context, a refusal and calls are kept apart; everything else is an end. */
export function toStop(reason: string | null): ModelStop {
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'length';
  if (reason === 'tool_use') return 'tools';
  return reason === 'refusal' ? 'refusal' : 'end';
}

/** Token counts so far, brought up to date by an event that may name only some. */
export function toUsage(
  before: ModelUsage,
  usage: {
    input_tokens?: number | null;
    output_tokens?: number | null;
    cache_read_input_tokens?: number | null;
    cache_creation_input_tokens?: number | null;
  },
): ModelUsage {
  return {
    input: usage.input_tokens ?? before.input,
    output: usage.output_tokens ?? before.output,
    cacheRead: usage.cache_read_input_tokens ?? before.cacheRead,
    cacheWrite: usage.cache_creation_input_tokens ?? before.cacheWrite,
  };
}
