/** Servers that abuse a sign-in: other issuers, other resources, ways into the private network, silence, floods, refusals. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mcpSignIn, openSignIns } from '../../../../src/adapters/mcp/client/index.ts';
import { agreed, visit } from '../../../kit/oauth/owner.ts';
import { link, server, type Linked } from '../rig.ts';
import { signInRig, WEB, type SignInRig } from './rig.ts';

let rig: SignInRig;
let linked: Linked | undefined;

beforeEach(async () => {
  // Silence is the same after a blink.
  const exchange: typeof WEB.exchange = (outgoing, wire) =>
    WEB.exchange(outgoing, { ...wire, signal: AbortSignal.any([wire.signal, AbortSignal.timeout(700)]) });
  rig = await signInRig({ exchange });
  linked = undefined;
});

afterEach(async () => {
  await linked?.close();
  await rig.close();
});

const stored = () => rig.auth.signIns.read('kept', rig.stub.url);
const begun = () => rig.signIn.begin(rig.kept(), AbortSignal.timeout(10_000));

test.each([
  [{ issuer: 'https://other.example' }, 'not the one it says it is'],
  [{ resource: 'https://other.example/mcp' }, 'not what the protocol wants'],
  [{ bloat: 1_000_000 }, 'says more than 262144 bytes'],
  [{ authorizationServer: 'http://169.254.169.254' }, 'which is never asked'],
  [{ papers: 'http://169.254.169.254/papers' }, 'which is never asked'],
  [{ papers: 'ftp://127.0.0.1/papers' }, 'not reached over https'],
])('%o: nobody is asked to agree, and no client is registered', async (faults, words) => {
  rig.stub.faults = faults;
  const failure = await begun().catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'mcp.refused', message: expect.stringContaining(words) as string });
  expect(rig.stub.asked).not.toContain('POST /register');
});

test('a code that comes from another issuer is not redeemed (RFC 9207)', async () => {
  rig.stub.faults.iss = 'https://other.example';
  await expect(agreed(rig.signIn, rig.kept())).rejects.toMatchObject({ code: 'mcp.refused' });
  expect(rig.stub.forms).toEqual([]);
  expect(stored()).toBeUndefined();
});

test('an address of another sign-in, a no, and something that is no address are refused, and nothing is stored', async () => {
  const page = await begun();
  const address = new URL(await visit(page.url));
  const changed = (name: string, value: string): string => {
    const other = new URL(address);
    if (name === 'error') other.searchParams.delete('code');
    other.searchParams.set(name, value);
    return other.href;
  };
  await expect(page.finish(changed('state', 'x'))).rejects.toThrow('belongs to another sign-in');
  await expect(page.finish(changed('error', 'access_denied\n<b>'))).rejects.toThrow('says access_deniedb');
  await expect(page.finish('what?')).rejects.toThrow('not the address');
  await page.close();
  expect(rig.stub.forms).toEqual([]);
  expect(stored()).toBeUndefined();
});

describe('a token that has to be renewed', () => {
  beforeEach(async () => {
    await agreed(rig.signIn, rig.kept());
    linked = await link(rig.kept(), rig.host);
    await linked.call('read');
    rig.stub.expire();
  });

  test.each(['hangs', 'fails'] as const)(
    'the token endpoint %s: the call fails, the sign-in is kept',
    async (token) => {
      rig.stub.faults.token = token;
      const before = stored();
      const failure = await linked!.call('read').catch((error: unknown) => error as Error);
      expect(failure).toMatchObject({ code: 'tool.remote', facts: { sent: 'no' } });
      expect((failure as Error).message).not.toContain(before?.refreshToken);
      expect(stored()).toEqual(before);
    },
  );

  test('it is refused: the sign-in is forgotten, the connection ends, and no word of the server gets out', async () => {
    rig.stub.faults.token = 'refuses';
    const before = stored();
    const failure = await linked!.call('read').catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code: 'tool.remote', message: expect.stringContaining('omega mcp login kept') });
    expect((failure as Error).message).not.toContain(before?.refreshToken);
    await expect(linked!.over).rejects.toMatchObject({ code: 'mcp.sign_in' });
    expect(stored()).toBeUndefined();
    const tries = rig.stub.forms.length;
    await expect(link(rig.kept(), rig.host)).rejects.toMatchObject({ code: 'mcp.sign_in' });
    expect(rig.stub.forms).toHaveLength(tries);
  });
});

describe('a server outside that leads inside', () => {
  let inner: Server;
  let visits: number;
  let at: string;
  beforeEach(async () => {
    visits = 0;
    inner = createServer((_, response) => {
      visits += 1;
      response.end('{}');
    });
    await new Promise<void>((ready) => inner.listen(0, '127.0.0.1', ready));
    at = `http://127.0.0.1:${(inner.address() as AddressInfo).port}`;
  });
  afterEach(() => inner.close());

  /** A server at an address of the web that gives these answers; everything else is asked for really. */
  async function outside(
    answers: Record<string, { status?: number; headers?: object; body?: object }>,
  ): Promise<unknown> {
    const web: typeof WEB = {
      ...WEB,
      resolve: (name) =>
        Promise.resolve([{ address: name === 'inner.example' ? '10.0.0.7' : '93.184.216.34', family: 4 }]),
      exchange(outgoing, wire) {
        const { url } = outgoing;
        if (url.hostname !== 'tools.example') return WEB.exchange(outgoing, wire);
        const { status = 200, headers = {}, body = {} } = answers[url.pathname] ?? { status: 404 };
        const found = { status, headers: { 'content-type': 'application/json', ...headers }, truncated: false };
        return Promise.resolve({ ...found, body: Buffer.from(JSON.stringify(body)) });
      },
    };
    const signIn = mcpSignIn({ signIns: openSignIns(rig.home), web });
    const wanted = server('out', { kind: 'http', url: 'https://tools.example/mcp', headers: {} });
    return signIn.begin(wanted, AbortSignal.timeout(10_000)).then(
      (page) => page.close().then(() => 'begun'),
      (error: unknown) => error,
    );
  }

  const challenge = (papers: string) => ({
    status: 401,
    headers: { 'www-authenticate': `Bearer resource_metadata="${papers}"` },
  });
  const papers = (authority: string) => ({
    body: { resource: 'https://tools.example/mcp', authorization_servers: [authority] },
  });
  const authority = (more: object) => ({
    body: {
      issuer: 'https://tools.example',
      authorization_endpoint: 'https://tools.example/authorize',
      token_endpoint: 'https://tools.example/token',
      registration_endpoint: 'https://tools.example/register',
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      ...more,
    },
  });
  const client = { status: 201, body: { client_id: 'c', redirect_uris: ['http://127.0.0.1/callback'] } };
  const PAPERS = '/.well-known/oauth-protected-resource/mcp';
  const AUTHORITY = '/.well-known/oauth-authorization-server';

  test('as it should be, it is agreed to', async () => {
    const answers = {
      '/mcp': challenge(`https://tools.example${PAPERS}`),
      [PAPERS]: papers('https://tools.example'),
      [AUTHORITY]: authority({}),
      '/register': client,
    };
    expect(await outside(answers)).toBe('begun');
  });

  test.each([
    ['its papers', () => ({ '/mcp': challenge(`${at}/papers`) })],
    ['a name that lies inside', () => ({ '/mcp': challenge('https://inner.example/papers') })],
    ['its authorisation server', () => ({ '/mcp': challenge(`https://tools.example${PAPERS}`), [PAPERS]: papers(at) })],
    [
      'where clients are registered',
      () => ({
        '/mcp': challenge(`https://tools.example${PAPERS}`),
        [PAPERS]: papers('https://tools.example'),
        [AUTHORITY]: authority({ registration_endpoint: `${at}/register` }),
      }),
    ],
    [
      'the page to agree on',
      () => ({
        '/mcp': challenge(`https://tools.example${PAPERS}`),
        [PAPERS]: papers('https://tools.example'),
        [AUTHORITY]: authority({ authorization_endpoint: `${at}/authorize` }),
        '/register': client,
      }),
    ],
  ])('%s: refused, and nothing inside is asked', async (_, answers) => {
    expect(await outside(answers())).toMatchObject({
      code: 'mcp.refused',
      message: expect.stringContaining('on this machine or in its network') as string,
    });
    expect(visits).toBe(0);
  });

  test('a redirect into it is not followed', async () => {
    const answers = {
      '/mcp': challenge(`https://tools.example${PAPERS}`),
      [PAPERS]: { status: 302, headers: { location: `${at}/papers` } },
    };
    expect(await outside(answers)).toMatchObject({ code: 'mcp.refused' });
    expect(visits).toBe(0);
  });
});
