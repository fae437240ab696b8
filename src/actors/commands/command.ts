/** What a slash command gets; it returns the words to answer with. */
import type { AgentCommand } from '../../contracts/agent-command.ts';
import type { AgentPorts } from '../agent-ports.ts';
import type { Asker, TaskContext } from '../agent/tasks.ts';
import type { Words } from '../agent/words.ts';

/** Everything about one use of a command. Runs inside the commit: it reads and writes our own store only. */
export interface CommandCall {
  ports: AgentPorts;
  runId: string;
  /** what stood behind the command, trimmed */
  args: string;
  /** conversation key */
  key: string;
  /** who asks, and their project */
  asker: Asker;
  channel: string;
  chat: string;
  /** a control command found a run to stop */
  stopped: boolean;
  /** ms since 1970 UTC */
  at: number;
  context: TaskContext;
  /** Omega's own words in the person's language */
  words: Words;
}

/** An answer that first needs files to be changed. */
export interface Filing {
  files: readonly AgentCommand[];
}

/** Carries out a command. @returns the answer, never empty, or what is to be done to files for it */
export type Command = (call: CommandCall) => string | Filing;
