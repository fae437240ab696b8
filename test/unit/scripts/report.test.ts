/** The closing line counts what the test runs reported, and nothing that did not run is called passed. */
import { expect, test } from 'vitest';
import { add, closingLine, NONE, type Report } from '../../../scripts/report.ts';

const file = (name: string, status: string, ...statuses: readonly string[]): Report['testResults'][number] => ({
  name: `/checkout/${name}`,
  status,
  assertionResults: statuses.map((one, index) => ({ status: one, fullName: `test ${index}` })),
});

test('reports of several runs are summed', () => {
  const first = add(NONE, { testResults: [file('a.test.ts', 'passed', 'passed', 'passed')] }, '/checkout');
  const both = add(first, { testResults: [file('b.test.ts', 'failed', 'passed', 'failed')] }, '/checkout');
  expect(closingLine(both)).toBe('3 passed, 1 failed, 0 skipped');
});

test.each(['pending', 'skipped', 'todo', 'disabled'])('%s counts as skipped and is named', (status) => {
  const counts = add(NONE, { testResults: [file('test/e2e/page.test.ts', 'passed', status, 'passed')] }, '/checkout');
  expect(counts.skipped).toEqual(['test/e2e/page.test.ts: test 0']);
  expect(closingLine(counts)).toBe('1 passed, 0 failed, 1 skipped');
});

test('a file that cannot be loaded is one failure', () => {
  expect(closingLine(add(NONE, { testResults: [file('a.test.ts', 'failed')] }, '/checkout'))).toBe(
    '0 passed, 1 failed, 0 skipped',
  );
});
