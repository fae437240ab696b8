/** Examples for the machine scheduler. */
import type { Examples } from '../example.ts';

export const scheduler: Examples = {
  machine: 'scheduler',
  inputs: [{ key: 'main' }],
  events: [{ type: 'scheduler.start' }],
  outputs: { watchSlots: [null] },
};
