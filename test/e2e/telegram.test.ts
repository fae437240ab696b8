/** Telegram from end to end: a real daemon between a stub Bot API and a stub provider. */
import { afterEach, expect, test } from 'vitest';
import { stage, until, type Stage } from './stage.ts';

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const seen = (s: Stage, chat = 42) => s.telegram.visible(chat).map((m) => m.text);
const channel = async (s: Stage) =>
  (
    (await (await fetch(`${s.daemon.url}/readyz`)).json()) as {
      channels: { name: string; state: string; detail: string }[];
    }
  ).channels.find((c) => c.name === 'telegram');

test('an answer comes as a placeholder that is edited; a long one in parts, in order; commands need no model', async () => {
  const long = Array.from({ length: 300 }, (_, i) => `Sentence number ${i} of a long story.`).join(' ');
  const s = (open = await stage({ rules: [{ match: 'story', reply: { text: long, chunkChars: 400 } }] }));
  s.telegram.say('hello');
  await until('the answer is there', () => seen(s).includes('echo: hello'));
  expect(s.telegram.sent.find((x) => x.method === 'sendMessage')?.text).toBe('…');
  s.telegram.say('tell me a story');
  await until('all parts are there', () => seen(s).join(' ').includes('number 299'));
  const parts = seen(s).slice(1);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.join(' ').replaceAll(/\s+/g, ' ')).toBe(long);
  const calls = s.provider.requests(/chat/).length;
  s.telegram.say('/help');
  await until('help is there', () => seen(s).some((t) => t.includes('/recall')));
  expect(s.provider.requests(/chat/).length).toBe(calls);
});

test('a stranger is told once a day how to get in, and nothing of theirs reaches a model', async () => {
  const s = (open = await stage());
  s.telegram.say('let me in', { userId: 666 });
  await until('the refusal is there', () =>
    seen(s, 666).some((t) => t.includes('666') && t.includes('TELEGRAM_ALLOWED_USERS')),
  );
  s.telegram.say('please', { userId: 666 });
  s.telegram.say('hello', { userId: 43 });
  await until('the other one has an answer', () => seen(s, 43).includes('echo: hello'));
  expect(seen(s, 666)).toHaveLength(1);
  expect(
    s.provider
      .requests(/chat/)
      .map((r) => JSON.stringify(r.body))
      .join(),
  ).not.toContain('let me in');
});

test('messages that come in meanwhile are answered together, in order, each once; two people never share a conversation', async () => {
  const s = (open = await stage({ rules: [{ match: '^first', reply: { text: 'slow answer', latencyMs: 400 } }] }));
  s.telegram.say('first');
  await until('it is being answered', () => s.provider.requests(/chat/).length === 1);
  for (const text of ['second', 'third', 'fourth']) s.telegram.say(text);
  s.telegram.say('secret of another', { userId: 43 });
  await until('all are answered', () => seen(s).some((t) => t.includes('fourth')));
  expect(seen(s)).toEqual(['slow answer', 'echo: second\n\nthird\n\nfourth']);
  expect(s.telegram.sent.some((x) => x.method === 'setMessageReaction')).toBe(true);
  const mine = s.provider.requests(/chat/).filter((r) => JSON.stringify(r.body).includes('"content":"first"'));
  expect(JSON.stringify(mine.map((r) => r.body))).not.toContain('secret of another');
});

test('/stop ends an answer in the middle and says so', async () => {
  const s = (open = await stage({
    rules: [{ match: 'endless', reply: { text: 'on and on and on and on '.repeat(50), chunkMs: 60 } }],
  }));
  s.telegram.say('endless');
  await until('it is under way', () => s.provider.requests(/chat/).length === 1);
  await until('its first words are stored', async () => {
    const { runs } = (await (await s.api('/v1/runs?limit=1')).json()) as { runs: { id: string }[] };
    return (await (await s.api(`/v1/runs/${runs[0]?.id}/events`)).text()).includes('assistant_message_delta');
  });
  s.telegram.say('/stop');
  await until('both are there', () => seen(s).length === 2 && seen(s)[1] === 'Stopped.');
  expect(seen(s)[0]).toMatch(/^on and .*\(Stopped\.\)$/s);
  expect(s.provider.requests(/chat/)[0]?.aborted).toBe(true);
});

test('a refused token is a state with a sentence, told on the page, and the other channels go on', async () => {
  const s = (open = await stage({ env: { TELEGRAM_BOT_TOKEN: '100:wrong' } }));
  await until('it is logged out', async () => (await channel(s))?.state === 'loggedOut');
  expect((await channel(s))?.detail).toContain('TELEGRAM_BOT_TOKEN');
  const told = async (): Promise<string[]> => {
    const page = await (await s.api('/v1/conversations/web%3Aowner/messages')).json();
    return (page as { messages: { text: string }[] }).messages.map((m) => m.text);
  };
  await until('the page is told', async () => (await told()).length > 0);
  expect(await told()).toEqual([expect.stringContaining('telegram')]);
  expect((await s.ask('still there?')).status).toBe(200);
  expect(s.daemon.log).not.toContain('100:wrong');
});

test('another poller is a conflict that is told; slowing down is obeyed; the network’s trouble passes', async () => {
  const s = (open = await stage());
  await until('it is online', async () => (await channel(s))?.state === 'online');
  s.telegram.faults.push({ method: /editMessageText/, times: 1, status: 429, retryAfter: 1 });
  s.telegram.say('slowly');
  await until('the answer is there after all', () => seen(s).includes('echo: slowly'));
  s.telegram.faults.push({
    method: /getUpdates/,
    times: 1,
    status: 409,
    description: 'Conflict: terminated by other getUpdates request',
  });
  s.telegram.say('wake the poll');
  await until('the conflict is seen', async () => (await channel(s))?.state === 'conflicted');
  expect((await channel(s))?.detail).not.toBe('');
});

test('ten thousand messages in a burst, repeated and out of order: none is lost, none answered twice', async () => {
  const s = (open = await stage({ env: { OMEGA_CONVERSATION__MERGE_LIMIT: '1000' } }));
  const all = Array.from({ length: 10_000 }, (_, i) => s.telegram.msg(`<${i}>`));
  for (const message of all) s.telegram.updates.push({ update_id: s.telegram.nextUpdate++, message });
  // The network gives some again, and late.
  for (const message of all.slice(0, 300)) s.telegram.updates.push({ update_id: s.telegram.nextUpdate++, message });
  s.telegram.say('<last>');
  await until('the last one is answered', () => seen(s).some((t) => t.includes('<last>')), 90_000);
  const stored = s.provider
    .requests(/chat/)
    .flatMap((r) => (r.body as { messages: { content: string }[] }).messages.at(-1)?.content.match(/<\w+>/g) ?? []);
  expect(new Set(stored).size).toBe(stored.length);
  const { runs } = (await (await s.api('/v1/runs?limit=500&status=running')).json()) as { runs: unknown[] };
  expect(runs).toEqual([]);
});

test('SIGTERM ends it within ten seconds, also in the middle of an answer, and the answer comes after the next start', async () => {
  const s = (open = await stage({
    rules: [
      { match: 'long', times: 1, reply: { text: 'a b c d e f g h i j k l m n o p', chunkMs: 1500, chunkChars: 2 } },
      { match: 'long', reply: { text: 'a b c d e f g h i j k l m n o p' } },
    ],
  }));
  s.telegram.say('long');
  await until('it is under way', () => s.provider.requests(/chat/).length === 1);
  const began = Date.now();
  s.daemon.signal('SIGTERM');
  await s.daemon.gone();
  expect(Date.now() - began).toBeLessThan(10_000);
  s.daemon.start();
  await s.daemon.ready();
  await until('the answer is whole', () => seen(s).includes('a b c d e f g h i j k l m n o p'));
});
