/** What carries out typed commands: one function per type, inside the commit that stores the answer they came with. */
import type { AgentCommand, AgentCommandType, AnswerContext } from '../../contracts/agent-command.ts';
import type { AgentPorts } from '../agent-ports.ts';
import type { Asker, TaskContext } from '../agent/tasks.ts';
import type { Words } from '../agent/words.ts';

/** Everything about one answer whose commands are carried out. */
export interface Carrying {
  ports: AgentPorts;
  context: TaskContext;
  runId: string;
  /** conversation the answer was given in, perhaps an inner one */
  conversation: string;
  where: AnswerContext;
  /** person, and the conversation that words for them go to */
  asker: Asker;
  words: Words;
}

/** A command of one type. */
export type CommandOf<T extends AgentCommandType> = Extract<AgentCommand, { type: T }>;

/** Carries out a command. @returns the line that tells the person what came of it; empty = nothing to tell */
export type Executor<T extends AgentCommandType> = (carrying: Carrying, command: CommandOf<T>) => string;

/** Executors by type of command. */
export type Executors<T extends AgentCommandType> = { readonly [K in T]: Executor<K> };
