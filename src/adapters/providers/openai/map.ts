/** Our requests to the chat completions API, its answers to ours. Pure. */
import type OpenAI from 'openai';
import type {
  ModelImage,
  ModelMessage,
  ModelRequest,
  ModelStop,
  ModelToolCall,
  ModelToolResult,
  ModelUsage,
  ToolSpec,
} from '../../../contracts/ports/provider.ts';
import { unsealed } from '../shared/opaque.ts';
import { CONTINUE } from '../shared/resume.ts';
import { isStrict, plainSchema } from '../shared/schema.ts';

type Param = OpenAI.ChatCompletionMessageParam;
type Part = OpenAI.ChatCompletionContentPart;

const imagePart = ({ mediaType, data }: ModelImage): Part => ({
  type: 'image_url',
  image_url: { url: `data:${mediaType};base64,${data}` },
});
const textPart = (text: string): Part[] => (text === '' ? [] : [{ type: 'text', text }]);

function callParam({ id, name, args, raw }: ModelToolCall): OpenAI.ChatCompletionMessageToolCall {
  // Some servers read the arguments again and fail on what is no JSON.
  const text = args === null || raw.trim() === '' ? '{}' : raw;
  return { id, type: 'function', function: { name, arguments: text } };
}

const resultParam = ({ id, text, isError }: ModelToolResult): Param => ({
  role: 'tool',
  tool_call_id: id,
  content: isError ? `Error: ${text}` : text,
});

/** Reasoning that a service wants back with the calls it led to, under the name it came with. */
function keptOf(calls: readonly ModelToolCall[]): object {
  const kept = calls.map((call) => unsealed('openai', call)).find((value) => value !== undefined);
  return typeof kept === 'object' && kept !== null ? kept : {};
}

function ofAssistant({ text, calls = [] }: ModelMessage): Param[] {
  if (calls.length === 0) return [{ role: 'assistant', content: text }];
  return [
    { role: 'assistant', content: text === '' ? null : text, tool_calls: calls.map(callParam), ...keptOf(calls) },
  ];
}

/** Results come first, each a message of its own; they hold text only, so their pictures follow in a user message. */
function ofUser({ text, images = [], results = [] }: ModelMessage): Param[] {
  const shown = results.flatMap((r) => r.images ?? []);
  const seen = shown.length === 0 ? [] : [...textPart('Pictures that the tools returned:'), ...shown.map(imagePart)];
  const parts = [...seen, ...images.map(imagePart)];
  const told = results.map(resultParam);
  if (parts.length > 0) return [...told, { role: 'user', content: [...parts, ...textPart(text)] }];
  return text === '' && told.length > 0 ? told : [...told, { role: 'user', content: text }];
}

/** Messages of a call; an answer that broke off is followed by the instruction to go on, as a system message. */
export function toMessages({ system, messages, resume }: ModelRequest): Param[] {
  return [
    ...(system === '' ? [] : [{ role: 'system', content: system } as const]),
    ...messages.flatMap((message) => (message.role === 'user' ? ofUser(message) : ofAssistant(message))),
    ...(resume === undefined
      ? []
      : [{ role: 'assistant', content: resume } as const, { role: 'system', content: CONTINUE } as const]),
  ];
}

/** Tools of a call. */
export function toTools(tools: readonly ToolSpec[]): OpenAI.ChatCompletionFunctionTool[] {
  return tools.map(({ name, description, inputSchema }) => ({
    type: 'function',
    function: { name, description, parameters: plainSchema(inputSchema) },
  }));
}

/** The form of the answer; held to strictly where the schema allows it. */
export function toFormat({ schema }: ModelRequest): { response_format?: OpenAI.ResponseFormatJSONSchema } {
  if (schema === undefined) return {};
  const plain = plainSchema(schema.schema);
  const whole = { name: schema.name.replaceAll(/[^a-zA-Z0-9_-]/g, '_'), schema: plain, strict: isStrict(plain) };
  return { response_format: { type: 'json_schema', json_schema: whole } };
}

/** `length`, `content_filter` and calls are kept apart; everything else is an end. */
export function toStop(reason: string): ModelStop {
  if (reason === 'length') return 'length';
  if (reason === 'tool_calls' || reason === 'function_call') return 'tools';
  return reason === 'content_filter' ? 'refusal' : 'end';
}

/** Token counts; the service counts cached input as input too, we count it apart. */
export function toUsage(usage: OpenAI.CompletionUsage): ModelUsage {
  const cached = usage.prompt_tokens_details?.cached_tokens ?? null;
  const prompt = usage.prompt_tokens ?? null;
  return {
    input: prompt === null ? null : Math.max(0, prompt - (cached ?? 0)),
    output: usage.completion_tokens ?? null,
    cacheRead: cached,
    cacheWrite: null,
  };
}

/** What OpenRouter adds: US dollars, and what a key of the user's own costs at the service behind it. */
export interface Costs {
  cost?: number | null;
  cost_details?: { upstream_inference_cost?: number | null } | null;
  is_byok?: boolean;
}

/** @returns millionths of a US dollar, rounded up; undefined where the service does not say */
export function toCost({ cost, cost_details: details, is_byok: byok }: Costs): number | undefined {
  if (typeof cost !== 'number') return undefined;
  const upstream = byok === true ? (details?.upstream_inference_cost ?? 0) : 0;
  // A hair below a whole number is that number: binary fractions are not exact.
  return Math.max(0, Math.ceil((cost + upstream) * 1_000_000 - 1e-6));
}
