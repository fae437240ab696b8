/**
 * Heartbeat: looks after one checklist at clock-aligned times, and speaks up only when there is something to say.
 *
 *   off --heartbeat.configured--> planning --next beat--> waiting --due--> looking --nothing to look at--> planning
 *   looking --a run works on it--> beating --heartbeat.reported | too long--> judging > planning;  planning --not wanted--> off
 *
 * Invokes: planBeat, lookAround, judgeBeat.
 */
import { assign, setup } from 'xstate';
import { provided } from '../provided.ts';

export const version = 1;

const BEATING_LIMIT_MS = 1_800_000;

/** What reaches a heartbeat. */
export type HeartbeatEvents =
  /** its pace, its checklist or the quiet hours may have changed */
  | { type: 'heartbeat.configured' }
  /** the run that looked around has ended */
  | { type: 'heartbeat.reported'; runId: string };

/** When the next beat is; null = it is switched off. */
export interface Beat {
  delayMs: number | null;
}

interface Context {
  /** `main`, or the name of a project */
  key: string;
  delayMs: number;
  /** run that reported, empty when none did in time */
  runId: string;
}

const s = setup({
  types: { input: {} as { key: string }, context: {} as Context, events: {} as HeartbeatEvents },
  actors: {
    planBeat: provided<Beat, { key: string }>('planBeat'),
    lookAround: provided<{ begun: boolean }, { key: string }>('lookAround'),
    judgeBeat: provided<null, { key: string; runId: string }>('judgeBeat'),
  },
  delays: { untilBeat: ({ context }) => context.delayMs, beatingLimit: BEATING_LIMIT_MS },
  guards: { isOn: (_, p: Beat) => p.delayMs !== null, isBegun: (_, p: { begun: boolean }) => p.begun },
  actions: {
    keepDelay: assign((_, p: { delayMs: number }) => p),
    keepRun: assign((_, p: { runId: string }) => p),
  },
});

const replan = { 'heartbeat.configured': { target: 'planning' } } as const;
const key = ({ context }: { context: Context }) => ({ key: context.key });

export const heartbeatMachine = s.createMachine({
  id: 'heartbeat',
  context: ({ input }) => ({ key: input.key, delayMs: 0, runId: '' }),
  initial: 'off',
  states: {
    off: { description: 'Not wanted, or there is no checklist.', on: replan },
    planning: {
      description: 'Finds the next time, aligned to the clock and outside the quiet hours.',
      invoke: {
        id: 'planBeat',
        src: 'planBeat',
        input: key,
        onDone: [
          {
            guard: { type: 'isOn', params: ({ event }) => event.output },
            target: 'waiting',
            actions: { type: 'keepDelay', params: ({ event }) => event.output as { delayMs: number } },
          },
          { target: 'off' },
        ],
        onError: { target: 'off' },
      },
    },
    waiting: {
      description: 'The next beat is not due yet.',
      after: { untilBeat: { target: 'looking' } },
      on: replan,
    },
    looking: {
      description: 'A cheap look at the checklist decides whether a model has anything to do.',
      invoke: {
        id: 'lookAround',
        src: 'lookAround',
        input: key,
        onDone: [
          { guard: { type: 'isBegun', params: ({ event }) => event.output }, target: 'beating' },
          { target: 'planning' },
        ],
        onError: { target: 'planning' },
      },
    },
    beating: {
      description: 'A run goes through the checklist.',
      after: { beatingLimit: { target: 'judging', actions: { type: 'keepRun', params: { runId: '' } } } },
      on: {
        'heartbeat.reported': {
          target: 'judging',
          actions: { type: 'keepRun', params: ({ event }) => ({ runId: event.runId }) },
        },
      },
    },
    judging: {
      description: 'Says what was found; when all is well it says nothing.',
      invoke: {
        id: 'judgeBeat',
        src: 'judgeBeat',
        input: ({ context }) => ({ key: context.key, runId: context.runId }),
        onDone: { target: 'planning' },
        onError: { target: 'planning' },
      },
    },
  },
});
