/** A daemon that answers chat completions as the test says, over a real socket. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';

/** One request as it came in. */
export interface Seen {
  path: string;
  headers: IncomingMessage['headers'];
  body: { user?: string; stream?: boolean; messages?: { role: string; content: string }[] };
}

/** Writes one chunk of a streamed completion. */
export function piece(response: ServerResponse, text: string, more: object = {}): void {
  const chunk = { id: 'chatcmpl-run7', model: 'm', choices: [{ delta: { content: text } }], ...more };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

/** Ends a streamed completion. */
export function done(response: ServerResponse): void {
  response.write(`data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 5 } })}\n\n`);
  response.end('data: [DONE]\n\n');
}

/** Starts the daemon; `answer` gets every request but /healthz. */
export async function fakeDaemon(
  answer: (response: ServerResponse, seen: Seen, count: number) => void | Promise<void>,
) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/healthz') {
      response.end('{"ok":true}');
      return;
    }
    const raw = await readAll(request);
    const entry = { path: request.url ?? '', headers: request.headers, body: raw === '' ? {} : JSON.parse(raw) };
    seen.push(entry);
    await answer(response, entry, seen.length);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    record: { pid: 1, url, startedAt: 0, version: '9.9.9' },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
