/** Examples for the machine digest. */
import type { Examples } from '../example.ts';

export const digest: Examples = {
  machine: 'digest',
  inputs: [{ key: 'telegram:42' }],
  events: [{ type: 'exchange.done', idleMs: 1_800_000 }],
  outputs: { learn: [null], summarise: [null] },
};
