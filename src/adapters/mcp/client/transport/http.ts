/** Transport over Streamable HTTP: the SDK's, with every answer bounded while it is read and every broken one reported. */
import type * as ClientSdk from '@modelcontextprotocol/client';
import type {
  AuthProvider,
  FetchLike,
  JSONRPCMessage,
  Transport,
  TransportSendOptions,
} from '@modelcontextprotocol/client';
import { MOST_MESSAGE, MOST_MESSAGES } from '../bounds.ts';
import { Pending } from './pending.ts';

/** The part of the SDK that is needed. */
type Sdk = typeof ClientSdk;

/** Counts bytes of one message in a body: of an event stream, those since the last empty line. */
class Meter {
  readonly #events: boolean;
  #bytes = 0;
  #emptyLine = false;
  events = 0;

  constructor(events: boolean) {
    this.#events = events;
  }

  /** @returns false when a message is longer than is taken */
  take(chunk: Uint8Array): boolean {
    if (!this.#events) {
      this.#bytes += chunk.length;
      return this.#bytes <= MOST_MESSAGE;
    }
    for (const byte of chunk) {
      this.#bytes += 1;
      if (byte === 13) continue;
      if (byte === 10 && this.#emptyLine) {
        this.#bytes = 0;
        this.events += 1;
      } else if (this.#bytes > MOST_MESSAGE) return false;
      this.#emptyLine = byte === 10;
    }
    return true;
  }
}

/** How one body ended. */
type BodyEnd = 'whole' | 'broken' | 'oversized';

async function* measured(
  body: ReadableStream<Uint8Array>,
  events: boolean,
  ended: (how: BodyEnd) => void,
): AsyncGenerator<Uint8Array> {
  const meter = new Meter(events);
  let how: BodyEnd = 'broken';
  let second = 0;
  try {
    for await (const chunk of body) {
      if (!meter.take(chunk)) {
        how = 'oversized';
        throw new Error('the answer is too long and was cut off');
      }
      yield chunk;
      const now = Math.floor(performance.now() / 1000);
      if (now !== second) meter.events = 0;
      second = now;
      // A flood waits on the wire.
      if (meter.events >= MOST_MESSAGES) await new Promise((go) => setTimeout(go, 1000 - (performance.now() % 1000)));
    }
    how = 'whole';
  } finally {
    ended(how);
  }
}

/** The id of the request in a body; undefined for notices and answers. */
function requestIn(init: RequestInit | undefined): number | string | undefined {
  if (typeof init?.body !== 'string') return undefined;
  const { id, method } = JSON.parse(init.body) as { id?: number | string; method?: string };
  return method === undefined ? undefined : id;
}

/** Wraps fetch: bodies are measured; a request whose answer broke off or was too long gets an answer that says so. */
function boundedFetch(pending: Pending): FetchLike {
  return async (url, init) => {
    const response = await fetch(url, init);
    const id = requestIn(init);
    if (response.body === null) return response;
    const events = (response.headers.get('content-type') ?? '').includes('text/event-stream');
    let resumable = false;
    const ended = (how: BodyEnd): void => {
      if (id === undefined || (how !== 'oversized' && resumable)) return;
      const words =
        how === 'oversized' ? 'an answer that was too long was cut off' : 'the connection broke off before the answer';
      // The last event is still on its way through the reader.
      setTimeout(() => pending.has(id) && pending.refuse(id, words), how === 'oversized' ? 0 : 250).unref();
    };
    const watched = async function* (body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of measured(body, events, ended)) {
        // A stream whose events have ids is taken up again by the SDK.
        resumable ||= events && /(?:^|\n)id:/.test(Buffer.from(chunk.subarray(0, 4096)).toString('latin1'));
        yield chunk;
      }
    };
    const { status, statusText, headers } = response;
    return new Response(ReadableStream.from(watched(response.body)), { status, statusText, headers });
  };
}

/** The SDK's transport, with a look at what goes by. */
class TappedTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];
  readonly hasPerRequestStream: boolean;
  readonly #inner: Transport;
  readonly #pending: Pending;

  constructor(build: (pending: Pending) => Transport) {
    this.#pending = new Pending((message) => this.onmessage?.(message));
    this.#inner = build(this.#pending);
    this.hasPerRequestStream = this.#inner.hasPerRequestStream === true;
    this.#inner.onclose = () => this.onclose?.();
    this.#inner.onerror = (error) => {
      if (/Maximum reconnection attempts/.test(error.message))
        this.#pending.refuse(undefined, 'the connection broke off');
      this.onerror?.(error);
    };
    this.#inner.onmessage = (message, extra) => {
      this.#pending.seen(message);
      this.onmessage?.(message, extra);
    };
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion?.(version);
  }

  setSupportedProtocolVersions(versions: string[]): void {
    this.#inner.setSupportedProtocolVersions?.(versions);
  }

  start(): Promise<void> {
    return this.#inner.start();
  }

  send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    this.#pending.sent(message);
    return this.#inner.send(message, options);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

/** What goes along with every request. */
export interface Credentials {
  headers: Readonly<Record<string, string>>;
  authProvider?: AuthProvider;
}

/** Makes the transport. */
export function httpTransport(sdk: Sdk, url: string, { headers, ...more }: Credentials): Transport {
  return new TappedTransport(
    (pending) =>
      new sdk.StreamableHTTPClientTransport(new URL(url), {
        fetch: boundedFetch(pending),
        requestInit: { headers },
        ...more,
      }),
  );
}
