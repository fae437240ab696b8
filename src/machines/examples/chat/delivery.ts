/** Examples for the machine delivery. */
import type { Examples } from '../example.ts';

const input = { key: 'r1', conversation: 'telegram:42', channel: 'telegram', chat: '42', kind: 'editable' } as const;
const parts = [{ parts: 2 }, { parts: 1 }];

export const delivery: Examples = {
  machine: 'delivery',
  inputs: [input, { ...input, kind: 'stored' }, { ...input, kind: 'blind' }, { ...input, kind: 'idempotent' }],
  events: [
    { type: 'delivery.ready', empty: false },
    { type: 'delivery.ready', empty: true },
  ],
  outputs: { openSlot: [{ ref: '7' }], preview: [null], fillSlot: parts, sendKeyed: parts, sendBlind: parts },
};
