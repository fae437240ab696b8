/** Examples for the machine conversation. */
import type { Examples } from '../example.ts';
import { runInput } from './run.ts';

const received = {
  type: 'message.received',
  messageId: 'm1',
  position: 1,
  mode: 'collect',
  control: null,
  crowded: false,
};

export const conversation: Examples = {
  machine: 'conversation',
  inputs: [{ key: 'telegram:42' }],
  events: [
    received,
    { ...received, messageId: 'm2', position: 2, mode: 'interrupt' },
    { ...received, messageId: 'm3', position: 3, mode: 'steer' },
    { ...received, messageId: 'm4', position: 4, crowded: true },
    { ...received, messageId: 'm5', position: 5, control: 'stop' },
    { ...received, messageId: 'm6', position: 6, control: 'pause' },
    { ...received, messageId: 'm7', position: 7, control: 'resume' },
    { type: 'notice.posted' },
    { type: 'omega.poison', event: 'message.received', messageId: 'm8', message: 'it broke' },
  ],
  outputs: { takeBatch: [{ run: runInput }, { run: null }], run: [{ status: 'done' }], acknowledge: [null] },
};
