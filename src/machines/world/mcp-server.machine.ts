/**
 * MCP server: the connection to one server of tools, and whether its tools are what its owner agreed to.
 *
 *   disabled --mcp.start--> linked{ connecting --mcp.online--> checking --fits--> healthy --mcp.changed--> checking }
 *   checking --wire changed--> quarantined --mcp.consented--> checking;  checking --failed--> degraded --3 times--> backingOff
 *   linked --lost--> backingOff > linked;  linked --refused--> misconfigured;  linked --no sign-in--> signedOut --mcp.start--> linked
 *
 * Invokes: linkServer (runs as long as the connection holds), checkServer (lists the tools, compares them), tellServer.
 */
import { assign, setup } from 'xstate';
import type { ErrorCode, ErrorData } from '../../contracts/errors.ts';
import { retryDelayMs } from '../../domain/retry.ts';
import { provided } from '../provided.ts';

export const version = 2;

/** Failed looks in a row after which the connection is made anew. */
const MOST_FAILED = 3;

/** What reaches a server. */
export type McpServerEvents =
  | { type: 'mcp.start' }
  | { type: 'mcp.stop' }
  | { type: 'mcp.online'; peer: string }
  | { type: 'mcp.changed' }
  | { type: 'mcp.consented' };

/** What a look at its tools found. */
export interface CheckedServer {
  /** hash over all tools */
  wire: string;
  tools: number;
  /** tools that wait for the owner */
  waiting: number;
}

const s = setup({
  types: {
    input: {} as { key: string },
    context: {} as {
      name: string;
      peer: string;
      wire: string;
      tools: number;
      waiting: number;
      attempt: number;
      failed: number;
      delayMs: number;
      code: ErrorCode | '';
      message: string;
    },
    events: {} as McpServerEvents,
    tags: {} as 'usable' | 'kept-off',
  },
  actors: {
    linkServer: provided<null, { server: string }>('linkServer'),
    checkServer: provided<CheckedServer, { server: string }>('checkServer'),
    tellServer: provided<null, { server: string; wire: string; waiting: number; code: ErrorCode | '' }>('tellServer'),
  },
  delays: {
    reconnectBackoff: ({ context }) => context.delayMs,
    nextLook: 300_000,
    lookAgain: 15_000,
  },
  guards: {
    wantsSignIn: (_, p: { error: ErrorData }) => p.error.code === 'mcp.sign_in',
    mustStop: (_, p: { error: ErrorData }) => p.error.disposition === 'stop',
    isWaiting: (_, p: CheckedServer) => p.waiting > 0,
    isLost: ({ context }) => context.failed + 1 >= MOST_FAILED,
  },
  actions: {
    noteOnline: assign((_, p: { peer: string }) => ({ peer: p.peer, failed: 0, code: '' as const, message: '' })),
    noteChecked: assign((_, p: CheckedServer) => ({
      wire: p.wire,
      tools: p.tools,
      waiting: p.waiting,
      attempt: 0,
      failed: 0,
      code: '' as const,
      message: '',
    })),
    noteError: assign((_, p: { error: ErrorData }) => ({ code: p.error.code, message: p.error.message.slice(0, 300) })),
    countFailed: assign(({ context }) => ({ failed: context.failed + 1 })),
    planReconnect: assign(({ context }, p: { error: ErrorData | null; random: number }) => ({
      attempt: context.attempt + 1,
      delayMs: retryDelayMs(
        p.error ?? { code: 'mcp.unreachable', disposition: 'retry', message: '' },
        context.attempt + 1,
        p.random,
        { baseMs: 2000, capMs: 300_000 },
      ),
    })),
    forget: assign({ attempt: 0, failed: 0, code: '', message: '' }),
  },
});

interface Failed {
  event: { error: unknown };
}
const errorOf = ({ event }: Failed): ErrorData => event.error as ErrorData;
const randomOf = ({ event }: Failed): number => (event as { random?: number }).random ?? 1;
const noteError = { type: 'noteError', params: (args: Failed) => ({ error: errorOf(args) }) } as const;
const planAfter = {
  type: 'planReconnect',
  params: (args: Failed) => ({ error: errorOf(args), random: randomOf(args) }),
} as const;

interface Here {
  context: { name: string; wire: string; waiting: number; code: ErrorCode | '' };
}
const tellServer = {
  id: 'tellServer',
  src: 'tellServer',
  input: ({ context }: Here) => ({
    server: context.name,
    wire: context.wire,
    waiting: context.waiting,
    code: context.code,
  }),
  onError: { description: 'The state itself still says what is wrong.' },
} as const;

const checkedOf = ({ event }: { event: { output: CheckedServer } }): CheckedServer => event.output;

const linked = s.createStateConfig({
  description: 'The connection is up or being made.',
  initial: 'connecting',
  on: {
    // Also when it was online before: after a crash of the daemon the connection is a new one.
    'mcp.online': {
      target: '.checking',
      reenter: false,
      actions: { type: 'noteOnline', params: ({ event }) => ({ peer: event.peer }) },
    },
  },
  invoke: {
    id: 'linkServer',
    src: 'linkServer',
    input: ({ context }) => ({ server: context.name }),
    onDone: { target: 'backingOff', actions: { type: 'planReconnect', params: { error: null, random: 1 } } },
    onError: [
      {
        guard: { type: 'wantsSignIn', params: (args) => ({ error: errorOf(args) }) },
        target: 'signedOut',
        actions: noteError,
      },
      {
        guard: { type: 'mustStop', params: (args) => ({ error: errorOf(args) }) },
        target: 'misconfigured',
        actions: noteError,
      },
      { target: 'backingOff', actions: [noteError, planAfter] },
    ],
  },
  states: {
    connecting: { description: 'Starts the program, or greets the address.' },
    checking: {
      description: 'Lists the tools and compares them with what was agreed to.',
      tags: 'usable',
      invoke: {
        id: 'checkServer',
        src: 'checkServer',
        input: ({ context }) => ({ server: context.name }),
        onDone: [
          {
            guard: { type: 'isWaiting', params: checkedOf },
            target: 'quarantined',
            actions: { type: 'noteChecked', params: checkedOf },
          },
          { target: 'healthy', actions: { type: 'noteChecked', params: checkedOf } },
        ],
        onError: [
          { guard: 'isLost', target: '#mcpServer.backingOff', actions: [noteError, 'countFailed', planAfter] },
          { target: 'degraded', actions: [noteError, 'countFailed'] },
        ],
      },
      on: { 'mcp.changed': { target: 'checking', reenter: true } },
    },
    healthy: {
      description: 'Its tools are what was agreed to.',
      tags: 'usable',
      after: { nextLook: { target: 'checking' } },
      on: { 'mcp.changed': { target: 'checking' } },
    },
    degraded: {
      description: 'It did not answer properly; it is asked again soon.',
      after: { lookAgain: { target: 'checking' } },
      on: { 'mcp.changed': { target: 'checking' } },
    },
    quarantined: {
      description: 'Some tools are new or changed; they are kept back until the owner agrees. The others go on.',
      tags: 'usable',
      invoke: tellServer,
      after: { nextLook: { target: 'checking' } },
      on: { 'mcp.changed': { target: 'checking' }, 'mcp.consented': { target: 'checking' } },
    },
  },
});

export const mcpServerMachine = s.createMachine({
  id: 'mcpServer',
  context: ({ input }) => ({
    name: input.key,
    peer: '',
    wire: '',
    tools: 0,
    waiting: 0,
    attempt: 0,
    failed: 0,
    delayMs: 0,
    code: '',
    message: '',
  }),
  initial: 'disabled',
  on: {
    'mcp.start': { target: '.linked', reenter: true, actions: 'forget' },
    'mcp.stop': { target: '.disabled', actions: 'forget' },
  },
  states: {
    disabled: { description: 'Not wanted by mcp.json, or not needed at the moment.' },
    linked,
    backingOff: {
      description: 'It cannot be reached; it is tried again by itself.',
      after: { reconnectBackoff: { target: 'linked' } },
    },
    signedOut: {
      description: 'It wants its owner to sign in; it is connected again when they have.',
      tags: 'kept-off',
      invoke: tellServer,
    },
    misconfigured: {
      description: 'Its command is missing or it refuses the credentials; a person has to mend mcp.json.',
      tags: 'kept-off',
      invoke: tellServer,
    },
  },
});

/** Version 2 knows servers that wait for a sign-in; all states of version 1 are states of it. */
export function migrate(snapshot: unknown): unknown {
  return snapshot;
}
