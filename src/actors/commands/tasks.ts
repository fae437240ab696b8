/** /tasks, /task, /cancel: appointments as a list, and what can be done with one. */
import { parseWhen } from '../../domain/schedule/when.ts';
import { LANGUAGE_TAGS } from '../../domain/i18n/languages.ts';
import { cancelTask, findTask, holdTask, snoozeTask, toldTask, updateTask } from '../agent/tasks.ts';
import type { Command, CommandCall } from './command.ts';

/** Lists the open tasks of the person; a paused one is marked. */
export const tasks: Command = ({ ports, asker, at, words }) => {
  const open = ports.tasks.list(asker.person, ['active', 'paused']);
  if (open.length === 0) return words.text('tasksEmpty');
  const lines = open.map((task) => {
    const action = task.kind === 'action';
    const slot = ports.tasks.openSlot(task.id);
    const told = toldTask(task, words, at);
    const due = slot === undefined ? told.due : words.due(slot.fireAt);
    const line = words.text('taskLine', { ...told, due, id: task.id, action, project: task.project });
    return task.state === 'paused' ? `${line} ⏸` : line;
  });
  return [words.text('tasksHeader'), ...lines].join('\n');
};

/** Cancels one. */
export const cancel: Command = ({ ports, context, asker, args, words }) =>
  args === '' ? words.text('cancelUsage') : cancelTask(ports, context, asker.person, args);

/** Most slots that /task shows of what a task did. */
const SLOTS = 5;

function show({ ports, at, words }: CommandCall, task: Exclude<ReturnType<typeof findTask>, string>): string {
  const told = toldTask(task, words, at);
  const line = words.text('taskLine', { ...told, id: task.id, action: task.kind === 'action', project: task.project });
  const slots = ports.tasks.slots(task.id, SLOTS);
  const done = slots.map((s) => `- ${words.due(s.dueAt)}: ${s.state}${s.reason === '' ? '' : ` (${s.reason})`}`);
  return [line, ...done].join('\n');
}

/** Shows one, or pauses, resumes, snoozes or edits it. */
export const task: Command = (call) => {
  const { ports, context, asker, args, at, words } = call;
  const [id = '', verb = '', ...rest] = args.split(/\s+/);
  const found = id === '' ? words.text('taskUsage') : findTask(ports, asker.person, id, words);
  if (typeof found === 'string') return found;
  const { description } = found;
  switch (verb.toLowerCase()) {
    case '':
      return show(call, found);
    case 'pause':
      holdTask(ports, context, found, true);
      return words.text('taskPaused', { description });
    case 'resume':
      holdTask(ports, context, found, false);
      return words.text('taskResumed', toldTask({ ...found, state: 'active' }, words, at));
    case 'snooze': {
      const language = LANGUAGE_TAGS[words.language] as 'en';
      const until = parseWhen(rest.join(' '), { now: at, zone: ports.settings.zone, language });
      if (until === undefined || until.at <= at) return words.text('timeUnknown', { text: rest.join(' ') });
      const moved = snoozeTask(ports, context, found, until.at);
      return moved ? words.text('taskSnoozed', { description, due: words.due(until.at) }) : words.text('taskUsage');
    }
    default: {
      const change = [verb, ...rest]
        .join(' ')
        .split('|')
        .map((part) => part.trim());
      const [what = '', due = '', repeat = ''] = change;
      const part = (text: string): string | null => (text === '' ? null : text);
      const update = {
        type: 'task.update',
        id,
        description: part(what),
        due: part(due),
        repeat: part(repeat),
      } as const;
      return updateTask(ports, context, asker.person, update);
    }
  }
};
