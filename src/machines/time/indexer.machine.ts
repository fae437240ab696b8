/**
 * Indexer: gives what is remembered its vectors, in the background, once talk has come to rest.
 *
 *   resting --memory.grew--> settling --short while--> indexing;  settling --memory.grew--> settling
 *   indexing --more--> indexing;  indexing --done--> resting;  indexing --failed--> backingOff --later--> indexing
 *
 * Invokes: embedMemory.
 */
import { assign, setup } from 'xstate';
import { provided } from '../provided.ts';

export const version = 1;

/** What reaches the indexer. */
export interface IndexerEvents {
  /** something may have been said or learnt that has no vector yet, or Omega has started */
  type: 'memory.grew';
}

/** What a batch came to. */
export interface Indexed {
  /** there may be more without a vector */
  more: boolean;
}

interface Context {
  /** failures in a row */
  failures: number;
  /** something came while a batch was under way */
  grew: boolean;
}

const SETTLE_MS = 10_000;
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

const s = setup({
  types: { input: {} as { key: string }, context: {} as Context, events: {} as IndexerEvents },
  actors: { embedMemory: provided<Indexed, object>('embedMemory') },
  delays: {
    settleTime: SETTLE_MS,
    untilRetry: ({ context }) => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(10, context.failures - 1)),
  },
  guards: {
    hasMore: (_, p: Indexed) => p.more,
    hasGrown: ({ context }) => context.grew,
  },
  actions: {
    noteFailure: assign({ failures: ({ context }) => context.failures + 1 }),
    noteSuccess: assign({ failures: 0 }),
    noteGrowth: assign({ grew: true }),
    beginBatch: assign({ grew: false }),
  },
});

export const indexerMachine = s.createMachine({
  id: 'indexer',
  context: { failures: 0, grew: false },
  initial: 'resting',
  states: {
    resting: {
      description: 'Everything has its vector, as far as is known.',
      on: { 'memory.grew': { target: 'settling' } },
    },
    settling: {
      description: 'People are talking; their answers come first.',
      after: { settleTime: { target: 'indexing' } },
      on: { 'memory.grew': { target: 'settling', reenter: true } },
    },
    indexing: {
      description: 'A batch gets its vectors.',
      entry: 'beginBatch',
      invoke: {
        id: 'embedMemory',
        src: 'embedMemory',
        input: {},
        onDone: [
          {
            guard: { type: 'hasMore', params: ({ event }) => event.output },
            target: 'indexing',
            reenter: true,
            actions: 'noteSuccess',
          },
          { guard: 'hasGrown', target: 'settling', actions: 'noteSuccess' },
          { target: 'resting', actions: 'noteSuccess' },
        ],
        onError: { target: 'backingOff', actions: 'noteFailure' },
      },
      on: { 'memory.grew': { actions: 'noteGrowth' } },
    },
    backingOff: {
      description: 'The provider could not be reached; it is tried again later.',
      after: { untilRetry: { target: 'indexing' } },
    },
  },
});
