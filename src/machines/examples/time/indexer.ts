/** Examples for the machine indexer. */
import type { Examples } from '../example.ts';

export const indexer: Examples = {
  machine: 'indexer',
  inputs: [{ key: 'main' }],
  events: [{ type: 'memory.grew' }],
  outputs: { embedMemory: [{ more: true }, { more: false }] },
};
