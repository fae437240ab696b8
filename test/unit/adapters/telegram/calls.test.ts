/** Calls to the Bot API beyond what every channel promises: marks, topics, webhooks, gateways, deadlines, bad settings. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTelegram } from '../../../../src/adapters/channels/telegram/index.ts';
import { OmegaError } from '../../../../src/contracts/errors.ts';
import type { ChannelSink } from '../../../../src/contracts/ports/channel.ts';
import { TelegramStub } from '../../../kit/telegram.ts';

const TOKEN = '100:secret-part';
const never = new AbortController().signal;
const sink: ChannelSink = { online: () => {}, cursor: () => undefined, receive: async () => {} };

async function connected() {
  const stub = new TelegramStub();
  stub.token = TOKEN;
  await stub.listen();
  onTestFinished(() => stub.close());
  return { stub, telegram: createTelegram({ token: TOKEN, apiRoot: `${stub.url}/` }) };
}

/** A server that answers everything the same way, or not at all. */
async function answering(answer: (response: http.ServerResponse) => void): Promise<string> {
  const server = http.createServer((request, response) => void request.resume().on('end', () => answer(response)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function failureOf(call: Promise<unknown>): Promise<OmegaError> {
  const thrown = await call.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(OmegaError);
  expect(inspect(thrown, { depth: Infinity, showHidden: true })).not.toContain('secret-part');
  return thrown as OmegaError;
}

describe('marks', () => {
  test('are sent as ranges, in sending and editing', async () => {
    const { stub, telegram } = await connected();
    const { ref } = await telegram.send('42', '**hi** you', 'k', never);
    await telegram.edit('42', ref, '**hi** you `two`', never);
    const [sent, edited] = stub.sent;
    expect(sent).toMatchObject({ text: 'hi you', entities: [{ type: 'bold', offset: 0, length: 2 }] });
    expect(edited).toMatchObject({ text: 'hi you two', entities: [{ type: 'bold' }, { type: 'code' }] });
    expect(sent.parse_mode).toBeUndefined();
  });

  test('that Telegram does not take are left out, and the text is sent as it was written', async () => {
    const { stub, telegram } = await connected();
    stub.faults.push({
      method: /sendMessage/,
      times: 1,
      status: 400,
      description: "Bad Request: can't parse entities: x",
    });
    await telegram.send('42', '**hi** you', 'k', never);
    expect(stub.sent).toHaveLength(1);
    expect(stub.sent[0]).toMatchObject({ text: '**hi** you' });
    expect(stub.sent[0].entities).toBeUndefined();
  });

  test('no other refusal is tried again', async () => {
    const { stub, telegram } = await connected();
    stub.faults.push({ method: /sendMessage/, status: 400, description: 'Bad Request: message text is empty' });
    expect((await failureOf(telegram.send('42', '**hi**', 'k', never))).code).toBe('channel.request_invalid');
    expect(stub.requests(/sendMessage/)).toHaveLength(1);
  });
});

describe('a topic of a forum', () => {
  test('is named where it must be and nowhere else', async () => {
    const { stub, telegram } = await connected();
    const { ref } = await telegram.send('-1001:5', 'hi', 'k', never);
    await telegram.edit('-1001:5', ref, 'hi you', never);
    await telegram.typing('-1001:5', never);
    await telegram.acknowledge('-1001:5', '9', never);
    expect(stub.sent.map(({ method, chat_id, message_thread_id }) => [method, chat_id, message_thread_id])).toEqual([
      ['sendMessage', -1001, 5],
      ['editMessageText', -1001, undefined],
      ['sendChatAction', -1001, 5],
      ['setMessageReaction', -1001, undefined],
    ]);
    expect(stub.sent[3].reaction).toEqual([{ type: 'emoji', emoji: '👀' }]);
  });

  test('a message of a person is deleted; one that is gone is a success, one that may not be deleted is not', async () => {
    const { stub, telegram } = await connected();
    await telegram.remove?.('-1001:5', '9', never);
    expect(stub.sent).toMatchObject([{ method: 'deleteMessage', chat_id: -1001, message_id: 9 }]);
    const fault = (description: string) =>
      stub.faults.push({ method: /deleteMessage/, times: 1, status: 400, description });
    fault('Bad Request: message to delete not found');
    await telegram.remove?.('42', '9', never);
    fault("Bad Request: message can't be deleted for everyone");
    expect(await failureOf(telegram.remove!('42', '9', never))).toMatchObject({ code: 'channel.request_invalid' });
  });

  test('an address or message id that is none never leaves the house', async () => {
    const { stub, telegram } = await connected();
    for (const call of [telegram.send('ada', 'hi', 'k', never), telegram.edit('42', 'x', 'hi', never)]) {
      expect((await failureOf(call)).facts.sent).toBe('no');
    }
    expect(stub.log).toEqual([]);
  });
});

describe('receiving', () => {
  test('a webhook is removed once, and what it kept back is received', async () => {
    const { stub, telegram } = await connected();
    stub.say('kept');
    stub.webhook = { url: 'https://a.b' };
    const got = Promise.withResolvers<string[]>();
    const stop = new AbortController();
    const receive: ChannelSink['receive'] = async (messages) => got.resolve(messages.map((message) => message.text));
    const listening = telegram.listen({ ...sink, receive }, stop.signal);
    expect(await Promise.race([got.promise, listening])).toEqual(['kept']);
    stop.abort();
    await listening;
    expect(stub.requests(/deleteWebhook/)).toHaveLength(1);
  });

  test('a webhook that comes back is another program', async () => {
    const { stub, telegram } = await connected();
    stub.faults.push({
      method: /getUpdates/,
      status: 409,
      description: "Conflict: can't use getUpdates method while webhook is active",
    });
    expect((await failureOf(telegram.listen(sink, never))).code).toBe('channel.conflict');
    expect(stub.requests(/deleteWebhook/)).toHaveLength(1);
  });

  test('asks for what comes after the position, with its own kinds of updates, and is online only then', async () => {
    const { stub, telegram } = await connected();
    stub.nextUpdate = 8;
    stub.say('new');
    const stop = new AbortController();
    const order: string[] = [];
    await telegram.listen(
      {
        online: (account) => void order.push(account),
        cursor: () => '7',
        receive: async (messages, cursor) => {
          order.push(`${messages[0]?.text} ${cursor}`);
          stop.abort();
        },
      },
      stop.signal,
    );
    expect(order).toEqual(['@omega_stub_bot', 'new 8']);
    expect(stub.requests(/getUpdates/)[0]?.body).toEqual({
      offset: 8,
      timeout: 0,
      allowed_updates: ['message', 'edited_message', 'callback_query'],
    });
  });

  test('an answer that makes no sense is trouble, not a busy loop', async () => {
    for (const result of [[{ nothing: 1 }], 'text']) {
      const me = { id: 1, username: 'b' };
      let calls = 0;
      const url = await answering((response) =>
        response.end(JSON.stringify({ ok: true, result: calls++ === 0 ? me : result })),
      );
      const telegram = createTelegram({ token: TOKEN, apiRoot: url });
      expect((await failureOf(telegram.listen(sink, never))).code).toBe('channel.unreachable');
    }
  });
});

describe('what answers is not the Bot API', () => {
  test.each([
    [502, '<html>Bad Gateway</html>', 'channel.outcome_unknown', 'unknown'],
    [200, '<html>Sign in to this network</html>', 'channel.outcome_unknown', 'unknown'],
    [200, '{"ok":tr', 'channel.outcome_unknown', 'unknown'],
    [404, '<html>nginx</html>', 'channel.unreachable', 'no'],
    [403, '[]', 'channel.unreachable', 'no'],
  ])('%d %s', async (status, page, code, sent) => {
    const url = await answering((response) => response.writeHead(status).end(page));
    const error = await failureOf(createTelegram({ token: TOKEN, apiRoot: url }).send('42', 'hi', 'k', never));
    expect([error.code, error.facts.sent, error.facts.details?.['status']]).toEqual([code, sent, status]);
  });
});

describe('deadline and abort', () => {
  test('a send without an answer is of unknown outcome, an edit is tried again', async () => {
    const telegram = createTelegram({ token: TOKEN, apiRoot: await answering(() => {}), callTimeoutMs: 40 });
    const sending = await failureOf(telegram.send('42', 'hi', 'k', never));
    expect([sending.code, sending.facts.details?.['reason']]).toEqual(['channel.outcome_unknown', 'no answer in time']);
    expect((await failureOf(telegram.edit('42', '1', 'hi', never))).code).toBe('channel.unreachable');
  });

  test('a send that is aborted on its way is of unknown outcome', async () => {
    const stop = new AbortController();
    const telegram = createTelegram({ token: TOKEN, apiRoot: await answering(() => stop.abort()) });
    expect((await failureOf(telegram.send('42', 'hi', 'k', stop.signal))).code).toBe('channel.outcome_unknown');
  });
});

describe('refusals', () => {
  test.each([
    [400, 'Bad Request: chat not found', 'channel.chat_gone'],
    [400, 'Bad Request: message thread not found', 'channel.chat_gone'],
    [400, 'Bad Request: group chat was upgraded to a supergroup chat', 'channel.chat_gone'],
    [403, 'Forbidden: user is deactivated', 'channel.chat_gone'],
    [400, 'Bad Request: message text is empty', 'channel.request_invalid'],
    [413, 'Request Entity Too Large', 'channel.request_invalid'],
    [401, 'Unauthorized', 'channel.token_invalid'],
    [404, 'Not Found', 'channel.token_invalid'],
  ])('%d %s', async (status, description, code) => {
    const { stub, telegram } = await connected();
    stub.faults.push({ status, description });
    const error = await failureOf(telegram.send('42', 'hi', 'k', never));
    expect([error.code, error.facts.sent]).toEqual([code, 'no']);
    expect(error.facts.details).toEqual({ operation: 'send', status, reason: description });
  });

  test('a reason that repeats the token is shown without it', async () => {
    const { stub, telegram } = await connected();
    stub.faults.push({ status: 400, description: `no such method /bot${TOKEN}/x or ${encodeURIComponent(TOKEN)}` });
    const error = await failureOf(telegram.send('42', 'hi', 'k', never));
    expect(error.message).toContain('/bot<token>/x or <token>');
  });
});

describe('settings', () => {
  test.each([
    ['', undefined, 'channel.not_configured', 'TELEGRAM_BOT_TOKEN'],
    ['secret-part', undefined, 'channel.token_invalid', 'TELEGRAM_BOT_TOKEN'],
    ['1:secret-part/../x', undefined, 'channel.token_invalid', 'TELEGRAM_BOT_TOKEN'],
    [TOKEN, 'localhost:1', 'config.invalid', 'TELEGRAM_API_ROOT'],
  ])('%j at %j is refused before anything is asked', async (token, apiRoot, code, name) => {
    const telegram = createTelegram({ token, ...(apiRoot === undefined ? {} : { apiRoot }) });
    const error = await failureOf(telegram.listen(sink, never));
    expect([error.code, error.disposition]).toEqual([code, 'stop']);
    expect(error.message).toContain(name);
  });
});
