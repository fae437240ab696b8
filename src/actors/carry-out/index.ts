/** Every typed command by its type. A new command is one executor and one line here. */
import type { AgentCommand, AgentCommandType } from '../../contracts/agent-command.ts';
import type { Carrying, Executor } from './executor.ts';
import { learningExecutors } from './learning.ts';
import { personExecutors } from './person.ts';
import { connectionExecutors } from './connections.ts';
import { isReplaced } from '../agent/tasks.ts';
import { cancelledBy, taskExecutors } from './tasks.ts';

const EXECUTORS: { readonly [K in AgentCommandType]?: Executor<K> } = {
  ...taskExecutors,
  ...personExecutors,
  ...learningExecutors,
  ...connectionExecutors,
};

/** Projects are left before another one is entered, whatever the order in which a model wrote it. */
const FIRST: ReadonlySet<AgentCommandType> = new Set(['project.deactivate']);
/** A conversation is closed when everything that belongs to it is written. */
const LAST: ReadonlySet<AgentCommandType> = new Set(['conversation.forget']);

function rank({ type }: AgentCommand): number {
  return FIRST.has(type) ? 0 : LAST.has(type) ? 2 : 1;
}

/** Carries out commands inside the commit, each once. @returns the lines for the person, in the order of the answer */
export function carryOut(carrying: Carrying, commands: readonly AgentCommand[]): string[] {
  const ordered = commands.toSorted((a, b) => rank(a) - rank(b));
  const entering = ordered.some(({ type }) => type === 'project.activate');
  const cancelled = new Map(ordered.map((command) => [command, cancelledBy(carrying, command)]));
  const done = ordered.map((command) => ({
    command,
    line: EXECUTORS[command.type]?.(carrying, command as never) ?? '',
  }));
  return done.flatMap(({ command, line }) => {
    // Whoever goes from one project to another wants to hear where they are, not what they left.
    if (line === '' || (entering && command.type === 'project.deactivate')) return [];
    const task = cancelled.get(command);
    return task !== undefined && isReplaced(carrying.ports, carrying.asker.person, task) ? [] : [line];
  });
}
