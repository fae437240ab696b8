/** A Google account from end to end: a real daemon between a stub of Google, a stub Bot API and a stub provider, with kill -9 in between. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import type { Rule } from '../kit/core.ts';
import { GoogleStub } from '../kit/google.ts';
import { stage, until, type Stage } from './stage.ts';

const CHROMIUM = '/usr/bin/chromium';

let open: (Stage & { google: GoogleStub }) | undefined;
afterEach(async () => {
  await open?.close();
  await open?.google.close();
  open = undefined;
});

async function begin(rules: Rule[] = []): Promise<Stage & { google: GoogleStub }> {
  const google = await new GoogleStub().listen();
  const s = await stage({ rules, env: { OMEGA_GOOGLE__ISSUER: google.url, OMEGA_LOG__LEVEL: 'debug' } });
  return (open = Object.assign(s, { google }));
}

const seen = (s: Stage, chat = 42) => s.telegram.visible(chat).map((m) => m.text);
const told = (s: Stage, words: string) =>
  until(`"${words}" is told`, () => seen(s).find((text) => text.includes(words)));
const addressIn = (s: Stage): string =>
  /http\S+\/auth\?\S+/.exec(seen(s).findLast((text) => text.includes('/auth?')) ?? '')?.[0] ?? '';

async function restart(s: Stage): Promise<void> {
  s.daemon.signal('SIGKILL');
  await s.daemon.gone();
  s.daemon.start();
  await s.daemon.ready();
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** Everything that was written or shown, but for the one file of its owner. */
async function everything(s: Stage): Promise<Map<string, string>> {
  const all = new Map([
    ['the chat', seen(s).join('\n')],
    ['the model', JSON.stringify(s.provider.requests(/chat/).map(({ body }) => body))],
    ['the log', s.daemon.log],
  ]);
  for (const path of ['/v1/runs', '/v1/conversations', '/v1/actors?limit=500'])
    all.set(path, await (await s.api(path)).text());
  all.set('the journal', await (await s.api('/v1/actors/google%3Amain/journal?after=-1')).text());
  for (const path of filesBelow(s.home))
    if (!path.endsWith('secrets/google.json')) all.set(path, readFileSync(path).toString('latin1'));
  return all;
}

async function leaks(s: Stage & { google: GoogleStub }): Promise<string[]> {
  const all = await everything(s);
  return s.google.secrets.flatMap((secret) =>
    [...all]
      .filter(([, text]) => text.includes(secret) || text.includes(encodeURIComponent(secret)))
      .map(([where]) => `${secret} in ${where}`),
  );
}

test(
  'a client pasted, one click, and the account is connected; a crash between the steps changes nothing; no secret is left anywhere',
  { timeout: 60_000 },
  async () => {
    const s = await begin();
    s.telegram.say('/google');
    await told(s, 'OAuth client');
    await restart(s);
    s.telegram.say(s.google.clientFile());
    await told(s, '/auth?');
    await until('the message is out of the chat', () =>
      s.telegram.sent.some(({ method }) => method === 'deleteMessage'),
    );
    await restart(s);
    // The browser of the person, on the same machine.
    const back = await s.google.agree(addressIn(s));
    expect(back.startsWith(`${s.daemon.url}/google/callback?`)).toBe(true);
    const stranger = new URL(back);
    stranger.searchParams.set('state', 'another');
    expect((await fetch(stranger)).status).toBe(400);
    const page = await fetch(back);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await page.text()).toContain('You can close this page');
    await told(s, 'ada@example.com is connected');
    const file = join(s.home, 'secrets', 'google.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain(s.google.client.secret);
    await until('nothing else is kept', () => readdirSync(join(s.home, 'secrets')).join() === 'google.json');
    s.telegram.say('hello');
    await told(s, 'echo: hello');
    expect(await leaks(s)).toEqual([]);
    s.telegram.say('hello from another', { userId: 43 });
    await until('the other one has an answer', () => seen(s, 43).includes('echo: hello from another'));
    const isOffered = s.provider
      .requests(/chat/)
      .map(({ body }) => JSON.stringify(body.tools ?? []).includes('google_mail_search'));
    expect(isOffered).toEqual([true, false]);

    s.telegram.say('/google');
    await until(
      'the state is told',
      () => seen(s).filter((text) => text.includes('ada@example.com is connected')).length === 2,
    );
    s.telegram.say('/google disconnect');
    await told(s, 'everything I had is deleted');
    expect([s.google.isOpen, existsSync(file)]).toEqual([false, false]);
  },
);

test(
  'on a telephone the whole address is sent in the chat, and nobody sees it again',
  { timeout: 60_000 },
  async () => {
    const s = await begin();
    s.telegram.say('/google');
    await told(s, 'OAuth client');
    s.telegram.say('What is this about?');
    await told(s, 'I cannot read that as a client');
    s.telegram.say(s.google.clientFile());
    await told(s, '/auth?');
    s.telegram.say(await s.google.agree(addressIn(s)));
    await told(s, 'ada@example.com is connected');
    expect(s.telegram.sent.filter(({ method }) => method === 'deleteMessage')).toHaveLength(3);
    s.telegram.say('hello');
    await told(s, 'echo: hello');
    expect(await leaks(s)).toEqual([]);
    expect(JSON.stringify(s.provider.requests(/chat/).map(({ body }) => body))).not.toContain('What is this about?');
  },
);

test.skipIf(!existsSync(CHROMIUM))(
  'on the page the address is a link, and the browser comes back by itself',
  { timeout: 60_000 },
  async () => {
    const s = await begin();
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
    });
    try {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(/http:\S+\/login\?code=\S+/.exec(s.daemon.log)?.[0] ?? '');
      const write = async (text: string) => {
        await page.fill('#text', text);
        await page.keyboard.press('Enter');
      };
      await write('/google');
      await page.getByText('OAuth client').first().waitFor();
      await write(s.google.clientFile());
      const consent = page.locator('a[href*="/auth?"]');
      await consent.waitFor();
      const [google] = await Promise.all([context.waitForEvent('page'), consent.click()]);
      await google.getByText('You can close this page').waitFor();
      await page.getByText('ada@example.com is connected').waitFor();
      await page.reload();
      await page.getByText('[GOOGLE_AUTH]').waitFor();
      const shown = await page.content();
      expect(s.google.secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);

test(
  'a model uses the account after a yes; when Google has ended the access, model and owner are told',
  { timeout: 60_000 },
  async () => {
    const s = await begin([
      { match: 'my mail', reply: { toolCalls: [{ name: 'google_mail_search', args: { q: 'is:unread' } }] } },
      { match: '.', on: 'tool', reply: (c) => ({ text: `The tool said: ${c.lastToolResult ?? ''}` }) },
    ]);
    // A token that is as good as over: the next use makes a fresh one.
    s.google.faults = { seconds: 30 };
    s.telegram.say('/google');
    await told(s, 'OAuth client');
    s.telegram.say(s.google.clientFile());
    await told(s, '/auth?');
    s.telegram.say(await s.google.agree(addressIn(s)));
    await told(s, 'ada@example.com is connected');
    s.google.forget();
    s.telegram.say('What is in my mail?');
    await told(s, 'May I do this?');
    expect(seen(s).join('\n')).toContain('gmail.googleapis.com:443');
    s.telegram.say('yes');
    await told(s, 'Google has ended the access to ada@example.com. /google connects the account again.');
    expect(await told(s, 'The tool said:')).toContain('Google ended the access');
    expect(s.google.asked.filter((line) => line.endsWith('refresh_token'))).toHaveLength(1);
    expect(await leaks(s)).toEqual([]);
  },
);
