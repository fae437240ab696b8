/** The Google account over real sockets: client, consent, tokens, their end, and every way Google says no. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { googleAccount } from '../../../src/adapters/accounts/google/index.ts';
import type { GoogleAccount } from '../../../src/contracts/ports/google.ts';
import { GoogleStub } from '../../kit/google.ts';

const CALLBACK = 'http://127.0.0.1:7777/google/callback';
const signal = new AbortController().signal;
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function begin() {
  const google = await new GoogleStub().listen();
  const home = mkdtempSync(join(tmpdir(), 'omega-google-'));
  ends.push(
    () => google.close(),
    () => rmSync(home, { recursive: true, force: true }),
  );
  const clock = { now: 1_700_000_000_000 };
  const ended: string[] = [];
  const open = (): GoogleAccount =>
    googleAccount({
      home,
      issuer: google.url,
      callback: () => CALLBACK,
      now: () => clock.now,
      ended: (email) => ended.push(email),
    });
  const account = open();
  const client = (words: string) => {
    account.seal('m1', words);
    return account.takeClient('m1');
  };
  const give = (words: string) => {
    account.seal('m2', words);
    return account.exchange('m2', signal);
  };
  const connect = async () => {
    client(google.clientFile());
    return give(await google.agree(await account.consent(signal)));
  };
  const secret = (name = 'google.json'): string => join(home, 'secrets', name);
  return { google, ended, home, clock, open, account, client, give, connect, secret };
}

test('a client, a consent and a code make an account, which lies in a file of its owner alone', async () => {
  const at = await begin();
  expect(at.account.state()).toEqual({ client: false, account: '' });
  expect(existsSync(join(at.home, 'secrets'))).toBe(false);
  expect(at.client(at.google.clientFile())).toBe('kept');
  expect(at.account.state()).toEqual({ client: true, account: '' });
  const url = await at.account.consent(signal);
  expect(new URL(url).searchParams).toMatchObject({ size: 9 });
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
    redirect_uri: CALLBACK,
    code_challenge_method: 'S256',
    access_type: 'offline',
    prompt: 'consent',
  });
  expect(await at.give(await at.google.agree(url))).toEqual({ account: 'ada@example.com' });
  expect(at.account.state()).toEqual({ client: true, account: 'ada@example.com' });
  expect((await at.account.accessToken()).reveal()).toMatch(/^ya29\./);
  expect(statSync(at.secret()).mode & 0o777).toBe(0o600);
  expect(statSync(join(at.home, 'secrets')).mode & 0o777).toBe(0o700);
  expect(readdirSync(join(at.home, 'secrets'))).toEqual(['google.json']);
});

test('no chat takes a piece of the address for a mark', async () => {
  const at = await begin();
  at.client(at.google.clientFile());
  for (let n = 0; n < 20; n++) {
    const values = (await at.account.consent(signal))
      .split(/[?&]/)
      .slice(1)
      .map((pair) => pair.slice(pair.indexOf('=')));
    expect(values.join('')).not.toMatch(/[_*`[\]]/);
  }
});

test('the answer may be a whole address, a piece of it, or the code alone', async () => {
  for (const cut of [
    (address: string) => `here it is: ${address} thanks`,
    (address: string) => address.slice(address.indexOf('?')),
    (address: string) => new URL(address).searchParams.get('code') ?? '',
    (address: string) => encodeURIComponent(new URL(address).searchParams.get('code') ?? ''),
  ]) {
    const at = await begin();
    at.client(at.google.clientFile());
    const address = await at.google.agree(await at.account.consent(signal));
    expect(await at.give(cut(address))).toEqual({ account: 'ada@example.com' });
  }
});

test('a client may come with typographic quotes, in a code block, or as a file', async () => {
  const at = await begin();
  const file = join(at.home, 'client.json');
  writeFileSync(file, at.google.clientFile());
  const json = at.google.clientFile();
  for (const words of [
    json.replaceAll(/"(.*?)"/g, '“$1”'),
    `\`\`\`json\n${json}\n\`\`\``,
    file,
    `"${file}"`,
    'file:client.json',
    `file://${file}`,
    at.google.clientFile('web', { redirect_uris: ['https://example.com', CALLBACK] }),
  ])
    expect([words, at.client(words)]).toEqual([words, 'kept']);
});

test('what is no client says why', async () => {
  const at = await begin();
  writeFileSync(join(at.home, 'big.json'), `{"a":"${'x'.repeat(70_000)}"}`);
  expect(at.client('what is this?')).toBe('unreadable');
  expect(at.client('{"installed": {"client_id": "x"')).toBe('unreadable');
  expect(at.client('{"type": "service_account", "private_key": "x"}')).toBe('no-client');
  expect(at.client('{"installed": {"client_id": "x"}}')).toBe('no-client');
  expect(at.client('file:missing.json')).toBe('no-file');
  expect(at.client('file:big.json')).toBe('no-client');
  expect(at.client(at.google.clientFile('web', { redirect_uris: ['https://example.com'] }))).toBe('redirect');
  expect(at.account.state().client).toBe(false);
});

test('only the consent that was asked for last is taken', async () => {
  const at = await begin();
  at.client(at.google.clientFile());
  expect(await at.give('code=4/0Aabcdefghijklmnop')).toBe('other');
  const first = await at.google.agree(await at.account.consent(signal));
  const url = await at.account.consent(signal);
  expect(await at.give(first)).toBe('other');
  // The code alone names no consent; its verifier is another one.
  expect(await at.give(new URL(first).searchParams.get('code') ?? '')).toBe('expired');
  const state = new URL(url).searchParams.get('state') ?? '';
  expect([at.account.awaits(state), at.account.awaits(`${state}x`), at.account.awaits('')]).toEqual([
    true,
    false,
    false,
  ]);
  at.account.clear();
  expect(at.account.awaits('')).toBe(false);
});

test('every way to say no is told apart, and none of them repeats what was sent', async () => {
  const at = await begin();
  at.client(at.google.clientFile());
  const answer = async () => at.give(await at.google.agree(await at.account.consent(signal)));
  expect(await at.give('I clicked it')).toBe('no-code');
  at.google.faults = { denies: true };
  expect(await answer()).toBe('denied');
  at.google.faults = { token: 'invalid_grant' };
  expect(await answer()).toBe('expired');
  at.google.faults = { noRefresh: true };
  expect(await answer()).toBe('incomplete');
  at.google.faults = { token: 'redirect_uri_mismatch' };
  await expect(answer()).rejects.toMatchObject({
    code: 'google.refused',
    message: 'Google refused it: redirect_uri_mismatch.',
  });
  at.google.faults = { token: 'fails' };
  await expect(answer()).rejects.toMatchObject({ code: 'google.unreachable' });
  at.google.faults = { token: 'resets' };
  await expect(answer()).rejects.toMatchObject({ code: 'google.unreachable' });
  at.google.faults = {};
  at.client(at.google.clientFile().replace('GOCSPX-', 'GOCSPX-x'));
  expect(await answer()).toBe('client');
  expect(at.account.state().client).toBe(false);
});

test('a clock that is minutes off does not matter', async () => {
  const at = await begin();
  at.google.faults = { ahead: 300 };
  expect(await at.connect()).toEqual({ account: 'ada@example.com' });
});

test('a second attempt after a crash gives the account, and shows no code twice', async () => {
  const at = await begin();
  await at.connect();
  const asked = at.google.asked.length;
  expect(await at.open().exchange('m2', signal)).toEqual({ account: 'ada@example.com' });
  expect(at.google.asked).toHaveLength(asked);
});

test('a token is made fresh before it ends, once for all who ask, and survives a restart', async () => {
  const at = await begin();
  await at.connect();
  const first = (await at.account.accessToken()).reveal();
  at.clock.now += 3_539_000;
  expect((await at.account.accessToken()).reveal()).toBe(first);
  at.clock.now += 2000;
  const both = await Promise.all([at.account.accessToken(), at.account.accessToken()]);
  expect(both[0]?.reveal()).not.toBe(first);
  expect(both[1]?.reveal()).toBe(both[0]?.reveal());
  expect(at.google.asked.filter((line) => line.endsWith('refresh_token'))).toHaveLength(1);
  expect((await at.open().accessToken()).reveal()).toBe(both[0]?.reveal());
});

test('an access that was ended in the account is forgotten, its client is not', async () => {
  const at = await begin();
  await at.connect();
  at.google.forget();
  at.clock.now += 3_600_000;
  await expect(at.account.accessToken()).rejects.toMatchObject({ code: 'google.not_connected' });
  expect(at.account.state()).toEqual({ client: true, account: '' });
  await expect(at.account.accessToken()).rejects.toMatchObject({ code: 'google.not_connected' });
  expect(at.ended).toEqual(['ada@example.com']);
});

test('a failure of Google takes nothing away', async () => {
  const at = await begin();
  await at.connect();
  at.clock.now += 3_600_000;
  at.google.faults = { token: 'fails' };
  await expect(at.account.accessToken()).rejects.toMatchObject({ code: 'google.unreachable' });
  at.google.faults = {};
  expect((await at.account.accessToken()).reveal()).toMatch(/^ya29\./);
});

test('disconnecting ends the access at Google too and leaves nothing', async () => {
  const at = await begin();
  await at.connect();
  expect(await at.account.disconnect(signal)).toBe(true);
  expect(at.google.isOpen).toBe(false);
  expect(readdirSync(join(at.home, 'secrets'))).toEqual([]);
  expect(await at.account.disconnect(signal)).toBe(true);
  await at.connect();
  await at.google.close();
  expect(await at.account.disconnect(signal)).toBe(false);
  expect(at.account.state()).toEqual({ client: false, account: '' });
  await at.google.listen();
});

test('a damaged file is no account', async () => {
  const at = await begin();
  await at.connect();
  writeFileSync(at.secret(), readFileSync(at.secret(), 'utf8').slice(0, 40));
  expect(at.account.state()).toEqual({ client: false, account: '' });
});
