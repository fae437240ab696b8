/** Creates and changes appointments, for markers, tools and commands alike; inside a transaction. */
import type { AgentCommand } from '../../contracts/agent-command.ts';
import type { Task } from '../../contracts/ports/stores/task-store.ts';
import { isSameTask, isSameThing, looksAlike } from '../../domain/schedule/duplicate.ts';
import { nextOccurrence } from '../../domain/schedule/occurrence.ts';
import type { Recurrence } from '../../domain/schedule/recurrence.ts';
import { parseRepeat } from '../../domain/schedule/repeat.ts';
import { parseWhen, type When } from '../../domain/schedule/when.ts';
import { repeatName } from '../../domain/schedule/words.ts';
import { LANGUAGE_TAGS } from '../../domain/i18n/languages.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { wordsFor, type Words } from './words.ts';

/** Who asks, and where the words of a task will go. */
export interface Asker {
  person: string;
  /** conversation key, never an inner one */
  key: string;
  sender: string;
  senderName: string;
  project: string;
  /** run in which it was asked for */
  run: string | null;
}

/** The parts of an activity's context that changes of tasks need. */
export type TaskContext = Pick<ActivityContext, 'address' | 'at' | 'newId' | 'post'>;

/** A repeat as a task keeps it: the rule, and how it was written. */
interface KeptRepeat {
  rule: Recurrence;
  written: string;
}

/** Shortest beginning of an id that names a task. */
export const SHORTEST_PREFIX = 4;
const OPEN = ['active', 'paused'] as const;

/** The rule of a stored task. */
export function repeatOf(task: Pick<Task, 'recurrence'>): KeptRepeat {
  return task.recurrence as unknown as KeptRepeat;
}

function keep(rule: Recurrence, written: string): Task['recurrence'] {
  return { rule, written };
}

/** How a task is told: what, when next, how often. */
export function toldTask(task: Task, words: Words, now: number): { description: string; due: string; repeat: string } {
  const { rule, written } = repeatOf(task);
  const next = nextOccurrence(rule, { at: task.anchor, zone: task.zone }, now) ?? task.anchor;
  return { description: task.description, due: words.due(next), repeat: repeatName(rule, written) };
}

function wake(context: TaskContext, id: string): void {
  context.post(`task:${id}`, { type: 'task.changed' }, `task.changed:${id}:${context.newId()}`);
}

/** A time that was read, or the sentence that says why not. */
function readWhen(ports: AgentPorts, words: Words, due: string, now: number): When | string {
  const language = LANGUAGE_TAGS[words.language] as 'en';
  const when = parseWhen(due, { now, zone: ports.settings.zone, language });
  return when ?? words.text('timeUnknown', { text: due });
}

function isPast(rule: Recurrence, anchor: number, zone: string, now: number): boolean {
  return nextOccurrence(rule, { at: anchor, zone }, now) === null;
}

type Create = Extract<AgentCommand, { type: 'task.create' }>;
type Update = Extract<AgentCommand, { type: 'task.update' }>;

function newTask(
  ports: AgentPorts,
  context: TaskContext,
  asker: Asker,
  parts: Pick<Task, 'kind' | 'description' | 'anchor' | 'recurrence' | 'explicitTime'>,
): Task {
  const { at } = context;
  let id = context.newId().slice(-8);
  while (ports.tasks.get(id)) id = context.newId().slice(-8);
  return { ...parts, ...asker, id, zone: ports.settings.zone, state: 'active', createdAt: at, updatedAt: at };
}

/** Creates a task, or says why not; an exact duplicate is the one that exists. @returns the line for the person */
export function createTask(ports: AgentPorts, context: TaskContext, asker: Asker, command: Create): string {
  const { at: now } = context;
  const { description } = command;
  const words = wordsFor(ports, asker.person, now);
  const failed = (reason: string): string => words.text('taskFailed', { description, reason });
  const when = readWhen(ports, words, command.due, now);
  if (typeof when === 'string') return failed(when);
  const rule = parseRepeat(command.repeat);
  if (rule === undefined) return failed(words.text('repeatUnknown', { text: command.repeat }));
  const { zone } = ports.settings;
  if (isPast(rule, when.at, zone, now)) return failed(words.text('timePast', { due: words.due(when.at) }));
  const recurrence = keep(rule, command.repeat.trim());
  const task = newTask(ports, context, asker, {
    kind: command.kind,
    description,
    anchor: when.at,
    recurrence,
    explicitTime: when.explicit,
  });
  const others = ports.tasks.list(asker.person, OPEN);
  const likeness = (t: Task) => ({ ...t, at: t.anchor, recurrence: repeatOf(t).rule });
  const same = others.find((other) => isSameTask(likeness(other), likeness(task)));
  if (same) return words.text('taskExists', { ...toldTask(same, words, now), id: same.id });
  ports.tasks.add(task);
  wake(context, task.id);
  const line = words.text('taskScheduled', toldTask(task, words, now));
  const alike = others.find(
    (o) => Math.abs(o.anchor - task.anchor) <= 1_800_000 && looksAlike(o.description, description),
  );
  return alike ? `${line}\n${words.text('taskAlike', { ...toldTask(alike, words, now), id: alike.id })}` : line;
}

/** The one open task of a person that an id or its beginning names, or the sentence that says why there is none. */
export function findTask(ports: AgentPorts, person: string, id: string, words: Words): Task | string {
  const prefix = id
    .trim()
    .toLowerCase()
    .replaceAll(/[[\]#`]/g, '');
  if (prefix.length < SHORTEST_PREFIX || !/^[a-z0-9.-]+$/.test(prefix)) return words.text('taskNotFound', { id });
  const found = ports.tasks
    .startingWith(person, prefix)
    .filter(({ state }) => state === 'active' || state === 'paused');
  if (found.length > 1) return words.text('taskAmbiguous', { id: prefix, count: found.length });
  return found[0] ?? words.text('taskNotFound', { id: prefix });
}

/** Cancels a task. @returns the line for the person */
export function cancelTask(ports: AgentPorts, context: TaskContext, person: string, id: string): string {
  const words = wordsFor(ports, person, context.at);
  const task = findTask(ports, person, id, words);
  if (typeof task === 'string') return task;
  ports.tasks.change(task.id, { state: 'cancelled' }, context.at);
  wake(context, task.id);
  return words.text('taskCancelled', { description: task.description });
}

/** Whether a task that was cancelled lives on under another id: another time for the same thing is told as that alone. */
export function isReplaced(ports: AgentPorts, person: string, cancelled: Task): boolean {
  const others = ports.tasks.list(person, OPEN);
  return others.some((t) => t.kind === cancelled.kind && isSameThing(t.description, cancelled.description));
}

/** Edits a task; what is null stays. @returns the line for the person */
export function updateTask(ports: AgentPorts, context: TaskContext, person: string, command: Update): string {
  const { at: now } = context;
  const words = wordsFor(ports, person, now);
  const task = findTask(ports, person, command.id, words);
  if (typeof task === 'string') return task;
  const failed = (reason: string): string => words.text('taskFailed', { description: task.description, reason });
  if (command.description === null && command.due === null && command.repeat === null)
    return failed(words.text('reasonIncomplete'));
  const when =
    command.due === null ? { at: task.anchor, explicit: task.explicitTime } : readWhen(ports, words, command.due, now);
  if (typeof when === 'string') return failed(when);
  const kept = repeatOf(task);
  const rule = command.repeat === null ? kept.rule : parseRepeat(command.repeat);
  if (rule === undefined) return failed(words.text('repeatUnknown', { text: command.repeat ?? '' }));
  if (isPast(rule, when.at, task.zone, now)) return failed(words.text('timePast', { due: words.due(when.at) }));
  const recurrence = keep(rule, command.repeat?.trim() ?? kept.written);
  const change = {
    description: command.description ?? task.description,
    anchor: when.at,
    recurrence,
    explicitTime: when.explicit,
  };
  ports.tasks.change(task.id, change, now);
  wake(context, task.id);
  return words.text('taskUpdated', toldTask({ ...task, ...change }, words, now));
}

/** Pauses or resumes a task. @returns whether it was changed */
export function holdTask(ports: AgentPorts, context: TaskContext, task: Task, held: boolean): boolean {
  if ((task.state === 'paused') === held) return false;
  ports.tasks.change(task.id, { state: held ? 'paused' : 'active' }, context.at);
  wake(context, task.id);
  return true;
}

/** Moves the open slot of a task, once; the rule is not touched. @returns false when there is none to move */
export function snoozeTask(ports: AgentPorts, context: TaskContext, task: Task, until: number): boolean {
  const open = ports.tasks.openSlot(task.id);
  if (open?.state !== 'pending') return false;
  ports.tasks.changeSlot(task.id, open.dueAt, { fireAt: until });
  wake(context, task.id);
  return true;
}
