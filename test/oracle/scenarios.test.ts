/** Every scenario of the original: played on the whole agent, or named here with the reason why it is not. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp } from '../agent/rig.ts';
import { plays as appointments } from './scenarios/appointments.ts';
import { plays as memory } from './scenarios/memory.ts';
import { plays as talk } from './scenarios/talk.ts';

afterAll(cleanUp);

interface Scenario {
  name: string;
  steps: string[];
  expect: string;
  verdict: 'keep' | 'deviate';
  ours?: string;
}

const { scenarios } = JSON.parse(readFileSync(new URL('./omega.json', import.meta.url), 'utf8')) as {
  scenarios: Scenario[];
};
const plays = { ...appointments, ...memory, ...talk };

/** Not played, and why. */
const NOT_PLAYED: Readonly<Record<string, string>> = {
  'session upsert and scope': 'sessions of Claude Code are kept by its provider: test/contract plays them',
  'session retry': 'the same: a session that is gone is begun anew by the provider, and its contract tests it',
};

describe.each(scenarios.filter((s) => !(s.name in NOT_PLAYED)))('$name', ({ name, verdict, expect: told, ours }) => {
  it(`${verdict === 'keep' ? `is as it was: ${told}` : `is right now: ${ours}`}`, { timeout: 60_000 }, async () => {
    const play = plays[name];
    expect(play, `no play for ${name}`).toBeDefined();
    expect.hasAssertions();
    await play?.();
  });
});

it('has no play and no exception for a scenario that does not exist', () => {
  const names = new Set(scenarios.map((s) => s.name));
  const named = [appointments, memory, talk, NOT_PLAYED].flatMap((part) => Object.keys(part));
  expect(named.filter((name) => !names.has(name))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
  expect(named).toHaveLength(scenarios.length);
});
