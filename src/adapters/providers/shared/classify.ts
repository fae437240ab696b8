/** The one classifier of all providers: whatever an SDK throws becomes an OmegaError that says what to do. */
import { OmegaError, type ErrorCode } from '../../../contracts/errors.ts';

/** Whose error it is. */
export interface Origin {
  /** provider's name, for the sentence */
  name: string;
  /** how its key is set, e.g. `ANTHROPIC_API_KEY`; empty when it needs none */
  variable: string;
  /** taken out of every text */
  secret: string;
}

interface Raw {
  name?: string;
  message?: string;
  status?: number;
  status_code?: number;
  type?: string | null;
  code?: string | number | null;
  headers?: Headers;
  error?: Said & { error?: Said };
  cause?: unknown;
}

/** The body of an error as services write it. */
interface Said {
  type?: string;
  code?: string | number;
  message?: string;
  status?: string;
  details?: { retryDelay?: string }[];
}

const CONTEXT =
  /context (length|window)|maximum context|prompt is too long|too many tokens|context_length_exceeded|exceeds? the available context|exceed context limit|token count .*exceeds the maximum/i;
/** A service's own guard, not its key, refuses what was written. */
const FLAGGED = /\b(?:flagged|requires moderation)\b/i;
const KEY = /api key not valid|api_key_invalid|invalid x-api-key|invalid_api_key/i;
/** What a model says that cannot do what it was asked for, by what it cannot do. */
const UNABLE = [
  ['tools', /(?:not|n't|points found that) support (?:\w+ ){0,2}(?:tools?|functions?)\b/i],
  ['tools', /(?:tools?|function.?call(?:s|ing)?)\b[^.]{0,40}\b(?:not (?:supported|enabled|available)|unsupported)/i],
  ['images', /(?:not|n't|points found that) support (?:\w+ ){0,2}(?:images?|image_url|vision|multimodal)\b/i],
  ['images', /\bimage(?:s|_url| inputs?| content)?\b (?:is|are) (?:not (?:supported|enabled)|unsupported)/i],
  [
    'schema',
    /(?:response_format|json_schema|output_config|structured outputs?)\b[^.]{0,60}\b(?:not|n't|un)\s?(?:be )?(?:support|availab)/i,
  ],
  ['schema', /(?:not|n't|points found that) support (?:\w+ ){0,2}(?:response_format|json_schema|structured)/i],
] as const;
type Inability = (typeof UNABLE)[number][0];
const CREDIT = /insufficient_quota|billing_error|credit balance|insufficient credit/i;

/** Retry-After in ms: `retry-after-ms`, or `retry-after` as seconds or as an HTTP date. */
export function retryAfterMs(headers: Headers | undefined, now: number): number | undefined {
  const exact = Number(headers?.get?.('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const after = headers?.get?.('retry-after');
  if (after === null || after === undefined || after === '') return undefined;
  const seconds = Number(after);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Some services put the whole body of the error into its message. */
function unfolded(raw: Raw): Raw {
  if (raw.error !== undefined || raw.message?.startsWith('{') !== true) return raw;
  try {
    const { error } = JSON.parse(raw.message) as Raw;
    return { ...raw, ...(typeof error === 'object' ? { error } : {}) };
  } catch {
    return raw;
  }
}

/** Google's way to say Retry-After: a detail such as `{"retryDelay": "2s"}`. */
function retryDelayMs({ error }: Raw): number | undefined {
  const details = Array.isArray(error?.details) ? error.details : [];
  const seconds = details.map((d) => /^(\d+(?:\.\d+)?)s$/.exec(d.retryDelay ?? '')?.[1]).find((s) => s !== undefined);
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function kinds(raw: Raw): string {
  const { error } = raw;
  const said = [error, error?.error].flatMap((e) => [e?.type, e?.code, e?.status, e?.message]);
  return [raw.type, raw.code, ...said, raw.message].filter(Boolean).join(' ');
}

/** The number that some services put into an error inside a stream. */
function statusIn(code: Raw['code']): number | undefined {
  return typeof code === 'number' && code >= 400 && code < 600 ? code : undefined;
}

function inability(status: number, words: string): Inability | undefined {
  if (![400, 404, 405, 422, 501].includes(status)) return undefined;
  return UNABLE.find(([, pattern]) => pattern.test(words))?.[0];
}

function byStatus(status: number, words: string): ErrorCode {
  if (CREDIT.test(words) || status === 402) return 'provider.no_credit';
  if (status === 403 && FLAGGED.test(words)) return 'provider.refused';
  if (status === 401 || status === 403 || KEY.test(words)) return 'provider.key_invalid';
  if (inability(status, words) !== undefined) return 'provider.request_invalid';
  if (status === 404) return 'provider.model_unknown';
  if (status === 429) return 'provider.rate_limited';
  if (status === 413 || CONTEXT.test(words)) return 'provider.context_too_long';
  if (status === 408 || status === 504) return 'provider.timeout';
  if (status >= 500) return 'provider.overloaded';
  return 'provider.request_invalid';
}

function byWords(raw: Raw, words: string): ErrorCode {
  const reason = `${words} ${String((raw.cause as { code?: string; message?: string } | undefined)?.code ?? '')} ${String((raw.cause as Error | undefined)?.message ?? '')}`;
  if (/overloaded|server_error|api_error|unavailable/i.test(words)) return 'provider.overloaded';
  if (/rate_limit/i.test(words)) return 'provider.rate_limited';
  if (CONTEXT.test(words)) return 'provider.context_too_long';
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT/.test(reason)) return 'provider.unreachable';
  if (
    /terminated|aborted|premature|JSON|Unexpected|ended without|did not receive done|stream/i.test(reason) ||
    raw.name === 'SyntaxError'
  )
    return 'provider.stream_truncated';
  return 'provider.unreachable';
}

const SENTENCES: Partial<Record<ErrorCode, (o: Origin) => string>> = {
  'provider.key_invalid': (o) =>
    o.variable === ''
      ? `${o.name} refused access.`
      : `${o.name} refused the key; set a valid one in ${o.variable} and restart.`,
  'provider.rate_limited': (o) => `${o.name} asks to slow down.`,
  'provider.overloaded': (o) => `${o.name} has trouble of its own.`,
  'provider.unreachable': (o) => `${o.name} cannot be reached.`,
  'provider.stream_truncated': (o) => `The answer of ${o.name} broke off.`,
  'provider.model_unknown': (o) => `${o.name} does not know the model.`,
  'provider.no_credit': (o) => `The account at ${o.name} has no credit left.`,
  'provider.context_too_long': (o) => `The conversation is longer than the model of ${o.name} can read.`,
  'provider.refused': (o) => `${o.name} declined this.`,
  'provider.timeout': (o) => `${o.name} took too long.`,
};

const INABILITY: Readonly<Record<Inability, (o: Origin) => string>> = {
  tools: (o) => `The model of ${o.name} cannot use tools; choose one that can, with /model or in config.toml.`,
  images: (o) =>
    `The model of ${o.name} cannot look at pictures; send it without, or choose a model that can, with /model or in config.toml.`,
  schema: (o) => `The model of ${o.name} cannot answer in a given form; choose one that can, in config.toml.`,
};

/**
 * Classifies a failure.
 *
 * @param thrown what the SDK or fetch threw; an OmegaError passes unchanged
 * @param origin whose it is; its secret appears in no text
 * @param now    ms since 1970 UTC, for Retry-After as a date
 * @returns      an OmegaError `provider.*`; its `details.reason` is the provider's own sentence
 */
export function classify(thrown: unknown, origin: Origin, now: number): OmegaError {
  if (thrown instanceof OmegaError) return thrown;
  const raw = unfolded((thrown ?? {}) as Raw);
  const words = kinds(raw);
  const status = raw.status ?? raw.status_code ?? statusIn(raw.code);
  const code = typeof status === 'number' && status >= 400 ? byStatus(status, words) : byWords(raw, words);
  const said = raw.error?.error?.message ?? raw.error?.message ?? raw.message ?? '';
  const reason = (origin.secret === '' ? said : said.replaceAll(origin.secret, '[secret]')).slice(0, 300);
  const wait = retryAfterMs(raw.headers, now) ?? retryDelayMs(raw);
  const unable = code === 'provider.request_invalid' ? inability(status ?? 0, words) : undefined;
  const told = unable === undefined ? SENTENCES[code] : INABILITY[unable];
  const sentence = told?.(origin) ?? `${origin.name} refused the request.`;
  return new OmegaError(code, reason === '' ? sentence : `${sentence} (${reason})`, {
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    details: { provider: origin.name, status: status ?? null, reason, ...(unable === undefined ? {} : { unable }) },
  });
}
