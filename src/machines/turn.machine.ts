/**
 * Turn: the agent's part of a run. Puts the context together, calls a model, and moves to the next provider when one fails.
 *
 *   assembling > choosing > calling --done--> answered
 *   calling --retry--> backingOff > calling;  calling --exhausted--> choosing --none left--> givingUp > gaveUp
 *   calling --turn.steer--> restarting > assembling;  any --turn.cancel--> cancelled
 *
 * Invokes: assemble, choose, think, giveUp, resetDraft. Tells provider actors how their calls went.
 */
import { assign, sendTo, setup } from 'xstate';
import type { ErrorCode, ErrorData } from '../contracts/errors.ts';
import { retryDelayMs } from '../domain/retry.ts';
import { actorAt, provided } from './provided.ts';

export const version = 1;

/** What a turn is born with. */
export interface TurnInput {
  /** run id */
  key: string;
  conversation: string;
  /** providers in the order they are tried */
  chain: string[];
  /** attempts per provider */
  attempts: number;
}

/** How a turn ended. The text stands in the draft of the run. */
export interface TurnOutput {
  outcome: 'answered' | 'gaveUp' | 'stopped' | 'interrupted';
  /** model that answered; empty when none did */
  model: string;
  usage: { input: number | null; output: number | null };
}

/** What reaches a turn from its run. */
export type TurnEvents = { type: 'turn.cancel'; reason: 'stopped' | 'interrupted' } | { type: 'turn.steer' };

/** A provider that was tried in vain. */
export interface Failure {
  provider: string;
  code: ErrorCode;
}

interface Context {
  runId: string;
  conversation: string;
  chain: string[];
  attempts: number;
  /** place in the chain of the provider being tried */
  at: number;
  attempt: number;
  delayMs: number;
  failures: Failure[];
  outcome: TurnOutput['outcome'];
  model: string;
  usage: TurnOutput['usage'];
}

const s = setup({
  types: {
    input: {} as TurnInput,
    context: {} as Context,
    events: {} as TurnEvents,
    output: {} as TurnOutput,
  },
  actors: {
    assemble: provided<{ tokens: number }, { runId: string; conversation: string }>('assemble'),
    choose: provided<{ at: number; passed: Failure[] }, { chain: string[]; from: number }>('choose'),
    think: provided<
      Pick<TurnOutput, 'model' | 'usage'>,
      { runId: string; conversation: string; provider: string; attempt: number }
    >('think'),
    giveUp: provided<null, { runId: string; conversation: string; failures: Failure[] }>('giveUp'),
    resetDraft: provided<null, { runId: string; conversation: string }>('resetDraft'),
  },
  delays: { retryBackoff: ({ context }) => context.delayMs },
  guards: {
    hasProvider: ({ context }, p: { at: number }) => p.at < context.chain.length,
    canRetry: ({ context }, p: { error: ErrorData }) =>
      p.error.disposition === 'retry' && context.attempt < context.attempts,
  },
  actions: {
    choose: assign((_, p: { at: number; passed: Failure[] }) => ({ at: p.at, attempt: 1, failures: p.passed })),
    planRetry: assign(({ context }, p: { error: ErrorData; random: number }) => ({
      attempt: context.attempt + 1,
      delayMs: retryDelayMs(p.error, context.attempt, p.random),
    })),
    noteFailure: assign(({ context }, p: { code: ErrorCode }) => ({
      failures: [...context.failures, { provider: context.chain[context.at] ?? '', code: p.code }],
      at: context.at + 1,
    })),
    setOutcome: assign({ outcome: (_, p: { outcome: TurnOutput['outcome'] }) => p.outcome }),
    keepAnswer: assign((_, p: Pick<TurnOutput, 'model' | 'usage'>) => ({ model: p.model, usage: p.usage })),
    startOver: assign({ at: 0, attempt: 1, failures: [] }),
    tellSuccess: sendTo(({ context }) => actorAt(`provider:${context.chain[context.at]}`), {
      type: 'provider.succeeded',
    }),
    tellFailure: sendTo(
      ({ context }) => actorAt(`provider:${context.chain[context.at]}`),
      (_, p: { error: ErrorData }) => ({
        type: 'provider.failed',
        code: p.error.code,
        disposition: p.error.disposition,
        retryAfterMs: p.error.retryAfterMs ?? 0,
      }),
    ),
  },
});

/** The error event of an invoked activity, with the random number the host adds for jitter. */
interface Failed {
  event: { error: unknown };
}
const errorOf = ({ event }: Failed): ErrorData => event.error as ErrorData;
const randomOf = ({ event }: Failed): number => (event as { random?: number }).random ?? 1;

const ids = ({ context }: { context: Context }) => ({ runId: context.runId, conversation: context.conversation });

const calling = s.createStateConfig({
  description: 'A model is writing; pieces of the answer are stored as they come.',
  invoke: {
    id: 'think',
    src: 'think',
    input: ({ context }) => ({
      ...ids({ context }),
      provider: context.chain[context.at] ?? '',
      attempt: context.attempt,
    }),
    onDone: {
      target: 'answered',
      actions: ['tellSuccess', { type: 'keepAnswer', params: ({ event }) => event.output }],
    },
    onError: [
      {
        guard: { type: 'canRetry', params: (args) => ({ error: errorOf(args) }) },
        target: 'backingOff',
        actions: [
          { type: 'tellFailure', params: (args) => ({ error: errorOf(args) }) },
          { type: 'planRetry', params: (args) => ({ error: errorOf(args), random: randomOf(args) }) },
        ],
      },
      {
        target: 'choosing',
        actions: [
          { type: 'tellFailure', params: (args) => ({ error: errorOf(args) }) },
          { type: 'noteFailure', params: (args) => ({ code: errorOf(args).code }) },
        ],
      },
    ],
  },
  on: { 'turn.steer': { target: 'restarting' } },
});

export const turnMachine = s.createMachine({
  id: 'turn',
  context: ({ input }) => ({
    runId: input.key,
    conversation: input.conversation,
    chain: input.chain,
    attempts: input.attempts,
    at: 0,
    attempt: 1,
    delayMs: 0,
    failures: [],
    outcome: 'answered',
    model: '',
    usage: { input: null, output: null },
  }),
  initial: 'assembling',
  output: ({ context }) => ({ outcome: context.outcome, model: context.model, usage: context.usage }),
  on: {
    'turn.cancel': {
      target: '.cancelled',
      actions: { type: 'setOutcome', params: ({ event }) => ({ outcome: event.reason }) },
    },
  },
  states: {
    assembling: {
      description: 'Picks what the model gets to read.',
      invoke: {
        id: 'assemble',
        src: 'assemble',
        input: ids,
        onDone: { target: 'choosing' },
        onError: { target: 'givingUp' },
      },
    },
    choosing: {
      description: 'Takes the next provider that is fit to answer.',
      invoke: {
        id: 'choose',
        src: 'choose',
        input: ({ context }) => ({ chain: context.chain, from: context.at }),
        onDone: [
          {
            guard: { type: 'hasProvider', params: ({ event }) => event.output },
            target: 'calling',
            actions: {
              type: 'choose',
              params: ({ event, context }) => ({
                at: event.output.at,
                passed: [...context.failures, ...event.output.passed],
              }),
            },
          },
          {
            target: 'givingUp',
            actions: {
              type: 'choose',
              params: ({ event, context }) => ({
                at: event.output.at,
                passed: [...context.failures, ...event.output.passed],
              }),
            },
          },
        ],
        onError: { target: 'givingUp' },
      },
    },
    calling,
    backingOff: {
      description: 'Waits before the same provider is tried again.',
      after: { retryBackoff: { target: 'calling' } },
      on: { 'turn.steer': { target: 'restarting' } },
    },
    restarting: {
      description: 'New messages came in: the draft is dropped and the answer begun anew with them.',
      invoke: {
        id: 'resetDraft',
        src: 'resetDraft',
        input: ids,
        onDone: { target: 'assembling', actions: 'startOver' },
        onError: { target: 'assembling', actions: 'startOver' },
      },
    },
    givingUp: {
      description: 'No provider could answer: says so, why, and what to do.',
      entry: { type: 'setOutcome', params: { outcome: 'gaveUp' } },
      invoke: {
        id: 'giveUp',
        src: 'giveUp',
        input: ({ context }) => ({ ...ids({ context }), failures: context.failures }),
        onDone: { target: 'gaveUp' },
        onError: { target: 'gaveUp' },
      },
    },
    answered: { description: 'The draft is complete.', type: 'final' },
    gaveUp: { description: 'The draft says that there is no answer.', type: 'final' },
    cancelled: { description: 'The person wanted it to end.', type: 'final' },
  },
});
