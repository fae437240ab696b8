/** A daemon that answers chat completions as the test says, over a real socket. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import type { Approval } from '../../../src/contracts/tools/policy.ts';

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

/** What stands open, as `/v1/approvals` serves it. Questions asked for are no requests that a test counts; answers are kept. */
export class FakeQuestions {
  list: Approval[] = [];
  /** bodies of the answers that were taken */
  readonly answers: object[] = [];
  #taken: () => void = () => undefined;

  /** Resolves at the next answer. */
  get taken(): Promise<void> {
    return new Promise((resolve) => (this.#taken = resolve));
  }

  serve(path: string, raw: string, response: ServerResponse): void {
    const id = path.split('/')[3];
    const found = this.list.find((approval) => approval.id === id);
    if (id === undefined)
      return void response.end(JSON.stringify({ approvals: this.list.filter((a) => a.state === 'pending') }));
    if (found === undefined) return void response.writeHead(404).end('{}');
    if (raw !== '' && found.state !== 'pending')
      return void response.writeHead(409).end('{"error":{"message":"This was resolved already by owner."}}');
    if (raw !== '') {
      const body = JSON.parse(raw) as Pick<Approval, 'answer' | 'words'>;
      Object.assign(found, { state: 'resolved', answer: body.answer, words: body.words, by: 'owner', via: 'terminal' });
      this.answers.push(body);
      this.#taken();
    }
    response.end(JSON.stringify(found));
  }
}

/** Starts the daemon; `answer` gets every request but /healthz and /v1/approvals. */
export async function fakeDaemon(
  answer: (response: ServerResponse, seen: Seen, count: number) => void | Promise<void>,
) {
  const seen: Seen[] = [];
  const questions = new FakeQuestions();
  const server = createServer(async (request, response) => {
    if (request.url === '/healthz') {
      response.end('{"ok":true}');
      return;
    }
    const raw = await readAll(request);
    if (request.url?.startsWith('/v1/approvals')) return questions.serve(request.url, raw, response);
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
    questions,
    record: { pid: 1, url, startedAt: 0, version: '9.9.9' },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
