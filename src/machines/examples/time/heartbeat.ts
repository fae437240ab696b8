/** Examples for the machine heartbeat. */
import type { Examples } from '../example.ts';

export const heartbeat: Examples = {
  machine: 'heartbeat',
  inputs: [{ key: 'main' }],
  events: [{ type: 'heartbeat.configured' }, { type: 'heartbeat.reported', runId: 'r1' }],
  outputs: {
    planBeat: [{ delayMs: 60_000 }, { delayMs: null }],
    lookAround: [{ begun: true }, { begun: false }],
    judgeBeat: [null],
  },
};
