/** The Telegram channel keeps the promises of every channel, over real sockets. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createTelegram } from '../../src/adapters/channels/telegram/index.ts';
import { TelegramStub } from '../kit/telegram.ts';
import type { TgFault } from '../kit/telegram.ts';
import { CHANNEL_RULES, channelContract } from './channel.contract.ts';
import type { ChannelWorld, Failure, Moment } from './channel.contract.ts';

const TOKEN = '100200300:AAF-stub_Token-never_shown';

const METHODS: Record<Moment, RegExp> = {
  start: /^getMe$/,
  receive: /^getUpdates$/,
  send: /^sendMessage$/,
  edit: /^editMessageText$/,
  typing: /^sendChatAction$/,
  acknowledge: /^setMessageReaction$/,
};

const FAILURES: Record<Failure, Pick<TgFault, 'status' | 'description' | 'kind'>> = {
  unauthorised: { status: 401, description: 'Unauthorized' },
  conflict: { status: 409, description: 'Conflict: terminated by other getUpdates request' },
  'rate limited': { status: 429 },
  broken: { status: 502, description: 'Bad Gateway' },
  reset: { status: 0, kind: 'reset' },
  cut: { status: 0, kind: 'cut' },
  'chat gone': { status: 403, description: 'Forbidden: bot was blocked by the user' },
};

async function connect(): Promise<ChannelWorld> {
  const stub = new TelegramStub();
  stub.token = TOKEN;
  await stub.listen();
  const created = (token: string, apiRoot: string) => createTelegram({ token, apiRoot, pollTimeoutSeconds: 20 });
  const free = await new TelegramStub().listen();
  const nowhere = free.url;
  await free.close();
  const sent = (method: string) => stub.sent.filter((call) => call.method === method);
  return {
    channel: created(TOKEN, stub.url),
    refused: created('999:wrong-but-secret', stub.url),
    unreachable: created(TOKEN, nowhere),
    secrets: [TOKEN, '999:wrong-but-secret'],
    chat: '42',
    say: (text) => stub.say(text),
    sayTwice: (text) => stub.updates.push(stub.say(text)),
    sayBackwards: (texts) => {
      for (const text of texts) stub.say(text);
      stub.updates.reverse();
    },
    rustle: () => stub.push({ message: stub.msg(undefined, { pinned_message: stub.msg('old') }) }),
    allConfirmed: () => stub.updates.length === 0,
    isListening: () => stub.polling === 1 && stub.requests(/getUpdates/).length > 1,
    fail: (moment, failure, retryAfterSeconds) => {
      const wait = retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds };
      stub.faults.push({ method: METHODS[moment], times: 1, ...FAILURES[failure], ...wait });
    },
    written: () =>
      sent('sendMessage').map(({ chat_id, text, result }) => {
        const edits = sent('editMessageText').filter((edit) => edit.message_id === result.message_id);
        return { chat: String(chat_id), ref: String(result.message_id), text: edits.at(-1)?.text ?? text };
      }),
    attempts: () => stub.requests(/sendMessage|editMessageText/).length,
    typed: () => sent('sendChatAction').map((call) => String(call.chat_id)),
    acknowledged: () =>
      sent('setMessageReaction').map((call) => ({ chat: String(call.chat_id), ref: String(call.message_id) })),
    [Symbol.asyncDispose]: () => stub.close(),
  };
}

channelContract('telegram', connect);

test('quality.yaml speaks of every rule', () => {
  const file = new URL('../../src/adapters/channels/telegram/quality.yaml', import.meta.url);
  const rules = readFileSync(file, 'utf8').matchAll(/^ {2}([^:#]+): (?:done|todo|exempt, .+)$/gm);
  expect([...rules].map(([, rule]) => rule)).toEqual([...CHANNEL_RULES]);
});
