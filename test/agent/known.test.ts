/** What is known about a person: who reads it where, and that all of it can be seen, corrected, exported and forgotten for good. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stubEmbedder } from '../kit/embedder.ts';
import { AgentRig, cleanUp, type AgentOptions } from './rig.ts';

afterAll(cleanUp);

const PERSON = 'telegram:42';
const SOON = 10_000;
const LATER = 31 * 60_000;

/** Facts that a model would take out of a person's words, by what they said. */
type Facts = Readonly<Record<string, { key: string; value: string; sensitive?: boolean; project?: boolean }>>;

/** A rig whose model takes these facts out, wherever their words stand. */
function knowing(facts: Facts, options: AgentOptions & { answer?: string; summary?: string } = {}): AgentRig {
  const { answer = 'Fine.', summary = 'They talked.', ...rest } = options;
  return new AgentRig({
    script: ({ system, messages }) => {
      if (system.startsWith('## A conversation has ended')) return summary;
      if (!system.startsWith('## What a person says')) return answer;
      const said = messages.at(-1)?.text ?? '';
      const found = Object.entries(facts).filter(([quote]) => said.includes(quote));
      return JSON.stringify({ facts: found.map(([quote, fact]) => ({ ...fact, quote, confidence: 0.9 })) });
    },
    ...rest,
  });
}

const systemOf = (rig: AgentRig): string => rig.requests.findLast(({ system }) => system.includes('## Now'))!.system;
const assembled = (rig: AgentRig, conversation = PERSON): { left: unknown[]; recalled: string[] } => {
  const [run] = rig.stores.runs.list({ limit: 1, conversation });
  return rig.stores.runs.latest(run!.id, 'context.assembled') as never;
};
const NUTS = 'I am allergic to peanuts';
const ALLERGY = { [NUTS]: { key: 'allergy', value: 'peanuts' } };

/** A person says something in a group. */
async function sayInGroup(rig: AgentRig, text: string): Promise<void> {
  const ref = `g${text.length}`;
  const who = { channel: 'telegram', chat: '-100', sender: '42', senderName: 'Ada', direct: false };
  await rig.ports.receive('telegram', [{ ...who, ref, dedupe: ref, text, at: 0 }]);
  await rig.settle();
}

describe('what is told in confidence', () => {
  test('is read where it matters, left out where it does not, and the run says so', async () => {
    const rig = knowing(ALLERGY);
    await rig.say(NUTS);
    await rig.settle(LATER);
    const [fact] = rig.ports.memory.known(PERSON);
    expect(fact).toMatchObject({ key: 'allergy', sensitive: true });
    await rig.say('what is the weather in Rome?');
    expect(systemOf(rig)).not.toContain('peanuts');
    expect(assembled(rig).left).toContainEqual({ id: fact!.id, reason: 'sensitive' });
    await rig.say('which peanuts do you like?');
    expect(systemOf(rig)).toContain('## Told in confidence');
    expect(systemOf(rig)).toContain('- allergy: peanuts');
    expect(assembled(rig).recalled).toContain(fact!.id);
  });

  test('is read where it matters by its meaning too', async () => {
    const stub = stubEmbedder();
    const rig = knowing(ALLERGY, { embed: (texts, signal) => stub.embed(texts, signal) });
    await rig.say(NUTS);
    await rig.settle(LATER);
    await rig.say('what can we do for dinner?');
    expect(systemOf(rig)).toContain('- allergy: peanuts');
  });

  test('is never read in a group, nor told there', async () => {
    const rig = knowing({ ...ALLERGY, 'I live in Rome': { key: 'location', value: 'Rome' } });
    await rig.say(`${NUTS}. I live in Rome`);
    await rig.settle(LATER);
    const facts = rig.ports.memory.known(PERSON);
    expect(facts).toHaveLength(2);
    await sayInGroup(rig, 'who likes peanuts?');
    expect(systemOf(rig)).toContain('- location: Rome');
    expect(systemOf(rig)).not.toContain('- allergy');
    const { id } = facts.find((f) => f.sensitive)!;
    expect(assembled(rig, 'telegram:-100:42').left).toContainEqual({ id, reason: 'company' });
    await sayInGroup(rig, '/facts');
    expect(rig.last('-100')).toMatch(/Rome/);
    expect(rig.last('-100')).not.toMatch(/peanuts/);
    await sayInGroup(rig, '/memory export');
    expect(rig.last('-100')).not.toMatch(/allergy/);
  });

  test('is not read by a heartbeat, nor when facts are taken out', async () => {
    const rig = knowing(ALLERGY, { config: { heartbeat: { enabled: true, interval_minutes: 30 } } });
    writeFileSync(join(rig.home, 'HEARTBEAT.md'), '- peanuts in stock\n');
    await rig.say(NUTS);
    await rig.settle(SOON);
    await rig.say('my name is Ada');
    await rig.settle(LATER);
    const beats = rig.requests.filter(({ system }) => system.includes('## A look around'));
    expect(beats.length).toBeGreaterThan(0);
    expect(beats.filter(({ system }) => system.includes('- allergy: peanuts'))).toEqual([]);
    const learning = rig.requests.filter(({ system }) => system.startsWith('## What a person says'));
    expect(learning).toHaveLength(2);
    expect(learning[1]!.messages[0]!.text).not.toContain('peanuts');
  });
});

describe('what belongs to a project', () => {
  const facts = {
    'my deadline is Friday': { key: 'deadline', value: 'Friday', project: true },
    'I live in Rome': { key: 'location', value: 'Rome', project: false },
  };
  const begin = async (): Promise<AgentRig> => {
    const rig = knowing(facts, { summary: 'They talked about roof tiles.' });
    for (const name of ['house', 'garden']) {
      mkdirSync(join(rig.home, 'projects', name), { recursive: true });
      writeFileSync(join(rig.home, 'projects', name, 'ROLE.md'), `You know ${name}s.`);
    }
    await rig.say('/project house');
    await rig.say('my deadline is Friday and I live in Rome');
    await rig.settle(LATER);
    return rig;
  };

  test('is read in that project only; what is about the person is read everywhere', async () => {
    const rig = await begin();
    await rig.say('go on');
    expect(systemOf(rig)).toContain('- deadline: Friday');
    expect(systemOf(rig)).toContain('roof tiles');
    await rig.say('/project garden');
    await rig.say('what is my deadline?');
    expect(systemOf(rig)).not.toContain('- deadline: Friday');
    expect(systemOf(rig)).not.toContain('roof tiles');
    expect(systemOf(rig)).toContain('- location: Rome');
  });

  test('is shown with its project, and corrected there', async () => {
    const rig = await begin();
    await rig.say('/facts');
    expect(rig.last()).toContain('- deadline: Friday (project house)');
    expect(rig.last()).toMatch(/- location: Rome$/m);
    await rig.say('/facts set deadline Monday');
    expect(rig.ports.memory.facts(PERSON, 'house').find((f) => f.key === 'deadline')).toMatchObject({
      text: 'Monday',
      project: 'house',
      confidence: 1,
    });
    expect(rig.ports.memory.facts(PERSON).map((f) => f.key)).toEqual(['location']);
  });

  test('without a project under way it is about the person', async () => {
    const rig = knowing(facts);
    await rig.say('my deadline is Friday');
    await rig.settle(SOON);
    expect(rig.ports.memory.facts(PERSON)).toMatchObject([{ key: 'deadline', project: '' }]);
  });
});

describe('a person and what is known about them', () => {
  test('everything can be seen and exported: facts of all projects, summaries, lessons, outcomes', async () => {
    const rig = knowing(ALLERGY, {
      answer: 'Ok.\nLESSON: food | read the label\nREWARD: +1|food|well done',
      summary: 'They talked about food.',
    });
    await rig.say(NUTS);
    await rig.settle(LATER);
    await rig.say('/facts');
    expect(rig.last()).toContain('- allergy: peanuts (in confidence)');
    await rig.say('/memory export');
    const told = JSON.parse(
      rig
        .last()
        .replace(/^```json\n/, '')
        .replace(/\n```$/, ''),
    ) as Record<string, unknown[]>;
    expect(told).toMatchObject({
      facts: [{ key: 'allergy', sensitive: true, message: expect.any(String), run: expect.any(String) }],
      summaries: [{ text: 'They talked about food.' }],
      lessons: [{ rule: 'read the label' }],
      outcomes: [{ lesson: 'well done' }],
    });
    const { message } = told['facts']![0] as { message: string };
    expect(rig.stores.db.prepare('SELECT text FROM message WHERE id = ?').pluck().get(message)).toBe(NUTS);
  });

  test('each fact names the very message it was taken from', async () => {
    const rig = knowing({ 'I live in Rome': { key: 'location', value: 'Rome' } });
    await rig.say('I live in Rome');
    await rig.say('I like tea, and you?');
    await rig.settle(SOON);
    const source = rig.stores.db.prepare('SELECT m.text FROM fact f JOIN message m ON m.id = f.message').pluck().all();
    expect(source).toEqual(['I live in Rome']);
  });

  test('what is forgotten stays forgotten: it is not learnt again from old messages, whatever it is called', async () => {
    const stub = stubEmbedder();
    let key = 'allergy';
    const rig = knowing({}, { embed: (texts, signal) => stub.embed(texts, signal) });
    rig.script = ({ system }) => {
      if (system.startsWith('## A conversation has ended')) return 'They may not eat Peanuts, they said.';
      if (!system.startsWith('## What a person says')) return 'Fine.';
      return JSON.stringify({ facts: [{ key, value: 'peanuts', quote: NUTS, confidence: 0.9 }] });
    };
    const { db } = rig.stores;
    const rows = (table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    await rig.say(NUTS);
    await rig.settle(LATER);
    expect([rows('fact'), rows('summary'), rows('vector')]).toEqual([1, 1, 3]);
    await rig.say('/facts forget allergy');
    expect([rows('fact'), rows('summary'), rows('vector'), rows('vector_sign')]).toEqual([0, 0, 0, 0]);
    // The old messages are looked through again, from the beginning, by a model that names things differently.
    for (key of ['allergy', 'food_allergy', 'diet']) {
      db.prepare('DELETE FROM learnt').run();
      await rig.say('I like tea');
      await rig.settle(LATER);
    }
    expect(rows('fact')).toBe(0);
    rig.crash(1000);
    await rig.say('who is allergic to peanuts?');
    expect(systemOf(rig)).not.toMatch(/allergic to peanuts/);
    expect(db.prepare("SELECT count(*) FROM fact_fts WHERE fact_fts MATCH 'peanuts'").pluck().get()).toBe(0);
  });

  test('/purge leaves nothing of it', async () => {
    const rig = knowing({ ...ALLERGY, 'I live in Rome': { key: 'location', value: 'Rome' } });
    await rig.say(`${NUTS}. I live in Rome`);
    await rig.settle(SOON);
    await rig.say('/purge');
    expect(rig.stores.db.prepare('SELECT count(*) FROM fact').pluck().get()).toBe(0);
    rig.stores.db.prepare('DELETE FROM learnt').run();
    await rig.say('I like tea');
    await rig.settle(SOON);
    expect(rig.ports.memory.known(PERSON)).toEqual([]);
  });
});

test('the run tells what was put in and what was left out, and why', async () => {
  const rig = knowing({});
  const { db, memory } = rig.stores;
  db.transaction(() => {
    for (let n = 0; n < 400; n++)
      memory.addFact({
        id: `f${n}`,
        person: PERSON,
        key: `thing_${n}`,
        text: `a thing with number ${n} and a few words more`,
        project: '',
        confidence: 1,
        sensitive: false,
        message: null,
        run: null,
        at: n,
      });
  })();
  for (let n = 0; n < 4; n++) {
    await rig.say(`the zebra number ${n} is striped`);
    await rig.say(`a second zebra beside number ${n}`);
    await rig.settle(LATER);
  }
  await rig.say('where is the zebra?');
  const { left, recalled } = assembled(rig);
  expect(recalled.filter((id) => id.startsWith('m'))).toHaveLength(5);
  expect(recalled.filter((id) => id.startsWith('f')).length).toBeGreaterThan(50);
  const reasons = new Set((left as { reason: string }[]).map((l) => l.reason));
  expect(reasons).toEqual(new Set(['budget']));
  expect(recalled.filter((id) => id.startsWith('f')).length + left.length).toBe(400);
});
