/** Scenarios about what a person sees while Omega works: confirmations, waiting, heartbeats, builds. */
import { expect } from 'vitest';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage, type Play } from './play.ts';

const isBeat = (system: string): boolean => system.includes('## A look around');

/** An agent whose heartbeat says this. */
async function beating(says: string): Promise<Stage> {
  const stage = new Stage({
    config: { heartbeat: { enabled: true, interval_minutes: 30 } },
    script: ({ system }) => (isBeat(system) ? says : 'Ok.'),
  });
  writeFileSync(join(stage.home, 'HEARTBEAT.md'), '- the disk\n');
  await stage.say('hello');
  await stage.until('2026-03-03T07:31:00Z');
  expect(stage.requests.some(({ system }) => isBeat(system))).toBe(true);
  return stage;
}

export const plays: Readonly<Record<string, Play>> = {
  // A change of Omega's own skills is told, so that it can be taken back.
  'confirmation skill improved': async () => {
    const stage = new Stage();
    expect(await stage.exchange('Noted.\nSKILL_IMPROVE: travel | book early')).toMatch(
      /^Noted\.\n\n✓ .*"travel".*\n\+ - book early$/,
    );
  },
  'confirmation skill failed': async () => {
    const stage = new Stage();
    expect(await stage.exchange('Noted.\nSKILL_IMPROVE: none | x')).toMatch(/^Noted\.\n\n✗ .*"none".*/);
  },
  buffering: async () => {
    let release: () => void = () => undefined;
    const seen: string[] = [];
    const stage: Stage = new Stage({
      script: ({ messages }) => {
        const said = messages.at(-1)?.text ?? '';
        seen.push(said);
        return said === 'first' ? new Promise((resolve) => (release = () => resolve('One.'))) : 'Two.';
      },
    });
    await stage.say('first');
    await stage.say('second');
    await stage.say('third');
    release();
    await stage.settle();
    expect(seen[0]).toBe('first');
    expect(seen[1]).toMatch(/second[\s\S]*third/);
    expect(stage.texts().join('\n')).toMatch(/One\.[\s\S]*Two\./);
  },
  'nudge timing': async () => {
    let release: () => void = () => undefined;
    const stage = new Stage({ script: () => new Promise((resolve) => (release = () => resolve('Done.'))) });
    await stage.say('think hard');
    await stage.settle(10_000);
    const sign = stage.last();
    expect(['', '…']).toContain(sign);
    await stage.settle(6000);
    const first = stage.last();
    expect(first).not.toBe(sign);
    await stage.settle(120_000);
    expect(stage.last()).not.toBe(first);
    release();
    await stage.settle();
    const shown = stage.texts();
    expect(stage.last()).toBe('Done.');
    await stage.settle(300_000);
    expect(stage.texts()).toEqual(shown);
  },
  'heartbeat ok': async () => {
    for (const says of ['HEARTBEAT_OK', '**HEARTBEAT_OK**', '`HEARTBEAT_OK`'])
      expect((await beating(says)).texts()).toEqual(['Ok.']);
  },
  'heartbeat mixed': async () => {
    const stage = await beating('HEARTBEAT_OK but disk is 95% full');
    expect(stage.last()).toBe('but disk is 95% full');
  },
  'build confirm TTL': async () => {
    const stage = new Stage();
    await stage.exchange('Nice.\nBUILD_PROPOSAL: a small dashboard');
    await stage.settle(121_000);
    await stage.say('yes');
    expect(stage.last()).toBe('Ok.');
    expect(stage.requests.at(-1)!.messages.at(-1)!.text).toBe('yes');
  },
  'build confirm other text': async () => {
    const stage = new Stage();
    await stage.exchange('Nice.\nBUILD_PROPOSAL: a small dashboard');
    await stage.say('tell me more');
    expect(stage.last()).toBe('Ok.');
    await stage.say('yes');
    expect(stage.last()).toBe('Ok.');
    expect(stage.requests.at(-1)!.messages.at(-1)!.text).toBe('yes');
  },
  'discovery round 4': async () => {
    const asked = (n: number) => `DISCOVERY_QUESTIONS\nWhat about point ${n}?`;
    const stage = new Stage({
      script: ({ system, messages }) => {
        if (!system.includes('What was asked for:')) return 'Ok.';
        const round = messages.filter((m) => m.role === 'assistant').length + 1;
        return system.includes('This is the last round') ? 'An app for cats, with pictures.' : asked(round);
      },
    });
    await stage.say('build me an app for cats');
    for (let round = 0; round < 3; round++) await stage.say('I do not know');
    expect(stage.texts().join('\n')).toContain('An app for cats, with pictures.');
    expect(stage.texts().filter((text) => /What about point/.test(text)).length).toBeLessThanOrEqual(3);
  },
};
