/** Markers about appointments. */
import type { AgentCommand } from '../../../contracts/agent-command.ts';
import { parseRepeat } from '../../schedule/repeat.ts';
import { parseWhen } from '../../schedule/when.ts';
import { ALL, type Marker, type Reading } from '../marker.ts';

const ID = /^[\p{L}\p{N}-]{1,64}$/u;
/** Longest value that can be an id with the brackets that lists show it in. */
const LONGEST_ID = 80;
/** Shortest beginning of an id that is looked for behind prose. */
const SHORTEST_ID = 4;
/** Longest words for a time that are tried. */
const LONGEST_DUE = 60;

/** The parts of a value between its bars. */
function partsOf(value: string): string[] {
  return value.split('|').map((part) => part.trim());
}

/** A time or a repeat without the bold that a model may have put around it. */
function plain(part: string): string {
  return part.replace(/^[*_`]{1,3}/, '').replace(/[*_`]{1,3}$/, '');
}

function schedule(kind: 'reminder' | 'action') {
  return (value: string): Reading => {
    const parts = partsOf(value);
    if (parts.length < 3) return parts.length === 1 ? 'prose' : { problem: 'incomplete' };
    // A description may hold bars itself: time and repeat are the last two.
    const [due = '', repeat = ''] = parts.slice(-2).map(plain);
    const description = parts.slice(0, -2).join(' | ');
    if (description === '' || due === '') return { problem: 'incomplete' };
    if (!/[\p{L}\p{N}]/u.test(due)) return 'prose';
    return { command: { type: 'task.create', kind, description, due, repeat: repeat.toLowerCase() } };
  };
}

/** @returns the id without the brackets that lists show it in */
function idOf(value: string): string | undefined {
  if (value.length > LONGEST_ID) return undefined;
  const id = value
    .replace(/^[[(#]+/, '')
    .replace(/[\])]+$/, '')
    .trim();
  return ID.test(id) ? id : undefined;
}

function update(value: string): Reading {
  const parts = partsOf(value);
  if (parts.length < 4) return parts.length === 1 && parts[0] === '' ? 'empty' : { problem: 'incomplete' };
  const id = idOf(parts[0] ?? '');
  if (id === undefined) return { problem: 'incomplete' };
  const [due = '', repeat = ''] = parts.slice(-2).map(plain);
  const description = parts.slice(1, -2).join(' | ');
  const given = (text: string): string | null => (text === '' ? null : text);
  return {
    command: {
      type: 'task.update',
      id,
      description: given(description),
      due: given(due),
      repeat: given(repeat.toLowerCase()),
    },
  };
}

/** Any moment: whether words name a time hardly depends on when they are read. */
const SOME_TIME = { now: Date.UTC(2026, 0, 1, 12), zone: 'UTC' } as const;

function isPlausibleTime(due: string): boolean {
  return /\d/.test(due) || (due.length <= LONGEST_DUE && parseWhen(due, SOME_TIME) !== undefined);
}

/** Whether an appointment behind prose is certainly one: its repeat is known, and its time is one. */
function isCertain(command: AgentCommand): boolean {
  if (command.type !== 'task.create' && command.type !== 'task.update') return false;
  const { due, repeat } = command;
  return (repeat === null || parseRepeat(repeat) !== undefined) && (due === null || isPlausibleTime(due));
}

/** Whether a word behind prose is an id: in the middle of a sentence it must have a figure. */
function isCertainId(command: AgentCommand, afterSentence: boolean): boolean {
  return command.type === 'task.cancel' && command.id.length >= SHORTEST_ID && (afterSentence || /\d/.test(command.id));
}

export const taskMarkers: readonly Marker[] = [
  { name: 'SCHEDULE', form: 'value', contexts: ALL, behindProse: isCertain, read: schedule('reminder') },
  { name: 'SCHEDULE_ACTION', form: 'value', contexts: ALL, behindProse: isCertain, read: schedule('action') },
  {
    name: 'CANCEL_TASK',
    form: 'value',
    contexts: ALL,
    behindProse: isCertainId,
    read(value) {
      const id = idOf(value);
      if (value === '') return 'empty';
      return id === undefined ? { problem: 'unreadable' } : { command: { type: 'task.cancel', id } };
    },
  },
  { name: 'UPDATE_TASK', form: 'value', contexts: ALL, behindProse: isCertain, read: update },
];
