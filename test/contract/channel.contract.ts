/** What every channel promises, told as rules that are run against a network of the channel's own kind. */
/* oxlint-disable vitest/no-standalone-expect, vitest/expect-expect, vitest/valid-title -- the rules are functions; the end of this file makes tests of them */
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { OmegaError, type ErrorCode } from '../../src/contracts/errors.ts';
import { InboundMessage } from '../../src/contracts/message.ts';
import type { ChannelAdapter, ChannelSink } from '../../src/contracts/ports/channel.ts';

/** A moment at which the network can fail. */
export type Moment = 'start' | 'receive' | 'send' | 'edit' | 'typing' | 'acknowledge';

/** How it fails. `cut`: the answer breaks off in the middle; `reset`: the connection does, before any answer. */
export type Failure = 'unauthorised' | 'conflict' | 'rate limited' | 'broken' | 'reset' | 'cut' | 'chat gone';

/** A message as the network shows it now. */
export interface Written {
  chat: string;
  ref: string;
  text: string;
}

/** One network with one channel connected to it. */
export interface ChannelWorld extends AsyncDisposable {
  channel: ChannelAdapter;
  /** the same channel with a secret the network refuses */
  refused: ChannelAdapter;
  /** the same channel where nothing listens */
  unreachable: ChannelAdapter;
  /** what must never be seen in an error */
  secrets: string[];
  /** the direct chat of a person */
  chat: string;
  /** the person writes; `text` may be ill-formed */
  say(text: string): void;
  /** the network delivers one message twice */
  sayTwice(text: string): void;
  /** the network delivers messages in another order than they were written */
  sayBackwards(texts: readonly string[]): void;
  /** something happens that says nothing */
  rustle(): void;
  /** whether nothing that was said is kept by the network any more */
  allConfirmed(): boolean;
  /** whether the channel waits for messages */
  isListening(): boolean;
  /** makes the next call of a moment fail; `retryAfterSeconds` for `rate limited` */
  fail(moment: Moment, failure: Failure, retryAfterSeconds?: number): void;
  written(): Written[];
  /** requests to send or edit, also those that failed */
  attempts(): number;
  typed(): string[];
  acknowledged(): Omit<Written, 'text'>[];
}

/** Every rule, by name; a channel's quality.yaml says for each whether it holds. */
export const CHANNEL_RULES = [
  'receives and reports the account once',
  'commits before it confirms',
  'delivers again what was not committed',
  'goes on after the committed position',
  'marks a repeated message as the same',
  'puts messages into order',
  'makes ill-formed text well-formed',
  'moves on when nothing was said',
  'ends at once when aborted',
  'refused token stops it',
  'second receiver stops it',
  'rate limit says how long',
  'network trouble is retried',
  'sends, edits and shows typing',
  'unchanged edit succeeds',
  'unsure send is told from a failed one',
  'unsure edit is retried',
  'chat gone is told',
  'too long is never sent',
  'aborted send ends',
] as const;

/** The name of a rule. */
export type ChannelRule = (typeof CHANNEL_RULES)[number];

/** Keeps what a channel hands in, like the host: messages once, by their key, and the position. */
export class MemorySink implements ChannelSink {
  accounts: string[] = [];
  given: InboundMessage[] = [];
  kept = new Map<string, InboundMessage>();
  position: string | undefined;
  /** what the next commits wait for or die of */
  commit: () => Promise<void> = async () => {};

  online(account: string): void {
    this.accounts.push(account);
  }
  cursor(): string | undefined {
    return this.position;
  }
  async receive(messages: InboundMessage[], cursor?: string): Promise<void> {
    this.given.push(...messages);
    await this.commit();
    for (const message of messages) if (!this.kept.has(message.dedupe)) this.kept.set(message.dedupe, message);
    this.position = cursor ?? this.position;
  }
  texts(): string[] {
    return [...this.kept.values()].map((message) => message.text);
  }
}

/** Waits until something is so; real sockets have no given clock. */
export async function until(what: () => boolean, ms = 3000): Promise<void> {
  const end = performance.now() + ms;
  while (!what()) {
    if (performance.now() > end) throw new Error(`did not happen within ${ms} ms: ${String(what)}`);
    await pause(2);
  }
}

const never = new AbortController().signal;

/** Listens while `during` runs, then aborts; rejects when listening did. */
async function listening(channel: ChannelAdapter, sink: ChannelSink, during: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const ended = channel.listen(sink, stop.signal);
  const outcome = await Promise.race([during().then(() => 'done'), ended.then(() => 'ended')]);
  stop.abort();
  await ended;
  expect(outcome).toBe('done');
}

/** The error of a call, which must be an OmegaError in which no secret can be found, however one looks. */
async function failureOf(world: ChannelWorld, call: Promise<unknown>): Promise<OmegaError> {
  const thrown = await call.then(
    () => new Error('the call succeeded'),
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(OmegaError);
  const error = thrown as OmegaError;
  const seen = [inspect(error, { depth: Infinity, showHidden: true }), error.stack, JSON.stringify(error.toData())];
  for (const secret of world.secrets) expect(seen.join('\n')).not.toContain(secret);
  return error;
}

const codes = (error: OmegaError): [ErrorCode, string | undefined] => [error.code, error.facts.sent];

type Rule = (world: ChannelWorld, sink: MemorySink) => Promise<void>;

const RECEIVING = {
  'receives and reports the account once': async (world, sink) => {
    await listening(world.channel, sink, async () => {
      world.say('hello');
      await until(() => sink.kept.size === 1);
      world.say('again');
      await until(() => sink.kept.size === 2);
    });
    expect(sink.accounts).toHaveLength(1);
    expect(sink.accounts[0]).not.toBe('');
    const [message] = sink.kept.values();
    expect(message).toEqual(InboundMessage.parse(message));
    expect(message).toMatchObject({ channel: world.channel.name, chat: world.chat, text: 'hello', direct: true });
    expect(Math.abs((message?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  },
  'commits before it confirms': async (world, sink) => {
    const gate = Promise.withResolvers<void>();
    sink.commit = () => gate.promise;
    await listening(world.channel, sink, async () => {
      world.say('hello');
      await until(() => sink.given.length === 1);
      await pause(20);
      expect(world.allConfirmed()).toBe(false);
      gate.resolve();
      await until(() => world.allConfirmed());
    });
    expect(sink.texts()).toEqual(['hello']);
  },
  'delivers again what was not committed': async (world, sink) => {
    world.say('hello');
    sink.commit = async () => {
      throw new OmegaError('store.disk_full', 'The disk is full.');
    };
    const lost = await failureOf(world, world.channel.listen(sink, never));
    expect(lost.code).toBe('store.disk_full');
    expect([sink.texts(), sink.position]).toEqual([[], undefined]);
    sink.commit = async () => {};
    await listening(world.channel, sink, () => until(() => sink.kept.size === 1));
    expect(sink.texts()).toEqual(['hello']);
    expect(new Set(sink.given.map((message) => message.dedupe)).size).toBe(1);
  },
  'goes on after the committed position': async (world, sink) => {
    world.say('one');
    await listening(world.channel, sink, () => until(() => sink.kept.size === 1));
    world.say('two');
    await listening(world.channel, sink, () => until(() => sink.kept.size === 2 && world.allConfirmed()));
    expect(sink.given.map((message) => message.text)).toEqual(['one', 'two']);
  },
  'marks a repeated message as the same': async (world, sink) => {
    await listening(world.channel, sink, async () => {
      world.sayTwice('hello');
      world.say('end');
      await until(() => sink.texts().includes('end'));
    });
    expect(sink.texts()).toEqual(['hello', 'end']);
  },
  'puts messages into order': async (world, sink) => {
    world.sayBackwards(['one', 'two', 'three']);
    await listening(world.channel, sink, () => until(() => sink.kept.size === 3));
    expect(sink.texts()).toEqual(['one', 'two', 'three']);
  },
  'makes ill-formed text well-formed': async (world, sink) => {
    world.say('half \ud83d of a pair, \udc00 and 👍');
    await listening(world.channel, sink, () => until(() => sink.kept.size === 1));
    expect(sink.texts()).toEqual(['half \ufffd of a pair, \ufffd and 👍']);
  },
  'moves on when nothing was said': async (world, sink) => {
    world.rustle();
    await listening(world.channel, sink, () => until(() => sink.position !== undefined && world.allConfirmed()));
    expect(sink.given).toEqual([]);
  },
  'ends at once when aborted': async (world, sink) => {
    const stop = new AbortController();
    const ended = world.channel.listen(sink, stop.signal);
    await until(() => world.isListening());
    const from = performance.now();
    stop.abort();
    await expect(ended).resolves.toBeUndefined();
    expect(performance.now() - from).toBeLessThan(100);
    await expect(world.channel.listen(sink, AbortSignal.abort())).resolves.toBeUndefined();
  },
} satisfies Partial<Record<ChannelRule, Rule>>;

const TROUBLE = {
  'refused token stops it': async (world, sink) => {
    const error = await failureOf(world, world.refused.listen(sink, never));
    expect([error.code, error.disposition]).toEqual(['channel.token_invalid', 'stop']);
    expect(sink.accounts).toEqual([]);
    world.fail('receive', 'unauthorised');
    expect((await failureOf(world, world.channel.listen(sink, never))).code).toBe('channel.token_invalid');
  },
  'second receiver stops it': async (world, sink) => {
    world.fail('receive', 'conflict');
    const error = await failureOf(world, world.channel.listen(sink, never));
    expect([error.code, error.disposition]).toEqual(['channel.conflict', 'stop']);
  },
  'rate limit says how long': async (world, sink) => {
    world.fail('receive', 'rate limited', 7);
    const receiving = await failureOf(world, world.channel.listen(sink, never));
    world.fail('send', 'rate limited', 3);
    const sending = await failureOf(world, world.channel.send(world.chat, 'hello', 'k', never));
    expect([receiving.code, receiving.facts.retryAfterMs]).toEqual(['channel.rate_limited', 7000]);
    expect([sending.code, sending.facts.retryAfterMs, sending.facts.sent]).toEqual([
      'channel.rate_limited',
      3000,
      'no',
    ]);
  },
  'network trouble is retried': async (world, sink) => {
    for (const failure of ['broken', 'reset', 'cut'] as const) {
      for (const moment of ['start', 'receive'] as const) {
        world.fail(moment, failure);
        const error = await failureOf(world, world.channel.listen(sink, never));
        expect([moment, failure, error.code, error.disposition]).toEqual([
          moment,
          failure,
          'channel.unreachable',
          'retry',
        ]);
      }
    }
    expect((await failureOf(world, world.unreachable.listen(sink, never))).code).toBe('channel.unreachable');
    world.say('still here');
    await listening(world.channel, sink, () => until(() => sink.kept.size === 1));
  },
} satisfies Partial<Record<ChannelRule, Rule>>;

const SENDING = {
  'sends, edits and shows typing': async (world) => {
    const { channel, chat } = world;
    const { ref } = await channel.send(chat, 'first', 'k1', never);
    const second = await channel.send(chat, 'second', 'k2', never);
    expect(second.ref).not.toBe(ref);
    await channel.edit(chat, ref, 'first, and more', never);
    expect(world.written()).toEqual([
      { chat, ref, text: 'first, and more' },
      { chat, ref: second.ref, text: 'second' },
    ]);
    await channel.typing(chat, never);
    await channel.acknowledge(chat, '7', never);
    await channel.acknowledge(chat, '7', never);
    expect(world.typed()).toEqual(channel.capabilities.typing ? [chat] : []);
    expect(world.acknowledged()[0]).toEqual(channel.capabilities.acknowledge ? { chat, ref: '7' } : undefined);
  },
  'unchanged edit succeeds': async (world) => {
    const { ref } = await world.channel.send(world.chat, 'same', 'k', never);
    await world.channel.edit(world.chat, ref, 'same', never);
    await world.channel.edit(world.chat, ref, 'same', never);
    expect(world.written()).toEqual([{ chat: world.chat, ref, text: 'same' }]);
  },
  'unsure send is told from a failed one': async (world) => {
    for (const failure of ['broken', 'reset', 'cut'] as const) {
      world.fail('send', failure);
      const error = await failureOf(world, world.channel.send(world.chat, 'hello', 'k', never));
      expect([failure, ...codes(error)]).toEqual([failure, 'channel.outcome_unknown', 'unknown']);
    }
    const failed = await failureOf(world, world.unreachable.send(world.chat, 'hello', 'k', never));
    expect(codes(failed)).toEqual(['channel.unreachable', 'no']);
    world.fail('typing', 'reset');
    expect((await failureOf(world, world.channel.typing(world.chat, never))).code).toBe('channel.unreachable');
    world.fail('acknowledge', 'broken');
    expect((await failureOf(world, world.channel.acknowledge(world.chat, '7', never))).disposition).toBe('retry');
  },
  'unsure edit is retried': async (world) => {
    const { ref } = await world.channel.send(world.chat, 'hello', 'k', never);
    for (const failure of ['broken', 'reset', 'cut'] as const) {
      world.fail('edit', failure);
      const error = await failureOf(world, world.channel.edit(world.chat, ref, 'hello you', never));
      expect([failure, ...codes(error)]).toEqual([failure, 'channel.unreachable', 'unknown']);
    }
    await world.channel.edit(world.chat, ref, 'hello you', never);
    expect(world.written()).toEqual([{ chat: world.chat, ref, text: 'hello you' }]);
  },
  'chat gone is told': async (world) => {
    world.fail('send', 'chat gone');
    const error = await failureOf(world, world.channel.send(world.chat, 'hello', 'k', never));
    expect([error.code, error.disposition, error.facts.sent]).toEqual(['channel.chat_gone', 'reject', 'no']);
  },
  'too long is never sent': async (world) => {
    const text = 'x'.repeat(world.channel.capabilities.textLimit + 1);
    const { ref } = await world.channel.send(world.chat, text.slice(1), 'k', never);
    const before = world.attempts();
    const sending = await failureOf(world, world.channel.send(world.chat, text, 'k', never));
    const editing = await failureOf(world, world.channel.edit(world.chat, ref, text, never));
    expect([codes(sending), codes(editing)]).toEqual([
      ['channel.request_invalid', 'no'],
      ['channel.request_invalid', 'no'],
    ]);
    expect(world.attempts()).toBe(before);
  },
  'aborted send ends': async (world) => {
    const before = world.attempts();
    const error = await failureOf(world, world.channel.send(world.chat, 'hello', 'k', AbortSignal.abort()));
    expect(codes(error)).toEqual(['channel.unreachable', 'no']);
    expect(world.attempts()).toBe(before);
  },
} satisfies Partial<Record<ChannelRule, Rule>>;

const RULES: Record<ChannelRule, Rule> = { ...RECEIVING, ...TROUBLE, ...SENDING };

/**
 * Runs every rule against a channel.
 *
 * @param name    name of the channel
 * @param connect makes a fresh network with the channel connected to it
 * @param skips   rules that do not hold for it, each with the reason
 */
export function channelContract(
  name: string,
  connect: () => Promise<ChannelWorld>,
  skips: Partial<Record<ChannelRule, string>> = {},
): void {
  describe(`the channel ${name}`, () => {
    for (const rule of CHANNEL_RULES) {
      const reason = skips[rule];
      test.skipIf(reason !== undefined)(reason === undefined ? rule : `${rule} (exempt: ${reason})`, async () => {
        await using world = await connect();
        await RULES[rule](world, new MemorySink());
      });
    }
  });
}
