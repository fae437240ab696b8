/** The HTTP server on loopback: page, API, streams. Middleware in the order of its trust: host, origin, headers, login, routes. */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { OmegaError } from '../contracts/errors.ts';
import type { McpDoor } from '../contracts/ports/mcp/door.ts';
import { COMMANDS } from '../domain/commands.ts';
import { summaryOf } from '../domain/i18n/texts.ts';
import { HttpFailure, answerFailure } from './failures.ts';
import { headers, hostGuard, logins, originGuard } from './guard.ts';
import { doorOf } from './mcp/door.ts';
import { mcpApi, mcpRoute } from './mcp/routes.ts';
import { pages } from './pages.ts';
import type { ServerParts } from './parts.ts';
import { actors, inspect } from './routes/actors.ts';
import { approvals, artifacts } from './routes/approvals.ts';
import { completions } from './routes/completions.ts';
import { conversations } from './routes/conversations.ts';
import { googleCallback } from './routes/google.ts';
import { hooks } from './routes/webhook.ts';
import { conversationStream, runs } from './routes/runs.ts';

/** The server, not listening yet. */
export interface WorkspaceServer {
  app: Hono;
  /** @throws OmegaError server.port_taken */
  listen(port: number, host: string): Promise<{ url: string; close(): Promise<void> }>;
  /** a link that logs one browser in, once, within 15 minutes */
  loginLink(): string;
}

function api(parts: ServerParts, door: McpDoor, closing: AbortSignal): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (c.req.method === 'POST') {
      const { ready, trouble } = parts.views.status();
      if (!ready)
        throw new HttpFailure(
          503,
          'daemon.not_ready',
          trouble === '' ? 'Omega is starting or stopping; try again.' : trouble,
        );
    }
    await next();
  });
  app.route('/', completions(parts, closing));
  app.route('/runs', runs(parts, closing));
  app.route('/stream', conversationStream(parts, closing));
  app.route('/actors', actors(parts, closing));
  app.route('/inspect', inspect(parts));
  app.route('/approvals', approvals(parts));
  app.route('/artifacts', artifacts(parts));
  app.route('/conversations', conversations(parts));
  app.route('/', mcpApi(parts, door));
  app.get('/status', (c) => c.json(parts.views.status()));
  app.get('/commands', (c) =>
    c.json({ commands: COMMANDS.map((command) => ({ ...command, summary: summaryOf(command.name) })) }),
  );
  return app;
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is in use by another program; stop it, or set OMEGA_PORT to another port.`;
      reject(error.code === 'EADDRINUSE' ? new OmegaError('server.port_taken', taken, { cause: error }) : error);
    });
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}

/** Builds the server. */
export function createServer(parts: ServerParts): WorkspaceServer {
  const { views, webRoot, log } = parts;
  const closing = new AbortController();
  const access = logins(parts);
  const app = new Hono();
  let url = '';
  app.onError((error, c) => {
    const response = answerFailure(error, c);
    if (response.status >= 500)
      log('error', 'request.failed', { method: c.req.method, path: c.req.path, error: error.message });
    return response;
  });
  app.notFound((c) => answerFailure(new HttpFailure(404, 'path.unknown', `There is nothing at ${c.req.path}.`), c));
  app.use(hostGuard, originGuard, headers);
  app.get('/healthz', (c) => c.json({ ok: true, version: parts.version }));
  app.get('/readyz', (c) => {
    const status = views.status();
    return c.json(status, status.ready ? 200 : 503);
  });
  app.get('/login', access.login);
  app.route('/api', hooks(parts));
  if (parts.google !== undefined) app.route('/google', googleCallback(parts.google));
  app.use('/v1/*', access.guard);
  const door = doorOf(parts, closing.signal);
  app.route('/v1', api(parts, door, closing.signal));
  app.use('/mcp', access.guard);
  app.route('/mcp', mcpRoute(parts, door));
  app.route('/', pages(webRoot, access.hasSession));
  return {
    app,
    loginLink: () => `${url}/login?code=${access.issue()}`,
    async listen(port, host) {
      const server = createAdaptorServer({ fetch: app.fetch }) as Server;
      server.keepAliveTimeout = 60_000;
      const real = await listening(server, port, host);
      url = `http://${host.includes(':') ? `[${host}]` : host}:${real}`;
      const close = async (): Promise<void> => {
        closing.abort();
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 200).unref();
        await closed;
      };
      return { url, close };
    },
  };
}
