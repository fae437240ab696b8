/** Examples for the machine turn. */
import type { Examples } from '../example.ts';

const route = { way: 'direct', purpose: 'answer', steps: 0, done: 0 };
const plan = { way: 'plan', purpose: 'answer', steps: 3, done: 1 };
const call = { ok: true, model: 'm', usage: { input: 1, output: 2 }, failures: [] };

export const turn: Examples = {
  machine: 'turn',
  inputs: [{ key: 'r1', conversation: 'telegram:42', chain: ['anthropic', 'ollama'], attempts: 2 }],
  events: [{ type: 'turn.cancel', reason: 'stopped' }, { type: 'turn.steer' }],
  outputs: {
    assemble: [route, { ...route, way: 'judge' }, plan, { ...plan, way: 'build' }, { ...route, way: 'told' }],
    classify: [route, plan],
    call: [call, { ...call, ok: false, failures: [{ provider: 'ollama', code: 'provider.unreachable' }] }],
    plan: [{ model: 'm', usage: { input: 1, output: 2 }, failed: 1 }],
    build: [{ model: 'm', usage: { input: null, output: null }, failed: 0 }],
    giveUp: [null],
    resetDraft: [null],
  },
};
