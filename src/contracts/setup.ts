/** What happens before the daemon runs: reading the configuration, the home folder, finding a provider. */
import type { Config, ProviderName } from './config.ts';
import type { McpFile } from './mcp/servers.ts';
import type { McpDoor } from './ports/mcp/door.ts';
import type { SecretValue, Secrets } from './secret.ts';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One mistake or warning of the configuration. Never holds a secret. */
export interface ConfigProblem {
  /** dotted key, e.g. `provider.chain`; empty for a file that cannot be read */
  key: string;
  /** file name, or undefined when it came from the environment */
  file?: string;
  /** 1-based line of the file */
  line?: number;
  /** environment variable it came from */
  variable?: string;
  /** what is wrong, what is allowed, nearest match */
  message: string;
  /** the whole line as a person reads it, e.g. `config.toml:12: provider.chian: unknown key; did you mean "chain"?` */
  text: string;
}

/** Result of loading the configuration. */
export type LoadedConfig =
  | { ok: true; config: Config; secrets: Secrets; warnings: ConfigProblem[] }
  | { ok: false; problems: ConfigProblem[]; warnings: ConfigProblem[] };

/** The providers that will answer and why. */
export interface ProviderChoice {
  /** in the order they are tried; always ends with a provider that can answer */
  chain: ProviderName[];
  /** sentences for a person: what was chosen and why, what was passed over */
  reasons: string[];
}

/** Content of `daemon.json`: where the running daemon is. */
export interface DaemonRecord {
  pid: number;
  /** base URL of its HTTP API, e.g. `http://127.0.0.1:7777` */
  url: string;
  /** ms since 1970 UTC */
  startedAt: number;
  version: string;
}

/** Held by the one process that uses a data folder. */
export interface DaemonLock {
  /** Gives the folder free; safe to call twice. A killed process gives it free by dying. */
  release(): void;
}

/** Whether a file is as private as it must be. */
export interface TokenFileCheck {
  exists: boolean;
  /** mode bits in octal, e.g. `600`; empty when there is no file */
  mode: string;
  private: boolean;
}

/** The set-up as the CLI sees it; `src/setup.ts` exports exactly this. Light: loads neither machines nor database. */
export interface SetupModule {
  packageVersion(): string;
  /** @returns the text of the shipped config.example.toml */
  exampleConfig(): string;
  /** @returns the data folder: `OMEGA_HOME`, else `~/.omega`; absolute */
  homeFolder(env: Environment): string;
  /** @throws OmegaError store.read_only */
  prepareHome(home: string): void;
  configPath(home: string): string;
  loadConfig(home: string, env: Environment): Promise<LoadedConfig>;
  chooseProviders(loaded: { config: Config; secrets: Secrets }, env: Environment): Promise<ProviderChoice>;
  /** Token of the HTTP API: `OMEGA_API_TOKEN`, else the file `token`, made when missing. @throws OmegaError store.read_only */
  apiToken(home: string, env: Environment): SecretValue;
  checkTokenFile(home: string): TokenFileCheck;
  /** @throws OmegaError store.locked | store.read_only */
  acquireLock(home: string): Promise<DaemonLock>;
  writeDaemonRecord(home: string, record: DaemonRecord): void;
  /** Removes the record if it is still this process's. */
  removeDaemonRecord(home: string): void;
  /** @returns the record of a process that is alive, else undefined */
  readDaemonRecord(home: string): DaemonRecord | undefined;
  /** Opens `mcp.json` of a data folder. */
  mcpFile(home: string): Promise<McpFile>;
  /** Serves one MCP client over standard input and output until it has gone or the signal is aborted. */
  serveMcp(door: McpDoor, signal: AbortSignal): Promise<void>;
}
