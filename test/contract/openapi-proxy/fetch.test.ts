/** The tool `fetch` over real sockets: what it reads, and everything it must not be led to. */
import { createServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { zoneOf } from '../../../src/adapters/executors/openapi-proxy/addresses.ts';
import { hash } from 'node:crypto';
import { FETCH_DOCUMENT, FETCH_PIN, FETCH_TOOL } from '../../../src/domain/tools/fetch.ts';
import { schemaProblems } from '../../../src/domain/tools/schema.ts';
import { call, proxy, callOf, Web, type Trial } from './web.ts';

const web = new Web();
const other = new Web();
beforeAll(async () => {
  await web.listen();
  await other.listen();
});
afterAll(async () => {
  await web.close();
  await other.close();
});
beforeEach(() => {
  for (const one of [web, other]) {
    one.pages.clear();
    one.seen.length = 0;
  }
});

const get = (path: string, trial: Trial = {}) => call({ url: `${web.url}${path}` }, { egress: [web.host], ...trial });
/** What becomes of a call that has to be refused, and whether anything was sent anyway. */
const fate = async (url: string, trial: Trial = {}): Promise<string> => {
  const code = await call({ url }, { egress: ['*:*'], ...trial }).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
  return `${code}, ${web.seen.length + other.seen.length} requests`;
};
const REFUSED = 'tool.denied, 0 requests';

test('the document is the one its pin names', () => {
  expect(`sha256:${hash('sha256', FETCH_DOCUMENT)}`).toBe(FETCH_PIN);
});

describe('reading', () => {
  test('a page comes as Markdown, its title and address on top', async () => {
    web.serve(
      '/page',
      `<!doctype html><title> Tea &amp; more </title><style>p{}</style><h1>Tea</h1><p>See <a href="/green">green</a>.</p>
       <script>steal()</script><p hidden>whisper</p><p style="display: none">whisper</p><div aria-hidden="true">whisper</div>
       <p style="font-size:0">whisper</p><p style="position:absolute;left:-9999px">whisper</p><!-- whisper -->
       <img src="data:image/png;base64,AAAA" alt="A cup"><a href="javascript:steal()">press</a>
       <table><tr><th>kind</th><th>price</th></tr><tr><td>oolong</td><td>4|5</td></tr></table>`,
      { 'content-type': 'text/html' },
    );
    const { output, text, foreign } = await get('/page#part');
    expect(output).toEqual({
      url: `${web.url}/page`,
      status: 200,
      type: 'text/html',
      truncated: false,
      text: `# Tea & more\n\n<${web.url}/page>\n\n# Tea\n\nSee [green](${web.url}/green).\n\nA cuppress\n\n| kind | price |\n| --- | --- |\n| oolong | 4\\|5 |`,
    });
    expect(text).not.toMatch(/whisper|steal/);
    expect(foreign).toBe(true);
    expect(schemaProblems(FETCH_TOOL.outputSchema, output)).toEqual([]);
  });

  test('JSON and text come as they are, with every status', async () => {
    web.serve('/json', '{"a": 1}', { 'content-type': 'application/problem+json' });
    expect((await get('/json')).output).toMatchObject({ text: '{"a": 1}', type: 'application/problem+json' });
    expect((await get('/missing')).output).toMatchObject({ status: 404, text: 'nothing here' });
  });

  test('nothing is sent but what a reader sends', async () => {
    web.serve('/a', 'x', { 'content-type': 'text/plain', 'set-cookie': 'id=1' });
    await get('/a');
    await get('/a');
    expect(Object.keys(web.seen[1]!.headers).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  test('HEAD has no text; other methods are refused', async () => {
    web.serve('/a', 'x');
    const { output } = await call({ url: `${web.url}/a`, method: 'HEAD' }, { egress: [web.host] });
    expect(output).toMatchObject({ status: 200, type: 'text/plain', text: '' });
    expect(web.seen[0]!.method).toBe('HEAD');
    await expect(call({ url: web.url, method: 'POST' }, { egress: [web.host] })).rejects.toMatchObject({
      code: 'tool.arguments_invalid',
    });
  });

  test.each([
    ['text/plain; charset=iso-8859-1', Buffer.from('caf\xe9', 'latin1'), 'café'],
    ['text/plain; charset="windows-1251"', Buffer.from([0xef, 0xf0, 0xe8]), 'при'],
    ['text/plain; charset=shift_jis', Buffer.from([0x82, 0xa0]), 'あ'],
    ['text/plain; charset=latin1', Buffer.from('\ufeffcafé'), 'café'],
    ['text/plain; charset=nonsense', Buffer.from('café'), 'café'],
    ['text/plain', Buffer.from('\ufeffcafé', 'utf16le'), 'café'],
    ['', Buffer.from('café'), 'café'],
    ['application/json; charset=utf-8', Buffer.from('"é"'), '"é"'],
  ])('letters: %s', async (type, bytes, text) => {
    web.serve('/a', bytes, type === '' ? {} : { 'content-type': type });
    expect((await get('/a')).output['text']).toBe(text);
  });

  test('a page may name its own letters', async () => {
    const page = Buffer.from('<meta charset="iso-8859-2"><p>\xb3\xf3d\xbc</p>', 'latin1');
    web.serve('/a', page, { 'content-type': 'text/html' });
    expect((await get('/a')).output['text']).toContain('łódź');
  });

  test.each([
    ['image/png', Buffer.alloc(1234)],
    ['application/pdf', Buffer.from('%PDF')],
    ['', Buffer.from([0, 1, 2, 3])],
    ['', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ])('what is no text is refused with its type and size: %s', async (type, bytes) => {
    web.serve('/a', bytes, type === '' ? {} : { 'content-type': type });
    const named = type === '' ? 'application/octet-stream' : type;
    await expect(get('/a')).rejects.toMatchObject({
      code: 'tool.failed',
      message: `This is ${named} of ${bytes.length} bytes; only pages, JSON and text are read.`,
    });
  });

  test('the card says what will be asked, before it is', async () => {
    const preview = await proxy().preview(callOf({ url: 'https://Example.com/a?b#c' }, {}));
    expect(preview).toEqual({
      title: 'GET https://example.com/a?b',
      facts: [{ label: 'host', value: 'example.com:443' }],
      body: '',
      form: 'text',
    });
  });
});

describe('bounds', () => {
  const small = { limits: { bytes: 1000 } };

  test('a longer answer is cut, and says so', async () => {
    web.serve('/a', 'x'.repeat(5000));
    const { output, text } = await get('/a', small);
    expect(output).toMatchObject({ text: 'x'.repeat(1000), truncated: true });
    expect(text).toContain('longer than the 1000 bytes');
    web.serve('/b', 'x'.repeat(1000));
    expect((await get('/b', small)).output['truncated']).toBe(false);
  });

  test('a letter that is cut in two is left out', async () => {
    web.serve('/a', `${'x'.repeat(999)}é`);
    expect((await get('/a', small)).output['text']).toBe('x'.repeat(999));
  });

  test('an endless answer ends at the limit', async () => {
    web.pages.set('/a', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const more = (): void => {
        while (!response.destroyed && response.write('y'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    });
    expect((await get('/a')).output).toMatchObject({ truncated: true });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('a bomb in %s costs no more than the limit', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(200 * 1024 * 1024));
    web.serve('/a', bomb, { 'content-type': 'text/plain', 'content-encoding': encoding });
    const before = process.memoryUsage().arrayBuffers;
    const { output } = await get('/a');
    expect(output['truncated']).toBe(true);
    expect(output['text']).toHaveLength(2 * 1024 * 1024);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('packed answers are unpacked; unknown or broken packing is an error', async () => {
    web.serve('/a', gzipSync('hello'), { 'content-type': 'text/plain', 'content-encoding': 'gzip' });
    expect((await get('/a')).output['text']).toBe('hello');
    web.serve('/b', 'hello', { 'content-type': 'text/plain', 'content-encoding': 'gzip' });
    web.serve('/c', 'hello', { 'content-type': 'text/plain', 'content-encoding': 'x-secret' });
    web.serve('/d', gzipSync('hello').subarray(0, 12), { 'content-type': 'text/plain', 'content-encoding': 'gzip' });
    for (const path of ['/b', '/c', '/d']) await expect(get(path)).rejects.toMatchObject({ code: 'tool.remote' });
  });

  test('a slow drip ends at the deadline, also before the first byte', async () => {
    web.pages.set('/drip', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      const timer = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(timer));
    });
    web.pages.set('/mute', () => undefined);
    for (const path of ['/drip', '/mute'])
      await expect(get(path, { limits: { ms: 150 } })).rejects.toMatchObject({
        code: 'tool.timeout',
        message: `${web.host} took longer than 0.15 s.`,
      });
  });

  test('a name that is never found ends at the deadline', async () => {
    const net = { resolve: () => new Promise<never>(() => undefined) };
    await expect(
      call({ url: 'http://slow.test/' }, { egress: ['*:*'], net, limits: { ms: 50 } }),
    ).rejects.toMatchObject({ code: 'tool.timeout' });
  });

  test('a stop from outside comes through with its reason', async () => {
    const stop = new AbortController();
    web.pages.set('/mute', () => stop.abort(new Error('stopped')));
    await expect(get('/mute', { signal: stop.signal })).rejects.toThrow('stopped');
  });

  test('a page that no parser survives is an error, and the daemon lives', async () => {
    web.serve('/deep', '<b>'.repeat(50_000), { 'content-type': 'text/html' });
    await expect(get('/deep')).rejects.toMatchObject({ code: 'tool.failed' });
    web.serve('/huge', '<div>'.repeat(300_000), { 'content-type': 'text/html' });
    await expect(get('/huge', { limits: { ms: 1500 } })).rejects.toMatchObject({
      code: expect.stringMatching(/^tool\.(?:timeout|failed)$/) as string,
    });
  });
});

describe('answers that lie about themselves', () => {
  const raw = async (bytes: string | Buffer) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as { port: number }).port}`;
    try {
      return await call({ url: `http://${host}/` }, { egress: [host] });
    } finally {
      server.close();
    }
  };

  test('longer than they are', async () => {
    await expect(raw('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort')).rejects.toMatchObject({
      code: 'tool.remote',
      message: expect.stringContaining('broke off') as string,
    });
  });

  test('shorter than they are: what was announced is read', async () => {
    const { output } = await raw('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 3\r\n\r\nabcdef');
    expect(output['text']).toBe('abc');
  });

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9\r\n'],
    ['nothing', ''],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\nabcde'],
    ['too many headers', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}\r\n`],
    ['a broken chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc'],
  ])('%s', async (_, bytes) => {
    await expect(raw(bytes)).rejects.toMatchObject({ code: 'tool.remote' });
  });
});

describe('where it may go', () => {
  test('only where somebody agreed to', async () => {
    web.serve('/a', 'x');
    expect(await fate(`${web.url}/a`, { egress: ['example.com:443', `127.0.0.1:${web.port + 1}`] })).toBe(REFUSED);
    expect(await fate(`${web.url}/a`, { egress: [] })).toBe(REFUSED);
  });

  test('not inside by a wildcard, only by the very address', async () => {
    web.serve('/a', 'x');
    expect(await fate(`${web.url}/a`)).toBe(REFUSED);
    expect(await fate(`${web.url}/a`, { egress: ['127.0.0.1:*', '127.*:*'] })).toBe(REFUSED);
    expect(await fate(`http://localhost:${web.port}/a`)).toBe(REFUSED);
    expect((await get('/a')).output['status']).toBe(200);
    const local = `localhost:${web.port}`;
    const net = { resolve: async () => [{ address: '127.0.0.1', family: 4 }] };
    expect((await call({ url: `http://${local}/a` }, { egress: [local], net })).output['status']).toBe(200);
  });

  test.each([
    'http://127.1:PORT/',
    'http://0x7f.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://017700000001:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[::127.0.0.1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://0.0.0.0:PORT/',
    'http://[::]:PORT/',
    'http://①②⑦.0.0.1:PORT/',
  ])('%s is this machine, however it is written', async (url) => {
    expect(await fate(url.replace('PORT', String(web.port)))).toBe(REFUSED);
  });

  test.each([
    'http://10.0.0.1/',
    'http://172.16.5.4/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[ff02::1]/',
    'http://198.18.0.1/',
    'http://240.0.0.1/',
  ])('%s is not the web', async (url) => {
    expect(await fate(url)).toBe(REFUSED);
  });

  test('what clouds tell their machines is out of reach even by agreement', async () => {
    expect(await fate('http://169.254.169.254/', { egress: ['169.254.169.254:80'] })).toBe(REFUSED);
    expect(await fate('http://0.0.0.0/', { egress: ['0.0.0.0:80'] })).toBe(REFUSED);
  });

  test.each(['10.0.0.5', '::1', '::ffff:10.0.0.5', '169.254.169.254', '127.0.0.1'])(
    'a name that leads to %s is refused, also when somebody agreed to the name',
    async (address) => {
      const net = { resolve: async () => [{ address, family: address.includes(':') ? 6 : 4 }] };
      expect(await fate(`http://intranet.test:${web.port}/`, { net, egress: [`intranet.test:${web.port}`] })).toBe(
        REFUSED,
      );
    },
  );

  test('one address inside among others is enough to refuse', async () => {
    const net = {
      resolve: async () => [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    };
    expect(await fate(`http://mixed.test:${web.port}/`, { net })).toBe(REFUSED);
  });

  test('a name that changes its mind: the address that was checked is the one that is connected to', async () => {
    web.serve('/a', 'inside');
    let asked = 0;
    const zone = (address: string) => (address === '127.0.0.1' ? ('inside' as const) : ('outside' as const));
    const answers = ['127.0.0.9', '127.0.0.1'];
    const resolve = async () => [{ address: answers[asked++] ?? '127.0.0.1', family: 4 }];
    // 127.0.0.9 plays the web: nobody listens there, so a look-up of one's own would be seen by its success.
    await expect(
      call(
        { url: `http://fickle.test:${web.port}/a` },
        { egress: ['*:*'], net: { resolve, zone }, limits: { ms: 2000 } },
      ),
    ).rejects.toMatchObject({ code: 'tool.remote' });
    expect([asked, web.seen]).toEqual([1, []]);
  });

  test('the name goes to the server although the address is pinned', async () => {
    web.serve('/a', 'x');
    const net = { resolve: async () => [{ address: '127.0.0.1', family: 4 }], zone: () => 'outside' as const };
    const { egress } = await call({ url: `http://site.test:${web.port}/a` }, { egress: ['site.test:*'], net });
    expect(web.seen[0]!.headers.host).toBe(`site.test:${web.port}`);
    expect(egress).toEqual([{ host: 'site.test', port: web.port, allowed: true, bytes: 1 }]);
  });

  test.each([
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://example.com/',
    'data:text/plain,x',
    'nonsense',
    '//x',
  ])('%s is no page', async (url) => {
    await expect(call({ url }, { egress: ['*:*'] })).rejects.toMatchObject({ code: 'tool.arguments_invalid' });
  });

  test('an address with a name and a password is refused', async () => {
    await expect(call({ url: `http://ada:pw@${web.host}/` }, { egress: [web.host] })).rejects.toMatchObject({
      code: 'tool.arguments_invalid',
    });
  });

  test('a server that speaks no TLS is no secure one', async () => {
    const host = web.host;
    await expect(call({ url: `https://${host}/` }, { egress: [host] })).rejects.toMatchObject({ code: 'tool.remote' });
  });

  test('a name nobody knows', async () => {
    const net = { resolve: () => Promise.reject(new Error('ENOTFOUND')) };
    await expect(call({ url: 'http://nowhere.test/' }, { egress: ['*:*'], net })).rejects.toMatchObject({
      code: 'tool.remote',
      message: 'There is no host of the name nowhere.test.',
    });
  });
});

describe('redirects', () => {
  test('are followed, five at most', async () => {
    for (let i = 0; i < 6; i++) web.redirect(`/${i}`, `/${i + 1}`, [301, 302, 303, 307, 308][i % 5]);
    web.serve('/6', 'there');
    expect((await get('/1')).output).toMatchObject({ url: `${web.url}/6`, text: 'there' });
    await expect(get('/0')).rejects.toMatchObject({ message: `${web.host} redirects more than 5 times.` });
  });

  test('to an address inside are refused, and nothing is sent there', async () => {
    web.redirect('/a', `${other.url}/secret`);
    for (const egress of [[web.host], [web.host, '*:*']])
      await expect(get('/a', { egress })).rejects.toMatchObject({ code: 'tool.denied' });
    expect(other.seen).toEqual([]);
  });

  test('to a host nobody agreed to are refused with the address that would have to be asked for', async () => {
    web.redirect('/a', 'https://elsewhere.test/b');
    await expect(get('/a')).rejects.toMatchObject({
      code: 'tool.denied',
      message: expect.stringContaining('https://elsewhere.test/b') as string,
    });
  });

  test('between hosts that were agreed to are followed', async () => {
    web.redirect('/a', `${other.url}/b`);
    other.serve('/b', 'there');
    const { output, egress } = await get('/a', { egress: [web.host, other.host] });
    expect(output).toMatchObject({ url: `${other.url}/b`, text: 'there' });
    expect(egress).toHaveLength(2);
  });

  test.each(['file:///etc/passwd', 'http://ada:pw@127.0.0.1/', 'javascript:x'])('to %s are refused', async (to) => {
    web.redirect('/a', to);
    await expect(get('/a')).rejects.toMatchObject({ code: 'tool.arguments_invalid' });
  });
});

test.each([
  ['8.8.8.8', 'outside'],
  ['2606:4700::1111', 'outside'],
  ['172.32.0.1', 'outside'],
  ['100.128.0.1', 'outside'],
  ['::1', 'inside'],
  ['127.255.255.254', 'inside'],
  ['::ffff:8.8.8.8', 'never'],
  ['fe80::1%eth0', 'never'],
  ['not an address', 'never'],
] as const)('%s lies %s', (address, zone) => {
  expect(zoneOf(address)).toBe(zone);
});
