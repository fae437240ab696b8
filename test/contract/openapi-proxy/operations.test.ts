/** Operations of pinned OpenAPI documents over real sockets: where arguments and secrets go, and where not. */
import { hash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OmegaError } from '../../../src/contracts/errors.ts';
import type { JsonObject } from '../../../src/contracts/json.ts';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { ToolManifest } from '../../../src/contracts/tools/tool.ts';
import { call, callOf, proxy, Web, type Trial } from './web.ts';

const SECRET = 's3cret-value-for-tests';
const web = new Web();
beforeAll(() => web.listen());
afterAll(() => web.close());
beforeEach(() => {
  web.pages.clear();
  web.seen.length = 0;
});

const DOCUMENT = `
openapi: 3.1.0
info: { title: Notes, version: '1' }
paths:
  /notes/{id}:
    parameters:
      - $ref: '#/components/parameters/id'
    get:
      operationId: read
      parameters:
        - { name: tags, in: query }
        - { name: near, in: query, explode: false }
        - { name: X-Trace, in: header }
        - { name: flavour, in: cookie }
      responses: { default: { description: note } }
    put:
      operationId: write
      requestBody:
        $ref: '#/components/requestBodies/note'
      responses: { default: { description: note } }
  /form:
    post:
      operationId: form
      requestBody: { content: { application/x-www-form-urlencoded: {} } }
      responses: { default: { description: ok } }
  /mail:
    get:
      operationId: mail
      x-omega-decode: [data]
      responses: { default: { description: mail } }
    post:
      operationId: send
      requestBody: { required: true, content: { message/rfc822: {} } }
      responses: { default: { description: ok } }
  /upload:
    post:
      operationId: upload
      requestBody: { content: { multipart/form-data: {} } }
      responses: { default: { description: ok } }
  /evil:
    get:
      operationId: evil
      parameters:
        - { name: Host, in: header }
      responses: { default: { description: ok } }
components:
  parameters:
    id: { name: id, in: path, required: true }
  requestBodies:
    note: { required: true, content: { application/json: {} } }
`;
const pinOf = (text: string): string => `sha256:${hash('sha256', text)}`;

type Auth = { secretRef: string; in: 'header' | 'query' | 'cookie'; name: string };
function manifest(operationId: string, { auth, document = DOCUMENT }: { auth?: Auth; document?: string } = {}) {
  return ToolManifest.parse({
    manifestVersion: 1,
    id: `notes/${operationId}`,
    version: '1.0.0',
    title: operationId,
    description: operationId,
    inputSchema: { type: 'object' },
    outputSchema: { type: 'object' },
    executor: {
      kind: 'openapi_proxy',
      document: pinOf(document),
      operationId,
      baseUrl: `${web.url}/api/`,
      ...(auth === undefined ? {} : { auth }),
    },
    policy: {
      scopes: ['notes:write'],
      effects: { writes: false, externalWrites: true, egress: [web.host] },
      minApproval: 'ask_once',
    },
  });
}
const run = (operationId: string, args: JsonObject, more: Trial & { auth?: Auth } = {}) =>
  call(args, {
    manifest: manifest(operationId, more),
    texts: { [pinOf(DOCUMENT)]: DOCUMENT },
    egress: [web.host],
    ...more,
  });
const echo = (path: string) => web.serve(path, '{"ok":true}', { 'content-type': 'application/json' });

describe('a request', () => {
  test('has every argument where the document says', async () => {
    echo('/api/notes/a%2Fb%20%C3%A9');
    const args = { id: 'a/b é', tags: ['x', 'y&z'], near: [1, 2], 'X-Trace': 'on', flavour: 'so ur' };
    const { output, foreign } = await run('read', args);
    expect(output).toEqual({ status: 200, type: 'application/json', body: { ok: true }, truncated: false });
    expect(foreign).toBe(true);
    expect(web.seen[0]).toMatchObject({
      method: 'GET',
      url: '/api/notes/a%2Fb%20%C3%A9?tags=x&tags=y%26z&near=1%2C2',
      headers: { 'x-trace': 'on', cookie: 'flavour=so%20ur' },
    });
    expect(web.seen[0]!.headers['idempotency-key']).toBeUndefined();
  });

  test('that changes something carries its body and the key of the call', async () => {
    echo('/api/notes/1');
    await run('write', { id: 1, body: { text: 'hi' } });
    expect(web.seen[0]).toMatchObject({
      method: 'PUT',
      body: '{"text":"hi"}',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'call-1' },
    });
    echo('/api/form');
    await run('form', { body: { a: 'b c', n: 1 } });
    expect(web.seen[1]!.body).toBe('a=b+c&n=1');
  });

  test('that sends a mail has it as it was written', async () => {
    echo('/api/mail');
    await run('send', { body: 'Subject: é\r\n\r\nHi' });
    expect(web.seen[0]).toMatchObject({ headers: { 'content-type': 'message/rfc822' }, body: 'Subject: é\r\n\r\nHi' });
  });

  test.each([
    ['read', {}],
    ['read', { id: '..' }],
    ['read', { id: '.' }],
    ['read', { id: '' }],
    ['read', { id: { a: 1 } }],
    ['read', { id: '1', tags: [{ a: 1 }] }],
    ['read', { id: '1', 'X-Trace': 'a\r\nHost: evil' }],
    ['read', { id: '1', stray: 'x' }],
    ['write', { id: '1' }],
    ['evil', { Host: 'evil.test' }],
  ] as const)('of %s with %j is not made', async (operation, args) => {
    await expect(run(operation, args as unknown as JsonObject)).rejects.toMatchObject({
      code: 'tool.arguments_invalid',
    });
    expect(web.seen).toEqual([]);
  });

  test.each(['//evil.test/', '/../../x', '%2e%2e', 'a?b#c', '\\\\evil.test', '@evil.test'])(
    'never leaves its place for %s',
    async (id) => {
      await run('read', { id }).catch(() => undefined);
      expect(web.seen[0]!.url).toBe(`/api/notes/${encodeURIComponent(id)}`);
    },
  );

  test('a body that cannot be made is refused', async () => {
    await expect(run('upload', { body: {} })).rejects.toMatchObject({ code: 'tool.unavailable' });
  });
});

describe('a secret', () => {
  const auth = (place: Auth['in'], name: string): Auth => ({ secretRef: 'secret:notes', in: place, name });

  test.each([
    ['header', 'X-Key', (r: (typeof web.seen)[0]) => r.headers['x-key'], SECRET],
    ['header', 'Authorization', (r: (typeof web.seen)[0]) => r.headers.authorization, `Bearer ${SECRET}`],
    ['query', 'key', (r: (typeof web.seen)[0]) => new URL(r.url, web.url).searchParams.get('key'), SECRET],
    ['cookie', 'sid', (r: (typeof web.seen)[0]) => r.headers.cookie, `sid=${SECRET}`],
  ] as const)('goes into the %s %s', async (place, name, look, value) => {
    echo('/api/notes/1');
    await run('read', { id: 1 }, { auth: auth(place, name) });
    expect(look(web.seen[0]!)).toBe(value);
  });

  test('never comes back: not in results, complaints or broken answers', async () => {
    web.serve('/api/notes/1', `{"you sent": "${SECRET}"}`, { 'content-type': 'application/json' });
    const { output } = await run('read', { id: 1 }, { auth: auth('query', 'key') });
    expect(output['body']).toEqual({ 'you sent': '[secret]' });
    web.pages.set('/api/notes/2', (request, response) => void response.writeHead(401).end(`bad key ${request.url}`));
    const failed = await run('read', { id: 2 }, { auth: auth('query', 'key') }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'tool.remote' });
    expect(String((failed as OmegaError).message)).toContain('answered 401: bad key');
    web.redirect('/api/notes/3', `https://evil.test/?${SECRET}`);
    const led = await run('read', { id: 3 }, { auth: auth('query', 'key') }).catch((error: unknown) => error);
    expect(JSON.stringify([failed, led].map((e) => [(e as OmegaError).toData(), String(e)]))).not.toContain(SECRET);
  });

  test('that is missing is told, and nothing is sent', async () => {
    const missing = () => {
      throw new OmegaError('secret.missing', 'no such secret');
    };
    await expect(run('read', { id: 1 }, { auth: auth('header', 'X-Key'), secret: missing })).rejects.toMatchObject({
      code: 'secret.missing',
    });
    expect(web.seen).toEqual([]);
  });

  test('is not on the card', async () => {
    const tool = manifest('write', { auth: auth('query', 'key') });
    const preview = await proxy({ texts: { [pinOf(DOCUMENT)]: DOCUMENT } }).preview(
      callOf({ id: 1, body: { text: 'hi' } }, { manifest: tool }),
    );
    expect(preview).toEqual({
      title: `PUT ${web.url}/api/notes/1`,
      facts: [{ label: 'host', value: web.host }],
      body: '{"text":"hi"}',
      form: 'json',
    });
  });
});

describe('answers', () => {
  test('a refusal of the server is an error with its words', async () => {
    web.pages.set('/api/notes/1', (_, response) => void response.writeHead(422).end('id too small'));
    await expect(run('read', { id: 1 })).rejects.toMatchObject({
      code: 'tool.remote',
      message: `${web.host} answered 422: id too small`,
    });
  });

  test('a reader may be led on at the same host, nowhere else; a writer never', async () => {
    web.redirect('/api/notes/1', '/api/notes/2');
    echo('/api/notes/2');
    expect((await run('read', { id: 1 })).output['status']).toBe(200);
    web.redirect('/api/notes/3', 'http://127.0.0.1:1/x');
    await expect(run('read', { id: 3 }, { egress: ['*:*', web.host] })).rejects.toMatchObject({ code: 'tool.remote' });
    expect((await run('write', { id: 1, body: 1 })).output['status']).toBe(302);
  });

  test('when a change was sent and nobody answered, it may have happened', async () => {
    web.pages.set('/api/notes/1', (request) => void request.socket.destroy());
    await expect(run('write', { id: 1, body: 1 })).rejects.toMatchObject({ code: 'tool.lost' });
    await expect(run('read', { id: 1 })).rejects.toMatchObject({ code: 'tool.remote' });
    web.pages.set('/api/notes/1', () => undefined);
    await expect(run('write', { id: 1, body: 1 }, { limits: { ms: 100 } })).rejects.toMatchObject({
      code: 'tool.lost',
    });
  });

  test('when nobody was there to take it, it has not', async () => {
    const gone = await new Web().listen();
    const host = gone.host;
    const tool = ToolManifest.parse({
      ...manifest('write'),
      executor: { ...manifest('write').executor, baseUrl: `http://${host}/` },
    });
    await gone.close();
    await expect(run('write', { id: 1, body: 1 }, { manifest: tool, egress: [host] })).rejects.toMatchObject({
      code: 'tool.remote',
      message: `${host} cannot be reached (ECONNREFUSED).`,
    });
  });

  test('a host that nobody agreed to is not reached', async () => {
    await expect(run('read', { id: 1 }, { egress: ['example.com:443'] })).rejects.toMatchObject({
      code: 'tool.denied',
    });
    expect(web.seen).toEqual([]);
  });
});

describe('documents', () => {
  const open = (document: string, text: string | undefined, operation = 'read') =>
    run(
      operation,
      { id: 1 },
      {
        manifest: manifest(operation, { document }),
        texts: text === undefined ? {} : { [pinOf(document)]: text },
      },
    );

  test('another text than the one of the pin is not used', async () => {
    await expect(open(DOCUMENT, DOCUMENT.replace('put:', 'post:'))).rejects.toMatchObject({ code: 'artifact.corrupt' });
  });

  test.each([
    ['that is not there', undefined],
    ['of version 2', '{"swagger": "2.0", "paths": {}}'],
    ['that is no document', 'just words'],
    ['that is no YAML', 'a: [b'],
    ['without the operation', '{"openapi": "3.0.3", "paths": {}}'],
    [
      'whose references go in a circle',
      '{"openapi":"3.0.3","paths":{"/a":{"get":{"operationId":"read","parameters":[{"$ref":"#/p"}]}}},"p":{"$ref":"#/p"}}',
    ],
    [
      'whose references lead outside',
      '{"openapi":"3.0.3","paths":{"/a":{"get":{"operationId":"read","parameters":[{"$ref":"http://evil.test/p"}]}}}}',
    ],
    [
      'with two parameters of one name',
      '{"openapi":"3.0.3","paths":{"/a":{"get":{"operationId":"read","parameters":[{"name":"a","in":"query"},{"name":"a","in":"header"}]}}}}',
    ],
  ])('one %s', async (_, text) => {
    await expect(open(text ?? 'absent', text)).rejects.toMatchObject({ code: 'tool.unavailable' });
    expect(web.seen).toEqual([]);
  });

  test('no document but the shipped one may go wherever its argument says', async () => {
    const copy = '{"openapi":"3.1.0","paths":{"/":{"get":{"operationId":"fetch"}}}}';
    await expect(
      run(
        'fetch',
        { url: `${web.url}/x` },
        { manifest: manifest('fetch', { document: copy }), texts: { [pinOf(copy)]: copy } },
      ),
    ).rejects.toMatchObject({ code: 'tool.arguments_invalid' });
    expect(web.seen).toEqual([]);
  });
});

test('fields that hold text in base64url come as the text, at any depth', async () => {
  const data = Buffer.from('Grüße').toString('base64url');
  const given = { data, other: data, parts: [{ body: { data, size: 7 } }] };
  web.serve('/api/mail', JSON.stringify(given), { 'content-type': 'application/json' });
  const { output } = await run('mail', {});
  const body = { data: 'Grüße', other: data, parts: [{ body: { data: 'Grüße', size: 7 } }] };
  expect(output).toMatchObject({ body });
});

test('a secret that is made fresh is waited for; one that cannot be had ends the call before anything is sent', async () => {
  echo('/api/notes/1');
  const auth = { secretRef: 'secret:live', in: 'header', name: 'authorization' } as const;
  await run('read', { id: '1' }, { auth, secret: (reference) => Promise.resolve(new SecretValue('fresh', reference)) });
  expect(web.seen[0]!.headers.authorization).toBe('Bearer fresh');
  const gone = () => Promise.reject(new OmegaError('google.not_connected', 'No account.'));
  await expect(run('read', { id: '1' }, { auth, secret: gone })).rejects.toMatchObject({
    code: 'google.not_connected',
  });
  expect(web.seen).toHaveLength(1);
});
