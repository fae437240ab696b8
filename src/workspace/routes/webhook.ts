/** /api: health, pairing and the webhook, for programs of the owner. Always with the token, limited, repeats without harm. */
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { sameSecret } from '../constant-time.ts';
import { MAX_HOOK_BODY, jsonBody } from '../body.ts';
import type { ServerParts } from '../parts.ts';

/** Requests of one minute. */
const RATE = 60;
const MINUTE_MS = 60_000;

const filled = z.string().refine((text) => text.trim() !== '', 'must not be empty');
const Webhook = z.object({
  source: filled.max(100),
  message: filled,
  mode: z.string(),
  channel: z.string().optional(),
  target: z.string().max(200).optional(),
});

type Status = 200 | 202 | 400 | 401 | 413 | 429 | 502 | 503 | 504;
const no = (c: Context, status: Status, error: string): Response => c.json({ error }, status);

function guard(token: ServerParts['token']): MiddlewareHandler {
  return async (c, next) => {
    const header = c.req.header('authorization');
    if (header === undefined) return no(c, 401, 'missing Authorization header');
    if (!sameSecret(header.replace(/^Bearer /i, ''), token.reveal())) return no(c, 401, 'invalid token');
    await next();
  };
}

/** At most so many requests a minute; the window slides. */
function limiter(now: () => number): MiddlewareHandler {
  let recent: number[] = [];
  return async (c, next) => {
    recent = recent.filter((at) => at > now() - MINUTE_MS);
    if (recent.length >= RATE) {
      c.header('retry-after', String(Math.ceil(((recent[0] ?? 0) + MINUTE_MS - now()) / 1000)));
      return no(c, 429, `more than ${RATE} requests a minute`);
    }
    recent.push(now());
    await next();
  };
}

async function webhook(c: Context, parts: ServerParts): Promise<Response> {
  const { outside, now } = parts;
  const read = Webhook.safeParse(await jsonBody(c, MAX_HOOK_BODY));
  if (!read.success) {
    const [issue] = read.error.issues;
    return no(c, 400, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}`);
  }
  const { source, message, mode } = read.data;
  if (mode !== 'direct' && mode !== 'ai') return no(c, 400, `invalid mode '${mode}', expected 'direct' or 'ai'`);
  const [preset] = outside.channels();
  if (preset === undefined) return no(c, 400, 'no channels configured');
  const channel = read.data.channel ?? preset;
  if (!outside.channels().includes(channel)) return no(c, 400, `channel '${channel}' is not configured`);
  const target = read.data.target ?? outside.targetOf(channel);
  if (target === undefined) return no(c, 400, `no default target for channel '${channel}'`);
  if (!parts.views.status().ready) return no(c, 503, 'Omega is starting or stopping');
  const given = c.req.header('idempotency-key');
  const key = given === undefined ? `${source}:${now()}:${crypto.randomUUID()}` : `${source}:${given}`;
  const handed = { source, message, channel, target, key };
  if (mode === 'ai') return c.json({ status: 'queued', request_id: await outside.ask(handed) }, 202);
  const said = await outside.say(handed);
  if (said === 'failed') return no(c, 502, `the channel '${channel}' did not take the message`);
  return said === 'queued'
    ? c.json({ status: 'queued', channel, target }, 202)
    : c.json({ status: 'delivered', channel, target });
}

/** Builds the routes under /api. WhatsApp is no channel of this Omega yet, so pairing says so. */
export function hooks(parts: ServerParts): Hono {
  const app = new Hono();
  const { views, now } = parts;
  app.use(guard(parts.token), limiter(now));
  app.get('/health', (c) => {
    const { startedAt } = views.status();
    return c.json({ status: 'ok', uptime_secs: Math.floor((now() - startedAt) / 1000), whatsapp: 'not_configured' });
  });
  app.post('/pair', (c) => no(c, 400, 'whatsapp is not configured'));
  app.get('/pair/status', (c) => no(c, 400, 'whatsapp is not configured'));
  app.post('/webhook', (c) => webhook(c, parts));
  app.all('/webhook', (c) => c.json({ error: 'use POST' }, 405));
  return app;
}
