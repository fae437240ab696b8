/** The agent from end to end: a real daemon that is killed, a stub Bot API, a stub provider. */
import { afterEach, expect, test } from 'vitest';
import { sleep } from '../kit/core.ts';
import { stage, until, type Stage } from './stage.ts';

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const seen = (s: Stage, chat = 42) => s.telegram.visible(chat).map((m) => m.text ?? '');
const count = (s: Stage, part: string) => seen(s).filter((text) => text.includes(part)).length;

test('a reminder is confirmed, survives kill -9, and comes once; markers are never seen', async () => {
  const s = (open = await stage({
    rules: [{ match: 'remind me', reply: { text: 'Sure.\nSCHEDULE: drink tea | in 4 seconds | once', chunkChars: 7 } }],
  }));
  s.telegram.say('remind me to drink tea');
  await until('it is confirmed', () => count(s, '✓ Scheduled: drink tea'));
  s.daemon.signal('SIGKILL');
  await s.daemon.gone();
  s.daemon.start();
  await s.daemon.ready();
  await until('the reminder is there', () => count(s, '⏰ Reminder: drink tea'));
  await sleep(500);
  expect(count(s, '⏰ Reminder: drink tea')).toBe(1);
  expect(count(s, '✓ Scheduled: drink tea')).toBe(1);
  expect(s.telegram.sent.map((x) => x.text ?? '').join('\n')).not.toContain('SCHEDULE:');
});

test('a set-up shows nothing of what its model says to Omega, also while the answer grows', async () => {
  const slow = { chunkChars: 6, chunkMs: 150 };
  const s = (open = await stage({
    rules: [
      {
        system: '## Setting up',
        match: 'bakery',
        reply: { text: 'SETUP_QUESTIONS\n1. What shall I look after, and how often?', ...slow },
      },
      {
        system: '## Setting up',
        reply: { text: 'SETUP_EXECUTE\nIt is made.\n```md path=projects/bread/ROLE.md\nYou know bread.\n```', ...slow },
      },
    ],
  }));
  s.telegram.say('/setup I run a bakery');
  await until('it asks', () => count(s, 'What shall I look after, and how often?'));
  s.telegram.say('orders');
  await until('it is made', () => count(s, '✓ projects/bread/ROLE.md'));
  const texts = s.telegram.sent.map((x) => x.text ?? '').filter((text) => /SETUP_|You know bread/.test(text));
  expect(texts).toEqual([]);
});

test('the menu of commands is registered in every language', async () => {
  const s = (open = await stage());
  const menus = () =>
    s.telegram
      .requests(/setMyCommands/)
      .map((r) => r.body as { commands: { command: string }[]; language_code?: string });
  await until('nine menus are there', () => menus().length >= 9);
  expect(menus()[0]!.commands.map((c) => c.command)).toContain('tasks');
  expect(menus().map((m) => m.language_code)).toContain('de');
});

test('a program says something on Telegram, once for one key; another one asks the agent', async () => {
  const s = (open = await stage());
  const hook = (body: object, key: string) =>
    s.api('/api/webhook', { method: 'POST', headers: { 'idempotency-key': key }, body: JSON.stringify(body) });
  const first = await hook({ source: 'backup', message: 'Backup done.', mode: 'direct' }, 'k1');
  expect([first.status, await first.json()]).toEqual([200, { status: 'delivered', channel: 'telegram', target: '42' }]);
  await hook({ source: 'backup', message: 'Backup done.', mode: 'direct' }, 'k1');
  const asked = await hook({ source: 'alarm', message: 'Door open', mode: 'ai' }, 'k2');
  expect(asked.status).toBe(202);
  await until('the agent has answered', () => count(s, 'echo: [webhook:alarm] Door open'));
  expect(count(s, 'Backup done.')).toBe(1);
});

test('streams of the API hold no marker, and end with what came of it', async () => {
  const s = (open = await stage({
    telegram: false,
    rules: [{ match: 'remind', reply: { text: 'Sure.\nSCHEDULE: tea | 2099-01-01T09:00 | once', chunkChars: 5 } }],
  }));
  const body = await (await s.ask('remind me', {}, { stream: true })).text();
  const text = body
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map(
      (line) =>
        (JSON.parse(line.slice(6)) as { choices: { delta?: { content?: string } }[] }).choices[0]?.delta?.content ?? '',
    )
    .join('');
  expect(text).toMatch(/^Sure\.\n\n✓ Scheduled: tea/);
});
