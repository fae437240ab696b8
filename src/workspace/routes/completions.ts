/** POST /v1/chat/completions: any client of the OpenAI API talks to Omega. Only the last message is new; the daemon keeps the history. */
import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { MAX_TEXT } from '../../contracts/message.ts';
import type { Exchange } from '../../contracts/ports/views.ts';
import { ended } from '../exchange.ts';
import { HttpFailure, errorBody } from '../failures.ts';
import type { ServerParts } from '../parts.ts';
import { jsonBody } from '../body.ts';
import { sse, type Feed, type Frame } from '../sse.ts';

const Part = z.looseObject({ type: z.string(), text: z.string().optional() });
const Body = z.looseObject({
  model: z.string().optional(),
  user: z.string().min(1).max(200).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  // Earlier messages are the client's copy of a history that is kept here; some clients leave their content out.
  messages: z
    .array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(Part)]).nullish() }))
    .min(1),
});
type Body = z.infer<typeof Body>;

/** Longest name of a conversation. */
const MOST_NAME = 200;

/** One question: where it was asked and how it can be recognised. */
interface Asked {
  channel: 'api' | 'terminal';
  user: string;
  key: string;
  messageId: string;
}

function textOf({ messages }: Body): string {
  const last = messages.at(-1);
  if (last?.role !== 'user')
    throw new HttpFailure(400, 'request.invalid', 'messages: the last message must have the role "user".');
  const { content } = last;
  const other = Array.isArray(content) ? content.find((p) => p.type !== 'text') : undefined;
  if (other)
    throw new HttpFailure(
      400,
      'request.invalid',
      `messages: parts of the type "${other.type}" are not read yet, only text.`,
    );
  const text = Array.isArray(content) ? content.map((p) => p.text ?? '').join('\n') : (content ?? '');
  if (text.trim() === '') throw new HttpFailure(400, 'request.invalid', 'messages: the last message has no text.');
  if (text.length > MAX_TEXT)
    throw new HttpFailure(
      413,
      'intake.too_large',
      `messages: the text has ${text.length} characters; up to ${MAX_TEXT} are taken.`,
    );
  return text;
}

async function take(c: Context, parts: ServerParts, body: Body): Promise<Asked> {
  const channel = c.req.header('x-omega-channel') === 'terminal' ? 'terminal' : 'api';
  const user = c.req.header('x-omega-conversation') ?? body.user ?? 'default';
  if (user.trim() === '' || user.length > MOST_NAME)
    throw new HttpFailure(400, 'request.invalid', `x-omega-conversation: must have 1 to ${MOST_NAME} characters.`);
  const given = c.req.header('idempotency-key');
  const { messageId } = await parts.views.receive({
    channel,
    chat: user,
    sender: user,
    senderName: '',
    direct: true,
    ref: '',
    dedupe: `${user}:${given ?? randomUUID()}`,
    text: textOf(body),
    at: parts.now(),
    mode: 'follow-up',
  });
  return { channel, user, messageId, key: `${channel}:${user}` };
}

function usageOf(exchange: Exchange): { prompt_tokens: number; completion_tokens: number; total_tokens: number } {
  const { input, output } = exchange.reply?.usage ?? { input: null, output: null };
  return { prompt_tokens: input ?? 0, completion_tokens: output ?? 0, total_tokens: (input ?? 0) + (output ?? 0) };
}

function refusal({ status, reply }: Exchange): HttpFailure | undefined {
  if (reply && status !== 'failed') return undefined;
  if (status === 'cancelled')
    return new HttpFailure(409, 'run.cancelled', 'The answer was stopped before its first word.');
  return new HttpFailure(502, `run.${status}`, reply?.text ?? 'There is no answer; the log of the run says why.');
}

/** The whole answer; everything in it comes from the store, so a repeat gives the same bytes. */
function completion(exchange: Exchange): object {
  const { runId, reply } = exchange;
  return {
    id: `chatcmpl-${runId ?? ''}`,
    object: 'chat.completion',
    created: Math.floor((reply?.at ?? 0) / 1000),
    model: reply?.model ?? 'omega',
    choices: [
      { index: 0, message: { role: 'assistant', content: reply?.text ?? '' }, finish_reason: 'stop', logprobs: null },
    ],
    usage: usageOf(exchange),
  };
}

/** What of the stored answer has not been sent; where the two part, its lines from there on. */
function beyond(text: string, sent: string): string {
  if (text.startsWith(sent)) return text.slice(sent.length);
  const lines = text.split('\n');
  const known = new Set(sent.split('\n'));
  const fresh = lines
    .filter((line) => !known.has(line))
    .join('\n')
    .trim();
  return fresh === '' ? '' : `\n\n${fresh}`;
}

/** The answer in chunks as it grows: the deltas of the run, then what the stored answer has beyond them. */
class ChunkFeed implements Feed {
  readonly #parts: ServerParts;
  readonly #asked: Asked;
  readonly #withUsage: boolean;
  #run: string | undefined;
  #seq = 0;
  #sent = '';
  /** what was sent of the draft as it is now; a draft begins anew after every round of tools */
  #draft = '';
  #begun = false;

  constructor(parts: ServerParts, asked: Asked, withUsage: boolean) {
    this.#parts = parts;
    this.#asked = asked;
    this.#withUsage = withUsage;
  }

  concerns(notice: { conversations: ReadonlySet<string> }): boolean {
    return notice.conversations.has(this.#asked.key);
  }

  #chunk(delta: object, finish: string | null = null): Frame {
    const chunk = {
      id: `chatcmpl-${this.#run}`,
      object: 'chat.completion.chunk',
      created: 0,
      model: 'omega',
      choices: [{ index: 0, delta, finish_reason: finish }],
    };
    return { data: JSON.stringify(chunk) };
  }

  #text(piece: string): Frame[] {
    if (piece === '') return [];
    // A new draft begins on a line of its own.
    const content = this.#draft === '' && this.#sent !== '' ? `\n\n${piece}` : piece;
    this.#sent += content;
    this.#draft += piece;
    const frames = this.#begun ? [] : [this.#chunk({ role: 'assistant', content: '' })];
    this.#begun = true;
    return [...frames, this.#chunk({ content })];
  }

  #last(exchange: Exchange): Frame[] {
    const failure = refusal(exchange);
    if (failure && (!this.#begun || exchange.status === 'failed'))
      return [{ data: JSON.stringify(errorBody(failure.code, failure.message, failure.status)) }, { data: '[DONE]' }];
    const text = exchange.reply?.text ?? '';
    const rest =
      this.#draft !== '' && text.startsWith(this.#draft)
        ? text.slice(this.#draft.length)
        : beyond(text, this.#sent).replace(this.#draft === '' ? /^\n+/ : '', '');
    const frames = this.#text(rest);
    frames.push(this.#chunk({}, 'stop'));
    if (this.#withUsage) {
      const usage = {
        id: `chatcmpl-${this.#run}`,
        object: 'chat.completion.chunk',
        created: 0,
        model: exchange.reply?.model ?? 'omega',
        choices: [],
        usage: usageOf(exchange),
      };
      frames.push({ data: JSON.stringify(usage) });
    }
    return [...frames, { data: '[DONE]' }];
  }

  pull(): { frames: Frame[]; end?: boolean } {
    const { views } = this.#parts;
    const exchange = views.exchange(this.#asked.messageId);
    if (!exchange || exchange.runId === null) return { frames: [] };
    this.#run = exchange.runId;
    const frames: Frame[] = [];
    for (const event of views.runEvents(exchange.runId, { after: this.#seq, limit: 500 })) {
      this.#seq = event.seq;
      const { text, type, message_id: id, progress } = event.payload;
      // Steps have drafts of their own, and words about progress are no part of the answer.
      const own = id === `${exchange.runId}:a` && progress !== true;
      if (type === 'draft.reset' && own) this.#draft = '';
      if (event.kind === 'assistant_message_delta' && own && typeof text === 'string') frames.push(...this.#text(text));
    }
    const over = exchange.status !== 'waiting' && exchange.status !== 'running';
    return over ? { frames: [...frames, ...this.#last(exchange)], end: true } : { frames };
  }
}

/** Builds the routes that clients of the OpenAI API know. */
export function completions(parts: ServerParts, closing: AbortSignal): Hono {
  const app = new Hono();
  app.get('/models', (c) =>
    c.json({ object: 'list', data: [{ id: 'omega', object: 'model', created: 0, owned_by: 'omega' }] }),
  );
  app.post('/chat/completions', async (c) => {
    const body = Body.parse(await jsonBody(c));
    const asked = await take(c, parts, body);
    if (body.stream)
      return sse(c, parts.views, new ChunkFeed(parts, asked, body.stream_options?.include_usage === true), closing);
    const exchange = await ended(parts.views, asked.messageId, asked.key, closing);
    c.header('x-omega-run', exchange.runId ?? '');
    const failure = refusal(exchange);
    if (failure) throw failure;
    return c.json(completion(exchange));
  });
  return app;
}
