/**
 * Run: one batch of messages from the first check to the last line of the audit.
 *
 *   admitting --allowed--> open{ sanitising > commanding | recalling? > thinking > storing > delivering } --delivered--> auditing > ended
 *   storing --files to change--> filing > storing;  admitting --refused--> open.delivering | auditing;  open --run.cancel--> open.stopping > storing
 *
 * Invokes: admit, sanitise, embedQuestion, command, turn, store, changeFiles, delivery, audit. Steps run in a fixed order; a playbook will compile to the same.
 */
import { assign, sendTo, setup } from 'xstate';
import type { RunStatus } from '../../contracts/run-event.ts';
import type { DeliveryInput, DeliveryOutput } from './delivery.machine.ts';
import { provided } from '../provided.ts';
import type { TurnInput, TurnOutput } from '../turn/turn.machine.ts';

export const version = 2;

/** What a run is born with: ids and small values, never text. */
export interface RunInput {
  /** run id */
  key: string;
  conversation: string;
  channel: string;
  chat: string;
  /** a notice has its text already */
  kind: 'text' | 'command' | 'notice';
  /** how the channel wants its answers, see the channel port */
  delivery: DeliveryInput['kind'];
  /** providers in the order they are tried */
  chain: string[];
  /** attempts per provider */
  attempts: number;
  /** a control command found something to stop */
  stopped: boolean;
}

/** How a run ended. */
export interface RunOutput {
  status: RunStatus;
}

/** What reaches a run. */
export type RunEvents = { type: 'run.cancel'; reason: 'stopped' | 'interrupted' } | { type: 'run.steer' };

/** Input of the steps that look at the batch. */
export interface StepInput {
  runId: string;
  conversation: string;
}

/** What making the batch harmless came to; `recall` = memory can be searched by what it means. */
export interface Sanitised {
  findings: number;
  recall: boolean;
}

/** What storing an answer came to; `filing` = commands in it change files first, then it is stored. */
export interface Stored {
  replied: boolean;
  filing: boolean;
}

interface Context {
  input: RunInput;
  status: RunStatus;
  /** why the turn ended */
  turn: TurnOutput;
  /** set once there is something to deliver */
  replied: boolean;
}

const s = setup({
  types: {
    input: {} as RunInput,
    context: {} as Context,
    events: {} as RunEvents,
    output: {} as RunOutput,
  },
  actors: {
    admit: provided<{ allowed: boolean; replied: boolean }, StepInput>('admit'),
    sanitise: provided<Sanitised, StepInput>('sanitise'),
    embedQuestion: provided<null, StepInput>('embedQuestion'),
    command: provided<Stored, StepInput & { stopped: boolean }>('command'),
    turn: provided<TurnOutput, TurnInput>('turn'),
    store: provided<Stored, StepInput & { turn: TurnOutput }>('store'),
    changeFiles: provided<null, StepInput>('changeFiles'),
    delivery: provided<DeliveryOutput, DeliveryInput>('delivery'),
    audit: provided<null, StepInput & { status: RunStatus }>('audit'),
  },
  guards: {
    isAllowed: (_, p: { allowed: boolean }) => p.allowed,
    mustFile: (_, p: Stored) => p.filing,
    hasReply: (_, p: { replied: boolean }) => p.replied,
    isNotice: ({ context }) => context.input.kind === 'notice',
    isCommand: ({ context }) => context.input.kind === 'command',
    isRecalled: (_, p: Sanitised) => p.recall,
    isDelivered: (_, p: { delivered: boolean }) => p.delivered,
  },
  actions: {
    setStatus: assign({ status: (_, p: { status: RunStatus }) => p.status }),
    keepTurn: assign({ turn: (_, p: TurnOutput) => p }),
    noteReply: assign({ replied: (_, p: { replied: boolean }) => p.replied }),
    cancelTurn: sendTo('turn', (_, p: { reason: 'stopped' | 'interrupted' }) => ({
      type: 'turn.cancel',
      reason: p.reason,
    })),
    steerTurn: sendTo('turn', { type: 'turn.steer' }),
    handOver: sendTo('delivery', ({ context }) => ({ type: 'delivery.ready', empty: !context.replied })),
  },
});

const step = ({ context }: { context: Context }): StepInput => ({
  runId: context.input.key,
  conversation: context.input.conversation,
});

const NO_TURN: TurnOutput = { outcome: 'answered', model: '', usage: { input: null, output: null } };

const failed = { type: 'setStatus', params: { status: 'failed' } } as const;

/** Status that follows from how the turn ended. */
function statusOf(outcome: TurnOutput['outcome']): RunStatus {
  if (outcome === 'answered') return 'done';
  return outcome === 'gaveUp' ? 'failed' : 'cancelled';
}

const thinking = s.createStateConfig({
  description: 'The agent answers.',
  invoke: {
    id: 'turn',
    src: 'turn',
    input: ({ context }) => ({
      key: context.input.key,
      conversation: context.input.conversation,
      chain: context.input.chain,
      attempts: context.input.attempts,
    }),
    onDone: {
      target: 'storing',
      actions: [
        { type: 'keepTurn', params: ({ event }) => event.output },
        { type: 'setStatus', params: ({ event }) => ({ status: statusOf(event.output.outcome) }) },
      ],
    },
    onError: { target: 'storing', actions: [{ type: 'keepTurn', params: { ...NO_TURN, outcome: 'gaveUp' } }, failed] },
  },
  on: {
    'run.cancel': { actions: { type: 'cancelTurn', params: ({ event }) => ({ reason: event.reason }) } },
    'run.steer': { actions: 'steerTurn' },
  },
});

const open = s.createStateConfig({
  description: 'The channel is told that an answer is coming and gets it as it grows.',
  initial: 'sanitising',
  invoke: {
    id: 'delivery',
    src: 'delivery',
    input: ({ context }) => ({
      key: context.input.key,
      conversation: context.input.conversation,
      channel: context.input.channel,
      chat: context.input.chat,
      kind: context.input.delivery,
    }),
    onDone: [
      { guard: { type: 'isDelivered', params: ({ event }) => event.output }, target: 'auditing' },
      { target: 'auditing', actions: failed },
    ],
    onError: { target: 'auditing', actions: failed },
  },
  states: {
    sanitising: {
      description: 'Makes untrusted text harmless; never refuses.',
      invoke: {
        id: 'sanitise',
        src: 'sanitise',
        input: step,
        onDone: [
          { guard: 'isCommand', target: 'commanding' },
          { guard: { type: 'isRecalled', params: ({ event }) => event.output }, target: 'recalling' },
          { target: 'thinking' },
        ],
        onError: { target: 'delivering', actions: failed },
      },
    },
    recalling: {
      description: 'Asks shortly what the question means, for finding what is remembered.',
      invoke: {
        id: 'embedQuestion',
        src: 'embedQuestion',
        input: step,
        onDone: { target: 'thinking' },
        onError: { target: 'thinking' },
      },
      on: {
        'run.cancel': {
          target: 'storing',
          actions: [
            { type: 'keepTurn', params: ({ event }) => ({ ...NO_TURN, outcome: event.reason }) },
            { type: 'setStatus', params: { status: 'cancelled' } },
          ],
        },
      },
    },
    commanding: {
      description: 'Carries out a /command without a model.',
      invoke: {
        id: 'command',
        src: 'command',
        input: ({ context }) => ({ ...step({ context }), stopped: context.input.stopped }),
        onDone: [
          { guard: { type: 'mustFile', params: ({ event }) => event.output }, target: 'filing' },
          { target: 'delivering', actions: { type: 'noteReply', params: ({ event }) => event.output } },
        ],
        onError: { target: 'delivering', actions: failed },
      },
    },
    thinking,
    storing: {
      description: 'Turns the draft into the stored answer.',
      invoke: {
        id: 'store',
        src: 'store',
        input: ({ context }) => ({ ...step({ context }), turn: context.turn }),
        onDone: [
          { guard: { type: 'mustFile', params: ({ event }) => event.output }, target: 'filing' },
          { target: 'delivering', actions: { type: 'noteReply', params: ({ event }) => event.output } },
        ],
        onError: { target: 'delivering', actions: failed },
      },
    },
    filing: {
      description: 'Commands of the answer change files; what comes of it is told in the answer.',
      invoke: {
        id: 'changeFiles',
        src: 'changeFiles',
        input: step,
        onDone: { target: 'storing' },
        onError: { target: 'storing' },
      },
    },
    delivering: { description: 'The answer is on its way to the channel.', entry: 'handOver' },
    refusing: { description: 'The refusal is on its way to the sender.', entry: 'handOver' },
  },
});

export const runMachine = s.createMachine({
  id: 'run',
  context: ({ input }) => ({ input, status: 'done', turn: NO_TURN, replied: false }),
  initial: 'admitting',
  output: ({ context }) => ({ status: context.status }),
  states: {
    admitting: {
      description: 'Only people the owner has let in get further.',
      invoke: {
        id: 'admit',
        src: 'admit',
        input: step,
        onDone: [
          { guard: 'isNotice', target: 'open.delivering', actions: { type: 'noteReply', params: { replied: true } } },
          { guard: { type: 'isAllowed', params: ({ event }) => event.output }, target: 'open' },
          {
            guard: { type: 'hasReply', params: ({ event }) => event.output },
            target: 'open.refusing',
            actions: [
              { type: 'setStatus', params: { status: 'refused' } },
              { type: 'noteReply', params: { replied: true } },
            ],
          },
          { target: 'auditing', actions: { type: 'setStatus', params: { status: 'refused' } } },
        ],
        onError: { target: 'auditing', actions: failed },
      },
    },
    open,
    auditing: {
      description: 'Closes the run and writes down how it ended.',
      invoke: {
        id: 'audit',
        src: 'audit',
        input: ({ context }) => ({ ...step({ context }), status: context.status }),
        onDone: { target: 'ended' },
        onError: { target: 'ended' },
      },
    },
    ended: { description: 'All is written.', type: 'final' },
  },
});

/** Version 2 asks what a question means before the turn; all states of version 1 are states of it. */
export function migrate(snapshot: unknown): unknown {
  return snapshot;
}
