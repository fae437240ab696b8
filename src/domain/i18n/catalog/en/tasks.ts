/** English: tasks, reminders, actions, and the heartbeat. */
import { formatter } from '../../format.ts';
import { after, bullets, lines, repeats } from '../../lines.ts';
import { repeatWords } from './words.ts';

const { count, form } = formatter('en');
/** A task as it is told: `due` in the reader's words; `repeat` as it is stored, e.g. `daily`, empty or `once` for none. */
interface Told {
  description: string;
  due: string;
  repeat: string;
}
const told = (p: Told) => `${p.description} — ${p.due}${repeats(p.repeat, repeatWords)}`;

/** The texts, by key. */
export const tasks = {
  taskScheduled: (p: { description: string; due: string; repeat: string }) => `✓ Scheduled: ${told(p)}`,
  taskScheduledMany: (p: { items: readonly { description: string; due: string; repeat: string }[] }) =>
    bullets(`✓ Scheduled ${count(p.items.length, 'task', 'tasks')}:`, p.items.map(told)),
  taskExists: (p: { description: string; due: string; id: string }) =>
    `You already have that one: ${p.description} — ${p.due} [${p.id}]. I did not add it again.`,
  taskFailed: (p: { description: string; reason: string }) => `✗ I could not schedule "${p.description}": ${p.reason}`,
  taskCancelled: (p: { description: string }) => `✓ Cancelled: ${p.description}`,
  taskNotFound: (p: { id: string }) => `I found no open task with the id ${p.id}. /tasks shows them all.`,
  taskUpdated: (p: { description: string; due: string; repeat: string }) => `✓ Updated: ${told(p)}`,
  taskAmbiguous: (p: { id: string; count: number }) =>
    `${p.id} fits ${count(p.count, 'task', 'tasks')}. Please give me more of the id; /tasks shows them all.`,
  tasksHeader: () => 'Your tasks:',
  tasksEmpty: () => 'You have no open tasks.',
  /** a task in the list */
  taskLine: (p: { id: string; description: string; due: string; repeat: string; action: boolean; project: string }) =>
    `[${p.id}] ${told(p)}${p.action ? ' · I do this myself' : ''}${after(' · ', p.project)}`,
  cancelUsage: () => 'Tell me which task: /cancel and the first signs of its id. /tasks shows them all.',
  reminder: (p: { description: string }) => `⏰ Reminder: ${p.description}`,
  reminderLate: (p: { description: string; due: string }) =>
    `⏰ Reminder: ${p.description}\n(It was due ${p.due}; I could not reach you before, sorry.)`,
  actionFailed: (p: { description: string; reason: string; retryMinutes: number }) =>
    `✗ "${p.description}" did not work: ${p.reason}\nI try again in ${count(p.retryMinutes, 'minute', 'minutes')}.`,
  actionGaveUp: (p: { description: string; attempts: number; reason: string }) =>
    `✗ "${p.description}" did not work after ${count(p.attempts, 'attempt', 'attempts')}, so I stopped trying: ${p.reason}`,
  actionUnverified: (p: { description: string }) =>
    `I worked on "${p.description}", but I cannot tell for sure that it succeeded. Please have a look.`,
  slotMissed: (p: { description: string; due: string }) =>
    `"${p.description}" was due ${p.due}, but I was not running then, so I left it out.`,
  /** `next` in the reader's words; empty where it is not known */
  heartbeatOn: (p: { interval: number; next: string }) =>
    lines(
      `I check in every ${form(p.interval, 'minute', `${p.interval} minutes`)}.`,
      p.next === '' ? '' : `Next time: ${p.next}.`,
    ),
  heartbeatOff: () => 'My regular check-in is off.',
  heartbeatAdded: (p: { item: string }) => `✓ I will keep an eye on: ${p.item}`,
  heartbeatRemoved: (p: { count: number; needle: string }) =>
    `✓ I took ${count(p.count, 'line', 'lines')} about "${p.needle}" off my watchlist.`,
  heartbeatNothingRemoved: (p: { needle: string }) => `Nothing on my watchlist mentions "${p.needle}".`,
  heartbeatInterval: (p: { minutes: number }) =>
    `✓ I now check in every ${form(p.minutes, 'minute', `${p.minutes} minutes`)}.`,
  heartbeatSuppressed: (p: { section: string }) => `✓ I will no longer report on "${p.section}".`,
  heartbeatUnsuppressed: (p: { section: string }) => `✓ I will report on "${p.section}" again.`,
  taskUsage: () =>
    'Write what to do with which task: /task, its id, and pause, resume, snooze with a time, or the change. /tasks shows them all.',
  taskPaused: (p: { description: string }) => `✓ On hold: ${p.description}`,
  taskResumed: (p: { description: string; due: string; repeat: string }) => `✓ Going on: ${told(p)}`,
  taskSnoozed: (p: { description: string; due: string }) => `✓ Put off: ${p.description} — ${p.due}`,
  timeUnknown: (p: { text: string }) => `I do not understand the time "${p.text}". Try for example "tomorrow at 9".`,
  repeatUnknown: (p: { text: string }) => `I do not understand the repeat "${p.text}". Try for example "every Monday".`,
  timePast: (p: { due: string }) => `${p.due} is in the past already.`,
  taskAlike: (p: { description: string; due: string; repeat: string; id: string }) =>
    `You have something like it already: ${told(p)} [${p.id}]. If it is the same, /cancel ${p.id} removes it.`,
};
