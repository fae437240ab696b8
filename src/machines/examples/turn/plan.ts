/** Examples for the machine plan. */
import type { Examples } from '../example.ts';

const done = { ok: true, model: 'm', usage: { input: 1, output: 2 }, failures: [] };

export const plan: Examples = {
  machine: 'plan',
  inputs: [
    { key: 'r1', runId: 'r1', conversation: 'telegram:42', chain: ['anthropic'], attempts: 2, steps: 2, done: 0 },
    { key: 'r1', runId: 'r1', conversation: 'telegram:42', chain: ['anthropic'], attempts: 2, steps: 2, done: 2 },
  ],
  events: [],
  outputs: {
    markStep: [null],
    call: [done, { ...done, ok: false, model: '', usage: { input: null, output: null } }],
    reportPlan: [null],
  },
};
