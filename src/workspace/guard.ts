/** Who gets in: only this machine's names as host, only the page itself as origin, only bearers of the token or of a session. */
import { randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { digest, sameSecret } from './constant-time.ts';
import { HttpFailure } from './failures.ts';
import type { ServerParts } from './parts.ts';

const COOKIE = 'omega_session';
const CODE_MS = 15 * 60_000;
const LOCAL = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Refuses foreign Host headers: a page of another site whose name was made to point here (DNS rebinding) gets nothing. */
export const hostGuard: MiddlewareHandler = async (c, next) => {
  const host = (c.req.header('host') ?? '').replace(/:\d+$/, '');
  if (!LOCAL.has(host))
    throw new HttpFailure(421, 'host.refused', 'Omega answers only to 127.0.0.1, localhost and [::1].');
  await next();
};

/** Refuses requests that a page of another origin makes: all that change something, and streams. */
export const originGuard: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  const streams = (c.req.header('accept') ?? '').includes('text/event-stream') || c.req.header('upgrade') !== undefined;
  if (origin !== undefined && (!reads || streams) && origin !== `http://${c.req.header('host')}`)
    throw new HttpFailure(403, 'origin.refused', 'Requests from other pages are refused.');
  await next();
};

/** What a page of ours may load: only its own files. */
export const headers: MiddlewareHandler = async (c, next) => {
  await next();
  c.header(
    'content-security-policy',
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  );
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
};

/** Logins of the page. */
export interface Logins {
  /** a fresh one-time code, valid for 15 minutes */
  issue(): string;
  /** Lets every request with the token or a session pass. */
  guard: MiddlewareHandler;
  /** Whether a request carries a valid session. */
  hasSession(c: Context): boolean;
  /** `GET /login?code=…`: takes the code and sets the cookie; the code does not stay in the address. */
  login: MiddlewareHandler;
}

/** Builds the logins. Codes are kept in memory, sessions in the store, both only as hashes. */
export function logins({ token, sessions, now }: Pick<ServerParts, 'token' | 'sessions' | 'now'>): Logins {
  const codes = new Map<string, number>();
  const hashOf = (text: string): string => digest(text).toString('base64url');
  const hasSession = (c: Context): boolean => {
    const cookie = getCookie(c, COOKIE);
    return cookie !== undefined && cookie !== '' && sessions.has(hashOf(cookie));
  };
  return {
    hasSession,
    issue() {
      const code = randomBytes(24).toString('base64url');
      codes.set(hashOf(code), now() + CODE_MS);
      return code;
    },
    async guard(c, next) {
      const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
      const allowed = bearer === undefined ? hasSession(c) : sameSecret(bearer, token.reveal());
      if (!allowed)
        throw new HttpFailure(
          401,
          'token.refused',
          'A valid token is needed: Authorization: Bearer <token>. It stands in the file "token" of the data folder, or in OMEGA_API_TOKEN.',
        );
      await next();
    },
    async login(c) {
      const hash = hashOf(c.req.query('code') ?? '');
      const until = codes.get(hash);
      codes.delete(hash);
      if (until === undefined || until < now()) return c.redirect('/login.html', 303);
      const session = randomBytes(32).toString('base64url');
      await sessions.add(hashOf(session));
      setCookie(c, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 90 * 86_400 });
      return c.redirect('/', 303);
    },
  };
}
