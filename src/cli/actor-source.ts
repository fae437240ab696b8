/** Reads actors from the running daemon, or from the database when none runs. */
import { randomBytes } from 'node:crypto';
import { SecretValue } from '../contracts/secret.ts';
import type { ActorDetail, ActorSummary, DaemonViews, JournalEntry } from '../contracts/ports/views.ts';
import type { Json } from '../contracts/json.ts';
import { requireConfig } from './boot.ts';
import type { Connection } from './connect.ts';
import { findDaemon, getJson } from './connect.ts';
import type { CliContext } from './context.ts';

/** Which actors to list. */
export interface ActorFilter {
  machine?: string;
  status?: string;
  limit: number;
}

/** Reads actors, wherever they are. */
export interface ActorSource {
  actors(filter: ActorFilter): Promise<ActorSummary[]>;
  actor(address: string): Promise<ActorDetail | undefined>;
  /** oldest first, revisions above `after` */
  journal(address: string, page: { after: number; limit: number }): Promise<JournalEntry[]>;
  stateAt(address: string, rev: number): Promise<{ value: Json; context: Json } | undefined>;
  close(): Promise<void>;
}

/** The daemon answers lists as `{<name>: [...]}` or as a plain array. */
function listIn<T>(body: unknown, name: string): T[] {
  if (Array.isArray(body)) return body as T[];
  const list: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return Array.isArray(list) ? (list as T[]) : [];
}

function overHttp(daemon: Connection): ActorSource {
  const path = (address: string) => `/v1/actors/${encodeURIComponent(address)}`;
  return {
    async actors({ machine, status, limit }) {
      const query = new URLSearchParams({ limit: String(limit) });
      if (machine !== undefined) query.set('machine', machine);
      if (status !== undefined) query.set('status', status);
      return listIn(await getJson(daemon, `/v1/actors?${query.toString()}`), 'actors');
    },
    actor: async (address) => (await getJson(daemon, path(address))) as ActorDetail | undefined,
    async journal(address, { after, limit }) {
      return listIn(await getJson(daemon, `${path(address)}/journal?after=${after}&limit=${limit}`), 'journal');
    },
    stateAt: async (address, rev) =>
      (await getJson(daemon, `${path(address)}/state?rev=${rev}`)) as { value: Json; context: Json } | undefined,
    close: () => daemon.close(),
  };
}

function overViews(views: DaemonViews, close: () => Promise<void>): ActorSource {
  return {
    actors: async ({ machine, status, limit }) =>
      views.actors({
        limit,
        offset: 0,
        ...(machine === undefined ? {} : { machine }),
        ...(status === undefined ? {} : { status }),
      }),
    actor: async (address) => views.actor(address),
    journal: async (address, page) => views.journal(address, page),
    stateAt: async (address, rev) => views.stateAt(address, rev),
    close,
  };
}

/**
 * Opens the daemon if one runs, else the database read-only.
 *
 * @throws Exit usage (2) for a wrong configuration, OmegaError store.*
 */
export async function openActors(context: CliContext): Promise<ActorSource> {
  const daemon = await findDaemon(context);
  if (daemon !== undefined) return overHttp(daemon);
  const app = await openReadOnly(context, {});
  return overViews(app.views, () => app.stop());
}

/** Starts the application for reading only; it takes no lock and changes nothing. */
export async function openReadOnly(context: CliContext, options: { stately?: boolean }) {
  const setup = await context.setup();
  const home = setup.homeFolder(context.env);
  const { config, secrets } = await requireConfig(context);
  const module = await context.app();
  // A token of its own: reading must leave no file behind, and nobody else is to use this server.
  const token = new SecretValue(randomBytes(32).toString('base64url'), 'random');
  const log = (line: string) => context.stderr.write(`${line}\n`);
  const env = context.env;
  return module.startApp({ home, config, secrets, token, chain: [], env, log, only: 'read', ...options });
}
