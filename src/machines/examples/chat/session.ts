/** Examples for the machine session. */
import type { Examples } from '../example.ts';

export const session: Examples = {
  machine: 'session',
  inputs: [{ key: 'telegram:42' }],
  events: [
    { type: 'session.proposed', request: 'a dashboard' },
    { type: 'session.begun', kind: 'setup', request: 'a bakery' },
    { type: 'session.asked' },
    { type: 'session.ended' },
  ],
  outputs: {},
};
