/** What people watch grow holds no marker, and is the answer they will read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAnswer } from '../../../../src/domain/markers/parse.ts';
import { veil } from '../../../../src/domain/markers/veil.ts';

function grown(pieces: readonly string[]): string {
  const v = veil();
  return pieces.map((piece) => v.push(piece)).join('') + v.end();
}

test('a marker never shows, letter by letter', () => {
  const answer = 'Sure.\nSCHEDULE: call John | 2026-03-04T09:00 | once\n- **LANG_SWITCH: French**\nPURGE_FACTS\nBye.';
  const v = veil();
  let shown = '';
  for (const letter of answer) {
    shown += v.push(letter);
    expect(shown).not.toMatch(/SCHED|LANG|PURGE/);
  }
  expect(shown + v.end()).toBe('Sure.\nBye.');
});

test('prose shows as it comes, also when it begins like a marker', () => {
  const v = veil();
  expect(v.push('Hello ')).toBe('Hello ');
  expect(v.push('there.\nS')).toBe('there.\n');
  expect(v.push('CHE')).toBe('');
  expect(v.push('ME of things')).toBe('SCHEME of things');
  expect(v.push('\nLESSON: never give up\n')).toBe('\nLESSON: never give up\n');
});

test('code blocks show whole', () => {
  const code = '```\nSCHEDULE: x | 2026-03-04T09:00 | once\n```\n';
  expect(grown(code.split(''))).toBe(code);
});

test('however it is cut into pieces, it ends as the answer without its marker lines', () => {
  const line = fc.constantFrom(
    'Some words.',
    'SCHEDULE: x | 2026-03-04T09:00 | once',
    '- CANCEL_TASK: abcd1234',
    'PURGE_FACTS',
    'PURGE of facts',
    'LESSON: never give up',
    '**BUG_REPORT: none**',
    '',
    '- item',
    '1. first',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.array(fc.nat(200), { maxLength: 6 }), (lines, cuts) => {
      const answer = lines.join('\n');
      const at = [...new Set(cuts.map((c) => c % (answer.length + 1)))].toSorted((a, b) => a - b);
      const pieces = [...at, answer.length].map((end, i) => answer.slice(i === 0 ? 0 : (at[i - 1] ?? 0), end));
      expect(grown(pieces).trim()).toBe(parseAnswer(answer, 'conversation').text.trim());
    }),
    { numRuns: 1000 },
  );
});
