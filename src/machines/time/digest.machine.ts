/**
 * Digest: what is kept of one conversation beside its words. Facts are taken out soon after each exchange, in the background;
 * a conversation that has been idle is summarised and closed. A failure leaves it open and is tried again.
 *
 *   resting --exchange.done--> settling --short while--> learning > resting;  resting --idle for long--> summarising
 *   summarising --done--> closed;  learning | summarising --failed--> backingOff --later--> the same again
 *   summarising --somebody wrote meanwhile--> resting;  any --exchange.done with something to learn--> settling
 *
 * Invokes: learn, summarise.
 */
import { assign, setup } from 'xstate';
import { provided } from '../provided.ts';

export const version = 1;

/** What reaches a digest. */
export interface DigestEvents {
  /** an answer was given; `idleMs` without another one ends the conversation */
  type: 'exchange.done';
  idleMs: number;
  /** the person may have said something about themselves */
  learn: boolean;
}

/** How long the conversation has to be left alone before it is summed up; 0 = it was. */
export interface Summarised {
  waitMs: number;
}

interface Context {
  /** conversation key */
  key: string;
  idleMs: number;
  /** until the next look whether it is idle */
  waitMs: number;
  /** failures in a row */
  failures: number;
}

const SETTLE_MS = 3000;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

const s = setup({
  types: { input: {} as { key: string }, context: {} as Context, events: {} as DigestEvents },
  actors: {
    learn: provided<null, { key: string }>('learn'),
    summarise: provided<Summarised, { key: string; idleMs: number }>('summarise'),
  },
  delays: {
    settleTime: SETTLE_MS,
    idleTime: ({ context }) => context.waitMs,
    untilRetry: ({ context }) => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(10, context.failures)),
  },
  guards: {
    mayLearn: (_, p: { learn: boolean }) => p.learn,
    isStillInUse: (_, p: Summarised) => p.waitMs > 0,
    mayRetryLearning: ({ context }) => context.failures < 3,
  },
  actions: {
    noteExchange: assign((_, p: { idleMs: number }) => ({ idleMs: p.idleMs, waitMs: p.idleMs, failures: 0 })),
    keepWait: assign((_, p: Summarised) => p),
    noteFailure: assign({ failures: ({ context }) => context.failures + 1 }),
    noteSuccess: assign({ failures: 0 }),
  },
});

const noteExchange = {
  type: 'noteExchange',
  params: ({ event }: { event: DigestEvents }) => ({ idleMs: event.idleMs }),
} as const;

const toLearn = {
  guard: { type: 'mayLearn', params: ({ event }: { event: DigestEvents }) => ({ learn: event.learn }) },
  target: 'settling',
  actions: noteExchange,
} as const;

/** Something was said: it is looked at when there may be something to learn. */
const exchange = { 'exchange.done': toLearn } as const;

export const digestMachine = s.createMachine({
  id: 'digest',
  context: ({ input }) => ({ key: input.key, idleMs: 1_800_000, waitMs: 1_800_000, failures: 0 }),
  initial: 'closed',
  states: {
    closed: {
      description: 'Nothing was said since the last summary.',
      on: { 'exchange.done': [toLearn, { target: 'resting', actions: noteExchange }] },
    },
    settling: {
      description: 'Waits a moment: several messages in a row are looked at together.',
      after: { settleTime: { target: 'learning' } },
      on: { 'exchange.done': { ...toLearn, reenter: true } },
    },
    learning: {
      description: 'Takes out what the person said about themselves.',
      invoke: {
        id: 'learn',
        src: 'learn',
        input: ({ context }) => ({ key: context.key }),
        onDone: { target: 'resting', actions: 'noteSuccess' },
        onError: [
          { guard: 'mayRetryLearning', target: 'learningLater', actions: 'noteFailure' },
          { target: 'resting', actions: 'noteSuccess' },
        ],
      },
      on: exchange,
    },
    learningLater: {
      description: 'Taking out facts failed; it is tried again soon.',
      after: { untilRetry: { target: 'learning' } },
      on: exchange,
    },
    resting: {
      description: 'The conversation may go on at any time.',
      after: { idleTime: { target: 'summarising' } },
      on: exchange,
    },
    summarising: {
      description: 'The conversation has been idle for long: it is summarised and closed.',
      invoke: {
        id: 'summarise',
        src: 'summarise',
        input: ({ context }) => ({ key: context.key, idleMs: context.idleMs }),
        onDone: [
          {
            guard: { type: 'isStillInUse', params: ({ event }) => event.output },
            target: 'resting',
            actions: { type: 'keepWait', params: ({ event }) => event.output },
          },
          { target: 'closed', actions: 'noteSuccess' },
        ],
        onError: { target: 'summarisingLater', actions: 'noteFailure' },
      },
      on: exchange,
    },
    summarisingLater: {
      description: 'The summary failed; the conversation stays open and it is tried again later.',
      after: { untilRetry: { target: 'summarising' } },
      on: exchange,
    },
  },
});
