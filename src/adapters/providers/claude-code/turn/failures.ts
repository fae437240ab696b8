/** What a turn failed of: a result that is an error, an announced retry, or an end without a result. Pure. */
import { OmegaError } from '../../../../contracts/errors.ts';
import { classify, type Origin } from '../../shared/classify.ts';
import type { Ending } from '../process/claude-process.ts';
import type { Line, Result } from './lines.ts';

type Retry = Extract<Line, { subtype: 'api_retry' }>;

/** How the program is got. */
export const HOW_TO_INSTALL = 'npm install -g @anthropic-ai/claude-code';

/** Whose failures these are. @param secret its key, taken out of every text */
export function originOf(secret: string): Origin {
  return { name: 'claude-code', variable: 'ANTHROPIC_API_KEY (or log in: run `claude` once)', secret };
}

/** The session of a conversation is gone: it was cleaned up, or belongs to another folder. */
export function isUnknownSession({ errors = [], result = '' }: Result): boolean {
  return [...errors, result].some((text) => text.startsWith('No conversation found'));
}

/** The program stopped because it had used its tools as often as it may in one go. */
export function isOutOfTurns({ subtype }: Result): boolean {
  return subtype === 'error_max_turns';
}

const TRUNCATED = /empty or malformed response|connection to the api was lost/i;
const KINDS: Readonly<Record<string, number>> = {
  authentication_failed: 401,
  rate_limit: 429,
  billing_error: 402,
  server_error: 500,
  invalid_request: 400,
};

/**
 * A result that is an error.
 *
 * @param result what the program said
 * @param origin whose it is
 * @param now    ms since 1970 UTC
 */
export function failureOf(result: Result, origin: Origin, now: number): OmegaError {
  const said = result.result ?? result.errors?.join('; ') ?? result.subtype;
  if (result.subtype === 'error_max_budget_usd')
    return new OmegaError('provider.over_budget', 'Claude Code has reached the budget of one call.');
  if (/^(not logged in|please run \/login|invalid api key)/i.test(said))
    return new OmegaError(
      'provider.key_invalid',
      'Claude Code is not logged in; run `claude` once and log in, or set ANTHROPIC_API_KEY, and restart.',
    );
  const status = result.api_error_status ?? undefined;
  if (status === undefined && TRUNCATED.test(said))
    return new OmegaError('provider.stream_truncated', `The answer of claude-code broke off. (${said.slice(0, 300)})`);
  const kind = result.api_error_type ?? '';
  return classify({ message: said, ...(status === undefined ? {} : { status }), type: kind }, origin, now);
}

/**
 * A retry that the program announces; we try again ourselves, later and in sight.
 *
 * @param begun whether the service had begun to answer
 * @returns     with the time to wait in whole seconds where the service named one (the program adds up to a quarter to it);
 *              undefined when a connection broke before anything was said: the result after the one retry tells how
 */
export function retryOf(retry: Retry, begun: boolean, origin: Origin): OmegaError | undefined {
  const status = retry.error_status ?? KINDS[retry.error];
  if (status === undefined && !begun) return undefined;
  if (status === undefined) return new OmegaError('provider.stream_truncated', 'The answer of claude-code broke off.');
  const wait = Math.floor((retry.retry_delay_ms ?? 0) / 1000);
  const headers = new Headers(wait >= 1 && (status === 429 || status === 529) ? { 'retry-after': String(wait) } : {});
  return classify({ message: retry.error, status, headers }, origin, 0);
}

/** The program has ended without a result: also with code 0 that is a failure. */
export function endingFailure({ code, cause, complaint }: Ending, program: string): OmegaError {
  if (cause === 'ENOENT' || cause === 'EACCES')
    return new OmegaError(
      'provider.not_configured',
      `The program "${program}" cannot be started; install Claude Code (${HOW_TO_INSTALL}) and log in with \`claude\`.`,
    );
  if (/unknown option|unknown argument/.test(complaint))
    return new OmegaError(
      'provider.not_configured',
      `Claude Code is too old (${complaint.trim().slice(0, 100)}); update it: claude update.`,
    );
  const how = cause ?? (code === null ? 'it was ended' : `code ${code}`);
  const said = complaint.trim().slice(-300);
  return new OmegaError(
    'provider.stream_truncated',
    `Claude Code ended without a result (${how})${said === '' ? '.' : `: ${said}`}`,
    { details: { provider: 'claude-code', code } },
  );
}
