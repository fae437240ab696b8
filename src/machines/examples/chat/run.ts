/** Examples for the machine run. */
import type { Examples } from '../example.ts';

/** A run of one text message on Telegram. */
export const runInput = {
  key: 'r1',
  conversation: 'telegram:42',
  channel: 'telegram',
  chat: '42',
  kind: 'text',
  delivery: 'editable',
  chain: ['anthropic', 'ollama'],
  attempts: 2,
  stopped: false,
} as const;

const turn = { outcome: 'answered', model: 'm', usage: { input: 1, output: 2 } };

export const run: Examples = {
  machine: 'run',
  inputs: [runInput, { ...runInput, kind: 'command' }, { ...runInput, kind: 'notice' }],
  events: [{ type: 'run.cancel', reason: 'stopped' }, { type: 'run.steer' }],
  outputs: {
    admit: [
      { allowed: true, replied: false },
      { allowed: false, replied: true },
      { allowed: false, replied: false },
    ],
    sanitise: [
      { findings: 0, recall: false },
      { findings: 0, recall: true },
    ],
    embedQuestion: [null],
    command: [
      { replied: true, filing: false },
      { replied: false, filing: true },
    ],
    turn: [turn, { ...turn, outcome: 'gaveUp' }, { ...turn, outcome: 'stopped' }],
    store: [
      { replied: true, filing: false },
      { replied: false, filing: true },
    ],
    changeFiles: [null],
    delivery: [{ delivered: true }, { delivered: false }],
    audit: [null],
  },
};
