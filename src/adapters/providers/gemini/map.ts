/** Our requests to the Gemini API, its answers to ours. Pure. */
import type { Content, FunctionResponsePart, Part, UsageMetadata } from '@google/genai';
import type { JsonObject } from '../../../contracts/json.ts';
import type {
  ModelImage,
  ModelMessage,
  ModelRequest,
  ModelStop,
  ModelToolCall,
  ModelToolResult,
  ModelUsage,
} from '../../../contracts/ports/provider.ts';
import { newCallId } from '../shared/calls.ts';
import { sealed, unsealed } from '../shared/opaque.ts';
import { withRoom } from '../shared/room.ts';
import { CONTINUE_AS_USER } from '../shared/resume.ts';
import { plainSchema } from '../shared/schema.ts';
import type { GenerateBody } from './wire.ts';

/** The service's own word for "these calls are not mine": newer models refuse calls without a signature. */
const UNSIGNED = 'skip_thought_signature_validator';
/** Stands where a message has nothing to say: the service refuses empty ones. */
const NOTHING = '…';

const textPart = (text: string): Part[] => (text === '' ? [] : [{ text }]);
const imagePart = ({ mediaType, data }: ModelImage): Part => ({ inlineData: { mimeType: mediaType, data } });

function signatureOf(calls: readonly ModelToolCall[], at: number): { thoughtSignature?: string } {
  const call = calls[at];
  const own = call === undefined ? undefined : unsealed('gemini', call);
  if (typeof own === 'string') return { thoughtSignature: own };
  // Of the calls of one answer the first is the one that has to be signed.
  return at === 0 ? { thoughtSignature: UNSIGNED } : {};
}

function ofAssistant({ text, calls = [] }: ModelMessage): Part[] {
  return [
    ...textPart(text),
    ...calls.map(({ id, name, args }, at): Part => ({
      functionCall: { id, name, args: args ?? {} },
      ...signatureOf(calls, at),
    })),
  ];
}

function resultPart({ id, name, text, isError, images = [] }: ModelToolResult): Part {
  const parts = images.map(({ mediaType, data }): FunctionResponsePart => ({
    inlineData: { mimeType: mediaType, data },
  }));
  const response = isError ? { error: text } : { output: text };
  return { functionResponse: { id, name, response, ...(parts.length === 0 ? {} : { parts }) } };
}

function contentOf(message: ModelMessage): Content {
  const { role, text, images = [], results = [] } = message;
  const parts =
    role === 'user' ? [...results.map(resultPart), ...images.map(imagePart), ...textPart(text)] : ofAssistant(message);
  return { role: role === 'user' ? 'user' : 'model', parts: parts.length === 0 ? [{ text: NOTHING }] : parts };
}

/** Contents of a call; an answer that broke off stands as the model's turn, followed by the instruction to go on. */
export function toContents({ messages, resume }: ModelRequest): Content[] {
  const told = messages.map(contentOf);
  if (resume === undefined || resume === '') return told;
  return [...told, { role: 'model', parts: [{ text: resume }] }, { role: 'user', parts: [{ text: CONTINUE_AS_USER }] }];
}

/** Everything that a call sends. */
export function toBody(request: ModelRequest): GenerateBody {
  const { system, maxTokens, tools = [], schema } = request;
  const functionDeclarations = tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    parametersJsonSchema: plainSchema(inputSchema),
  }));
  return {
    contents: toContents(request),
    generationConfig: {
      maxOutputTokens: withRoom(maxTokens),
      ...(schema === undefined
        ? {}
        : { responseMimeType: 'application/json', responseJsonSchema: plainSchema(schema.schema) }),
    },
    ...(system === '' ? {} : { systemInstruction: { parts: [{ text: system }] } }),
    ...(tools.length === 0 ? {} : { tools: [{ functionDeclarations }] }),
  };
}

/** @returns the call of a part, with its signature; undefined when the part is none */
export function toCall({ functionCall, thoughtSignature }: Part): ModelToolCall | undefined {
  if (functionCall?.name === undefined) return undefined;
  const args = (functionCall.args ?? {}) as JsonObject;
  return {
    id: functionCall.id ?? newCallId(),
    name: functionCall.name,
    args,
    raw: JSON.stringify(args),
    ...(thoughtSignature === undefined ? {} : { opaque: sealed('gemini', thoughtSignature) }),
  };
}

const REFUSED = /SAFETY|RECITATION|BLOCKLIST|PROHIBITED|SPII|LANGUAGE/;
const GARBLED = /MALFORMED|UNEXPECTED_TOOL_CALL|TOO_MANY_TOOL_CALLS/;

/** @returns why the model stopped; undefined when it wrote what its own service cannot read, so that the call has to be made again */
export function toStop(reason: string): ModelStop | undefined {
  if (reason === 'MAX_TOKENS') return 'length';
  if (GARBLED.test(reason)) return undefined;
  return REFUSED.test(reason) ? 'refusal' : 'end';
}

/** Token counts; the service counts cached input as input too, and thoughts beside the answer. */
export function toUsage(
  usage: Pick<
    UsageMetadata,
    'promptTokenCount' | 'cachedContentTokenCount' | 'thoughtsTokenCount' | 'toolUsePromptTokenCount'
  > & { candidatesTokenCount?: number },
): ModelUsage {
  const { promptTokenCount: prompt, candidatesTokenCount: written, cachedContentTokenCount: cached } = usage;
  return {
    input: prompt === undefined ? null : Math.max(0, prompt - (cached ?? 0)) + (usage.toolUsePromptTokenCount ?? 0),
    output: written === undefined ? null : written + (usage.thoughtsTokenCount ?? 0),
    cacheRead: cached ?? null,
    cacheWrite: null,
  };
}
