/** Masks secrets in text that is about to be logged, stored or shown. */

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
];

/**
 * Makes a function that masks secrets.
 *
 * @param secrets values to hide: each is found as it is, in base64 and base64url (also inside a longer encoded text),
 *                URL-encoded and JSON-escaped; values under 6 characters are ignored
 * @returns       (text) => text with `[secret]` for each secret and for whatever has the shape of a well-known key;
 *                the same string when there is nothing to hide. A secret cut in two by a stream is not recognised.
 * @throws        never
 * @example       redactor(['hunter22'])('pw=hunter22') -> 'pw=[secret]'
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.filter((s) => s.length >= SECRET_MIN).flatMap(formsOf))];
  // Longest first: a secret that contains another one is masked whole.
  const any = new RegExp(
    forms
      .toSorted((a, b) => b.length - a.length)
      .map(escapeRegExp)
      .join('|'),
    'g',
  );
  return (text) => {
    let result = forms.some((form) => text.includes(form)) ? text.replace(any, MASK) : text;
    for (const { hint, shape } of SHAPES) if (result.includes(hint)) result = result.replace(shape, MASK);
    return result;
  };
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
