/**
 * Channel: the link to one chat network.
 *
 *   off --channel.start--> linked{ connecting --channel.online--> online } --fault--> backingOff > linked
 *   linked --refused--> loggedOut | misconfigured;  linked --conflict--> conflicted > linked
 *
 * Invokes: listen (runs as long as the link holds), notifyOwner (a channel that is kept off is told on another one).
 */
import { assign, setup } from 'xstate';
import type { ErrorCode, ErrorData } from '../../contracts/errors.ts';
import { retryDelayMs } from '../../domain/retry.ts';
import { provided } from '../provided.ts';

export const version = 1;

/** What reaches a channel. */
export type ChannelEvents =
  | { type: 'channel.start' }
  | { type: 'channel.stop' }
  | { type: 'channel.online'; account: string };

const s = setup({
  types: {
    input: {} as { key: string },
    context: {} as {
      name: string;
      account: string;
      attempt: number;
      delayMs: number;
      code: ErrorCode | '';
      message: string;
    },
    events: {} as ChannelEvents,
    tags: {} as 'receiving' | 'kept-off',
  },
  actors: {
    listen: provided<null, { channel: string }>('listen'),
    notifyOwner: provided<null, { channel: string; code: ErrorCode | ''; message: string }>('notifyOwner'),
  },
  delays: { reconnectBackoff: ({ context }) => context.delayMs, conflictBackoff: 60_000 },
  guards: {
    hasCode: (_, p: { code: ErrorCode; wanted: ErrorCode }) => p.code === p.wanted,
    mustStop: (_, p: { error: ErrorData }) => p.error.disposition === 'stop',
  },
  actions: {
    noteOnline: assign((_, p: { account: string }) => ({
      account: p.account,
      attempt: 0,
      code: '' as const,
      message: '',
    })),
    noteError: assign((_, p: { error: ErrorData }) => ({ code: p.error.code, message: p.error.message })),
    planReconnect: assign(({ context }, p: { error: ErrorData | null; random: number }) => ({
      attempt: context.attempt + 1,
      delayMs: retryDelayMs(
        p.error ?? { code: 'channel.unreachable', disposition: 'retry', message: '' },
        context.attempt + 1,
        p.random,
        { baseMs: 1000, capMs: 60_000 },
      ),
    })),
    forgetAttempts: assign({ attempt: 0, code: '', message: '' }),
  },
});

interface Failed {
  event: { error: unknown };
}
const errorOf = ({ event }: Failed): ErrorData => event.error as ErrorData;
const randomOf = ({ event }: Failed): number => (event as { random?: number }).random ?? 1;
const noteError = { type: 'noteError', params: (args: Failed) => ({ error: errorOf(args) }) } as const;
const isCode = (wanted: ErrorCode) =>
  ({ type: 'hasCode', params: (args: Failed) => ({ code: errorOf(args).code, wanted }) }) as const;

const notifyOwner = {
  id: 'notifyOwner',
  src: 'notifyOwner',
  input: ({ context }: { context: { name: string; code: ErrorCode | ''; message: string } }) => ({
    channel: context.name,
    code: context.code,
    message: context.message,
  }),
  onError: { description: 'The state itself still says what is wrong.' },
} as const;

const linked = s.createStateConfig({
  description: 'The link is up or being made.',
  initial: 'connecting',
  invoke: {
    id: 'listen',
    src: 'listen',
    input: ({ context }) => ({ channel: context.name }),
    onDone: {
      target: 'backingOff',
      actions: { type: 'planReconnect', params: { error: null, random: 1 } },
    },
    onError: [
      { guard: isCode('channel.token_invalid'), target: 'loggedOut', actions: noteError },
      { guard: isCode('channel.conflict'), target: 'conflicted', actions: noteError },
      {
        guard: { type: 'mustStop', params: (args) => ({ error: errorOf(args) }) },
        target: 'misconfigured',
        actions: noteError,
      },
      {
        target: 'backingOff',
        actions: [
          noteError,
          { type: 'planReconnect', params: (args) => ({ error: errorOf(args), random: randomOf(args) }) },
        ],
      },
    ],
  },
  states: {
    connecting: {
      description: 'Introduces itself to the network.',
      on: {
        'channel.online': {
          target: 'online',
          actions: { type: 'noteOnline', params: ({ event }) => ({ account: event.account }) },
        },
      },
    },
    online: { description: 'Receives messages.', tags: 'receiving' },
  },
});

export const channelMachine = s.createMachine({
  id: 'channel',
  context: ({ input }) => ({ name: input.key, account: '', attempt: 0, delayMs: 0, code: '', message: '' }),
  initial: 'off',
  on: {
    'channel.start': { target: '.linked', reenter: true, actions: 'forgetAttempts' },
    'channel.stop': { target: '.off', actions: 'forgetAttempts' },
  },
  states: {
    off: { description: 'Not wanted by the configuration.' },
    linked,
    backingOff: {
      description: 'The network cannot be reached; tries again by itself.',
      after: { reconnectBackoff: { target: 'linked' } },
    },
    loggedOut: {
      description: 'The network refused the token; a person has to set a valid one.',
      tags: 'kept-off',
      invoke: notifyOwner,
    },
    conflicted: {
      description: 'Another program receives for the same account; tries again every minute.',
      tags: 'kept-off',
      invoke: notifyOwner,
      after: { conflictBackoff: { target: 'linked' } },
    },
    misconfigured: {
      description: 'The settings cannot work; a person has to mend them.',
      tags: 'kept-off',
      invoke: notifyOwner,
    },
  },
});
