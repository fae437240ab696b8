/** Port of an AI model service. Contract suite: test/contract/provider.contract.ts. */
import type { JsonObject } from '../json.ts';

/** A picture for a model. */
export interface ModelImage {
  mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  /** base64 */
  data: string;
}

/** A tool as a model is told of it. */
export interface ToolSpec {
  /** letters, digits, `_` and `-`, at most 64 */
  name: string;
  description: string;
  /** JSON Schema of an object */
  inputSchema: JsonObject;
}

/** A tool call that a model asks for. */
export interface ModelToolCall {
  /** as the model named it; made up by the adapter where the service names none, unique in its answer */
  id: string;
  name: string;
  /** null when what the model wrote is no JSON object; then `raw` tells */
  args: JsonObject | null;
  /** the arguments as the model wrote them */
  raw: string;
  /** belongs to the service and goes back with the call unchanged, e.g. a signature of its thoughts */
  opaque?: string;
}

/** What came of a tool call, for the model. */
export interface ModelToolResult {
  /** id of the call */
  id: string;
  name: string;
  text: string;
  isError: boolean;
  images?: ModelImage[];
}

/** One message of the conversation as a model reads it. */
export interface ModelMessage {
  role: 'user' | 'assistant';
  /** may be empty where there are calls or results */
  text: string;
  /** of a user message */
  images?: ModelImage[];
  /** of an assistant message: what it asked for, after its text */
  calls?: ModelToolCall[];
  /** of a user message: the results of the calls of the message before, all of them, before its text */
  results?: ModelToolResult[];
}

/** One call of a model. */
export interface ModelRequest {
  /** model id; empty = the provider's configured default */
  model: string;
  system: string;
  /** oldest first; roles alternate and the last one is the user's */
  messages: ModelMessage[];
  /** most tokens of the answer */
  maxTokens: number;
  /** what the model may call; none = it can only write */
  tools?: readonly ToolSpec[];
  /** the answer is JSON of this schema (where the provider can: see abilities); never together with tools */
  schema?: { name: string; schema: JsonObject };
  /** key of the conversation; a provider that keeps a session may go by it. Absent = a small question of its own */
  conversation?: string;
  /**
   * The part of the answer that already exists (the stream broke off or the power went).
   * The provider asks the model to go on from there; the caller removes a repeated beginning.
   */
  resume?: string;
}

/** Tokens of one call; null where the provider does not say. */
export interface ModelUsage {
  input: number | null;
  output: number | null;
  cacheRead: number | null;
  cacheWrite: number | null;
}

/** Why the model stopped by itself; `tools` = it waits for the results of its calls. */
export type ModelStop = 'end' | 'length' | 'refusal' | 'tools';

/**
 * What a stream yields: pieces of text and whole tool calls, then exactly one `done`.
 * `own_call` and `own_result` tell of tools that the provider itself has used (an agent behind the port).
 */
export type ModelEvent =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'call'; call: ModelToolCall }
  | { type: 'own_call'; id: string; name: string; args: JsonObject }
  | { type: 'own_result'; id: string; name: string; text: string; isError: boolean }
  | {
      type: 'done';
      stop: ModelStop;
      usage: ModelUsage;
      model: string;
      requestId?: string;
      /** millionths of a US dollar, where the service itself says what it cost */
      cost?: number;
    };

/** Result of a cheap look whether the provider can be used. */
export interface ProviderProbe {
  ok: boolean;
  /** one sentence for `omega doctor`; never a secret */
  detail: string;
  models?: string[];
}

/** What a provider can do. */
export interface ModelAbilities {
  tools: boolean;
  images: boolean;
  /** takes a schema for its answer; without it the schema is put into words by whoever asks */
  schema: boolean;
  /** uses tools of its own */
  agent: boolean;
}

/** Vectors of texts, in the same order. */
export interface Embeddings {
  model: string;
  vectors: number[][];
}

/** An AI model service. */
export interface ModelProvider {
  readonly name: string;
  readonly defaultModel: string;
  readonly abilities: ModelAbilities;
  /**
   * Calls the model once and streams its answer. No retries of its own.
   *
   * @param request the whole call
   * @param signal  aborts the HTTP request; the iterator then throws the signal's reason
   * @returns       text events and one final `done`
   * @throws        OmegaError `provider.*`; a stream without its final event is `provider.stream_truncated`,
   *                silence longer than the configured idle time is `provider.stream_idle`
   */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
  /** Checks reachability and key without spending tokens. Never throws. */
  probe(signal: AbortSignal): Promise<ProviderProbe>;
  /**
   * Turns texts into vectors; absent where the service offers none.
   *
   * @param texts at most 100, each at most 8,000 characters
   * @throws      OmegaError `provider.*`
   */
  embed?(texts: readonly string[], signal: AbortSignal): Promise<Embeddings>;
}
