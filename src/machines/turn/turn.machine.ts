/**
 * Turn: the agent's part of a run. Puts the context together, chooses the way to answer, and has a model write it.
 *
 *   assembling --direct--> answering --done--> answered;  assembling --to be judged--> classifying > answering | planning | building
 *   planning | building --done--> answered;  assembling --said already--> answered;  answering --no provider could--> givingUp > gaveUp
 *   any --turn.steer--> restarting > assembling;  any --turn.cancel--> cancelled
 *
 * Invokes: assemble, classify, call, plan, build, giveUp, resetDraft.
 */
import { assign, setup } from 'xstate';
import type { BuildInput, BuildOutput } from './build.machine.ts';
import type { CallInput, CallOutput, Failure } from './call.machine.ts';
import type { PlanInput, PlanOutput } from './plan.machine.ts';
import { provided } from '../provided.ts';

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

/** How a message is answered; `judge` = the rules leave it to the fast model, `told` = the answer stands in the draft already. */
export interface Route {
  way: 'direct' | 'judge' | 'plan' | 'build' | 'told';
  /** what the answer's model call is for, see the ledger */
  purpose: CallInput['purpose'];
  /** steps of a plan, phases of a build */
  steps: number;
  /** steps that an earlier run has done already */
  done: number;
}

interface Context {
  input: TurnInput;
  route: Route;
  failures: Failure[];
  /** times the answer was begun anew: each has a call of its own */
  round: number;
  outcome: TurnOutput['outcome'];
  model: string;
  usage: TurnOutput['usage'];
}

interface Ids {
  runId: string;
  conversation: string;
}

const s = setup({
  types: { input: {} as TurnInput, context: {} as Context, events: {} as TurnEvents, output: {} as TurnOutput },
  actors: {
    assemble: provided<Route, Ids>('assemble'),
    classify: provided<Route, Ids & { chain: string[] }>('classify'),
    call: provided<CallOutput, CallInput>('call'),
    plan: provided<PlanOutput, PlanInput>('plan'),
    build: provided<BuildOutput, BuildInput>('build'),
    giveUp: provided<null, Ids & { failures: Failure[] }>('giveUp'),
    resetDraft: provided<null, Ids>('resetDraft'),
  },
  guards: {
    isWay: ({ event }, p: { way: Route['way'] }) => (event as unknown as { output: Route }).output.way === p.way,
    isOk: (_, p: { ok: boolean }) => p.ok,
  },
  actions: {
    keepRoute: assign({ route: (_, p: Route) => p }),
    setOutcome: assign({ outcome: (_, p: { outcome: TurnOutput['outcome'] }) => p.outcome }),
    keepAnswer: assign((_, p: Pick<TurnOutput, 'model' | 'usage'>) => ({ model: p.model, usage: p.usage })),
    keepFailures: assign({ failures: (_, p: { failures: Failure[] }) => p.failures }),
    startOver: assign({ failures: [], round: ({ context }) => context.round + 1 }),
  },
});

const ids = ({ context }: { context: Context }): Ids => ({
  runId: context.input.key,
  conversation: context.input.conversation,
});

const steer = { 'turn.steer': { target: 'restarting' } } as const;
const keepRoute = {
  type: 'keepRoute',
  params: ({ event }: { event: { output: Route } }) => event.output,
} as const;

const answering = s.createStateConfig({
  description: 'A model writes the answer.',
  invoke: {
    id: 'call',
    src: 'call',
    input: ({ context }) => ({
      ...ids({ context }),
      key: `${context.input.key}.a${context.round}`,
      part: 'a',
      purpose: context.route.purpose,
      tier: 'powerful',
      chain: context.input.chain,
      attempts: context.input.attempts,
    }),
    onDone: [
      {
        guard: { type: 'isOk', params: ({ event }) => event.output },
        target: 'answered',
        actions: { type: 'keepAnswer', params: ({ event }) => event.output },
      },
      { target: 'givingUp', actions: { type: 'keepFailures', params: ({ event }) => event.output } },
    ],
    onError: { target: 'givingUp' },
  },
  on: steer,
});

const work = ({ context }: { context: Context }) => ({
  ...ids({ context }),
  key: context.input.key,
  chain: context.input.chain,
  attempts: context.input.attempts,
  steps: context.route.steps,
  done: context.route.done,
});

const planning = s.createStateConfig({
  description: 'The work is done step by step; what comes in meanwhile waits for the next turn.',
  invoke: {
    id: 'plan',
    src: 'plan',
    input: work,
    onDone: { target: 'answered', actions: { type: 'keepAnswer', params: ({ event }) => event.output } },
    onError: { target: 'givingUp' },
  },
});

const building = s.createStateConfig({
  description: 'A project is built phase by phase; what comes in meanwhile waits for the next turn.',
  invoke: {
    id: 'build',
    src: 'build',
    input: work,
    onDone: { target: 'answered', actions: { type: 'keepAnswer', params: ({ event }) => event.output } },
    onError: { target: 'givingUp' },
  },
});

export const turnMachine = s.createMachine({
  id: 'turn',
  context: ({ input }) => ({
    input,
    route: { way: 'direct', purpose: 'answer', steps: 0, done: 0 },
    failures: [],
    round: 0,
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
      description: 'Picks what the model gets to read, and the way to answer.',
      invoke: {
        id: 'assemble',
        src: 'assemble',
        input: ids,
        onDone: [
          { guard: { type: 'isWay', params: { way: 'judge' } }, target: 'classifying', actions: keepRoute },
          { guard: { type: 'isWay', params: { way: 'plan' } }, target: 'planning', actions: keepRoute },
          { guard: { type: 'isWay', params: { way: 'build' } }, target: 'building', actions: keepRoute },
          { guard: { type: 'isWay', params: { way: 'told' } }, target: 'answered', actions: keepRoute },
          { target: 'answering', actions: keepRoute },
        ],
        onError: { target: 'givingUp' },
      },
    },
    classifying: {
      description: 'The fast model judges whether this takes several steps.',
      invoke: {
        id: 'classify',
        src: 'classify',
        input: ({ context }) => ({ ...ids({ context }), chain: context.input.chain }),
        onDone: [
          { guard: { type: 'isWay', params: { way: 'plan' } }, target: 'planning', actions: keepRoute },
          { target: 'answering', actions: keepRoute },
        ],
        onError: { target: 'answering' },
      },
      on: steer,
    },
    answering,
    planning,
    building,
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
