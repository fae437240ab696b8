/** What the provider is set up with. */
import type { JsonObject } from '../../../contracts/json.ts';
import type { Environment } from '../../../contracts/setup.ts';

/** MCP servers of a call, and which of their tools may be used unasked. */
export interface McpSet {
  /** name → server, as in the `mcpServers` of Claude Code */
  servers: JsonObject;
  /** rules such as `mcp__mail` (all of a server) or `mcp__mail__read` */
  allowed: readonly string[];
}

/** Settings. */
export interface ClaudeCodeOptions {
  /** name on the PATH, or an absolute path */
  program: string;
  /** empty = the one Claude Code itself prefers */
  model: string;
  /** rounds of tools in one go; then the turn is taken up again, at most `resumes` times */
  maxTurns: number;
  resumes: number;
  /** tools of its own that may write, run or fetch, e.g. `Bash(git *)`; empty = it can only read its folder */
  allowedTools: readonly string[];
  /** silence that is too long, ms; time in which a tool of its own works does not count */
  idleTimeoutMs: number;
  /** longest turn in all, ms */
  deadlineMs: number;
  /** the daemon's environment; only what the program needs is passed on */
  env: Environment;
  /** names of variables that are passed on beside the ordinary ones, keys for example */
  passed: readonly string[];
  /** folder for session ids and for files a process reads at its start; absolute */
  folder: string;
  /** folder it works in; absolute */
  workspace: string;
  /** brings the guide of the workspace up to date and names its file, which is told beside the instructions of a conversation */
  guide?: () => string;
  /** processes that work at the same time; others wait */
  atOnce?: number;
  /** processes of conversations that are kept for the next message */
  kept?: number;
  /** how long an idle process is kept, ms */
  keptMs?: number;
  /** puts the command into the sandbox; the default runs it as it is */
  wrap?: (argv: readonly string[], cwd: string) => readonly string[];
  /** MCP servers of a conversation, or of a question of its own */
  mcp?: (conversation: string | undefined) => McpSet | undefined;
}
