/** Wiring of the set-up: what a command needs before, or instead of, the whole application. Imports lazily: `--version` stays fast. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './adapters/system/package-root.ts';
import type { Config } from './contracts/config.ts';
import type { McpFile } from './contracts/mcp/servers.ts';
import type { McpDoor } from './contracts/ports/mcp/door.ts';
import type { Secrets } from './contracts/secret.ts';
import type { DaemonLock, Environment, LoadedConfig, ProviderChoice } from './contracts/setup.ts';

export {
  apiToken,
  checkTokenFile,
  homeFolder,
  prepareHome,
  readDaemonRecord,
  removeDaemonRecord,
  writeDaemonRecord,
} from './adapters/system/home/index.ts';

/** @returns the version in package.json */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot(import.meta.url), 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

/** @returns the text of the shipped config.example.toml */
export function exampleConfig(): string {
  return readFileSync(join(packageRoot(import.meta.url), 'config.example.toml'), 'utf8');
}

/** @returns the path of config.toml in a data folder */
export function configPath(home: string): string {
  return join(home, 'config.toml');
}

/** Loads and checks the configuration; see the adapter. Never throws. */
export async function loadConfig(home: string, env: Environment): Promise<LoadedConfig> {
  const adapter = await import('./adapters/system/config/index.ts');
  return adapter.loadConfig(home, env);
}

/** Chooses the providers that answer and says why; see the adapter. Never throws. */
export async function chooseProviders(
  loaded: { config: Config; secrets: Secrets },
  env: Environment,
): Promise<ProviderChoice> {
  const adapter = await import('./adapters/system/detect.ts');
  return adapter.chooseProviders({ ...loaded, env });
}

/**
 * Takes the lock of a data folder.
 *
 * @throws OmegaError store.locked | store.read_only | store.disk_full
 */
export async function acquireLock(home: string): Promise<DaemonLock> {
  const store = await import('./persistence/daemon-lock.ts');
  return store.acquireLock(join(home, 'lock.db'));
}

/** Opens `mcp.json` of a data folder; see the adapter. */
export async function mcpFile(home: string): Promise<McpFile> {
  const adapter = await import('./adapters/mcp/config/index.ts');
  return adapter.mcpFile(home);
}

/** Serves one MCP client over standard input and output; see the adapter. */
export async function serveMcp(door: McpDoor, signal: AbortSignal): Promise<void> {
  const adapter = await import('./adapters/mcp/server/index.ts');
  return adapter.mcpOverStdio(door, packageVersion(), signal);
}
