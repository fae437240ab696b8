/** What can go wrong between Omega and the Bot API, said as an OmegaError that never holds the token. */
import { OmegaError, type ErrorCode, type ErrorFacts } from '../../../contracts/errors.ts';

/** What a call is for; it decides what a failure means. Only a `send` that may have arrived is of unknown outcome. */
export type Operation = 'start' | 'receive' | 'send' | 'edit' | 'signal';

/** Circumstances of a failed call. */
export interface CallFacts {
  operation: Operation;
  /** removed from everything that is kept */
  token: string;
  /** the deadline ended the call */
  late: boolean;
  /** the request was handed to the network client */
  begun: boolean;
}

/** An answer that is not one of the Bot API: a gateway's error page, a captive portal, a wrong base URL. */
export class ForeignAnswer extends Error {
  readonly status: number;

  /** @param status the HTTP status it came with */
  constructor(status: number) {
    super(`answer is not of the Bot API (HTTP ${status})`);
    this.name = 'ForeignAnswer';
    this.status = status;
  }
}

/** Failures before the first byte of a request is written. */
const NOT_SENT =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EPROTO|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|ERR_INVALID_URL)$/;

const CHAT_GONE =
  /chat not found|user not found|user is deactivated|peer_id_invalid|chat_id_invalid|thread not found|topic_(closed|deleted)|upgraded to a supergroup/i;

const SENTENCES = {
  token:
    'Telegram refused the bot token: set TELEGRAM_BOT_TOKEN to the one BotFather shows for your bot and restart Omega.',
  conflict:
    'Another program is receiving for this Telegram bot: stop it, or give Omega a bot of its own (TELEGRAM_BOT_TOKEN).',
  limited: 'Telegram asks to slow down; Omega waits and goes on.',
  gone: 'Telegram no longer lets the bot write to this chat: it was blocked, removed, or the chat is gone.',
  unknown: 'Telegram broke off before it confirmed the message; it may have arrived.',
} as const;

/**
 * Says what a failed call means.
 *
 * @param thrown whatever grammY, fetch or the deadline threw; an OmegaError is passed on
 * @param facts  what the call was for and how far it came
 * @returns      the error to throw: token_invalid, conflict, rate_limited, unreachable, outcome_unknown, chat_gone or
 *               request_invalid; `details.reason` is Telegram's own sentence
 */
export function callError(thrown: unknown, facts: CallFacts): OmegaError {
  if (thrown instanceof OmegaError) return thrown;
  const refusal = refusalOf(thrown);
  return refusal === undefined ? networkError(thrown, facts) : refusedError(refusal, thrown, facts);
}

/** An answer of the Bot API with `ok: false`. */
interface Refusal {
  status: number;
  reason: string;
  retryAfterSeconds?: number;
}

function refusalOf(thrown: unknown): Refusal | undefined {
  if (!(thrown instanceof Error) || !('error_code' in thrown) || typeof thrown.error_code !== 'number')
    return undefined;
  const reason = 'description' in thrown && typeof thrown.description === 'string' ? thrown.description : '';
  const parameters = 'parameters' in thrown ? thrown.parameters : undefined;
  const after =
    typeof parameters === 'object' && parameters !== null && 'retry_after' in parameters ? parameters.retry_after : 0;
  const wait = typeof after === 'number' && after > 0 ? { retryAfterSeconds: after } : {};
  return { status: thrown.error_code, reason, ...wait };
}

function refusedError({ status, reason, retryAfterSeconds }: Refusal, thrown: unknown, facts: CallFacts): OmegaError {
  const { operation, token } = facts;
  const details = { operation, status, reason: scrub(reason, token) };
  const base: ErrorFacts = { sent: 'no', details, cause: plainCause(thrown, token) };
  const fail = (code: ErrorCode, message: string, more: ErrorFacts = {}): OmegaError =>
    new OmegaError(code, message, { ...base, ...more });
  if (status === 401 || status === 404) return fail('channel.token_invalid', SENTENCES.token);
  if (status === 409) return fail('channel.conflict', SENTENCES.conflict);
  if (status === 429) {
    const wait = retryAfterSeconds === undefined ? {} : { retryAfterMs: retryAfterSeconds * 1000 };
    return fail('channel.rate_limited', SENTENCES.limited, wait);
  }
  if (status >= 500) return unreachable(`it answers ${status}`, operation, { ...base, sent: 'unknown' });
  if (status === 403 || CHAT_GONE.test(reason)) return fail('channel.chat_gone', SENTENCES.gone);
  return fail('channel.request_invalid', `Telegram refused the request: ${details.reason || `status ${status}`}.`);
}

function networkError(thrown: unknown, { operation, token, late, begun }: CallFacts): OmegaError {
  const cause = plainCause(thrown, token);
  const root = rootOf(thrown);
  if (root instanceof ForeignAnswer) {
    const sent = root.status >= 400 && root.status < 500 ? 'no' : 'unknown';
    const details = { operation, status: root.status };
    return unreachable(`something else answers (HTTP ${root.status})`, operation, { sent, details, cause });
  }
  const sent = !begun || wasNotSent(root) ? 'no' : 'unknown';
  const why = late ? 'no answer in time' : codeOf(root);
  return unreachable(why, operation, { sent, details: { operation, reason: why }, cause });
}

function unreachable(why: string, operation: Operation, facts: ErrorFacts): OmegaError {
  if (operation === 'send' && facts.sent === 'unknown') {
    return new OmegaError('channel.outcome_unknown', SENTENCES.unknown, facts);
  }
  return new OmegaError('channel.unreachable', `Telegram cannot be reached (${why}); Omega tries again.`, facts);
}

/** The innermost error: grammY keeps it in `error`, fetch in `cause`, parallel connects in `errors`. */
function rootOf(thrown: unknown): unknown {
  let root = thrown;
  for (let depth = 0; depth < 5 && root instanceof Error; depth++) {
    const inner: unknown = 'error' in root && root.error instanceof Error ? root.error : root.cause;
    const first: unknown = root instanceof AggregateError ? root.errors[0] : undefined;
    const next = inner instanceof Error ? inner : first;
    if (!(next instanceof Error)) break;
    root = next;
  }
  return root;
}

function wasNotSent(root: unknown): boolean {
  if (!(root instanceof Error)) return false;
  if (NOT_SENT.test(codeOf(root))) return true;
  if ('syscall' in root && (root.syscall === 'connect' || root.syscall === 'getaddrinfo')) return true;
  return /before secure TLS connection|bad port/.test(root.message);
}

function codeOf(root: unknown): string {
  if (root instanceof Error && 'code' in root && typeof root.code === 'string') return root.code;
  return root instanceof Error && root.name === 'AbortError' ? 'call ended' : 'connection failed';
}

/** What is kept of the thrown error: words and code. Its own fields may hold the URL, and the URL holds the token. */
function plainCause(thrown: unknown, token: string): Error {
  const root = rootOf(thrown);
  const cause = new Error(scrub(root instanceof Error ? root.message : String(root), token));
  if (root instanceof Error) cause.name = root.name;
  delete cause.stack;
  return cause;
}

/** Takes the token out of a text, as it is and as a URL would spell it. */
function scrub(text: string, token: string): string {
  return text.replaceAll(token, '<token>').replaceAll(encodeURIComponent(token), '<token>');
}
