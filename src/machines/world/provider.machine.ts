/**
 * Provider: the circuit breaker of one AI provider, shared by all turns.
 *
 *   healthy --rate limited--> limited --after until--> healthy
 *   healthy --5 failures | refused key--> broken --after coolDown--> probing --succeeded--> healthy
 *   probing --failed--> broken (twice the cool-down);  any --succeeded--> healthy
 */
import { assign, setup } from 'xstate';
import type { Disposition, ErrorCode } from '../../contracts/errors.ts';

export const version = 1;

/** Failures in a row that open the circuit. */
const THRESHOLD = 5;
const COOL_DOWN_MS = 15_000;
const LONGEST_COOL_DOWN_MS = 300_000;
const DEFAULT_LIMIT_MS = 5_000;

/** How a call went. */
export type ProviderEvents =
  | { type: 'provider.succeeded' }
  | { type: 'provider.failed'; code: ErrorCode; disposition: Disposition; retryAfterMs: number; at?: number };

interface Failed {
  code: ErrorCode;
  disposition: Disposition;
  retryAfterMs: number;
  at: number;
}

const s = setup({
  types: {
    input: {} as { key: string },
    context: {} as { name: string; failures: number; waitMs: number; until: number; code: ErrorCode | '' },
    events: {} as ProviderEvents,
    tags: {} as 'usable' | 'unusable',
  },
  delays: { waitOver: ({ context }) => context.waitMs },
  guards: {
    isLimited: (_, p: Failed) => p.code === 'provider.rate_limited',
    // A message that this one request was wrong says nothing about the provider.
    isHarmless: (_, p: Failed) => p.disposition === 'reject',
    opensCircuit: ({ context }, p: Failed) => p.disposition === 'stop' || context.failures + 1 >= THRESHOLD,
  },
  actions: {
    count: assign(({ context }, p: Failed) => ({ failures: context.failures + 1, code: p.code })),
    limit: assign((_, p: Failed) => {
      const waitMs = p.retryAfterMs || DEFAULT_LIMIT_MS;
      return { waitMs, until: p.at + waitMs, code: p.code };
    }),
    open: assign(({ context }, p: Failed) => {
      const waitMs = Math.min(
        LONGEST_COOL_DOWN_MS,
        context.waitMs > 0 && context.failures >= THRESHOLD ? context.waitMs * 2 : COOL_DOWN_MS,
      );
      return { failures: Math.max(THRESHOLD, context.failures + 1), waitMs, until: p.at + waitMs, code: p.code };
    }),
    reset: assign({ failures: 0, waitMs: 0, until: 0, code: '' }),
  },
});

type FailedEvent = Extract<ProviderEvents, { type: 'provider.failed' }>;
const failed = ({ event }: { event: FailedEvent }): Failed => ({ ...event, at: event.at ?? 0 });

export const providerMachine = s.createMachine({
  id: 'provider',
  context: ({ input }) => ({ name: input.key, failures: 0, waitMs: 0, until: 0, code: '' }),
  initial: 'healthy',
  on: { 'provider.succeeded': { target: '.healthy', actions: 'reset' } },
  states: {
    healthy: {
      description: 'Answers.',
      tags: 'usable',
      on: {
        'provider.failed': [
          { guard: { type: 'isHarmless', params: failed } },
          {
            guard: { type: 'isLimited', params: failed },
            target: 'limited',
            actions: { type: 'limit', params: failed },
          },
          {
            guard: { type: 'opensCircuit', params: failed },
            target: 'broken',
            actions: { type: 'open', params: failed },
          },
          { actions: { type: 'count', params: failed } },
        ],
      },
    },
    limited: {
      description: 'Asked for a pause; it ends by itself.',
      tags: 'unusable',
      after: { waitOver: { target: 'healthy', actions: 'reset' } },
      on: {
        'provider.failed': [
          {
            guard: { type: 'isLimited', params: failed },
            target: 'limited',
            reenter: true,
            actions: { type: 'limit', params: failed },
          },
        ],
      },
    },
    broken: {
      description: 'Failed too often or refused the key; left alone for a while.',
      tags: 'unusable',
      after: { waitOver: { target: 'probing' } },
    },
    probing: {
      description: 'The next call shows whether it answers again.',
      tags: 'usable',
      on: { 'provider.failed': { target: 'broken', actions: { type: 'open', params: failed } } },
    },
  },
});
