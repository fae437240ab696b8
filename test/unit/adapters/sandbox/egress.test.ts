/** The way out of the sandbox: the list of hosts, names that lead home, and what is counted. */
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openProxy, type EgressProxy } from '../../../../src/adapters/sandbox/shared/egress/proxy.ts';
import { isPrivate, permissionOf, targetOf } from '../../../../src/adapters/sandbox/shared/egress/rules.ts';

describe('rules', () => {
  test.each([
    ['api.example.com:443', ['api.example.com:443'], 'by name'],
    ['API.example.com.:443', ['api.example.com:443'], 'by name'],
    ['api.example.com:443', ['*.example.com:443'], 'by pattern'],
    ['a.b.example.com:443', ['*.example.com:*'], 'by pattern'],
    ['example.com:443', ['*.example.com:443'], 'no'],
    ['api.example.com:80', ['api.example.com:443'], 'no'],
    ['apiXexample.com:443', ['api.example.com:443'], 'no'],
    ['api.example.com.evil.org:443', ['*.example.com:443', 'api.example.com:443'], 'no'],
    ['evil.org:443', [], 'no'],
    ['127.0.0.1:80', ['*:*'], 'by pattern'],
    ['127.0.0.1:80', ['127.0.0.1:80'], 'by name'],
    ['[::1]:80', ['[::1]:80'], 'by name'],
  ])('%s under %j: %s', (text, rules, expected) => {
    const at = text.lastIndexOf(':');
    const target = targetOf(text.slice(0, at), Number(text.slice(at + 1)));
    expect(target && permissionOf(target, rules)).toBe(expected);
  });

  test.each(['127.1', '0x7f000001', '2130706433', '1.2.3.4.5', 'a b', 'a/b', 'a@b', '', '.', 'x'.repeat(300), 'ä.de'])(
    '%s is no host',
    (host) => expect(targetOf(host, 80)).toBeUndefined(),
  );

  test.each([0, -1, 65_536, 1.5, Number.NaN])('%s is no port', (port) =>
    expect(targetOf('a.de', port)).toBeUndefined(),
  );

  test.each(
    '127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fd00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:a9fe:a9fe 64:ff9b::7f00:1 2002:7f00:1:: nonsense'.split(
      ' ',
    ),
  )('%s belongs to the machine or its network', (address) => expect(isPrivate(address)).toBe(true));

  test.each('1.1.1.1 172.32.0.1 100.128.0.1 8.8.8.8 2606:4700::1111 ::ffff:8.8.8.8'.split(' '))(
    '%s does not',
    (address) => expect(isPrivate(address)).toBe(false),
  );
});

describe('the proxy', () => {
  let server: Server;
  let port: number;
  let proxy: EgressProxy | undefined;
  const seen: { host: string | undefined; secret: string | undefined }[] = [];
  beforeEach(async () => {
    seen.length = 0;
    server = createServer((incoming, answer) => {
      seen.push({ host: incoming.headers.host, secret: incoming.headers['proxy-authorization'] });
      answer.end('served');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    await proxy?.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** One exchange by CONNECT. */
  const tunnel = (target: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(proxy?.socket ?? '');
      let text = '';
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
      socket.on('data', (piece) => {
        const isFirst = text === '';
        text += piece.toString('utf8');
        if (isFirst && text.startsWith('HTTP/1.1 200'))
          socket.write(`GET / HTTP/1.1\r\nhost: ${target}\r\nconnection: close\r\n\r\n`);
      });
      socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n\r\n`);
    });
  /** One request in plain HTTP. */
  const plain = (url: string): Promise<{ status: number | undefined; text: string }> =>
    new Promise((resolve, reject) => {
      const headers = { 'proxy-authorization': 'secret', host: 'somebody.else' };
      const asked = request({ socketPath: proxy?.socket ?? '', path: url, headers }, (answer) => {
        let text = '';
        answer.on('data', (piece: Buffer) => (text += piece.toString('utf8')));
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
      });
      asked.on('error', reject);
      asked.end();
    });

  test('carries what the list names by its very address, and counts the bytes', async () => {
    proxy = await openProxy([`127.0.0.1:${port}`]);
    expect(await tunnel(`127.0.0.1:${port}`)).toMatch(/^HTTP\/1.1 200 [^]*served$/);
    expect(await plain(`http://127.0.0.1:${port}/x`)).toEqual({ status: 200, text: 'served' });
    expect(seen[1]).toEqual({ host: `127.0.0.1:${port}`, secret: undefined });
    expect(proxy.attempts()).toEqual([
      { host: '127.0.0.1', port, allowed: true, bytes: expect.any(Number) },
      { host: '127.0.0.1', port, allowed: true, bytes: 'served'.length },
    ]);
    expect(proxy.attempts()[0]?.bytes).toBeGreaterThan(100);
  });

  test('refuses what is not on the list, and writes it down', async () => {
    proxy = await openProxy(['*.example.com:443']);
    expect(await tunnel('evil.org:443')).toMatch(/^HTTP\/1.1 403 [^]*not on the list/);
    expect(await plain('http://evil.org/')).toMatchObject({ status: 403 });
    expect(await plain('ftp://evil.org/')).toMatchObject({ status: 400 });
    expect(proxy.attempts()).toEqual([
      { host: 'evil.org', port: 443, allowed: false, bytes: 0 },
      { host: 'evil.org', port: 80, allowed: false, bytes: 0 },
    ]);
  });

  test('a name that leads home is refused, also when only one of its addresses does', async () => {
    proxy = await openProxy(['*:*'], async (host) => (host === 'two.org' ? ['8.8.8.8', '127.0.0.1'] : ['127.0.0.1']));
    for (const host of ['one.org', 'two.org', 'localhost', '127.0.0.1', '[::1]', '169.254.169.254'])
      expect(await tunnel(`${host}:${port}`)).toMatch(/^HTTP\/1.1 403 /);
    expect(seen).toEqual([]);
  });

  test('a name on the list does not make its private address allowed', async () => {
    proxy = await openProxy([`rebind.org:${port}`], async () => ['127.0.0.1']);
    expect(await tunnel(`rebind.org:${port}`)).toMatch(/^HTTP\/1.1 403 [^]*its own network/);
  });

  test('a name is asked for once: the address that was judged is the one that is reached', async () => {
    let asked = 0;
    proxy = await openProxy(['*:*'], async () => (asked++ === 0 ? ['192.0.2.1', '198.51.100.1'] : ['127.0.0.1']));
    expect(await tunnel(`rebind.org:${port}`)).toMatch(/^HTTP\/1.1 403 /);
    expect(asked).toBe(1);
    expect(seen).toEqual([]);
  });

  test('nobody there is said, and closing ends what is open', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const gone = (closed.address() as AddressInfo).port;
    await new Promise((resolve) => closed.close(resolve));
    proxy = await openProxy([`127.0.0.1:${gone}`]);
    expect(await tunnel(`127.0.0.1:${gone}`)).toMatch(/^HTTP\/1.1 502 /);
    const open = connect(proxy.socket);
    await new Promise((resolve) => open.once('connect', resolve));
    const ended = new Promise((resolve) => open.once('close', resolve));
    await proxy.close();
    await ended;
    proxy = undefined;
  });
});
