/** Signing in as it should go: agreed, used, renewed, widened, ended; and nothing of it where others could read it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SecretValue } from '../../../../src/contracts/secret.ts';
import { agreed, visit } from '../../../kit/oauth/owner.ts';
import { link, server, textOf, type Linked } from '../rig.ts';
import { signInRig, type SignInRig } from './rig.ts';

let rig: SignInRig;
let linked: Linked | undefined;

beforeEach(async () => {
  rig = await signInRig();
  linked = undefined;
});

afterEach(async () => {
  await linked?.close();
  await rig.close();
});

async function connected(): Promise<Linked> {
  await agreed(rig.signIn, rig.kept());
  linked = await link(rig.kept(), rig.host);
  return linked;
}

const stored = () => rig.auth.signIns.read('kept', rig.stub.url);

test('without a sign-in the server is left alone, and the sentence says what to do', async () => {
  const failure = await link(rig.kept(), rig.host).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'mcp.sign_in',
    disposition: 'stop',
    message: 'The MCP server "kept" needs a sign-in: omega mcp login kept',
  });
  expect(rig.stub.asked).toEqual([]);
});

test('a header of its owner is sent as it stands, and what is refused then is the header', async () => {
  const headers = { Authorization: new SecretValue('Bearer mine', 'test') };
  const written = server('kept', { kind: 'http', url: rig.stub.url, headers });
  await expect(link(written, rig.host)).rejects.toMatchObject({ code: 'mcp.refused' });
  await expect(rig.signIn.begin(written, AbortSignal.timeout(5000))).rejects.toThrow(/needs no sign-in/);
});

test('where anybody gets the tools there is nothing to sign in to', async () => {
  rig.stub.faults.open = true;
  await expect(rig.signIn.begin(rig.kept(), AbortSignal.timeout(10_000))).rejects.toMatchObject({
    code: 'mcp.refused',
    message: expect.stringContaining('"kept" needs no sign-in') as string,
  });
  linked = await link(rig.kept(), rig.host);
  expect(textOf(await linked.call('read'))).toBe('ok');
});

test('after the yes in a browser its tools are used; the tokens lie in a private file', async () => {
  rig.stub.faults.challenge = 'reading';
  const page = await rig.signIn.begin(rig.kept(), AbortSignal.timeout(10_000));
  const asked = new URL(page.url).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    resource: rig.stub.url,
    scope: 'reading',
    code_challenge_method: 'S256',
  });
  const address = await visit(page.url);
  expect((await fetch(new URL('/callback?code=x&state=guessed', address))).status).toBe(404);
  const closing = await fetch(address);
  expect(await closing.text()).toContain('can be closed');
  expect(await page.landed).toBe(address);
  expect(await page.finish(address)).toBe('reading');
  await page.close();
  linked = await link(rig.kept(), rig.host);
  expect(textOf(await linked.call('read'))).toBe('ok');
  const folder = join(rig.home, 'secrets', 'mcp');
  expect(readdirSync(folder)).toEqual(['kept.json']);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'kept.json')).mode & 0o777).toBe(0o600);
  expect(rig.stub.forms[0]).toMatchObject({ grant_type: 'authorization_code', resource: rig.stub.url });
});

test('tokens are for the address they were given for, and for no other', async () => {
  await agreed(rig.signIn, rig.kept());
  const other = server('kept', { kind: 'http', url: rig.stub.url.replace('/mcp', '/other'), headers: {} });
  await expect(link(other, rig.host)).rejects.toMatchObject({ code: 'mcp.sign_in' });
});

test('a token that is refused is renewed once, however many calls wait for it', async () => {
  const there = await connected();
  await there.tools();
  const before = stored()?.accessToken;
  rig.stub.expire();
  const results = await Promise.all(['read', 'read', 'read'].map((name) => there.call(name)));
  expect(results.map(textOf)).toEqual(['ok', 'ok', 'ok']);
  expect(stored()?.accessToken).not.toBe(before);
  const renewals = rig.stub.forms.filter((form) => form['grant_type'] === 'refresh_token');
  expect(renewals).toHaveLength(1);
  expect(renewals[0]).toMatchObject({ resource: rig.stub.url });
});

test('a token that runs out soon is renewed before it is sent', async () => {
  rig.stub.faults.seconds = 5;
  const there = await connected();
  expect(textOf(await there.call('read'))).toBe('ok');
  expect(rig.stub.forms.some((form) => form['grant_type'] === 'refresh_token')).toBe(true);
});

test('a call that wants more rights asks the owner for them; the others go on, and the next sign-in asks for all', async () => {
  rig.stub.faults = { challenge: 'reading', writes: 'writing' };
  const there = await connected();
  await expect(there.call('write')).rejects.toMatchObject({
    code: 'tool.remote',
    message: 'The MCP server "kept" wants more rights (writing): omega mcp login kept',
  });
  expect(there.scopes).toEqual(['writing']);
  expect(textOf(await there.call('read'))).toBe('ok');
  expect(await agreed(rig.signIn, rig.kept())).toBe('reading writing');
  expect(textOf(await there.call('write'))).toBe('ok');
});

test('signing out takes the tokens back and forgets them; then the server wants a sign-in again', async () => {
  const there = await connected();
  const { refreshToken } = stored()!;
  expect(textOf(await there.call('read'))).toBe('ok');
  expect(await rig.signIn.forget(rig.kept(), AbortSignal.timeout(5000))).toBe('revoked');
  expect(rig.stub.forms.at(-1)).toMatchObject({ token: refreshToken, token_type_hint: 'refresh_token' });
  expect(readdirSync(join(rig.home, 'secrets', 'mcp'))).toEqual([]);
  await expect(there.call('read')).rejects.toMatchObject({ code: 'tool.remote' });
  await expect(there.over).rejects.toMatchObject({ code: 'mcp.sign_in' });
  expect(await rig.signIn.forget(rig.kept(), AbortSignal.timeout(5000))).toBe('none');
  rig.stub.faults.noRevocation = true;
  await agreed(rig.signIn, rig.kept());
  expect(await rig.signIn.forget(rig.kept(), AbortSignal.timeout(5000))).toBe('forgotten');
});

test('a client of the owner is used as it is; its secret is not stored a second time', async () => {
  const oauth = {
    grant: 'authorization_code' as const,
    clientId: 'mine',
    clientSecret: new SecretValue('s3cret', 'test'),
    issuer: rig.stub.issuer,
    scope: 'everything',
  };
  expect(await agreed(rig.signIn, rig.kept(oauth))).toBe('everything');
  expect(rig.stub.asked).not.toContain('POST /register');
  expect(readFileSync(join(rig.home, 'secrets', 'mcp', 'kept.json'), 'utf8')).not.toContain('s3cret');
});
