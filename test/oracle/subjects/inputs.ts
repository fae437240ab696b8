/** Input and output rules: sanitiser, splitting, WhatsApp's formatting, truncated output, Google's steps, secrets. */
import { expect } from 'vitest';
import { whatsappText } from '../../../src/domain/format/whatsapp.ts';
import { truncateOutput } from '../../../src/domain/format/truncate.ts';
import { isEmail } from '../../../src/domain/memory/email.ts';
import { UNTRUSTED_LABEL, sanitizeText } from '../../../src/domain/sanitize.ts';
import { cutText, splitText } from '../../../src/domain/split.ts';
import { sameSecret } from '../../../src/workspace/constant-time.ts';
import type { OracleCase, Subject } from '../subject.ts';

/** The phrases the original names in its warnings, in its order; ours quotes the text instead. */
const ITS_PHRASES = [
  'ignore all previous instructions',
  'ignore your instructions',
  'ignore the above',
  'disregard all previous',
  'disregard your instructions',
  'forget all previous',
  'forget your instructions',
  'new instructions:',
  'override system prompt',
  'you are now',
  'act as if you are',
  'pretend you are',
  'your new role is',
  'system prompt:',
];

/** Our findings in the words of the original's warnings. */
function warnings(findings: readonly string[]): string[] {
  const tags = findings.filter((f) => f.startsWith('role tag: ')).map((f) => f.replace('role', 'neutralized role'));
  const found = findings.filter((f) => f.startsWith('override: '));
  const phrases = ITS_PHRASES.filter((phrase) => found.some((f) => f.includes(phrase)));
  return [...tags, ...phrases.map((phrase) => `detected override attempt: "${phrase}"`)];
}

function detected({ args: [text] }: OracleCase): void {
  const found = sanitizeText(String(text));
  expect(found.text).toBe(`${UNTRUSTED_LABEL}\n${String(text)}`);
  expect(found.findings).toHaveLength(1);
}

function losesNothing({ args: [text, limit] }: OracleCase): void {
  const pieces = cutText(String(text), Number(limit));
  expect(pieces.join('')).toBe(text);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(Number(limit));
  expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  expect(splitText(String(text), Number(limit)).length).toBeLessThanOrEqual(pieces.length);
}

export const subject: Subject = {
  functions: {
    sanitize(text: string) {
      const found = sanitizeText(text);
      return { text: found.text, modified: found.findings.length > 0, warnings: warnings(found.findings) };
    },
    split_message_utf8_bytes: cutText,
    sanitize_for_whatsapp: whatsappText,
    truncate_output: truncateOutput,
    is_valid_email: isEmail,
    constant_time_eq: sameSecret,
  },
  deviations: {
    'sanitize#332': ({ args: [text] }) => expect(sanitizeText(String(text))).toEqual({ text, findings: [] }),
    'sanitize#342': detected,
    'sanitize#343': detected,
    'sanitize#344': detected,
    'sanitize#347': detected,
    'split_message_utf8_bytes#594': losesNothing,
    'split_message_utf8_bytes#595': losesNothing,
  },
};
