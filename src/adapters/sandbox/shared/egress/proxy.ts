/** The only way out of a sandbox: a proxy for CONNECT and plain HTTP on a unix socket, with a list of hosts. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { EgressAttempt } from '../../../../contracts/ports/tools/sandbox.ts';
import { dial, systemResolve, wayTo, type Attempt, type Reach, type Resolve, type Way } from './reach.ts';

/** Attempts that are written down; what comes after is refused. */
const MOST = 1000;
/** Headers that speak of one connection only, or give away secrets of the way. */
const HOP = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

/** A proxy that runs. */
export interface EgressProxy {
  /** path of its socket */
  readonly socket: string;
  /** what was tried so far */
  attempts(): readonly EgressAttempt[];
  /** Ends it with all its connections. */
  close(): Promise<void>;
}

interface Desk {
  readonly reach: Reach;
  readonly attempts: Attempt[];
  readonly open: Set<Duplex>;
}

/**
 * @param rules   host:port globs
 * @param resolve names to addresses
 */
export async function openProxy(rules: readonly string[], resolve: Resolve = systemResolve): Promise<EgressProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'omega-egress-'));
  const socket = join(folder, 's');
  const desk: Desk = { reach: { rules, resolve }, attempts: [], open: new Set() };
  const server = createServer({ maxHeaderSize: 32_768 }, (incoming, answer) => void forward(desk, incoming, answer));
  server.on(
    'connect',
    (incoming: IncomingMessage, inner: Duplex, head: Buffer) => void tunnel(desk, incoming, inner, head),
  );
  server.on('connection', (inner: Socket) => keep(desk, inner));
  server.on('clientError', (_, inner) => inner.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  chmodSync(socket, 0o600);
  return {
    socket,
    attempts: () => desk.attempts,
    close: async () => {
      for (const stream of desk.open) stream.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function keep(desk: Desk, stream: Duplex): void {
  desk.open.add(stream);
  stream.on('error', () => undefined);
  stream.once('close', () => desk.open.delete(stream));
}

async function judge(desk: Desk, host: string, port: number): Promise<Way> {
  const way = await wayTo(host, port, desk.reach);
  if (desk.attempts.length >= MOST) return { attempt: way.attempt, refused: 'Too many attempts.' };
  desk.attempts.push(way.attempt);
  return way;
}

async function tunnel(desk: Desk, { url = '' }: IncomingMessage, inner: Duplex, head: Buffer): Promise<void> {
  const at = url.lastIndexOf(':');
  const way = await judge(desk, url.slice(0, at), Number(url.slice(at + 1)));
  if ('refused' in way) {
    inner.end(`HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n${way.refused}\n`);
    return;
  }
  const outer = await dial(way.address, way.target.port).catch(() => undefined);
  if (outer === undefined || inner.destroyed) {
    outer?.destroy();
    inner.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n');
    return;
  }
  keep(desk, outer);
  const count = (piece: Buffer): void => void (way.attempt.bytes += piece.length);
  inner.on('data', count);
  outer.on('data', count);
  inner.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  way.attempt.bytes += head.length;
  outer.write(head);
  inner.pipe(outer).pipe(inner);
  inner.once('close', () => outer.destroy());
  outer.once('close', () => inner.destroy());
}

async function forward(desk: Desk, incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
  const url = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : undefined;
  const way = url?.protocol === 'http:' ? await judge(desk, url.hostname, Number(url.port || 80)) : undefined;
  if (url === undefined || way === undefined || 'refused' in way) {
    const words = way !== undefined && 'refused' in way ? way.refused : 'Only http and CONNECT.';
    answer.writeHead(way === undefined ? 400 : 403, { 'content-type': 'text/plain', connection: 'close' });
    answer.end(`${words}\n`);
    return;
  }
  const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !HOP.has(name)));
  // The name goes on as Host; the connection goes to the address that was judged.
  const outgoing = request({
    host: way.address,
    port: way.target.port,
    method: incoming.method,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host, connection: 'close' },
    agent: false,
    setHost: false,
  });
  outgoing.on('socket', (socket) => keep(desk, socket));
  const count = (piece: Buffer): void => void (way.attempt.bytes += piece.length);
  incoming.on('data', count);
  outgoing.on('response', (response) => {
    const kept = Object.entries(response.headers).filter(([name]) => !HOP.has(name));
    answer.writeHead(response.statusCode ?? 502, Object.fromEntries(kept));
    response.on('data', count);
    response.pipe(answer);
  });
  outgoing.on('error', () => {
    if (!answer.headersSent) answer.writeHead(502, { connection: 'close' });
    answer.end();
  });
  answer.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}
