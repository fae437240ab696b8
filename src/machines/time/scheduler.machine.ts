/**
 * Scheduler: the watchdog over all tasks. Each task keeps its own time; this one looks whether a due slot was left without an end.
 *
 *   off --scheduler.start--> looking > waiting --a while--> looking
 *
 * Invokes: watchSlots.
 */
import { setup } from 'xstate';
import { provided } from '../provided.ts';

export const version = 1;

/** What reaches the scheduler. */
export interface SchedulerEvents {
  type: 'scheduler.start';
}

const s = setup({
  types: { input: {} as { key: string }, context: {} as Record<string, never>, events: {} as SchedulerEvents },
  actors: { watchSlots: provided<null, object>('watchSlots') },
  delays: { lookInterval: 900_000 },
});

export const schedulerMachine = s.createMachine({
  id: 'scheduler',
  context: {},
  initial: 'off',
  on: { 'scheduler.start': { target: '.looking' } },
  states: {
    off: { description: 'Omega has not started yet.' },
    looking: {
      description:
        'Looks for slots that should have ended: their task is woken, and one that cannot be is owned up to.',
      invoke: {
        id: 'watchSlots',
        src: 'watchSlots',
        input: {},
        onDone: { target: 'waiting' },
        onError: { target: 'waiting' },
      },
    },
    waiting: {
      description: 'A quarter of an hour goes by.',
      after: { lookInterval: { target: 'looking' } },
    },
  },
});
