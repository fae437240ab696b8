/** Examples for the machine approval. */
import type { Examples } from '../example.ts';

export const approval: Examples = {
  machine: 'approval',
  inputs: [{ key: 'p1' }],
  events: [
    { type: 'approval.ask', asker: 'toolCall:r1/a.0.0', expiresMs: 900_000 },
    { type: 'approval.answered', answer: 'yes' },
    { type: 'approval.answered', answer: 'no' },
    { type: 'approval.withdraw' },
  ],
  outputs: {
    openPost: [{ ref: '7' }],
    endApproval: [{ answer: 'expired' }, { answer: 'yes' }],
  },
};
