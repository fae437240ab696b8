/** Servers over HTTP that do everything wrong: too long, broken off, silent, gone, another session, another place. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { link, server, textOf, type Linked } from './rig.ts';

interface Message {
  id?: number;
  method: string;
  params?: { name?: string };
}

let http: Server;
let linked: Linked | undefined;
let lost: boolean;
let seen: IncomingMessage['headers'][];

const tool = (name: string): object => ({ name, inputSchema: { type: 'object' } });
const names = ['ok', 'huge', 'stream', 'broken', 'half', 'silent', 'page', 'away', 'flood'];

async function bodyOf(request: IncomingMessage): Promise<Message> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as Message;
}

/** Writes so much that it cannot be held, as fast as it is taken. */
function pour(response: ServerResponse, head: string, mib: number): void {
  response.write(head);
  const block = 'x'.repeat(1_048_576);
  const more = (left: number): void => {
    if (left === 0) return void response.end('"}]}}');
    if (response.write(block)) return more(left - 1);
    response.once('drain', () => more(left - 1));
    return undefined;
  };
  more(mib);
}

function call(id: number, name: string, response: ServerResponse): void {
  const answer = JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'ok' }] } });
  const json = { 'content-type': 'application/json' };
  const events = { 'content-type': 'text/event-stream' };
  const head = `{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"`;
  if (name === 'huge') return pour(response.writeHead(200, json), head, 50);
  if (name === 'stream') return pour(response.writeHead(200, events), `data: ${head}`, 50);
  if (name === 'broken')
    return void response
      .writeHead(200, events)
      .end('data: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}\n\n');
  if (name === 'half') return void response.writeHead(200, events).write(`data: ${head}`, () => response.destroy());
  if (name === 'silent') return void response.writeHead(200, events).write(': wait\n\n');
  if (name === 'page')
    return void response.writeHead(500, { 'content-type': 'text/html' }).end(`<html>${'e'.repeat(100_000)}</html>`);
  if (name === 'away') return void response.writeHead(307, { location: 'http://127.0.0.1:9/steal' }).end();
  if (name === 'flood') {
    const line = `data: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}\n\n`;
    response.writeHead(200, events).write(line.repeat(12_000));
    return void response.end(`data: ${answer}\n\n`);
  }
  return void response.writeHead(200, json).end(answer);
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  seen.push(request.headers);
  if (request.method !== 'POST') return void response.writeHead(405).end();
  const { id, method, params } = await bodyOf(request);
  if (lost && method !== 'initialize') return void response.writeHead(404).end('no such session');
  if (id === undefined) return void response.writeHead(202).end();
  const reply = (value: object): void =>
    void response
      .writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': 's1' })
      .end(JSON.stringify({ jsonrpc: '2.0', id, ...value }));
  if (method === 'initialize')
    reply({
      result: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'web', version: '1' } },
    });
  else if (method === 'tools/list') reply({ result: { tools: names.map(tool) } });
  else if (method === 'tools/call') call(id, params?.name ?? '', response);
  else reply({ error: { code: -32601, message: 'no such method' } });
}

beforeEach(async () => {
  lost = false;
  seen = [];
  http = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await linked?.close();
  http.closeAllConnections();
  http.close();
});

async function connect(timeoutMs = 15_000): Promise<Linked> {
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
  linked = await link(
    server(
      'web',
      { kind: 'http', url, headers: { authorization: new SecretValue('Bearer s3cret', 'test') } },
      { timeoutMs },
    ),
  );
  return linked;
}

test.each([
  ['huge', 'cut off'],
  ['stream', 'cut off'],
  ['broken', 'broke off'],
  ['half', 'broke off'],
  ['page', '500'],
])('a call that is answered by something %s fails in words, and the next one goes on', async (name, words) => {
  const there = await connect();
  const before = process.memoryUsage().rss;
  const failure = await there.call(name).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'tool.remote' });
  expect((failure as Error).message.length).toBeLessThan(700);
  expect((failure as Error).message).toContain(words === '500' ? '<html>' : words);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1_048_576);
  expect(textOf(await there.call('ok'))).toBe('ok');
});

test('silence ends with the deadline', async () => {
  const there = await connect(400);
  await expect(there.call('silent')).rejects.toMatchObject({ code: 'tool.timeout' });
  expect(textOf(await there.call('ok'))).toBe('ok');
});

test('a flood is slowed down, not followed', async () => {
  const there = await connect();
  const began = performance.now();
  expect(textOf(await there.call('flood'))).toBe('ok');
  expect(performance.now() - began).toBeGreaterThan(1000);
});

test('a redirect to another place is not followed: the token stays here', async () => {
  const there = await connect();
  await expect(there.call('away')).rejects.toMatchObject({ code: 'tool.remote' });
  expect(seen.every(({ authorization }) => authorization === 'Bearer s3cret')).toBe(true);
});

test('a session that the server no longer knows ends the connection, so that a new one is made', async () => {
  const there = await connect();
  await there.call('ok');
  lost = true;
  await expect(there.call('ok')).rejects.toMatchObject({ code: 'tool.remote' });
  await expect(there.over).rejects.toMatchObject({ code: 'mcp.unreachable', disposition: 'retry' });
});
