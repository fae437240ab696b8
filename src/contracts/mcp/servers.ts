/** MCP servers: how one is reached, what it offers, what the owner has agreed to. */
import type { JsonObject } from '../json.ts';
import type { SecretValue } from '../secret.ts';
import type { McpOAuth, McpOAuthEntry } from './oauth.ts';

/** Which protocol is spoken: found out, the one with a handshake, or exactly this revision. */
export type McpEra = 'auto' | 'legacy' | '2026-07-28';

/** A program that is started, or an address. Values may be secrets, so they are held as such. */
export type McpWay =
  | {
      kind: 'stdio';
      command: string;
      args: readonly string[];
      env: Readonly<Record<string, SecretValue>>;
      cwd?: string;
      /** false = it is started plainly, as the user; default: inside the sandbox */
      sandbox?: boolean;
      /** hosts it may reach from inside, host:port globs */
      egress?: readonly string[];
    }
  | { kind: 'http'; url: string; headers: Readonly<Record<string, SecretValue>>; oauth?: McpOAuth };

/** One server as it was set up. */
export interface McpServer {
  /** letters, digits, `_` and `-`, at most 40 */
  name: string;
  way: McpWay;
  era: McpEra;
  enabled: boolean;
  /** longest wait for one answer, ms; progress extends it */
  timeoutMs: number;
  /** what it is, without values of secrets: when this changes, it is another server */
  identity: string;
  /** a skill that brings it; it is offered only when the question has one of these words */
  skill?: { name: string; triggers: readonly string[] };
}

/** Who answered. */
export interface McpPeer {
  name: string;
  version: string;
  /** protocol revision agreed on */
  protocol: string;
}

/** A tool with its hash: SHA-256 over the canonical JSON of everything the server said about it. */
export interface McpTool {
  name: string;
  /** `sha256:` and 64 hex digits */
  wire: string;
  raw: JsonObject;
}

/** What a server offers, as it was last seen. */
export interface McpCatalogue {
  server: string;
  identity: string;
  /** hash over the hashes of all tools */
  wire: string;
  peer: McpPeer;
  tools: readonly McpTool[];
  at: number;
}

/** A tool that waits for its owner: it is new, or no longer what was agreed to. */
export interface McpQuarantined extends McpTool {
  server: string;
  identity: string;
  reason: 'added' | 'changed';
  at: number;
}

/** A server as it stands in `mcp.json`; values may be references `env:NAME` and `file:/path`. */
export interface McpEntry {
  command?: string;
  args?: string[];
  env?: Record<string, string>;
  cwd?: string;
  url?: string;
  headers?: Record<string, string>;
  oauth?: McpOAuthEntry;
  era?: McpEra;
  enabled?: boolean;
  timeout_seconds?: number;
  sandbox?: boolean;
  egress?: string[];
}

/** Everything that `mcp.json` says. */
export interface McpSetup {
  /** servers that can be used, in the order of the file */
  servers: McpServer[];
  /** servers that cannot, and why, as `mcp.json:12: …` */
  problems: string[];
  /** what will not do what its writer wants */
  warnings: string[];
}

/** What an import found. */
export interface McpImport {
  /** names of the servers that were added */
  added: string[];
  /** names that are there already and stay as they are */
  kept: string[];
  /** what was left out, and why */
  warnings: string[];
}

/** The file `mcp.json` of a data folder. */
export interface McpFile {
  path: string;
  /** Reads it; a missing one is an empty one. Never throws. */
  load(env: Readonly<Record<string, string | undefined>>): McpSetup;
  /** Tells whether it has changed: another text for another state of the file. Never throws. */
  stamp(): string;
  /** Adds or replaces a server. @throws OmegaError config.invalid, store.* */
  put(name: string, entry: McpEntry): void;
  /** Removes a server. @returns false when there is none of the name */
  remove(name: string): boolean;
  /** Adds the servers of `claude_desktop_config.json`, `.mcp.json` or `.vscode/mcp.json`. @throws OmegaError file.unreadable, config.invalid */
  importFrom(file: string): McpImport;
}
