/** Turns what goes wrong with Google into OmegaErrors: its words, never what was sent or a token it gave. */
import { OmegaError } from '../../../contracts/errors.ts';

/** Google's name for a refusal, e.g. `invalid_grant`; its sentences may repeat what was sent. */
const NAME = /^[\w.-]{1,60}$/;

/** What the library throws when the other end answers with an error. */
interface Refusal {
  error: string;
  status?: number;
}

function isRefusal(thrown: unknown): thrown is Error & Refusal {
  return thrown instanceof Error && typeof (thrown as Partial<Refusal>).error === 'string';
}

/** The status of an answer that the library could make nothing of. */
function statusOf(thrown: unknown): number {
  const { cause } = thrown as { cause?: unknown };
  return cause instanceof Response ? cause.status : 0;
}

/** @returns the name that Google gave a refusal; empty where it gave none */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof OmegaError ? String(thrown.facts.details?.['reason'] ?? '') : '';
}

/**
 * @param thrown what a call to Google ended with; its cause may hold tokens, so it goes no further
 * @returns      the error to throw: google.unreachable | google.refused
 */
export function googleError(thrown: unknown): OmegaError {
  if (thrown instanceof OmegaError) return thrown;
  if (isRefusal(thrown)) {
    const { error, status = 400 } = thrown;
    if (status >= 500) return new OmegaError('google.unreachable', `Google answered ${status}.`);
    const reason = NAME.test(error) ? error : 'unknown';
    return new OmegaError('google.refused', `Google refused it: ${reason}.`, { details: { reason } });
  }
  const status = statusOf(thrown);
  const isNetwork = thrown instanceof TypeError || (thrown as Error).name === 'TimeoutError';
  if (status >= 500 || status === 429 || isNetwork)
    return new OmegaError('google.unreachable', `Google cannot be reached${status === 0 ? '' : ` (${status})`}.`);
  return new OmegaError('google.refused', `Google's answer was not understood${status === 0 ? '' : ` (${status})`}.`);
}
