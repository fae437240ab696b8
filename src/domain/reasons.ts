/** What an error code means in words a person understands, and what that person can do about it. */
import { ERRORS } from '../contracts/errors.ts';
import type { ErrorCode } from '../contracts/errors.ts';

/** Reason (completes "… because it …" and stands alone after a name) and advice (one sentence, may be empty). */
interface Reason {
  reason: string;
  advice: string;
}

const REASONS: { readonly [code in ErrorCode]?: Reason } = {
  'provider.rate_limited': { reason: 'asked me to slow down', advice: 'Wait a few minutes and send it again.' },
  'provider.overloaded': { reason: 'is overloaded', advice: 'Wait a few minutes and send it again.' },
  'provider.unreachable': {
    reason: 'could not be reached',
    advice: 'Check the network and the address of the provider.',
  },
  'provider.stream_truncated': { reason: 'broke off in the middle', advice: 'Send it again.' },
  'provider.stream_idle': { reason: 'went silent in the middle', advice: 'Send it again.' },
  'provider.timeout': { reason: 'took too long', advice: 'Send it again, or ask for less at once.' },
  'provider.key_invalid': { reason: 'refused the key', advice: 'Set a valid key and restart me.' },
  'provider.model_unknown': { reason: 'does not know the model', advice: 'Pick a model it offers and restart me.' },
  'provider.no_credit': { reason: 'has no credit left', advice: 'Top up the account or pick another provider.' },
  'provider.request_invalid': { reason: 'refused the request as it stands', advice: 'Try to put it differently.' },
  'provider.refused': { reason: 'declined to answer this', advice: 'Try to put it differently.' },
  'provider.context_too_long': {
    reason: 'cannot read a conversation this long',
    advice: 'Send /forget to start afresh, or a shorter message.',
  },
  'provider.not_configured': { reason: 'is not set up', advice: 'Add its settings, or take it out of the chain.' },
  'channel.unreachable': { reason: 'could not be reached', advice: 'I keep trying.' },
  'channel.rate_limited': { reason: 'asked me to slow down', advice: 'I go on by myself.' },
  'channel.token_invalid': { reason: 'refused the token', advice: 'Set a valid token and restart me.' },
  'channel.conflict': {
    reason: 'is already used by another program with the same account',
    advice: 'Stop the other program; I try again.',
  },
  'channel.not_configured': { reason: 'is not set up', advice: 'Add its settings and restart me.' },
};

/**
 * Says why something failed, to stand after the name of what failed.
 *
 * @param code code of the error
 * @returns    a few words without a full stop, e.g. `refused the key`
 * @throws     never
 * @example    `anthropic ${reasonFor('provider.key_invalid')}` -> 'anthropic refused the key'
 */
export function reasonFor(code: ErrorCode): string {
  return REASONS[code]?.reason ?? 'had trouble I could not solve';
}

/**
 * Says what a person can do about a failure.
 *
 * @param code code of the error
 * @returns    one sentence
 * @throws     never
 */
export function adviceFor(code: ErrorCode): string {
  return REASONS[code]?.advice ?? ERRORS[code][1];
}
