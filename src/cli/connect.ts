/** Finds the running daemon, or starts the application for the one call. */
import { setTimeout as pause } from 'node:timers/promises';
import { OmegaError } from '../contracts/errors.ts';
import type { SecretValue } from '../contracts/secret.ts';
import type { Booted } from './boot.ts';
import { boot } from './boot.ts';
import type { CliContext } from './context.ts';
import { withProgress } from './output/progress.ts';

/** Longest wait for another command that uses the folder at the moment, ms. */
const LOCK_WAIT_MS = 10_000;

/** A daemon that can be spoken to. */
export interface Connection {
  readonly url: string;
  readonly token: SecretValue;
  /** the application runs in this process and ends with it */
  readonly own: boolean;
  close(): Promise<void>;
}

async function isAlive(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Looks for a running daemon: the address in `daemon.json`; else `OMEGA_PORT`, when `OMEGA_API_TOKEN` says that its folder may be elsewhere.
 *
 * @returns a connection, or undefined when nobody answers
 */
export async function findDaemon(context: CliContext): Promise<Connection | undefined> {
  const setup = await context.setup();
  const home = setup.homeFolder(context.env);
  const { OMEGA_PORT: port = '', OMEGA_API_TOKEN: token = '' } = context.env;
  const elsewhere = /^\d+$/.test(port) && token !== '' ? `http://127.0.0.1:${port}` : undefined;
  const url = setup.readDaemonRecord(home)?.url ?? elsewhere;
  if (url === undefined || !(await isAlive(url))) return undefined;
  return { url, token: setup.apiToken(home, context.env), own: false, close: async () => undefined };
}

async function bootOrUndefined(context: CliContext): Promise<Booted | undefined> {
  try {
    return await boot(context, { only: 'call' });
  } catch (error) {
    if (error instanceof OmegaError && error.code === 'store.locked') return undefined;
    throw error;
  }
}

/**
 * Connects to the running daemon or starts the application here. When another command holds the folder for a moment, it waits.
 *
 * @throws Exit usage (2) for a wrong configuration, OmegaError store.locked after 10 s, store.*, server.port_taken
 */
export async function connect(context: CliContext): Promise<Connection> {
  const setup = await context.setup();
  const until = context.now() + LOCK_WAIT_MS;
  return withProgress(context, 'Connecting', async (say) => {
    for (;;) {
      const running = await findDaemon(context);
      if (running !== undefined) return running;
      const last = context.now() >= until;
      const booted = last ? await boot(context, { only: 'call' }) : await bootOrUndefined(context);
      if (booted !== undefined) {
        const token = setup.apiToken(booted.home, context.env);
        return { url: booted.app.url, token, own: true, close: () => booted.stop() };
      }
      say('Another Omega uses the data folder; waiting for it');
      await pause(100);
    }
  });
}

/**
 * Reads JSON from the daemon.
 *
 * @param path beginning with `/`
 * @throws     Error with the daemon's own sentence; undefined is returned for 404
 */
export async function getJson(connection: Connection, path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${connection.token.reveal()}` };
  const response = await fetch(`${connection.url}${path}`, { headers });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(await refusal(response));
  return response.json();
}

/** @returns the sentence of an error response, with the way out where the token is wrong */
export async function refusal(response: Response): Promise<string> {
  if (response.status === 401) {
    return 'The daemon refused the token. Set OMEGA_API_TOKEN to the one it was started with, or unset it.';
  }
  const text = await response.text();
  try {
    const body = JSON.parse(text) as { error?: { message?: unknown } };
    if (typeof body.error?.message === 'string') return body.error.message;
  } catch {
    // Not JSON: say at least the status.
  }
  return `The daemon answered with status ${response.status}.`;
}
