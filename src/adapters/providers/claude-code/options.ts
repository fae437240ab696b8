/** What the provider is set up with. */
import type { JsonObject } from '../../../contracts/json.ts';
import type { RunningProgram } from '../../../contracts/ports/tools/program.ts';
import type { Environment } from '../../../contracts/setup.ts';

/** MCP servers of a call, and which of their tools may be used unasked. */
export interface McpSet {
  /** name → server, as in the `mcpServers` of Claude Code */
  servers: JsonObject;
  /** rules such as `mcp__mail` (all of a server) or `mcp__mail__read` */
  allowed: readonly string[];
}

/** One start of the program inside the sandbox. */
export interface ConfinedStart {
  argv: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** folder with what it reads at its start */
  reads: string;
}

/** How the program is started where its tools can do no harm, or why that cannot be. */
export type Confinement =
  | { start: (start: ConfinedStart) => Promise<RunningProgram> }
  | { /** a sentence */ refusal: string };

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
  /** asked when a tool is allowed that runs or writes; the default runs the program as it is */
  confine?: () => Promise<Confinement>;
  /** MCP servers of a conversation, or of a question of its own */
  mcp?: (conversation: string | undefined) => McpSet | undefined;
}
