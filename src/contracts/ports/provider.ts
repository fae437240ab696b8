/** Port of an AI model service. Contract suite: test/contract/provider.contract.ts. */

/** One message of the conversation as a model reads it. */
export interface ModelMessage {
  role: 'user' | 'assistant';
  text: string;
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

/** Why the model stopped by itself. */
export type ModelStop = 'end' | 'length' | 'refusal';

/** What a stream yields: text pieces, then exactly one `done`. */
export type ModelEvent =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'done'; stop: ModelStop; usage: ModelUsage; model: string; requestId?: string };

/** Result of a cheap look whether the provider can be used. */
export interface ProviderProbe {
  ok: boolean;
  /** one sentence for `omega doctor`; never a secret */
  detail: string;
  models?: string[];
}

/** An AI model service. */
export interface ModelProvider {
  readonly name: string;
  readonly defaultModel: string;
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
}
