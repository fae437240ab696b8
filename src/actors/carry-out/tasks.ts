/** Commands about appointments. */
import { cancelTask, createTask, updateTask } from '../agent/tasks.ts';
import type { Executors } from './executor.ts';

export const taskExecutors: Executors<'task.create' | 'task.cancel' | 'task.update'> = {
  'task.create': ({ ports, context, asker }, command) => createTask(ports, context, asker, command),
  'task.cancel': ({ ports, context, asker }, { id }) => cancelTask(ports, context, asker.person, id),
  'task.update': ({ ports, context, asker }, command) => updateTask(ports, context, asker.person, command),
};
