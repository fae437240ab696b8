/** The world outside: a chat network and a model service that lose, delay and repeat things as the seed wants. It outlives the daemon. */
import { OmegaError } from '../../src/contracts/errors.ts';
import type { InboundMessage, ConversationMode } from '../../src/contracts/message.ts';
import type { ChannelAdapter, ChannelSink, DeliveryKind } from '../../src/contracts/ports/channel.ts';
import type { ModelEvent, ModelProvider, ModelRequest } from '../../src/contracts/ports/provider.ts';
import type { Life, SimLoop } from './clock.ts';
import type { MutantName } from './mutants.ts';

/** What one seed decides. */
export interface Weather {
  kind: DeliveryKind;
  mode: ConversationMode;
  textLimit: number;
  chats: number;
  messages: number;
}

interface Sent {
  ref: string;
  chat: string;
  key: string;
  text: string;
}

const USAGE = { input: 1, output: 1, cacheRead: null, cacheWrite: null };

/** The answer the model gives to a text: long enough to be cut in parts. */
export const answerTo = (text: string): string => `You wrote: ${text}. That was all of it.`;

/** The answer that a mistyped command gets without a model, beside what is being answered. */
export const asideTo = (command: string): string => `I do not know ${command}. /help shows what I can do.`;

/** Chat network and model service. */
export class World {
  readonly sent: Sent[] = [];
  faults = true;
  readonly #loop: SimLoop;
  readonly #random: () => number;
  readonly #weather: Weather;
  readonly #mutant: MutantName | undefined;
  readonly #self: Life = { alive: true };
  #updates: { id: number; message: InboundMessage }[] = [];
  #nextUpdate = 1;
  #forgotten = 0;

  constructor(loop: SimLoop, random: () => number, weather: Weather, mutant: MutantName | undefined) {
    this.#loop = loop;
    this.#random = random;
    this.#weather = weather;
    this.#mutant = mutant;
  }

  #chance(p: number): boolean {
    return this.faults && this.#random() < p;
  }

  /** A person writes. */
  say(chat: string, text: string): void {
    const id = this.#nextUpdate++;
    const message = {
      channel: 'sim',
      chat,
      sender: chat,
      senderName: '',
      direct: true,
      ref: String(id),
      dedupe: `u${id}`,
      text,
      at: 0,
      mode: this.#weather.mode,
    };
    this.#updates.push({ id, message });
  }

  /** Waits in the world; `undefined` owner: even if the daemon dies. */
  #wait(ms: number, owner: Life = this.#self): Promise<void> {
    return new Promise((resolve) => void this.#loop.after(ms, owner, resolve));
  }

  /** One request: applied after a while or not at all, answered or not. A dead daemon's request may still be applied. */
  async #request<T>(life: Life, signal: AbortSignal, apply: () => T): Promise<T> {
    if (!life.alive || signal.aborted) return new Promise<never>(() => undefined);
    await this.#wait(this.#random() * 60);
    if (this.#chance(0.06)) throw new OmegaError('channel.unreachable', 'lost on the way', { sent: 'no' });
    const result = apply();
    await this.#wait(this.#random() * 60);
    if (this.#chance(0.06))
      throw new OmegaError(
        this.#weather.kind === 'blind' ? 'channel.outcome_unknown' : 'channel.unreachable',
        'the response was lost',
        { sent: 'unknown' },
      );
    return result;
  }

  #accept(chat: string, text: string, key: string): { ref: string } {
    const again = this.#weather.kind === 'idempotent' ? this.sent.find((s) => s.key === key) : undefined;
    if (again) return { ref: again.ref };
    const ref = String(this.sent.length + 1);
    this.sent.push({ ref, chat, key, text });
    return { ref };
  }

  async #receive(sink: ChannelSink, signal: AbortSignal, life: Life): Promise<void> {
    sink.online('sim');
    while (!signal.aborted && life.alive) {
      await this.#wait(5 + this.#random() * 40, life);
      if (signal.aborted) return;
      if (this.#chance(0.03)) throw new OmegaError('channel.unreachable', 'the line broke');
      const offset = Number(sink.cursor() ?? 0);
      // The network forgets what the offset of a poll confirms, and gives everything else again.
      this.#forgotten = Math.max(this.#forgotten, offset);
      this.#updates = this.#updates.filter((u) => u.id > this.#forgotten);
      const batch = this.#updates.slice(0, 1 + Math.floor(this.#random() * 4));
      if (batch.length === 0) continue;
      const last = batch.at(-1)?.id ?? offset;
      if (this.#mutant === 'offset before commit') this.#forgotten = last;
      const messages = batch.map((u) => u.message);
      if (this.#chance(0.1)) messages.push(...messages);
      await sink.receive(messages, String(this.#chance(0.05) ? offset : last));
    }
  }

  /** The adapter of one daemon life. */
  channel(life: Life): ChannelAdapter {
    const { kind, textLimit } = this.#weather;
    let attempt = 0;
    return {
      name: 'sim',
      capabilities: { delivery: kind, textLimit, editIntervalMs: 30, typing: true, acknowledge: true },
      listen: (sink, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => resolve(), { once: true });
          this.#receive(sink, signal, life).then(resolve, reject);
        }),
      send: (chat, text, key, signal) =>
        this.#request(life, signal, () =>
          this.#accept(chat, text, this.#mutant === 'key per attempt' ? `${key}${attempt++}` : key),
        ),
      edit: (_chat, ref, words, signal) =>
        this.#request(life, signal, () => {
          const message = this.sent.find((s) => s.ref === ref);
          if (message) message.text = typeof words === 'string' ? words : words.text;
        }),
      typing: () => Promise.resolve(),
      acknowledge: (_chat, _ref, signal) => this.#request(life, signal, () => undefined),
    };
  }

  async *#stream(request: ModelRequest, signal: AbortSignal, life: Life): AsyncGenerator<ModelEvent> {
    const whole = answerTo(request.messages.at(-1)?.text ?? '');
    const { resume } = request;
    const goesOn = resume !== undefined && whole.startsWith(resume) && this.#random() < 0.5;
    const text = goesOn ? whole.slice(resume.length) : whole;
    await this.#wait(5 + this.#random() * 50, life);
    if (this.#chance(0.05))
      throw new OmegaError('provider.rate_limited', 'slow down', { retryAfterMs: Math.floor(this.#random() * 3000) });
    if (this.#chance(0.05)) throw new OmegaError('provider.overloaded', 'trouble');
    for (let i = 0; i < text.length; i += 9) {
      signal.throwIfAborted();
      await this.#wait(this.#random() * 30, life);
      if (this.#chance(0.01)) throw new OmegaError('provider.stream_truncated', 'cut');
      if (this.#chance(0.005)) {
        await this.#wait(60_000, life);
        throw new OmegaError('provider.stream_idle', 'silence');
      }
      yield { type: 'text', text: text.slice(i, i + 9) };
    }
    yield { type: 'done', stop: 'end', usage: USAGE, model: 'sim' };
  }

  /** The model service as one daemon life sees it. */
  provider(life: Life): ModelProvider {
    return {
      name: 'sim',
      abilities: { tools: false, images: false, schema: false, agent: false },
      defaultModel: 'sim',
      stream: (request, signal) => this.#stream(request, signal, life),
      probe: () => Promise.resolve({ ok: true, detail: '' }),
    };
  }
}
