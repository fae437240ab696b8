/** The servers of `mcp.json`: read when the file has changed, and who has changed in it. A file that cannot be read changes nothing. */
import type { McpFile, McpServer } from '../../contracts/mcp/servers.ts';
import type { Log } from '../../contracts/ports/system/log.ts';
import type { SecretValue } from '../../contracts/secret.ts';

/** Servers that are to be told something. */
export interface McpChange {
  /** names of those that are new, or other than before, and wanted */
  start: string[];
  /** names of those that are gone, or no longer wanted */
  stop: string[];
}

/** What it is built on. */
export interface McpServersParts {
  file: McpFile;
  env: Readonly<Record<string, string | undefined>>;
  log: Log;
  /** called after the file has changed, when something follows from it */
  changed: (change: McpChange) => void;
}

/** The servers. */
export interface McpServers {
  /** those of the file as it is now */
  now(): readonly McpServer[];
}

/** What a server hides when it is printed. */
function secretsOf({ way }: McpServer): string[] {
  const { clientSecret, privateKey } = way.kind === 'http' ? (way.oauth ?? {}) : {};
  const values: (SecretValue | undefined)[] = Object.values(way.kind === 'http' ? way.headers : way.env);
  return [...values, clientSecret, privateKey].map((value) => value?.reveal() ?? '');
}

const markOf = (server: McpServer): string => JSON.stringify([server, secretsOf(server)]);

/** Compares the servers before and after. */
function changeOf(before: readonly McpServer[], after: readonly McpServer[]): McpChange {
  const wanted = new Map(after.filter(({ enabled }) => enabled).map((server) => [server.name, markOf(server)]));
  const known = new Map(before.filter(({ enabled }) => enabled).map((server) => [server.name, markOf(server)]));
  return {
    start: [...wanted].filter(([name, mark]) => known.get(name) !== mark).map(([name]) => name),
    stop: [...known.keys()].filter((name) => !wanted.has(name)),
  };
}

/** Builds it; the file is read at once. */
export function mcpServers({ file, env, log, changed }: McpServersParts): McpServers {
  const read = (): McpServer[] | undefined => {
    const { servers, problems, warnings } = file.load(env);
    for (const problem of problems) log('error', 'mcp.config', { problem });
    for (const warning of warnings) log('warn', 'mcp.config', { warning });
    return servers.length === 0 && problems.length > 0 ? undefined : servers;
  };
  let stamp = file.stamp();
  let servers = read() ?? [];
  return {
    now() {
      const found = file.stamp();
      if (found === stamp) return servers;
      stamp = found;
      const before = servers;
      servers = read() ?? before;
      const change = changeOf(before, servers);
      if (change.start.length + change.stop.length > 0) changed(change);
      return servers;
    },
  };
}
