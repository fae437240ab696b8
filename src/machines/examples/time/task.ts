/** Examples for the machine task. */
import type { Examples } from '../example.ts';

export const task: Examples = {
  machine: 'task',
  inputs: [{ key: 'k3j2h1g0' }],
  events: [{ type: 'task.changed' }, { type: 'task.reported', runId: 'r1' }],
  outputs: {
    planSlot: [
      { dueAt: 1_700_000_060_000, delayMs: 60_000 },
      { dueAt: 1_700_900_000_000, delayMs: 900_000_000 },
      { dueAt: null },
    ],
    fireSlot: [{ next: 'settled' }, { next: 'begun' }],
    judgeSlot: [
      { again: true, delayMs: 120_000 },
      { again: false, delayMs: 0 },
    ],
  },
};
