/** A small web for the tests: real sockets on a free port, one function per path, and calls of the executor against it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openApiProxy, type ProxyOptions } from '../../../src/adapters/executors/openapi-proxy/index.ts';
import type { ToolCall, ToolOutput } from '../../../src/contracts/ports/tools/executor.ts';
import type { JsonObject } from '../../../src/contracts/json.ts';
import { SecretValue } from '../../../src/contracts/secret.ts';
import type { ToolManifest } from '../../../src/contracts/tools/tool.ts';
import { FETCH_DOCUMENT, FETCH_PIN, FETCH_TOOL } from '../../../src/domain/tools/fetch.ts';

/** What a path does. */
export type Page = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** The web. */
export class Web {
  readonly pages = new Map<string, Page>();
  /** every request that came in */
  readonly seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString();
        const { method = '', url = '', headers } = request;
        this.seen.push({ method, url, headers, body });
        const page = this.pages.get(new URL(url, 'http://x').pathname);
        if (page) page(request, response, body);
        else response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
      });
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** host:port as policy sees it */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** A path that answers with one text. */
  serve(path: string, text: string | Buffer, headers: Record<string, string> = { 'content-type': 'text/plain' }): void {
    this.pages.set(path, (_, response) => void response.writeHead(200, headers).end(text));
  }

  /** A path that leads on. */
  redirect(path: string, to: string, status = 302): void {
    this.pages.set(path, (_, response) => void response.writeHead(status, { location: to }).end());
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** How a call is made in a test. */
export interface Trial extends Partial<Omit<ProxyOptions, 'document'>> {
  manifest?: ToolManifest;
  /** text of further documents by pin */
  texts?: Record<string, string>;
  egress?: readonly string[];
  signal?: AbortSignal;
}

/** Builds an executor for a test. */
export function proxy({ texts, ...options }: Trial = {}): ReturnType<typeof openApiProxy> {
  const all: Record<string, string> = { [FETCH_PIN]: FETCH_DOCUMENT, ...texts };
  return openApiProxy({
    document: (pin) => all[pin],
    fetchPin: FETCH_PIN,
    secret: (reference) => new SecretValue('s3cret-value-for-tests', reference),
    userAgent: 'Omega/test',
    ...options,
  });
}

/** The call of a tool. */
export function callOf(args: JsonObject, { manifest = FETCH_TOOL, egress = [] }: Trial): ToolCall {
  return {
    id: 'call-1',
    run: 'r1',
    conversation: 'web:owner',
    person: 'owner',
    manifest,
    args,
    place: { workspace: '/nowhere', mode: 'sandbox', egress },
  };
}

/** Makes one call. */
export function call(args: JsonObject, trial: Trial = {}): Promise<ToolOutput> {
  const signal = trial.signal ?? new AbortController().signal;
  const context = { attempt: 1, recovered: false, signal, progress: () => undefined };
  return proxy(trial).run(callOf(args, trial), context);
}
