/** What `omega doctor` says about `mcp.json`: mistakes, the servers that run without walls, and those that want a sign-in. */
import { existsSync } from 'node:fs';
import { notices } from '../../actors/notices.ts';
import { mcpFile } from '../../adapters/mcp/config/index.ts';
import type { Check } from '../../contracts/app.ts';
import { openStores, paths } from '../stores.ts';

const name = 'mcp servers';

/** Names of the servers that, as the daemon last knew, wait for a sign-in. */
function signedOut(home: string): Set<string> {
  if (!existsSync(paths(home).database)) return new Set();
  try {
    const stores = openStores(
      home,
      notices(() => undefined),
      true,
    );
    const waiting = stores.host.actors({ machine: 'mcpServer', limit: 200, offset: 0 }).filter(({ state }) => {
      const { value } = JSON.parse(state) as { value?: unknown };
      return value === 'signedOut';
    });
    stores.db.close();
    return new Set(waiting.map(({ address }) => address.slice('mcpServer:'.length)));
  } catch {
    return new Set(); // the line about the database says what is wrong with it
  }
}

/** @param home data folder; nothing is started. @returns one line, or one for each thing to look at */
export function mcpChecks(home: string, env: Readonly<Record<string, string | undefined>>): Check[] {
  const file = mcpFile(home);
  const { servers, problems, warnings } = file.load(env);
  const waiting = servers.length === 0 ? new Set<string>() : signedOut(home);
  const wanting = servers.filter((server) => server.enabled && waiting.has(server.name)).map((server) => server.name);
  const checks: Check[] = [
    ...problems.map((detail): Check => ({ name, state: 'problem', detail, advice: `edit ${file.path}` })),
    ...warnings.map((detail): Check => ({ name, state: 'warning', detail, advice: `edit ${file.path}` })),
    ...wanting.map((server): Check => ({
      name,
      state: 'warning',
      detail: `"${server}" needs a sign-in`,
      advice: `omega mcp login ${server}`,
    })),
  ];
  if (checks.length > 0) return checks;
  const detail = servers.length === 0 ? 'none' : servers.map((server) => server.name).join(', ');
  return [{ name, state: 'ok', detail, advice: '' }];
}
