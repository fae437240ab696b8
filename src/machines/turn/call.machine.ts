/**
 * Call: one piece of text from a model, with the tools it wants on the way, with retries, and with the next provider when one fails.
 *
 *   choosing > calling --done--> done;  calling --retry--> backingOff > calling;  calling --wants tools--> using > choosing
 *   calling --exhausted--> choosing --none left, or a cap is reached--> failed;  any --call.cancel--> cancelled
 *
 * Invokes: choose, think, toolCall. Tells provider actors how their calls went. The text stands in the draft of its part.
 */
import { assign, sendTo, setup } from 'xstate';
import type { ErrorCode, ErrorData } from '../../contracts/errors.ts';
import type { CallPurpose } from '../../contracts/ports/stores/ledger.ts';
import { retryDelayMs } from '../../domain/retry.ts';
import { actorAt, provided } from '../provided.ts';
import type { ToolCallInput, ToolCallOutput } from '../tools/tool-call.machine.ts';

export const version = 2;

/** Which draft of a run a call writes, and what for. */
export interface CallSubject {
  runId: string;
  conversation: string;
  /** `a` = the answer itself, `s1` … = a step of a plan, `p1` … = a phase of a build */
  part: string;
  purpose: CallPurpose;
  /** the fast model for small work, the powerful one for the rest */
  tier: 'fast' | 'powerful';
}

/** What a call is born with. */
export interface CallInput extends CallSubject {
  /** unique: run id and part */
  key: string;
  /** providers in the order they are tried */
  chain: string[];
  /** attempts per provider */
  attempts: number;
}

/** A provider that was tried in vain. */
export interface Failure {
  provider: string;
  code: ErrorCode;
}

/** How a call ended. */
export interface CallOutput {
  ok: boolean;
  model: string;
  usage: { input: number | null; output: number | null };
  failures: Failure[];
}

/** What reaches a call from its parent. */
export type CallEvents = { type: 'call.cancel' };

/** What one answer of a model came to; `calls` = ids of the tool calls it waits for. */
export interface Thought extends Pick<CallOutput, 'model' | 'usage'> {
  calls: string[];
}

interface Context {
  input: CallInput;
  /** place in the chain of the provider being tried */
  at: number;
  attempt: number;
  delayMs: number;
  /** ids of the tool calls of this round, and the place of the one under way */
  calls: string[];
  using: number;
  output: CallOutput;
}

/** Version 1 knew no tools. */
export function migrate(snapshot: unknown): unknown {
  const { context, ...rest } = snapshot as { context: object };
  return { ...rest, context: { ...context, calls: [], using: 0 } };
}

/** Tokens of several answers; what one of them does not say stays unsaid. */
function sum(a: number | null, b: number | null): number | null {
  return a === null ? b : a + (b ?? 0);
}

const s = setup({
  types: { input: {} as CallInput, context: {} as Context, events: {} as CallEvents, output: {} as CallOutput },
  actors: {
    choose: provided<{ at: number; passed: Failure[] }, CallSubject & { chain: string[]; from: number }>('choose'),
    think: provided<Thought, CallSubject & { provider: string; attempt: number }>('think'),
    toolCall: provided<ToolCallOutput, ToolCallInput>('toolCall'),
  },
  delays: { retryBackoff: ({ context }) => context.delayMs },
  guards: {
    hasProvider: ({ context }, p: { at: number }) => p.at < context.input.chain.length,
    wantsTools: (_, p: { calls: string[] }) => p.calls.length > 0,
    mustEnd: (_, p: ToolCallOutput) => p.ends,
    hasMoreCalls: ({ context }) => context.using + 1 < context.calls.length,
    canRetry: ({ context }, p: { error: ErrorData }) =>
      p.error.disposition === 'retry' && context.attempt < context.input.attempts,
  },
  actions: {
    choose: assign(({ context }, p: { at: number; passed: Failure[] }) => ({
      at: p.at,
      attempt: 1,
      output: { ...context.output, failures: [...context.output.failures, ...p.passed] },
    })),
    planRetry: assign(({ context }, p: { error: ErrorData; random: number }) => ({
      attempt: context.attempt + 1,
      delayMs: retryDelayMs(p.error, context.attempt, p.random),
    })),
    noteFailure: assign(({ context }, p: { code: ErrorCode }) => ({
      at: context.at + 1,
      output: {
        ...context.output,
        failures: [...context.output.failures, { provider: context.input.chain[context.at] ?? '', code: p.code }],
      },
    })),
    keepAnswer: assign(({ context }, p: Thought) => ({
      calls: p.calls,
      using: 0,
      output: {
        ...context.output,
        ok: true,
        model: p.model,
        usage: {
          input: sum(context.output.usage.input, p.usage.input),
          output: sum(context.output.usage.output, p.usage.output),
        },
      },
    })),
    noteFailed: assign({ output: ({ context }) => ({ ...context.output, ok: false }) }),
    nextTool: assign({ using: ({ context }) => context.using + 1 }),
    tellSuccess: sendTo(({ context }) => actorAt(`provider:${context.input.chain[context.at]}`), {
      type: 'provider.succeeded',
    }),
    tellFailure: sendTo(
      ({ context }) => actorAt(`provider:${context.input.chain[context.at]}`),
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

const subject = ({ context: { input } }: { context: Context }): CallSubject => ({
  runId: input.runId,
  conversation: input.conversation,
  part: input.part,
  purpose: input.purpose,
  tier: input.tier,
});

const calling = s.createStateConfig({
  description: 'A model is writing; pieces of the text are stored as they come.',
  invoke: {
    id: 'think',
    src: 'think',
    input: ({ context }) => ({
      ...subject({ context }),
      provider: context.input.chain[context.at] ?? '',
      attempt: context.attempt,
    }),
    onDone: [
      {
        guard: { type: 'wantsTools', params: ({ event }) => event.output },
        target: 'using',
        actions: ['tellSuccess', { type: 'keepAnswer', params: ({ event }) => event.output }],
      },
      {
        target: 'done',
        actions: ['tellSuccess', { type: 'keepAnswer', params: ({ event }) => event.output }],
      },
    ],
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
});

const using = s.createStateConfig({
  description: 'Tools work for the model, one after the other.',
  invoke: {
    id: 'toolCall',
    src: 'toolCall',
    input: ({ context }) => ({
      key: context.calls[context.using] ?? '',
      runId: context.input.runId,
      conversation: context.input.conversation,
    }),
    onDone: [
      { guard: { type: 'mustEnd', params: ({ event }) => event.output }, target: 'done' },
      { guard: 'hasMoreCalls', target: 'using', reenter: true, actions: 'nextTool' },
      { target: 'choosing' },
    ],
    // The call's own end stays unwritten; the model is told that it failed.
    onError: [{ guard: 'hasMoreCalls', target: 'using', reenter: true, actions: 'nextTool' }, { target: 'choosing' }],
  },
});

export const callMachine = s.createMachine({
  id: 'call',
  context: ({ input }) => ({
    input,
    at: 0,
    attempt: 1,
    delayMs: 0,
    calls: [],
    using: 0,
    output: { ok: false, model: '', usage: { input: null, output: null }, failures: [] },
  }),
  initial: 'choosing',
  output: ({ context }) => context.output,
  on: { 'call.cancel': { target: '.cancelled' } },
  states: {
    choosing: {
      description: 'Takes the next provider that is fit and within its budget.',
      invoke: {
        id: 'choose',
        src: 'choose',
        input: ({ context }) => ({ ...subject({ context }), chain: context.input.chain, from: context.at }),
        onDone: [
          {
            guard: { type: 'hasProvider', params: ({ event }) => event.output },
            target: 'calling',
            actions: { type: 'choose', params: ({ event }) => event.output },
          },
          {
            target: 'failed',
            actions: [{ type: 'choose', params: ({ event }) => event.output }, 'noteFailed'],
          },
        ],
        onError: { target: 'failed', actions: 'noteFailed' },
      },
    },
    calling,
    using,
    backingOff: {
      description: 'Waits before the same provider is tried again.',
      after: { retryBackoff: { target: 'calling' } },
    },
    done: { description: 'The draft is complete.', type: 'final' },
    failed: { description: 'No provider could do it.', type: 'final' },
    cancelled: { description: 'It is not wanted any more.', type: 'final' },
  },
});
