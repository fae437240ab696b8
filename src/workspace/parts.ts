/** What the routes of the server share. */
import type { ApprovalDesk, ArtifactReader } from '../contracts/ports/tools/approvals.ts';
import type { ChartPort } from '../contracts/ports/charts.ts';
import type { GoogleDoor } from '../contracts/ports/google.ts';
import type { Log } from '../contracts/ports/system/log.ts';
import type { McpDesk } from '../contracts/ports/mcp/desk.ts';
import type { McpDoor } from '../contracts/ports/mcp/door.ts';
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
  desk: ApprovalDesk;
  blobs: ArtifactReader;
  outside: Outside;
  sessions: Sessions;
  /** searches what is kept of the owner, best first */
  recall?: (words: string, limit: number) => { text: string; at: number; role: string }[];
  /** servers that Omega uses, and the way clients use Omega */
  mcp?: { desk: McpDesk; serve: (door: McpDoor) => (request: Request) => Promise<Response> };
  /** where Google sends the owner's browser back to */
  google?: GoogleDoor;
  /** ms since 1970 UTC */
  now: () => number;
  log: Log;
}
