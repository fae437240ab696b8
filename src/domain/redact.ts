/** Masks secrets in text that is about to be logged, stored or shown. */

import type { Json } from '../contracts/json.ts';

/** What stands in the place of a secret. */
const MASK = '[secret]';
/** A shorter secret would mask ordinary words. */
const SECRET_MIN = 6;
/** Least length of a form found inside longer base64, characters. */
const CORE_MIN = 10;

/** Shapes of well-known keys, each with a piece that must occur, so that plain text costs one search. */
const SHAPES: readonly { hint: string; shape: RegExp }[] = [
  // Anthropic (sk-ant-), OpenAI (sk-, sk-proj-), OpenRouter (sk-or-)
  { hint: 'sk-', shape: /(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{16,}/g },
  // Telegram bot token; in a URL it follows the letters "bot" directly
  { hint: ':AA', shape: /(?<!\d)\d{6,12}:AA[A-Za-z0-9_-]{20,}/g },
  { hint: 'AIza', shape: /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{30,}/g },
  { hint: 'ghp_', shape: /(?<![A-Za-z0-9])ghp_[A-Za-z0-9]{30,}/g },
  { hint: 'github_pat_', shape: /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{30,}/g },
  { hint: 'xox', shape: /(?<![A-Za-z0-9])xox[abeprs]-[A-Za-z0-9-]{10,}/g },
  // Google: secret of an OAuth client, access token, refresh token
  { hint: 'GOCSPX-', shape: /(?<![A-Za-z0-9])GOCSPX-[A-Za-z0-9_-]{16,}/g },
  { hint: 'ya29.', shape: /(?<![A-Za-z0-9])ya29\.[A-Za-z0-9_-]{20,}/g },
  { hint: '1//0', shape: /(?<![\w/])1\/\/0[A-Za-z0-9_-]{20,}/g },
];

/** Masks secrets in text that comes in pieces: what may become a secret waits until it is one, or is none. */
export interface RedactedStream {
  /** @returns what can be passed on already, perhaps nothing */
  push(piece: string): string;
  /** The text is complete. @returns what was held back */
  end(): string;
}

/** Masks secrets. */
export interface Redactor {
  (text: string): string;
  /** for text that comes in pieces */
  stream(): RedactedStream;
}

/** A well-known key at the end of a text that may go on. */
const BEGUN = [
  /(?<![A-Za-z0-9])(?:sk-|AIza|ghp_|github_pat_|xox|GOCSPX-|ya29\.)[\w-]*$/,
  /(?<![\w/])1\/(?:\/(?:0[\w-]*)?)?$/,
  /(?<!\d)\d{1,12}(?::(?:A(?:A[\w-]*)?)?)?$/,
];
/** The last word of a text, as far as it may be the beginning of a {@link SHAPES} hint. */
const LAST_WORD = /(?<![A-Za-z0-9])[A-Za-z_][A-Za-z0-9_]{0,10}$/;
const HINTS = SHAPES.map(({ hint }) => hint);

/** Where a well-known key may begin that is not complete yet; the length of the text when there is none. */
function shapeFrom(text: string): number {
  const begun = BEGUN.map((shape) => shape.exec(text)?.index ?? text.length);
  const word = LAST_WORD.exec(text);
  const isHint = word !== null && HINTS.some((hint) => hint.startsWith(word[0]));
  return Math.min(...begun, isHint ? word.index : text.length);
}

function maskShapes(text: string): string {
  let result = text;
  for (const { hint, shape } of SHAPES) if (result.includes(hint)) result = result.replace(shape, MASK);
  return result;
}

/** Masks pieces. @param exact masks the secrets that are known */
function streamOf(exact: (text: string) => string, forms: readonly string[]): RedactedStream {
  const firsts = new Set(forms.map(([first = '']) => first));
  const longest = Math.max(0, ...forms.map(({ length }) => length));
  let held = '';
  /** the last letter that was passed on: what follows it is perhaps the rest of a word */
  let before = '';
  const heldFrom = (text: string): number => {
    const from = Math.max(before.length, shapeFrom(text));
    for (let at = Math.max(before.length, text.length - longest + 1); at < from; at++)
      if (firsts.has(text[at] ?? '') && forms.some((form) => form.startsWith(text.slice(at)))) return at;
    return from;
  };
  const pass = (text: string, from: number): string => {
    held = text.slice(from);
    const shown = maskShapes(text.slice(0, from)).slice(before.length);
    before = shown.at(-1) ?? before;
    return shown;
  };
  return {
    push(piece) {
      // Masked first: a whole secret may end with what looks like the beginning of another one.
      const text = before + exact(held + piece);
      return pass(text, heldFrom(text));
    },
    end() {
      const text = before + exact(held);
      return pass(text, text.length);
    },
  };
}

/**
 * Makes a function that masks secrets.
 *
 * @param secrets values to hide: each is found as it is, in base64 and base64url (also inside a longer encoded text),
 *                URL-encoded and JSON-escaped; values under 6 characters are ignored
 * @returns       (text) => text with `[secret]` for each secret and for whatever has the shape of a well-known key;
 *                the same string when there is nothing to hide. For text that comes in pieces it has `stream()`.
 * @throws        never
 * @example       redactor(['hunter22'])('pw=hunter22') -> 'pw=[secret]'
 */
export function redactor(secrets: readonly string[]): Redactor {
  const forms = [...new Set(secrets.filter((s) => s.length >= SECRET_MIN).flatMap(formsOf))];
  // Longest first: a secret that contains another one is masked whole.
  const any = new RegExp(
    forms
      .toSorted((a, b) => b.length - a.length)
      .map(escapeRegExp)
      .join('|'),
    'g',
  );
  const exact = (text: string): string => (forms.some((form) => text.includes(form)) ? text.replace(any, MASK) : text);
  return Object.assign((text: string) => maskShapes(exact(text)), { stream: () => streamOf(exact, forms) });
}

/** Masks secrets in every text of a JSON value, keys included; the same value when there is nothing to hide. */
export function redactJson<T extends Json>(value: T, redact: (text: string) => string): T {
  const text = JSON.stringify(value);
  if (text === undefined || redact(text) === text) return value;
  return masked(value, redact) as T;
}

function masked(value: Json, redact: (text: string) => string): Json {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((part) => masked(part, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [redact(key), masked(part, redact)]));
}

function formsOf(secret: string): string[] {
  const url = encodeURIComponent(secret.toWellFormed());
  const plain = [secret, url, url.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()), url.replaceAll('%20', '+')];
  const encoded = base64Forms(secret).flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
  return [...plain, JSON.stringify(secret).slice(1, -1), ...encoded];
}

/** @returns the base64 of the secret, and the part of it that stays the same at each of the three byte offsets */
function base64Forms(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const whole = base64(bytes).replace(/=+$/, '');
  const cores = [0, 1, 2].map((offset) => {
    const shifted = base64(Uint8Array.of(...[0, 0].slice(0, offset), ...bytes)).replace(/=+$/, '');
    // The first 0, 2 or 3 characters hold bits of what stands before, the last one may hold bits of what follows.
    return shifted.slice([0, 2, 3][offset], (offset + bytes.length) % 3 === 0 ? undefined : -1);
  });
  return [whole, ...cores.filter((core) => core.length >= CORE_MIN)];
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
