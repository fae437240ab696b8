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

/** Readers of the lines in which the original kept its sessions among the facts. Ours are states of actors: there is no line to read. */
const STATES: ReadonlySet<string> = new Set(['parse_discovery_round', 'parse_google_step', 'parse_setup_round']);
const present = cases.filter((c) => !STATES.has(c.fn));
const kept = present.filter((c) => c.verdict === 'keep');
const deviating = present.filter((c) => c.verdict === 'deviate');

describe.each([...new Set(kept.map((c) => c.fn))])('%s is as it was', (fn) => {
  it.each(kept.filter((c) => c.fn === fn))('$id', ({ args, original }) => {
    const ours = functionNamed(fn);
    expect(ours, `no subject for ${fn}`).toBeDefined();
    expect(ours?.(...(args as never[]))).toEqual(original);
  });
});

describe.each([...new Set(deviating.map((c) => c.fn))])('%s is right now', (fn) => {
  it.each(deviating.filter((c) => c.fn === fn))('$id: $ours', (given) => {
    expect.hasAssertions();
    const check = deviationOf(given.id);
    expect(check, `no check for ${given.id}: ${given.ours}`).toBeDefined();
    check?.(given);
  });
});

it('leaves out no more than the four cases of those readers', () => {
  expect([...STATES].filter((fn) => functionNamed(fn) !== undefined)).toEqual([]);
  expect(cases.length - present.length).toBe(4);
});

it('has no part for a case or function that does not exist', () => {
  const known = new Set([...cases.map((c) => c.fn), ...cases.map((c) => c.id)]);
  const named = subjects.flatMap((s) => [...Object.keys(s.functions), ...Object.keys(s.deviations)]);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
});
