/** Examples for the machine provider. */
import type { Examples } from '../example.ts';

const failed = { type: 'provider.failed', code: 'provider.overloaded', disposition: 'retry', retryAfterMs: 0 };

export const provider: Examples = {
  machine: 'provider',
  inputs: [{ key: 'anthropic' }],
  events: [
    { type: 'provider.succeeded' },
    failed,
    { ...failed, code: 'provider.rate_limited', retryAfterMs: 2000 },
    { ...failed, code: 'provider.rate_limited' },
    { ...failed, code: 'provider.key_invalid', disposition: 'stop' },
    { ...failed, code: 'provider.request_invalid', disposition: 'reject' },
  ],
  outputs: {},
};
