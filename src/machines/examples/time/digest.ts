/** Examples for the machine digest. */
import type { Examples } from '../example.ts';

export const digest: Examples = {
  machine: 'digest',
  inputs: [{ key: 'telegram:42' }],
  events: [
    { type: 'exchange.done', idleMs: 1_800_000, learn: true },
    { type: 'exchange.done', idleMs: 1_800_000, learn: false },
  ],
  outputs: { learn: [null], summarise: [{ waitMs: 0 }, { waitMs: 60_000 }] },
};
