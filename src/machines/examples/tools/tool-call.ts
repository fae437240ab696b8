/** Examples for the machine toolCall. */
import { FAILURE, type Examples } from '../example.ts';

export const toolCall: Examples = {
  machine: 'toolCall',
  inputs: [{ key: 'r1/a.0.0', runId: 'r1', conversation: 'telegram:42' }],
  events: [
    { type: 'approval.decided', approval: 'p1', answer: 'yes' },
    { type: 'approval.decided', approval: 'p1', answer: 'no' },
    { type: 'approval.decided', approval: 'p0', answer: 'yes' },
  ],
  outputs: {
    checkCall: [
      { ok: true, lane: 'inside' },
      { ok: true, lane: 'pure' },
      { ok: true, lane: 'idempotent' },
      { ok: true, lane: 'once' },
      { ok: false, ends: true },
    ],
    decideCall: [{ effect: 'allow' }, { effect: 'ask' }, { effect: 'deny' }],
    putQuestion: [{ approval: 'p1' }],
  },
  errors: [FAILURE, { code: 'activity.lost', disposition: 'uncertain', message: 'the process died' }],
};
