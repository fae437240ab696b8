/** What `omega doctor` can see by itself: Node, folder, token, configuration, disk, port. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import type { Check } from '../contracts/app.ts';
import type { LoadedConfig, ProviderChoice, TokenFileCheck } from '../contracts/setup.ts';

const NODE_MAJOR = 24;
const MB = 1024 * 1024;

const ok = (name: string, detail: string): Check => ({ name, state: 'ok', detail, advice: '' });

/** @returns whether this Node is new enough */
export function nodeCheck(version: string): Check {
  if (Number.parseInt(version, 10) >= NODE_MAJOR) return ok('node', version);
  const advice = `install Node ${NODE_MAJOR} or newer`;
  return { name: 'node', state: 'problem', detail: `${version} is too old`, advice };
}

/** @returns whether the data folder is there, private and writable */
export function folderCheck(home: string): Check {
  const name = 'data folder';
  if (!existsSync(home)) return ok(name, `${home} (made at the first start)`);
  try {
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const advice = 'fix its permissions or set OMEGA_HOME to another folder';
    return { name, state: 'problem', detail: `${home} cannot be written`, advice };
  }
  const mode = statSync(home).mode & 0o777;
  if ((mode & 0o077) === 0) return ok(name, home);
  const detail = `${home} can be read by others (mode ${mode.toString(8)})`;
  return { name, state: 'warning', detail, advice: `chmod 700 ${home}` };
}

/** @returns whether the token file is private */
export function tokenCheck(file: TokenFileCheck, home: string, given: boolean): Check {
  if (given) return ok('token', 'OMEGA_API_TOKEN');
  if (!file.exists) return ok('token', 'none yet (made at the first start)');
  if (file.private) return ok('token', `${home}/token (mode ${file.mode})`);
  const detail = `${home}/token can be read by others (mode ${file.mode})`;
  return { name: 'token', state: 'warning', detail, advice: `chmod 600 ${home}/token, or remove it for a fresh one` };
}

/** @returns a line for each mistake and warning of the configuration, or one that all is well */
export function configChecks(loaded: LoadedConfig, path: string): Check[] {
  const name = 'configuration';
  const problems = loaded.ok ? [] : loaded.problems;
  const checks: Check[] = [
    ...problems.map(({ text }) => ({ name, state: 'problem' as const, detail: text, advice: `edit ${path}` })),
    ...loaded.warnings.map(({ text }) => ({ name, state: 'warning' as const, detail: text, advice: '' })),
  ];
  return checks.length > 0 ? checks : [ok(name, existsSync(path) ? path : `${path} (none; defaults)`)];
}

/** @returns whether an AI model answers, and why that one */
export function choiceCheck(choice: ProviderChoice): Check {
  const detail = `${choice.chain.join(', then ')}. ${choice.reasons.join(' ')}`;
  if (choice.chain[0] !== 'offline') return ok('provider', detail);
  return { name: 'provider', state: 'warning', detail, advice: 'without a model Omega keeps notes but cannot answer' };
}

/** @returns whether there is room on the disk of the data folder */
export function diskCheck(home: string): Check {
  let folder = home;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    const { bavail, bsize } = statfsSync(folder);
    const free = Math.floor((bavail * bsize) / MB);
    if (free >= 1024) return ok('disk', `${Math.floor(free / 1024)} GB free`);
    return {
      name: 'disk',
      state: free < 100 ? 'problem' : 'warning',
      detail: `${free} MB free`,
      advice: 'free some space',
    };
  } catch {
    return { name: 'disk', state: 'warning', detail: `the free space of ${folder} cannot be read`, advice: '' };
  }
}

function portError(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve('')));
  });
}

/** @returns whether the port can be listened on; `url` is the running daemon, which may hold it */
export async function portCheck(port: number, host: string, url: string | undefined): Promise<Check> {
  if (url !== undefined) return ok('port', `${url} (the daemon is running)`);
  const error = await portError(port, host);
  if (error === '') return ok('port', `${port} is free`);
  const detail = error === 'EADDRINUSE' ? `${port} is used by another program` : `${port} cannot be used (${error})`;
  return { name: 'port', state: 'problem', detail, advice: 'stop that program or set OMEGA_PORT to another port' };
}
