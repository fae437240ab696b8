/** Markers about appointments. */
import { parseRepeat } from '../../schedule/repeat.ts';
import { ALL, type Marker, type Reading } from '../marker.ts';

const ID = /^[\p{L}\p{N}-]{1,64}$/u;

function schedule(kind: 'reminder' | 'action') {
  return (value: string): Reading => {
    const parts = value.split('|').map((part) => part.trim());
    if (parts.length < 3) return parts.length === 1 ? 'prose' : { problem: 'incomplete' };
    // A description may hold bars itself: time and repeat are the last two.
    const [due = '', repeat = ''] = parts.slice(-2);
    const description = parts.slice(0, -2).join(' | ');
    if (description === '' || due === '') return { problem: 'incomplete' };
    if (!/[\p{L}\p{N}]/u.test(due)) return 'prose';
    return { command: { type: 'task.create', kind, description, due, repeat: repeat.toLowerCase() } };
  };
}

/** @returns the id without the brackets that lists show it in */
function idOf(value: string): string | undefined {
  const id = value
    .replace(/^[[(#]+/, '')
    .replace(/[\])]+$/, '')
    .trim();
  return ID.test(id) ? id : undefined;
}

function update(value: string): Reading {
  const parts = value.split('|').map((part) => part.trim());
  if (parts.length < 4) return parts.length === 1 && parts[0] === '' ? 'empty' : { problem: 'incomplete' };
  const id = idOf(parts[0] ?? '');
  if (id === undefined) return { problem: 'incomplete' };
  const [due = '', repeat = ''] = parts.slice(-2);
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

/** Whether a schedule that stands behind prose is certainly one: its time has a digit or its repeat is known. */
export function isCertainSchedule(reading: Reading): boolean {
  if (typeof reading === 'string' || !('command' in reading) || reading.command.type !== 'task.create') return true;
  return parseRepeat(reading.command.repeat) !== undefined && /\d/.test(reading.command.due);
}

export const taskMarkers: readonly Marker[] = [
  { name: 'SCHEDULE', form: 'value', contexts: ALL, closed: true, read: schedule('reminder') },
  { name: 'SCHEDULE_ACTION', form: 'value', contexts: ALL, closed: true, read: schedule('action') },
  {
    name: 'CANCEL_TASK',
    form: 'value',
    contexts: ALL,
    closed: true,
    read(value) {
      const id = idOf(value);
      if (value === '') return 'empty';
      return id === undefined ? { problem: 'unreadable' } : { command: { type: 'task.cancel', id } };
    },
  },
  { name: 'UPDATE_TASK', form: 'value', contexts: ALL, closed: true, read: update },
];
