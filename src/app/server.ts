/** Wiring of the HTTP server: views in, page and API out. */
import { join } from 'node:path';
import { packageRoot } from '../adapters/system/package-root.ts';
import type { StartOptions } from '../contracts/app.ts';
import type { DurableHost } from '../contracts/ports/durable-host.ts';
import type { GoogleDoor } from '../contracts/ports/google.ts';
import type { Log } from '../contracts/ports/system/log.ts';
import type { SessionStore } from '../contracts/ports/stores/message-store.ts';
import type { Outside } from '../contracts/ports/outside.ts';
import type { ApprovalDesk, ArtifactReader } from '../contracts/ports/tools/approvals.ts';
import type { DaemonViews } from '../contracts/ports/views.ts';
import type { ServerParts } from '../workspace/parts.ts';
import { createServer } from '../workspace/server.ts';
import { packageVersion } from '../setup.ts';
import { createCharts } from './charts.ts';

/** A listening server. */
export interface Serving {
  url: string;
  loginLink(): string;
  close(): Promise<void>;
}

/**
 * Starts the server.
 *
 * @throws OmegaError server.port_taken
 */
export async function serve(parts: {
  options: StartOptions;
  views: DaemonViews;
  sessions: SessionStore;
  submit: DurableHost['submit'];
  outside: Outside;
  desk: ApprovalDesk;
  blobs: ArtifactReader;
  recall: NonNullable<ServerParts['recall']>;
  mcp: NonNullable<ServerParts['mcp']>;
  google: GoogleDoor;
  log: Log;
}): Promise<Serving> {
  const { options, views, sessions, submit, outside, desk, blobs, recall, mcp, google, log } = parts;
  const { config, only, token } = options;
  const server = createServer({
    views,
    token,
    webRoot: join(packageRoot(import.meta.url), 'web'),
    version: packageVersion(),
    charts: createCharts(),
    outside,
    desk,
    blobs,
    recall,
    mcp,
    google,
    sessions: { has: sessions.has, add: (hash) => submit((tx) => sessions.add(hash, tx.at)) },
    now: Date.now,
    log,
  });
  const port = only === 'call' ? 0 : config.server.port;
  const { url, close } = await server.listen(port, config.server.host);
  return { url, close, loginLink: () => server.loginLink() };
}
