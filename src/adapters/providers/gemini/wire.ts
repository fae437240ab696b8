/**
 * The calls of the Gemini API over HTTP: streamed answers, vectors, the list of models.
 * Its SDK brings thirty packages along for these three; the shapes are its types. Source: https://ai.google.dev/api
 */
import type {
  ContentEmbedding,
  GenerateContentParameters,
  GenerateContentResponse,
  GenerationConfig,
  Tool,
} from '@google/genai';
import { EventSourceParserStream } from 'eventsource-parser/stream';

const GOOGLE = 'https://generativelanguage.googleapis.com';
/** The version of the API that has everything; previews and names such as `gemini-flash-latest` exist in it only. */
const BETA = 'v1beta';
const STABLE = 'v1';
const MODELS_A_PAGE = 1000;

/** What a streamed call sends. */
export interface GenerateBody {
  contents: GenerateContentParameters['contents'];
  generationConfig: GenerationConfig;
  systemInstruction?: { parts: { text: string }[] };
  tools?: Tool[];
}

/** Where the API is, and the key that opens it. */
export interface WireOptions {
  apiKey: string;
  /** default is Google's own */
  baseUrl?: string;
}

interface Failure {
  error?: { code?: number; message?: string; status?: string };
}

function versionOf(model: string): string {
  return /-(?:latest|preview|exp)\b/.test(model) ? BETA : STABLE;
}

/** What the API says is wrong, in the shape that the classifier of all providers reads. */
function failure(status: number | undefined, body: Failure, headers?: Headers): Error {
  const { error } = body;
  const said = error?.message ?? (status === undefined ? '' : `HTTP ${status}`);
  return Object.assign(new Error(said), { status: status ?? error?.code, headers, error });
}

/** A body that is no JSON says nothing. Some errors come as a list of one. */
function failureIn(text: string): Failure {
  try {
    const body = JSON.parse(text) as Failure | Failure[];
    return (Array.isArray(body) ? body[0] : body) ?? {};
  } catch {
    return {};
  }
}

/** One request. A redirect is not followed: the key would go with it. @throws the API's own error with `status`, or what fetch throws */
async function send(
  { apiKey, baseUrl = GOOGLE }: WireOptions,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Response> {
  const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', 'x-goog-api-key': apiKey },
    redirect: 'manual',
    signal,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw failure(response.status, failureIn(await response.text()), response.headers);
  return response;
}

/**
 * Asks for an answer that comes in pieces.
 *
 * @throws the API's own error, also one that comes inside the stream; a SyntaxError for a piece that is no JSON
 */
export async function generate(
  options: WireOptions,
  model: string,
  body: GenerateBody,
  signal: AbortSignal,
): Promise<AsyncIterable<GenerateContentResponse>> {
  const path = `${versionOf(model)}/models/${encodeURIComponent(model)}:streamGenerateContent?alt=sse`;
  const response = await send(options, path, body, signal);
  const frames = response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()) ?? [];
  return pieces(frames);
}

async function* pieces(
  frames: AsyncIterable<{ data: string }> | Iterable<{ data: string }>,
): AsyncGenerator<GenerateContentResponse> {
  for await (const { data } of frames) {
    const piece = JSON.parse(data) as GenerateContentResponse & Failure;
    if (piece.error !== undefined) throw failure(undefined, piece);
    yield piece;
  }
}

/** Asks for the vectors of texts, in their order. @throws the API's own error, or what fetch throws */
export async function embedAll(
  options: WireOptions,
  model: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<ContentEmbedding[]> {
  const requests = texts.map((text) => ({ model: `models/${model}`, content: { parts: [{ text }] } }));
  const path = `${versionOf(model)}/models/${encodeURIComponent(model)}:batchEmbedContents`;
  const response = await send(options, path, { requests }, signal);
  return ((await response.json()) as { embeddings?: ContentEmbedding[] }).embeddings ?? [];
}

/** Names of the models that the key may use, such as `gemini-3.1-pro`. @throws the API's own error, or what fetch throws */
export async function modelNames(options: WireOptions, signal: AbortSignal): Promise<string[]> {
  const response = await send(options, `${BETA}/models?pageSize=${MODELS_A_PAGE}`, undefined, signal);
  const { models = [] } = (await response.json()) as { models?: { name?: string }[] };
  return models.map(({ name = '' }) => name.replace(/^models\//, ''));
}
