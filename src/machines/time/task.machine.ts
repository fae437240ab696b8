/**
 * Task: one appointment. Every due time has a row with exactly one final state; the rule counts from its anchor for ever.
 *
 *   planning --next slot--> waiting --due--> firing --reminder told--> planning;  planning --none left--> resting
 *   firing --action begun--> acting --task.reported | too long--> judging --again--> retrying > firing;  judging > planning
 *   any --task.changed--> planning (acting: when it has ended)
 *
 * Invokes: planSlot, fireSlot, judgeSlot. The words of the task stay in the store.
 */
import { assign, setup } from 'xstate';
import { provided } from '../provided.ts';

export const version = 1;

/** A day at most: the host's clock may be set, and a look at the store costs nothing. */
const LONGEST_WAIT_MS = 86_400_000;
const ACTING_LIMIT_MS = 7_200_000;

/** What reaches a task. */
export type TaskEvents =
  /** it was created, edited, paused, resumed, snoozed or cancelled: the store says which */
  | { type: 'task.changed' }
  /** the run that carried out the action has ended */
  | { type: 'task.reported'; runId: string };

/** The next slot, if there is one. */
export type Planned = { dueAt: number; delayMs: number } | { dueAt: null };

/** What came of a slot; `begun` = a run works on it. */
export interface Fired {
  next: 'settled' | 'begun';
}

/** What the result of an action leads to. */
export interface Judged {
  again: boolean;
  delayMs: number;
}

/** A slot of a task. */
export interface SlotInput {
  id: string;
  dueAt: number;
}

interface Context {
  id: string;
  dueAt: number;
  delayMs: number;
  /** run that reported, empty when none did in time */
  runId: string;
}

const s = setup({
  types: { input: {} as { key: string }, context: {} as Context, events: {} as TaskEvents },
  actors: {
    planSlot: provided<Planned, { id: string }>('planSlot'),
    fireSlot: provided<Fired, SlotInput>('fireSlot'),
    judgeSlot: provided<Judged, SlotInput & { runId: string }>('judgeSlot'),
  },
  delays: {
    untilDue: ({ context }) => Math.min(context.delayMs, LONGEST_WAIT_MS),
    untilRetry: ({ context }) => context.delayMs,
    actingLimit: ACTING_LIMIT_MS,
  },
  guards: {
    hasSlot: (_, p: { dueAt: number | null }) => p.dueAt !== null,
    isDueLater: ({ context }) => context.delayMs > LONGEST_WAIT_MS,
    isBegun: (_, p: Fired) => p.next === 'begun',
    mustRetry: (_, p: Judged) => p.again,
  },
  actions: {
    keepSlot: assign((_, p: { dueAt: number; delayMs: number }) => p),
    keepDelay: assign((_, p: { delayMs: number }) => ({ delayMs: p.delayMs })),
    keepRun: assign({ runId: (_, p: { runId: string }) => p.runId }),
  },
});

const slot = ({ context }: { context: Context }): SlotInput => ({ id: context.id, dueAt: context.dueAt });
const replan = { 'task.changed': { target: 'planning' } } as const;

const firing = s.createStateConfig({
  description: 'A reminder is told, an action is begun.',
  invoke: {
    id: 'fireSlot',
    src: 'fireSlot',
    input: slot,
    onDone: [
      { guard: { type: 'isBegun', params: ({ event }) => event.output }, target: 'acting' },
      { target: 'planning' },
    ],
    onError: { target: 'failed' },
  },
});

const judging = s.createStateConfig({
  description: 'Reads what the run says about its outcome, and settles the slot or tries again.',
  invoke: {
    id: 'judgeSlot',
    src: 'judgeSlot',
    input: ({ context }) => ({ ...slot({ context }), runId: context.runId }),
    onDone: [
      {
        guard: { type: 'mustRetry', params: ({ event }) => event.output },
        target: 'retrying',
        actions: { type: 'keepDelay', params: ({ event }) => event.output },
      },
      { target: 'planning' },
    ],
    onError: { target: 'failed' },
  },
});

export const taskMachine = s.createMachine({
  id: 'task',
  context: ({ input }) => ({ id: input.key, dueAt: 0, delayMs: 0, runId: '' }),
  initial: 'planning',
  states: {
    planning: {
      description: 'Finds the next due time; what was missed meanwhile is skipped or caught up once.',
      invoke: {
        id: 'planSlot',
        src: 'planSlot',
        input: ({ context }) => ({ id: context.id }),
        onDone: [
          {
            guard: { type: 'hasSlot', params: ({ event }) => event.output },
            target: 'waiting',
            actions: { type: 'keepSlot', params: ({ event }) => event.output as { dueAt: number; delayMs: number } },
          },
          { target: 'resting' },
        ],
        onError: { target: 'failed' },
      },
    },
    waiting: {
      description: 'The next slot is not due yet.',
      after: { untilDue: [{ guard: 'isDueLater', target: 'planning' }, { target: 'firing' }] },
      on: replan,
    },
    firing,
    acting: {
      description: 'A run carries the action out.',
      after: { actingLimit: { target: 'judging', actions: { type: 'keepRun', params: { runId: '' } } } },
      on: {
        'task.reported': {
          target: 'judging',
          actions: { type: 'keepRun', params: ({ event }) => ({ runId: event.runId }) },
        },
      },
    },
    judging,
    retrying: {
      description: 'The action failed and is tried once more soon; the rule is not touched.',
      after: { untilRetry: { target: 'firing' } },
      on: replan,
    },
    resting: {
      description: 'Nothing is due any more: it is over, paused or cancelled.',
      on: replan,
    },
    failed: {
      description:
        'The store could not be read or written; it is looked at again later, and the watchdog sees the open slot.',
      after: { 60_000: { target: 'planning' } },
      on: replan,
    },
  },
});
