/** Examples for the machine call. */
import { FAILURE, type Examples } from '../example.ts';

export const call: Examples = {
  machine: 'call',
  inputs: [
    {
      key: 'r1.a',
      runId: 'r1',
      conversation: 'telegram:42',
      part: 'a',
      purpose: 'answer',
      tier: 'powerful',
      chain: ['anthropic', 'ollama'],
      attempts: 2,
    },
  ],
  events: [{ type: 'call.cancel' }],
  outputs: {
    choose: [
      { at: 0, passed: [] },
      { at: 2, passed: [{ provider: 'ollama', code: 'provider.unreachable' }] },
    ],
    think: [
      { model: 'm', usage: { input: 1, output: 2 }, calls: [] },
      { model: 'm', usage: { input: 1, output: null }, calls: ['r1/a.0.0', 'r1/a.0.1'] },
    ],
    toolCall: [{ ends: false }, { ends: true }],
  },
  errors: [
    { code: 'provider.overloaded', disposition: 'retry', message: 'busy' },
    { code: 'provider.key_invalid', disposition: 'stop', message: 'no key' },
    FAILURE,
  ],
};
