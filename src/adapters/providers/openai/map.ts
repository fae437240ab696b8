/** Our requests to the chat completions API, its answers to ours. Pure. */
import type OpenAI from 'openai';
import type { ModelRequest, ModelStop, ModelUsage } from '../../../contracts/ports/provider.ts';
import { CONTINUE } from '../shared/resume.ts';

/** Messages of a call; an answer that broke off is followed by the instruction to go on, as a system message. */
export function toMessages({ system, messages, resume }: ModelRequest): OpenAI.ChatCompletionMessageParam[] {
  return [
    { role: 'system', content: system },
    ...messages.map(({ role, text }): OpenAI.ChatCompletionMessageParam => ({ role, content: text })),
    ...(resume === undefined
      ? []
      : [{ role: 'assistant', content: resume } as const, { role: 'system', content: CONTINUE } as const]),
  ];
}

/** `length` and `content_filter` are kept apart; everything else is an end. */
export function toStop(reason: string): ModelStop {
  if (reason === 'length') return 'length';
  return reason === 'content_filter' ? 'refusal' : 'end';
}

/** Token counts; cached input is counted apart. */
export function toUsage(usage: OpenAI.CompletionUsage): ModelUsage {
  return {
    input: usage.prompt_tokens ?? null,
    output: usage.completion_tokens ?? null,
    cacheRead: usage.prompt_tokens_details?.cached_tokens ?? null,
    cacheWrite: null,
  };
}
