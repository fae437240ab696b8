/**
 * Approval: one durable question to the owner. It stands through restarts, runs out at its time, and is answered once.
 *
 *   unasked --approval.ask--> open{ posting > filling > waiting } --approval.answered--> closing > closed
 *   open --after expiry--> expiring > closing;  open --approval.withdraw--> withdrawing > closing
 *
 * Invokes: openPost, fillPost, endApproval, closePost. Tells the actor that asked. The row decides: the first answer wins.
 */
import { assign, sendTo, setup } from 'xstate';
import type { ApprovalState } from '../../contracts/tools/policy.ts';
import { actorAt, provided } from '../provided.ts';

export const version = 1;

/** How an approval ended, as the row says. */
export interface Decision {
  answer: 'yes' | 'no' | 'expired' | 'withdrawn';
}

/** What reaches an approval. */
export type ApprovalEvents =
  | { type: 'approval.ask'; asker: string; expiresMs: number }
  | { type: 'approval.answered'; answer: 'yes' | 'no' }
  | { type: 'approval.withdraw' };

interface Context {
  key: string;
  /** address of the actor that waits */
  asker: string;
  expiresMs: number;
}

interface Id {
  approval: string;
}

const s = setup({
  types: { input: {} as { key: string }, context: {} as Context, events: {} as ApprovalEvents },
  actors: {
    openPost: provided<{ ref: string }, Id>('openPost'),
    fillPost: provided<null, Id>('fillPost'),
    endApproval: provided<Decision, Id & { state: Extract<ApprovalState, 'expired' | 'withdrawn'> }>('endApproval'),
    closePost: provided<null, Id>('closePost'),
  },
  delays: { expiry: ({ context }) => context.expiresMs },
  actions: {
    keepAsker: assign((_, p: { asker: string; expiresMs: number }) => ({ asker: p.asker, expiresMs: p.expiresMs })),
    tellAsker: sendTo(
      ({ context }) => actorAt(context.asker),
      ({ context }, p: Decision) => ({ type: 'approval.decided', approval: context.key, answer: p.answer }),
    ),
  },
});

const id = ({ context }: { context: Context }): Id => ({ approval: context.key });

const open = s.createStateConfig({
  description: 'Anybody who may can answer, from wherever they are.',
  initial: 'posting',
  after: { expiry: { target: 'expiring' } },
  on: {
    'approval.answered': {
      target: 'closing',
      actions: { type: 'tellAsker', params: ({ event }) => ({ answer: event.answer }) },
    },
    'approval.withdraw': { target: 'withdrawing' },
  },
  states: {
    posting: {
      description: 'A placeholder is sent to the chat, so that the question never stands there twice.',
      invoke: {
        id: 'openPost',
        src: 'openPost',
        input: id,
        onDone: { target: 'filling' },
        onError: { target: 'waiting' },
      },
    },
    filling: {
      description: 'The placeholder becomes the question, with its buttons.',
      invoke: {
        id: 'fillPost',
        src: 'fillPost',
        input: id,
        onDone: { target: 'waiting' },
        onError: { target: 'waiting' },
      },
    },
    waiting: { description: 'The question has been put.' },
  },
});

/** Ends the row, unless somebody was faster; the row tells what the asker hears. */
const ending = (state: 'expired' | 'withdrawn', description: string) =>
  s.createStateConfig({
    description,
    invoke: {
      id: 'endApproval',
      src: 'endApproval',
      input: ({ context }) => ({ ...id({ context }), state }),
      onDone: { target: 'closing', actions: { type: 'tellAsker', params: ({ event }) => event.output } },
      onError: { target: 'closing', actions: { type: 'tellAsker', params: { answer: state } } },
    },
  });

export const approvalMachine = s.createMachine({
  id: 'approval',
  context: ({ input }) => ({ key: input.key, asker: '', expiresMs: 0 }),
  initial: 'unasked',
  states: {
    unasked: {
      description: 'Born with its question.',
      on: {
        'approval.ask': {
          target: 'open',
          actions: { type: 'keepAsker', params: ({ event }) => event },
        },
      },
    },
    open,
    expiring: ending('expired', 'Nobody answered in time.'),
    withdrawing: ending('withdrawn', 'The question is not needed any more.'),
    closing: {
      description: 'Where the question stands, its outcome is put in its place.',
      invoke: {
        id: 'closePost',
        src: 'closePost',
        input: id,
        onDone: { target: 'closed' },
        onError: { target: 'closed' },
      },
    },
    closed: { description: 'Everybody can see how it ended.', type: 'final' },
  },
});
