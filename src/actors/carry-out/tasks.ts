/** Commands about appointments. */
import type { AgentCommand } from '../../contracts/agent-command.ts';
import type { Task } from '../../contracts/ports/stores/task-store.ts';
import { cancelTask, createTask, findTask, updateTask } from '../agent/tasks.ts';
import type { Carrying, Executors } from './executor.ts';

/** The task that a command will cancel; undefined when it cancels none. */
export function cancelledBy({ ports, asker, words }: Carrying, command: AgentCommand): Task | undefined {
  const task = command.type === 'task.cancel' ? findTask(ports, asker.person, command.id, words) : undefined;
  return typeof task === 'string' ? undefined : task;
}

export const taskExecutors: Executors<'task.create' | 'task.cancel' | 'task.update'> = {
  'task.create': ({ ports, context, asker }, command) => createTask(ports, context, asker, command),
  'task.cancel': ({ ports, context, asker }, { id }) => cancelTask(ports, context, asker.person, id),
  'task.update': ({ ports, context, asker }, command) => updateTask(ports, context, asker.person, command),
};
