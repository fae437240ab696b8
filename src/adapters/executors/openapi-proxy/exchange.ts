/** One HTTP request to addresses that were checked before, its answer read up to a limit. */
import type { LookupAddress, LookupOptions } from 'node:dns';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline, type Duplex, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OmegaError } from '../../../contracts/errors.ts';
import type { Address } from './reach.ts';

/** What is sent. */
export interface Outgoing {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** How it is sent. */
export interface Wire {
  /** the only addresses that are connected to */
  addresses: readonly Address[];
  signal: AbortSignal;
  /** most bytes of the answer, before and after unpacking */
  limit: number;
}

/** What came back. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** there was more than the limit */
  truncated: boolean;
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** A look-up that gives what was checked, whatever the name means by now. */
function pinned(addresses: readonly Address[]) {
  return (_name: string, options: LookupOptions, done: LookupCallback): void => {
    const [first] = addresses;
    if (options.all === true) done(null, [...addresses]);
    else if (first) done(null, first.address, first.family);
    else done(new Error('no address'), '');
  };
}

const UNPACK: Readonly<Record<string, () => Duplex>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

function unpacked(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return response;
  const unpack = UNPACK[encoding];
  if (unpack === undefined) {
    response.destroy();
    throw new OmegaError('tool.remote', `The answer is packed in a way nobody asked for (${encoding.slice(0, 40)}).`);
  }
  // The error, if any, comes out of the stream that is read.
  return pipeline(response, unpack(), () => undefined);
}

async function readBody(response: IncomingMessage, limit: number): Promise<Pick<Answer, 'body' | 'truncated'>> {
  const parts: Buffer[] = [];
  let size = 0;
  let raw = 0;
  response.on('data', (chunk: Buffer) => (raw += chunk.length));
  for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
    parts.push(chunk.subarray(0, limit - size));
    size += chunk.length;
    if (size > limit || raw > limit) return { body: Buffer.concat(parts), truncated: true };
  }
  return { body: Buffer.concat(parts), truncated: false };
}

function respond(outgoing: Outgoing, { addresses, signal }: Wire): Promise<IncomingMessage> {
  const { url, method, headers, body } = outgoing;
  const isSecure = url.protocol === 'https:';
  const options: RequestOptions & { autoSelectFamily: boolean } = {
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method,
    headers: { ...headers, host: url.host, connection: 'close' },
    agent: false,
    lookup: pinned(addresses) as NonNullable<RequestOptions['lookup']>,
    autoSelectFamily: true,
    maxHeaderSize: 32_768,
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? httpsRequest : httpRequest)(options, resolve);
    request.once('error', reject);
    request.end(body);
  });
}

function troubleOf(error: unknown, host: string): OmegaError {
  if (error instanceof OmegaError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const isBroken = /ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|Z_BUF_ERROR/.test(code);
  if (isBroken) return new OmegaError('tool.remote', `The answer of ${host} broke off.`, { cause: error });
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR'))
    return new OmegaError('tool.remote', `The answer of ${host} is packed wrongly.`, { cause: error });
  return new OmegaError('tool.remote', `${host} cannot be reached (${code === '' ? message : code}).`, {
    cause: error,
  });
}

/**
 * Makes one request. No cookies, no connection that is kept, no redirect.
 *
 * @throws OmegaError tool.remote; the reason of the signal when it is aborted
 */
export async function exchange(outgoing: Outgoing, wire: Wire): Promise<Answer> {
  try {
    const response = await respond(outgoing, wire);
    try {
      const { body, truncated } = await readBody(response, wire.limit);
      return { status: response.statusCode ?? 0, headers: response.headers, body, truncated };
    } finally {
      response.destroy();
    }
  } catch (error) {
    if (wire.signal.aborted) throw wire.signal.reason;
    throw troubleOf(error, outgoing.url.host);
  }
}
