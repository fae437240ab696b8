/** Every executed case of the original: what is to be kept is equal, what was wrong there is right here. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cases, type Subject } from './subject.ts';

const files = readdirSync(new URL('./subjects/', import.meta.url)).filter((file) => file.endsWith('.ts'));
const subjects = await Promise.all(
  files.map(async (file) => ((await import(`./subjects/${file}`)) as { subject: Subject }).subject),
);

function functionNamed(name: string): ((...args: never[]) => unknown) | undefined {
  return subjects.map((s) => s.functions[name]).find((fn) => fn !== undefined);
}

function deviationOf(id: string) {
  return subjects.map((s) => s.deviations[id]).find((check) => check !== undefined);
}

describe.each([...new Set(cases.map((c) => c.fn))])('%s', (fn) => {
  it.each(cases.filter((c) => c.fn === fn))('$id ($verdict)', (given) => {
    if (given.verdict === 'keep') {
      const ours = functionNamed(fn);
      expect(ours, `no subject for ${fn}`).toBeDefined();
      expect(ours?.(...(given.args as never[]))).toEqual(given.original);
      return;
    }
    const check = deviationOf(given.id);
    expect(check, `no check for ${given.id}: ${given.ours}`).toBeDefined();
    check?.(given);
  });
});

it('has no part for a case or function that does not exist', () => {
  const known = new Set([...cases.map((c) => c.fn), ...cases.map((c) => c.id)]);
  const named = subjects.flatMap((s) => [...Object.keys(s.functions), ...Object.keys(s.deviations)]);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});
