/** What a slash command gets; it returns the words to answer with. */
import type { AgentPorts } from '../agent-ports.ts';

/** Everything about one use of a command. Runs inside the commit: it reads and writes our own store only. */
export interface CommandCall {
  ports: AgentPorts;
  runId: string;
  /** what stood behind the command, trimmed */
  args: string;
  /** conversation key */
  key: string;
  person: string;
  channel: string;
  chat: string;
  sender: string;
  senderName: string;
  /** a control command found a run to stop */
  stopped: boolean;
  /** ms since 1970 UTC */
  at: number;
  newId: () => string;
}

/** Carries out a command. @returns the answer, never empty */
export type Command = (call: CommandCall) => string;

/** A moment as lists show it, e.g. `2026-11-20 14:05`; UTC. */
export function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
