/** Our requests to the Messages API, its answers to ours. Pure. */
import type Anthropic from '@anthropic-ai/sdk';
import type { ModelRequest, ModelStop, ModelUsage } from '../../../contracts/ports/provider.ts';
import { CONTINUE } from '../shared/resume.ts';

/**
 * Messages of a call. An answer that broke off stands as the assistant's turn, followed by the instruction to go on
 * as a user turn: newer models refuse a call that ends with an assistant turn, and trailing white space in it.
 */
export function toMessages({ messages, resume }: ModelRequest): Anthropic.MessageParam[] {
  const told = messages.map(({ role, text }): Anthropic.MessageParam => ({ role, content: text }));
  if (resume === undefined || resume.trim() === '') return told;
  return [
    ...told,
    { role: 'assistant', content: resume.trimEnd() },
    { role: 'user', content: `<system-reminder>${CONTINUE}</system-reminder>` },
  ];
}

/** `max_tokens`, a full context and a refusal are kept apart; everything else is an end. */
export function toStop(reason: string | null): ModelStop {
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'length';
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
