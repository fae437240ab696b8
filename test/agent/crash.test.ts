/** The power goes at any commit, over and over: each step's effect comes once, each task fires once, nothing stays open. */
import { afterAll, expect, test } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AgentRig, cleanUp } from './rig.ts';
import { seeded } from '../kit/crash/loop.ts';

afterAll(cleanUp);

const ROUTE = JSON.stringify({
  route: 'plan',
  reason: 'work',
  steps: [
    { title: 'One', goal: 'one' },
    { title: 'Two', goal: 'two' },
    { title: 'Three', goal: 'three' },
  ],
});
const PLAN = 'Research the three best e-bikes, compare them in a table and then write a recommendation for me';
const SEEDS = 12;

/** A day in which everything happens while the power comes and goes. */
async function day(seed: number): Promise<AgentRig> {
  const draw = seeded(seed);
  let storm = true;
  const rig: AgentRig = new AgentRig({
    config: { heartbeat: { enabled: true, interval_minutes: 30 } },
    powerCut: () => {
      if (!storm || draw() > 0.05) return undefined;
      return draw() < 0.5 ? 'before' : 'after';
    },
    script: ({ system, messages }) => {
      const asked = messages.at(-1)?.text ?? '';
      if (system.startsWith('## How should this')) return ROUTE;
      if (system.startsWith('## What a person says')) return '{"facts": []}';
      if (system.startsWith('## A conversation has ended')) return 'They talked.';
      if (system.includes('A look around')) return 'The disk is full.';
      if (system.includes('A task of yours is due')) return 'Gold is at 2,900.\nACTION_OUTCOME: success';
      const step = /Now do step (\d)/.exec(asked)?.[1];
      if (step !== undefined) return `result ${step}\nREWARD: +1|steps|step ${step}`;
      return 'Ok.\nSCHEDULE: tea | 2026-03-03T09:00 | once\nSCHEDULE_ACTION: gold | 2026-03-03T09:10 | once\nHEARTBEAT_ADD: the garden';
    },
  });
  mkdirSync(rig.home, { recursive: true });
  writeFileSync(join(rig.home, 'HEARTBEAT.md'), '- the disk\n');
  /** Lets time pass in small steps; a process that died is started again a moment later. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 5000) {
      await rig.settle(Math.min(left, 5000));
      if (!rig.alive) rig.crash(Math.floor(draw() * 2000));
    }
  };
  await rig.say('please do a few things');
  await pass(20_000);
  await rig.say(PLAN);
  await pass(150 * 60_000);
  storm = false;
  await pass(30 * 60_000);
  return rig;
}

const count = (texts: readonly string[], part: string): number => texts.filter((t) => t.includes(part)).length;

test(`${SEEDS} days with the power going again and again`, async () => {
  let crashes = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const rig = await day(seed);
    crashes += rig.crashes;
    const texts = rig.texts();
    const db = rig.stores.db;
    const ask = (sql: string): unknown => db.prepare(sql).pluck().get();
    expect({
      seed,
      tea: count(texts, '⏰ Reminder: tea'),
      gold: count(texts, 'Gold is at 2,900.'),
      plan: count(texts, 'all 3 steps are complete'),
      confirmed: count(texts, '✓ Scheduled: tea'),
      tasks: ask('SELECT count(*) FROM task'),
      open: ask("SELECT count(*) FROM slot WHERE state IN ('pending', 'acting')"),
      settled: db.prepare('SELECT state FROM slot ORDER BY due_at').pluck().all(),
      running: ask("SELECT count(*) FROM run WHERE status = 'running'"),
      waiting: ask("SELECT count(*) FROM message WHERE role = 'user' AND run IS NULL"),
      notices: ask('SELECT count(*) FROM notice WHERE run IS NULL'),
      failed: ask("SELECT count(*) FROM actor WHERE status IN ('error', 'quarantined')"),
      dead: ask('SELECT count(*) FROM outbox WHERE state IN (3, 5)'),
      beats: ask("SELECT count(*) - count(DISTINCT text || at) FROM notice WHERE source LIKE 'heartbeat:%'"),
    }).toEqual({
      seed,
      tea: 1,
      gold: 1,
      plan: 1,
      confirmed: 1,
      tasks: 2,
      open: 0,
      settled: expect.toSatisfy(
        (states: string[]) => states.length === 2 && states.every((s) => s === 'ran' || s === 'caught_up'),
      ),
      running: 0,
      waiting: 0,
      notices: 0,
      failed: 0,
      dead: 0,
      beats: 0,
    });
    // Said once: the same words again are no news.
    expect(texts.filter((t) => t === 'The disk is full.')).toHaveLength(1);
  }
  process.stdout.write(`${crashes} power cuts\n`);
  expect(crashes).toBeGreaterThanOrEqual(50);
}, 300_000);
