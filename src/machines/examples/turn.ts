/** Examples for the machine turn. */
import { FAILURE, type Examples } from './example.ts';

export const turn: Examples = {
  machine: 'turn',
  inputs: [{ key: 'r1', conversation: 'telegram:42', chain: ['anthropic', 'ollama'], attempts: 2 }],
  events: [{ type: 'turn.cancel', reason: 'stopped' }, { type: 'turn.steer' }],
  outputs: {
    assemble: [{ tokens: 10 }],
    choose: [
      { at: 0, passed: [] },
      { at: 2, passed: [{ provider: 'ollama', code: 'provider.unreachable' }] },
    ],
    think: [{ model: 'm', usage: { input: 1, output: 2 } }],
    giveUp: [null],
    resetDraft: [null],
  },
  errors: [
    { code: 'provider.overloaded', disposition: 'retry', message: 'busy' },
    { code: 'provider.key_invalid', disposition: 'stop', message: 'no key' },
    FAILURE,
  ],
};
