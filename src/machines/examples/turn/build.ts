/** Examples for the machine build. */
import type { Examples } from '../example.ts';

const input = {
  key: 'r1',
  runId: 'r1',
  conversation: 'telegram:42',
  chain: ['anthropic'],
  attempts: 2,
  steps: 2,
  done: 0,
};
const call = { ok: true, model: 'm', usage: { input: 1, output: 2 }, failures: [] };

export const build: Examples = {
  machine: 'build',
  inputs: [input, { ...input, done: 1 }],
  events: [],
  outputs: {
    preparePhase: [{ fit: true }, { fit: false }],
    call: [call, { ...call, ok: false }],
    collectPhase: [{ next: 'pass' }, { next: 'fix' }, { next: 'again' }, { next: 'stop' }],
    reportBuild: [null],
  },
};
