/** A request with its redirects, each checked like the first, within one deadline. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { EgressAttempt } from '../../../contracts/ports/tools/sandbox.ts';
import { exchange, type Answer, type Outgoing } from './exchange.ts';
import { hostPort, isAgreed, reach, webUrl, type Address, type Reach } from './reach.ts';

/** Bounds of one call. */
export interface WebLimits {
  /** most bytes of an answer */
  bytes: number;
  /** for all of it, redirects included */
  ms: number;
  redirects: number;
}

/** What holds unless a test says otherwise. */
export const WEB_LIMITS: WebLimits = { bytes: 2 * 1024 * 1024, ms: 20_000, redirects: 5 };

/** How a request is carried out. */
export interface Journey {
  reach: Reach;
  limits: WebLimits;
  signal: AbortSignal;
  /** a redirect may leave the host that was asked for */
  wander: boolean;
}

/** The answer at the end of the way. */
export interface Arrival extends Answer {
  url: URL;
  attempts: EgressAttempt[];
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function nextUrl(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href))
    throw new OmegaError('tool.remote', `${from.host} redirects to something that is no address.`);
  return webUrl(new URL(location, from).href);
}

/** The step from http to https on the same host needs no new agreement. */
function isUpgrade(from: URL, to: URL): boolean {
  return hostPort(from) === `${from.hostname}:80` && hostPort(to) === `${from.hostname}:443`;
}

function checkStep(from: URL, to: URL, { wander, reach: { egress } }: Journey): void {
  if (!wander && from.origin !== to.origin)
    throw new OmegaError('tool.remote', `${from.host} leads on to ${hostPort(to)}, where this tool may not go.`);
  if (!isUpgrade(from, to) && !isAgreed(to, egress))
    throw new OmegaError(
      'tool.denied',
      `${from.host} leads on to ${to.href.slice(0, 500)}, and nobody agreed to ${hostPort(to)}. Ask for that address by itself.`,
    );
}

/** Waits, but not longer than the signal. */
async function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function walk(start: Outgoing, journey: Journey, signal: AbortSignal): Promise<Arrival> {
  const { limits } = journey;
  const attempts: EgressAttempt[] = [];
  let outgoing = start;
  let egress = journey.reach.egress;
  for (let step = 0; step <= limits.redirects; step++) {
    const { url } = outgoing;
    const attempt = { host: url.hostname, port: Number(hostPort(url).split(':').at(-1)), allowed: false, bytes: 0 };
    attempts.push(attempt);
    const addresses: readonly Address[] = await before(signal, reach(url, { ...journey.reach, egress }));
    attempt.allowed = true;
    const answer = await exchange(outgoing, { addresses, signal, limit: limits.bytes });
    attempt.bytes = answer.body.length;
    const { location } = answer.headers;
    const mayFollow = outgoing.method === 'GET' || outgoing.method === 'HEAD';
    if (!REDIRECTS.has(answer.status) || location === undefined || !mayFollow) return { ...answer, url, attempts };
    const next = nextUrl(location, url);
    checkStep(url, next, journey);
    if (isUpgrade(url, next)) egress = [...egress, hostPort(next)];
    outgoing = { ...outgoing, url: next };
  }
  throw new OmegaError('tool.remote', `${start.url.host} redirects more than ${limits.redirects} times.`);
}

/**
 * Makes a request and follows where it leads.
 *
 * @throws OmegaError tool.denied | tool.remote | tool.timeout; the reason of the signal when it is aborted
 */
export async function follow(start: Outgoing, journey: Journey): Promise<Arrival> {
  const { limits, signal } = journey;
  const deadline = AbortSignal.timeout(limits.ms);
  try {
    return await walk(start, journey, AbortSignal.any([signal, deadline]));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (deadline.aborted)
      throw new OmegaError('tool.timeout', `${start.url.host} took longer than ${limits.ms / 1000} s.`);
    throw error;
  }
}
