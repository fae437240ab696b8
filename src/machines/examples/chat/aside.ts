/** Examples for the machine aside. */
import type { Examples } from '../example.ts';
import { runInput } from './run.ts';

export const aside: Examples = {
  machine: 'aside',
  inputs: [{ key: 'telegram:42' }],
  events: [
    { type: 'command.received' },
    { type: 'omega.poison', event: 'command.received', messageId: null, message: 'it broke' },
  ],
  outputs: { takeAside: [{ run: runInput }, { run: null }], run: [{ status: 'done' }] },
};
