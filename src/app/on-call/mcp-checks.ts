/** What `omega doctor` says about `mcp.json`: mistakes, and the servers that run without walls. */
import { mcpFile } from '../../adapters/mcp/config/index.ts';
import type { Check } from '../../contracts/app.ts';

const name = 'mcp servers';

/** @param home data folder; nothing is started. @returns one line, or one for each thing to look at */
export function mcpChecks(home: string, env: Readonly<Record<string, string | undefined>>): Check[] {
  const file = mcpFile(home);
  const { servers, problems, warnings } = file.load(env);
  const checks: Check[] = [
    ...problems.map((detail): Check => ({ name, state: 'problem', detail, advice: `edit ${file.path}` })),
    ...warnings.map((detail): Check => ({ name, state: 'warning', detail, advice: `edit ${file.path}` })),
  ];
  if (checks.length > 0) return checks;
  const detail = servers.length === 0 ? 'none' : servers.map((server) => server.name).join(', ');
  return [{ name, state: 'ok', detail, advice: '' }];
}
