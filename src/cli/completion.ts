/** Asks the daemon one thing and streams the answer; a broken connection is taken up again without asking twice. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from './connect.ts';
import { refusal } from './connect.ts';
import { eventData } from './sse.ts';

/** One question. */
export interface Question {
  text: string;
  /** name of the conversation */
  conversation: string;
  /** idempotency key: the same on every attempt, so that the question is asked once */
  key: string;
  signal: AbortSignal;
  /** gets the answer piece by piece */
  onText: (piece: string) => void;
  /** called before another attempt */
  onRetry?: () => void;
}

/** The whole answer. */
export interface Answer {
  reply: string;
  runId: string;
  model: string;
  usage: { input: number | null; output: number | null };
}

/** The daemon said no, or the run failed: asking again gives the same. */
class Refused extends Error {}

interface Chunk {
  id?: string;
  model?: string;
  run_id?: string;
  omega?: { run_id?: string; model?: string };
  usage?: { prompt_tokens?: number | null; completion_tokens?: number | null } | null;
  choices?: { delta?: { content?: string | null } }[];
  error?: { message?: string };
}

/** The text so far, over all attempts. */
class Transcript {
  #shown = '';
  #current = '';
  readonly #onText: (piece: string) => void;

  constructor(onText: (piece: string) => void) {
    this.#onText = onText;
  }

  /** A new attempt gets the answer from its beginning. */
  restart(): void {
    this.#current = '';
  }

  add(piece: string): void {
    this.#current += piece;
    if (this.#shown.startsWith(this.#current)) return;
    const fresh = this.#current.startsWith(this.#shown)
      ? this.#current.slice(this.#shown.length)
      : `\n${this.#current}`;
    this.#shown = this.#current;
    this.#onText(fresh);
  }

  get text(): string {
    return this.#current;
  }
}

async function post(connection: Connection, question: Question, stream: boolean): Promise<Response> {
  const response = await fetch(`${connection.url}/v1/chat/completions`, {
    method: 'POST',
    signal: question.signal,
    headers: {
      authorization: `Bearer ${connection.token.reveal()}`,
      'content-type': 'application/json',
      'idempotency-key': question.key,
      'x-omega-channel': 'terminal',
    },
    body: JSON.stringify({
      model: 'omega',
      user: question.conversation,
      stream,
      ...(stream ? { stream_options: { include_usage: true } } : {}),
      messages: [{ role: 'user', content: question.text }],
    }),
  });
  // 429 and 503 mean "not now": the next attempt carries the same key.
  if (response.ok) return response;
  const message = await refusal(response);
  throw response.status === 429 || response.status === 503 ? new Error(message) : new Refused(message);
}

async function attempt(connection: Connection, question: Question, transcript: Transcript): Promise<Answer> {
  transcript.restart();
  const response = await post(connection, question, true);
  const answer = {
    runId: response.headers.get('x-omega-run') ?? '',
    model: '',
    usage: { input: null, output: null } as Answer['usage'],
  };
  if (response.body === null) throw new Error('The daemon answered with nothing.');
  for await (const data of eventData(response.body)) {
    if (data === '[DONE]') return { reply: transcript.text, ...answer };
    const chunk = JSON.parse(data) as Chunk;
    if (chunk.error !== undefined) throw new Refused(chunk.error.message ?? 'The answer failed.');
    answer.runId ||= chunk.omega?.run_id ?? chunk.run_id ?? chunk.id?.replace(/^chatcmpl-/, '') ?? '';
    answer.model = chunk.omega?.model ?? chunk.model ?? answer.model;
    if (chunk.usage) {
      answer.usage = { input: chunk.usage.prompt_tokens ?? null, output: chunk.usage.completion_tokens ?? null };
    }
    transcript.add(chunk.choices?.[0]?.delta?.content ?? '');
  }
  throw new Error('The connection to the daemon broke.');
}

/** Waits between attempts, ms; together a restart of the daemon has about half a minute. */
const WAITS = [200, 500, 1000, 2000, 3000, 5000, 5000, 5000, 5000];

/**
 * Asks and streams the answer. When the daemon goes away in the middle it is asked again with the same key: it answers the question
 * once, and what was shown already is not shown again.
 *
 * @param reconnect finds the daemon, which may have another address after its restart; undefined while it is away
 * @throws          the signal's reason when aborted; Error with one sentence when the run failed or the daemon stays away
 */
export async function ask(
  connection: Connection,
  question: Question,
  reconnect: () => Promise<Connection | undefined>,
): Promise<Answer> {
  const transcript = new Transcript(question.onText);
  let current: Connection | undefined = connection;
  let last: unknown = new Error('The daemon went away.');
  for (const wait of [...WAITS, 0]) {
    try {
      if (current !== undefined) return await attempt(current, question, transcript);
    } catch (error) {
      question.signal.throwIfAborted();
      if (error instanceof Refused || connection.own) throw error;
      // fetch says only "fetch failed", whatever happened.
      last = error instanceof TypeError ? new Error('The connection to the daemon broke.', { cause: error }) : error;
    }
    if (wait === 0) break;
    question.onRetry?.();
    await pause(wait, undefined, { signal: question.signal }).catch(() => question.signal.throwIfAborted());
    current = await reconnect();
  }
  throw last;
}

/**
 * Stops the answer that is being written in a conversation. Best effort: never throws, waits two seconds at most.
 *
 * @param key idempotency key of this request
 */
export async function stopAnswer(connection: Connection, conversation: string, key: string): Promise<void> {
  const signal = AbortSignal.timeout(2000);
  try {
    const response = await post(
      connection,
      { text: '/stop', conversation, key, signal, onText: () => undefined },
      false,
    );
    await response.body?.cancel();
  } catch {
    // The answer goes on in the daemon; the person has been given the prompt back either way.
  }
}
