/** One operation of a pinned document: its secret goes in last, and never comes out. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { Json } from '../../../contracts/json.ts';
import type { ToolOutput } from '../../../contracts/ports/tools/executor.ts';
import type { Outgoing } from './exchange.ts';
import { readable } from './fetch.ts';
import type { Arrival, WebLimits } from './follow.ts';
import { authorised, type Credential } from './operation.ts';

/** How the request is sent. */
export interface Sending {
  travel: (outgoing: Outgoing) => Promise<Arrival>;
  limits: WebLimits;
  signal: AbortSignal;
  /** fields of the answer that hold text in base64url */
  decode: readonly string[];
}

/** Longest piece of a server's complaint that is passed on. */
const WORDS = 2000;
/** Failures that come before anything was sent. */
const UNSENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|^CERT_|^ERR_TLS|SELF_SIGNED|UNABLE_TO/;

/** Whether a method changes nothing at the other end. */
export function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** Gives fields that hold text in base64url as the text. */
function decoded(value: Json, fields: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((part) => decoded(part, fields));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]): [string, Json] => [
    name,
    typeof part === 'string' && fields.includes(name)
      ? Buffer.from(part, 'base64url').toString('utf8')
      : decoded(part, fields),
  ]);
  return Object.fromEntries(entries);
}

function parsedJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** A failure of something that changes the world, after it was sent, leaves open whether it has happened. */
function fate(error: unknown, { method, url }: Outgoing): unknown {
  if (isReading(method) || !(error instanceof OmegaError)) return error;
  const reason = error.facts.cause as NodeJS.ErrnoException | undefined;
  const isOpen = error.code === 'tool.timeout' || (error.code === 'tool.remote' && reason?.code !== undefined);
  if (!isOpen || UNSENT.test(reason?.code ?? '')) return error;
  return new OmegaError('tool.lost', `${url.host} did not say whether it was done: ${error.message}`, { cause: error });
}

/**
 * Carries out a request that has been built.
 *
 * @throws OmegaError tool.*; tool.lost when it may have happened
 */
export async function operate(
  outgoing: Outgoing,
  credential: Credential | undefined,
  { travel, limits, signal, decode }: Sending,
): Promise<ToolOutput> {
  const secret = credential?.value ?? '';
  const hide = (text: string): string => (secret === '' ? text : text.replaceAll(secret, '[secret]'));
  let arrival: Arrival;
  try {
    arrival = await travel(authorised(outgoing, credential));
  } catch (error) {
    const settled = fate(error, outgoing);
    if (settled instanceof OmegaError && settled.message.includes(secret) && secret !== '')
      throw new OmegaError(settled.code, hide(settled.message));
    throw settled;
  }
  const { status, truncated, attempts: egress } = arrival;
  if (status >= 400) {
    const words = hide(arrival.body.toString('utf8')).slice(0, WORDS);
    throw new OmegaError('tool.remote', `${outgoing.url.host} answered ${status}: ${words}`);
  }
  const { type, kind, text } = await readable(arrival, limits, signal);
  const said = hide(text);
  const body = kind === 'json' ? decoded(parsedJson(said), decode) : said;
  return { output: { status, type, body, truncated }, foreign: true, egress };
}
