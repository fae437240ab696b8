/** What the routes of the server share. */
import type { ChartPort } from '../contracts/ports/charts.ts';
import type { Log } from '../contracts/ports/log.ts';
import type { Outside } from '../contracts/ports/outside.ts';
import type { DaemonViews } from '../contracts/ports/views.ts';
import type { SecretValue } from '../contracts/secret.ts';

/** Logins that outlive a restart, by the hash of their cookie. */
export interface Sessions {
  has(hash: string): boolean;
  add(hash: string): Promise<void>;
}

/** What the server is built from. */
export interface ServerParts {
  views: DaemonViews;
  /** bearer token of the API */
  token: SecretValue;
  /** folder of the page's files */
  webRoot: string;
  version: string;
  charts: ChartPort;
  outside: Outside;
  sessions: Sessions;
  /** ms since 1970 UTC */
  now: () => number;
  log: Log;
}
