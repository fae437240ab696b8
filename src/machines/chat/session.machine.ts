/**
 * Session: a conversation with an aim beside the usual talk: a proposal that waits for a yes, a set-up or a discovery in rounds.
 *
 *   idle --session.proposed--> proposed --2 min | session.ended--> idle
 *   idle --session.begun--> asking --session.asked--> asking --30 min | session.ended--> idle
 *
 * Invokes nothing: whoever reads a message looks at its state, and says with an event what became of it.
 */
import { assign, setup } from 'xstate';

export const version = 1;

/** What a session is about. */
export type SessionKind = 'build' | 'setup' | 'discovery';

/** What reaches a session. */
export type SessionEvents =
  /** something would be built; the next message decides */
  | { type: 'session.proposed'; request: string }
  | { type: 'session.begun'; kind: SessionKind; request: string }
  /** a round of questions, or a proposal, was put to the person */
  | { type: 'session.asked' }
  | { type: 'session.ended' };

interface Context {
  kind: SessionKind;
  /** one sentence or a short brief */
  request: string;
  /** rounds that were asked */
  round: number;
}

const s = setup({
  types: { input: {} as { key: string }, context: {} as Context, events: {} as SessionEvents },
  delays: { proposalLife: 120_000, sessionLife: 1_800_000 },
  actions: {
    keep: assign((_, p: { kind: SessionKind; request: string }) => ({ ...p, round: 0 })),
    countRound: assign({ round: ({ context }) => context.round + 1 }),
  },
});

const begin = {
  'session.proposed': {
    target: 'proposed',
    actions: {
      type: 'keep',
      params: ({ event }: { event: { request: string } }) => ({ kind: 'build', request: event.request }) as const,
    },
  },
  'session.begun': {
    target: 'asking',
    actions: {
      type: 'keep',
      params: ({ event }: { event: { kind: SessionKind; request: string } }) => ({
        kind: event.kind,
        request: event.request,
      }),
    },
  },
} as const;

export const sessionMachine = s.createMachine({
  id: 'session',
  context: { kind: 'build', request: '', round: 0 },
  initial: 'idle',
  states: {
    idle: { description: 'Only the usual talk.', on: begin },
    proposed: {
      description: 'A build waits for a yes; any other word, or two minutes, drop it.',
      after: { proposalLife: { target: 'idle' } },
      on: {
        'session.proposed': { ...begin['session.proposed'], reenter: true },
        'session.begun': begin['session.begun'],
        'session.ended': { target: 'idle' },
      },
    },
    asking: {
      description: 'Questions are being asked; half an hour of silence ends it.',
      after: { sessionLife: { target: 'idle' } },
      on: {
        'session.asked': { target: 'asking', reenter: true, actions: 'countRound' },
        'session.proposed': begin['session.proposed'],
        'session.ended': { target: 'idle' },
      },
    },
  },
});
