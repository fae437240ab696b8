/**
 * Conversation: one per person and chat. Takes waiting messages in batches and has each batch answered by one run.
 *
 *   taking --batch--> working{ answering > buffering > crowded | stopping } --run done--> taking --nothing--> idle | paused
 *   idle | paused --message.received--> taking
 *
 * The messages themselves stay in the store; the machine knows only that some wait. Invokes: takeBatch, run, acknowledge.
 */
import { assign, sendTo, setup } from 'xstate';
import type { ConversationMode } from '../../contracts/message.ts';
import { provided } from '../provided.ts';
import type { RunInput, RunOutput } from './run.machine.ts';

export const version = 1;

/** A control word acts at once, past what waits. */
export type Control = 'stop' | 'pause' | 'resume';

/** What reaches a conversation. */
export type ConversationEvent =
  | {
      type: 'message.received';
      messageId: string;
      position: number;
      mode: ConversationMode;
      /** set when the message is a control command */
      control: Control | null;
      /** more messages wait than is comfortable */
      crowded: boolean;
    }
  /** words that answer no message wait to be delivered */
  | { type: 'notice.posted' }
  | { type: 'omega.poison'; event: string; messageId: string | null; message: string };

/** What is asked of the activity that picks the next messages. */
export interface TakeBatchInput {
  key: string;
  mode: ConversationMode;
  paused: boolean;
  /** position of a control command that goes first; 0 = none */
  first: number;
  /** everything that waits before `first` is dropped unanswered */
  drop: boolean;
  /** what the control command found */
  stopped: boolean;
  /** a run that ended without closing itself */
  failedRun: string | null;
  /** id of a message that was set aside, to be told to the person */
  poisoned: string | null;
}

/** The next run, or null when there is nothing to do. */
export type TakeBatchOutput = { run: RunInput } | { run: null };

interface Context {
  key: string;
  mode: ConversationMode;
  paused: boolean;
  first: number;
  drop: boolean;
  stopped: boolean;
  failedRun: string | null;
  poisoned: string | null;
  run: RunInput | null;
  /** a message came in while the last look was under way */
  again: boolean;
}

const s = setup({
  types: {
    input: {} as { key: string },
    context: {} as Context,
    events: {} as ConversationEvent,
    tags: {} as 'ready' | 'busy',
  },
  actors: {
    takeBatch: provided<TakeBatchOutput, TakeBatchInput>('takeBatch'),
    run: provided<RunOutput, RunInput>('run'),
    acknowledge: provided<null, { key: string; level: 'queued' | 'busy' }>('acknowledge'),
  },
  delays: { stopTimeout: 30_000 },
  guards: {
    hasRun: (_, p: TakeBatchOutput) => p.run !== null,
    mustLookAgain: ({ context }) => context.again,
    isPaused: ({ context }) => context.paused,
    isControl: (_, p: { control: Control | null; wanted: Control }) => p.control === p.wanted,
    isMode: (_, p: { mode: ConversationMode; control: Control | null; wanted: ConversationMode }) =>
      p.control === null && p.mode === p.wanted,
    isCrowded: (_, p: { crowded: boolean }) => p.crowded,
  },
  actions: {
    keepRun: assign({ run: (_, p: TakeBatchOutput) => p.run }),
    noteMode: assign({ mode: (_, p: { mode: ConversationMode }) => p.mode }),
    noteControl: assign((_, p: { control: Control | null; position: number; stopped: boolean }) => ({
      ...(p.control === null ? {} : { first: p.position, stopped: p.stopped, drop: p.control === 'stop' }),
      ...(p.control === 'pause' ? { paused: true } : {}),
      ...(p.control === 'resume' ? { paused: false } : {}),
    })),
    lookAgain: assign({ again: true }),
    lookedAgain: assign({ again: false }),
    forgetControl: assign({ again: false, first: 0, drop: false, stopped: false, failedRun: null, poisoned: null }),
    noteFailure: assign({ failedRun: ({ context }) => context.run?.key ?? null }),
    notePoison: assign({ poisoned: (_, p: { messageId: string }) => p.messageId }),
    cancelRun: sendTo('run', (_, p: { reason: 'stopped' | 'interrupted' }) => ({
      type: 'run.cancel',
      reason: p.reason,
    })),
    steerRun: sendTo('run', { type: 'run.steer' }),
  },
});

type Received = Extract<ConversationEvent, { type: 'message.received' }>;

const noteMode = { type: 'noteMode', params: ({ event }: { event: Received }) => ({ mode: event.mode }) } as const;
const noteControl = (stopped: boolean) =>
  ({
    type: 'noteControl',
    params: ({ event }: { event: Received }) => ({ control: event.control, position: event.position, stopped }),
  }) as const;
const isControl = (wanted: Control) =>
  ({ type: 'isControl', params: ({ event }: { event: Received }) => ({ control: event.control, wanted }) }) as const;
const isMode = (wanted: ConversationMode) =>
  ({
    type: 'isMode',
    params: ({ event }: { event: Received }) => ({ mode: event.mode, control: event.control, wanted }),
  }) as const;
const isCrowded = {
  type: 'isCrowded',
  params: ({ event }: { event: Received }) => ({ crowded: event.crowded }),
} as const;

const acknowledge = (level: 'queued' | 'busy') =>
  ({
    id: level,
    src: 'acknowledge',
    input: ({ context }: { context: Context }) => ({ key: context.key, level }),
    onError: { description: 'An acknowledgement that does not arrive loses nothing.' },
  }) as const;

type Poison = Extract<ConversationEvent, { type: 'omega.poison' }>;
const notePoison = {
  type: 'notePoison',
  params: ({ event }: { event: Poison }) => ({ messageId: event.messageId ?? 'unknown' }),
} as const;

const wake = s.createStateConfig({
  on: {
    'message.received': { target: 'taking', actions: [noteMode, noteControl(false)] },
    'notice.posted': { target: 'taking' },
    'omega.poison': { target: 'taking', actions: notePoison },
  },
});

const taking = s.createStateConfig({
  description: 'Picks the messages to answer next; they stay in the store until they are taken.',
  tags: 'busy',
  invoke: {
    id: 'takeBatch',
    src: 'takeBatch',
    input: ({ context }) => ({
      key: context.key,
      mode: context.mode,
      paused: context.paused,
      first: context.first,
      drop: context.drop,
      stopped: context.stopped,
      failedRun: context.failedRun,
      poisoned: context.poisoned,
    }),
    onDone: [
      {
        guard: { type: 'hasRun', params: ({ event }) => event.output },
        target: 'working',
        actions: [{ type: 'keepRun', params: ({ event }) => event.output }, 'forgetControl'],
      },
      { guard: 'mustLookAgain', target: 'taking', reenter: true, actions: 'lookedAgain' },
      { guard: 'isPaused', target: 'paused', actions: 'forgetControl' },
      { target: 'idle', actions: 'forgetControl' },
    ],
    onError: { target: 'idle', actions: 'forgetControl' },
  },
  // The look has been taken already when this message arrives: it is repeated if it found nothing, so that none is overlooked.
  on: {
    'message.received': { actions: [noteMode, noteControl(false), 'lookAgain'] },
    'notice.posted': { actions: 'lookAgain' },
  },
});

const working = s.createStateConfig({
  description: 'A run is answering; what comes in meanwhile is collected, steers it, or stops it.',
  tags: 'busy',
  invoke: {
    id: 'run',
    src: 'run',
    input: ({ context }) => context.run as RunInput,
    onDone: { target: 'taking' },
    onError: { target: 'taking', actions: 'noteFailure' },
  },
  initial: 'answering',
  on: {
    'message.received': [
      {
        guard: isControl('stop'),
        target: '.stopping',
        actions: [noteControl(true), { type: 'cancelRun', params: { reason: 'stopped' } }],
      },
      {
        guard: isMode('interrupt'),
        target: '.stopping',
        actions: [noteMode, { type: 'cancelRun', params: { reason: 'interrupted' } }],
      },
      { guard: isMode('steer'), actions: [noteMode, 'steerRun'] },
      { guard: isCrowded, target: '.crowded', actions: [noteMode, noteControl(false)] },
      { target: '.buffering', actions: [noteMode, noteControl(false)] },
    ],
  },
  states: {
    answering: { description: 'Nothing waits behind the message being answered.' },
    buffering: {
      description: 'Messages wait; the person was told so once.',
      invoke: acknowledge('queued'),
      on: {
        'message.received': [
          {
            guard: isControl('stop'),
            target: 'stopping',
            actions: [noteControl(true), { type: 'cancelRun', params: { reason: 'stopped' } }],
          },
          {
            guard: isMode('interrupt'),
            target: 'stopping',
            actions: [noteMode, { type: 'cancelRun', params: { reason: 'interrupted' } }],
          },
          { guard: isMode('steer'), actions: [noteMode, 'steerRun'] },
          { guard: isCrowded, target: 'crowded', actions: [noteMode, noteControl(false)] },
          { actions: [noteMode, noteControl(false)] },
        ],
      },
    },
    crowded: {
      description: 'Very many messages wait; the person was told once that it will take a while.',
      invoke: acknowledge('busy'),
      on: {
        'message.received': [
          {
            guard: isControl('stop'),
            target: 'stopping',
            actions: [noteControl(true), { type: 'cancelRun', params: { reason: 'stopped' } }],
          },
          { actions: [noteMode, noteControl(false)] },
        ],
      },
    },
    stopping: {
      description: 'The run was asked to end; what comes in waits.',
      after: { stopTimeout: { target: '#conversation.taking', actions: 'noteFailure' } },
      on: { 'message.received': { actions: [noteMode, noteControl(true)] } },
    },
  },
});

export const conversationMachine = s.createMachine({
  id: 'conversation',
  context: ({ input }) => ({
    key: input.key,
    mode: 'collect',
    paused: false,
    first: 0,
    drop: false,
    stopped: false,
    failedRun: null,
    poisoned: null,
    run: null,
    again: false,
  }),
  initial: 'taking',
  on: {
    'omega.poison': {
      description: 'An event was set aside; the person is told with the next batch.',
      actions: notePoison,
    },
  },
  states: {
    taking,
    idle: { description: 'Nothing to do.', tags: 'ready', ...wake },
    paused: { description: 'Messages are kept; only commands are answered.', tags: 'ready', ...wake },
    working,
  },
});
