/**
 * Aside: answers the commands of one chat that need no turn, one after another, beside the run that may be answering there.
 *
 *   idle --command.received--> taking --a command waits--> answering --run done--> taking --nothing--> idle
 *
 * The commands themselves stay in the store; the machine knows only that some wait. Invokes: takeAside, run.
 */
import { assign, setup } from 'xstate';
import { provided } from '../provided.ts';
import type { RunInput, RunOutput } from './run.machine.ts';

export const version = 1;

/** What reaches an aside. */
export type AsideEvent = { type: 'command.received' } | { type: 'omega.poison' };

/** What is asked of the activity that picks the next command. */
export interface TakeAsideInput {
  /** conversation key */
  key: string;
  /** a run that ended without closing itself */
  failedRun: string | null;
}

/** The next run, or null when no command waits. */
export interface TakeAsideOutput {
  run: RunInput | null;
}

interface Context {
  key: string;
  run: RunInput | null;
  failedRun: string | null;
  /** a command came in while the last look was under way */
  again: boolean;
}

const s = setup({
  types: {
    input: {} as { key: string },
    context: {} as Context,
    events: {} as AsideEvent,
    tags: {} as 'ready' | 'busy',
  },
  actors: {
    takeAside: provided<TakeAsideOutput, TakeAsideInput>('takeAside'),
    run: provided<RunOutput, RunInput>('run'),
  },
  guards: {
    hasRun: (_, p: TakeAsideOutput) => p.run !== null,
    mustLookAgain: ({ context }) => context.again,
  },
  actions: {
    keepRun: assign({ again: false, failedRun: null, run: (_, p: TakeAsideOutput) => p.run }),
    lookAgain: assign({ again: true }),
    lookedAgain: assign({ again: false, failedRun: null }),
    noteFailure: assign({ failedRun: ({ context }) => context.run?.key ?? null }),
  },
});

export const asideMachine = s.createMachine({
  id: 'aside',
  context: ({ input }) => ({ key: input.key, run: null, failedRun: null, again: false }),
  initial: 'idle',
  states: {
    idle: {
      description: 'No command waits.',
      tags: 'ready',
      on: {
        'command.received': { target: 'taking' },
        'omega.poison': {
          description: 'An event was set aside; the command it told of still waits.',
          target: 'taking',
        },
      },
    },
    taking: {
      description: 'Picks the next command; it stays in the store until it is taken.',
      tags: 'busy',
      invoke: {
        id: 'takeAside',
        src: 'takeAside',
        input: ({ context }) => ({ key: context.key, failedRun: context.failedRun }),
        onDone: [
          {
            guard: { type: 'hasRun', params: ({ event }) => event.output },
            target: 'answering',
            actions: { type: 'keepRun', params: ({ event }) => event.output },
          },
          { guard: 'mustLookAgain', target: 'taking', reenter: true, actions: 'lookedAgain' },
          { target: 'idle', actions: 'lookedAgain' },
        ],
        onError: { target: 'idle', actions: 'lookedAgain' },
      },
      on: { 'command.received': { actions: 'lookAgain' }, 'omega.poison': { actions: 'lookAgain' } },
    },
    answering: {
      description: 'A run carries the command out and answers; what comes in meanwhile is looked for afterwards.',
      tags: 'busy',
      invoke: {
        id: 'run',
        src: 'run',
        input: ({ context }) => context.run as RunInput,
        onDone: { target: 'taking' },
        onError: { target: 'taking', actions: 'noteFailure' },
      },
    },
  },
});
