/** What may become a fact about a person. */
import { isEmail } from './email.ts';

const encoder = new TextEncoder();
const bytes = (text: string): number => encoder.encode(text).length;

/** Names that settings have, or had; a fact never has one. */
const RESERVED: ReadonlySet<string> = new Set([
  'welcomed',
  'preferred_language',
  'language',
  'active_project',
  'project',
  'personality',
  'onboarding',
  'onboarding_stage',
  'model',
]);
const MOST_KEY_BYTES = 50;
const MOST_VALUE_BYTES = 200;

const DATE = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})$/;
const PHONE = /^\+?[\d(][\d\s()/-]{5,}\d$/;
const ONLY_NUMBER = /^[\d.,\s-]*$/;

/** Shapes of keys and passwords that services hand out, and words that announce one. */
const SECRETS: readonly RegExp[] = [
  /\b(?:sk|pk|rk)[-_](?:live|test|ant|proj|or)?[-_]?[A-Za-z0-9_-]{16,}/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bAIza[0-9A-Za-z_-]{30,}/,
  /\bGOCSPX-[\w-]{6,}/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{5,}/,
  /\b\d{8,10}:[A-Za-z0-9_-]{35}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:passwor[dt]|passwort|kennwort|contrase[nñ]a|senha|mot de passe|wachtwoord|пароль|passphrase|api[ _-]?key|secret|token|pin(?:[ -]?code)?|cvv)\b\s*(?:is|ist|es|é|est|è|:|=|-)\s*\S+/iu,
];

/** Check digit of card numbers (ISO/IEC 7812-1, Luhn). */
function isCardNumber(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const n = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? n * 2 : n;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** @returns whether a text looks as if it held a key, a password or the number of a card */
export function looksSecret(text: string): boolean {
  if (SECRETS.some((pattern) => pattern.test(text))) return true;
  const runs = text.match(/\d(?:[ -]?\d){12,18}/g) ?? [];
  return runs.some((run) => isCardNumber(run.replaceAll(/\D/g, '')));
}

/** @returns whether a key belongs to a setting or a secret */
export function isReservedKey(key: string): boolean {
  return RESERVED.has(key.toLowerCase()) || /^(?:_|pending_)/i.test(key);
}

/**
 * Tells whether something may be kept as a fact: a short key that is no setting, a short value that is more than a bare
 * number (dates and telephone numbers are), and no secret.
 *
 * @throws never
 */
export function isValidFact(key: string, value: string): boolean {
  if (key === '' || bytes(key) > MOST_KEY_BYTES || /^\d/.test(key) || isReservedKey(key)) return false;
  if (value.trim() === '' || bytes(value) > MOST_VALUE_BYTES || value.startsWith('$')) return false;
  if ((value.match(/\|/g)?.length ?? 0) >= 2 || looksSecret(`${key}: ${value}`)) return false;
  if (/^e-?mail/i.test(key) && !isEmail(value)) return false;
  if (!ONLY_NUMBER.test(value)) return true;
  const digits = value.replaceAll(/\D/g, '').length;
  return DATE.test(value) || (PHONE.test(value) && digits >= 7 && /[-\s]/.test(value) && !/[.,]/.test(value));
}

/** Facts about who somebody is, and about how they live; the rest follows. */
const ORDER = [
  ['name', 'preferred_name', 'pronouns'],
  ['timezone', 'location', 'occupation'],
].flat();

/** Facts in the order a profile shows them: who, where and what, then the rest. */
export function inProfileOrder<T extends { key: string }>(facts: readonly T[]): T[] {
  const rank = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return facts.toSorted((a, b) => rank(a.key) - rank(b.key));
}
