/** What is remembered is found by its meaning: with a provider of vectors, and without one as before. */
import { afterAll, describe, expect, test } from 'vitest';
import { stubEmbedder, type StubEmbedder } from '../kit/embedder.ts';
import { AgentRig, cleanUp, type AgentOptions } from './rig.ts';

afterAll(cleanUp);

const PERSON = 'telegram:42';
const DOG = 'By the way, Rex the hound needs a new collar';
const LATER = 31 * 60_000;

/** A rig whose background questions are answered, with the given provider of vectors. */
function remembering(stub: StubEmbedder | undefined, options: AgentOptions = {}): AgentRig {
  return new AgentRig({
    script: ({ system }) => {
      if (system.startsWith('## What a person says')) return '{"facts": []}';
      return system.startsWith('## A conversation has ended') ? 'They talked about this and that.' : 'Fine.';
    },
    ...(stub ? { embed: (texts, signal) => stub.embed(texts, signal) } : {}),
    ...options,
  });
}

const count = (rig: AgentRig, where = '1'): unknown =>
  rig.stores.db.prepare(`SELECT count(*) FROM vector WHERE ${where}`).pluck().get();
const assembled = (rig: AgentRig): Record<string, unknown> => {
  const run = rig.stores.runs.list({ limit: 1, conversation: PERSON })[0]!;
  return rig.stores.runs.latest(run.id, 'context.assembled')!;
};
const systemOf = (rig: AgentRig): string => rig.requests.findLast(({ system }) => system.includes('## Now'))!.system;

describe('with a provider of vectors', () => {
  test('a paraphrase without a shared word is found, and the run says how', async () => {
    const stub = stubEmbedder();
    const rig = remembering(stub);
    await rig.say(DOG);
    await rig.settle(LATER);
    expect(count(rig, "kind = 'message'")).toBe(1);
    await rig.say('and my puppy?');
    expect(systemOf(rig)).toContain(DOG);
    expect(assembled(rig)).toMatchObject({ found_by: 'meaning' });
    expect(assembled(rig)['recalled']).toContain(
      rig.stores.db.prepare('SELECT id FROM message ORDER BY seq').pluck().get(),
    );
  });

  test('without one the same question finds nothing, and that is said too', async () => {
    const rig = remembering(undefined);
    await rig.say(DOG);
    await rig.settle(LATER);
    await rig.say('and my puppy?');
    expect(systemOf(rig)).not.toContain(DOG);
    expect(assembled(rig)).toMatchObject({ found_by: 'off' });
    expect(count(rig)).toBe(0);
  });

  test('facts and summaries get vectors too, a batch at a time, and each once', async () => {
    const stub = stubEmbedder();
    const rig = remembering(stub);
    const { db, memory } = rig.stores;
    db.transaction(() => {
      for (let n = 0; n < 150; n++)
        memory.addFact({
          id: `f${n}`,
          person: PERSON,
          key: `thing_${n}`,
          text: `item number ${n}`,
          project: '',
          confidence: 1,
          sensitive: false,
          message: null,
          run: null,
          at: n,
        });
    })();
    await rig.say('hello there my friend');
    await rig.settle(LATER);
    expect(count(rig, "kind = 'fact'")).toBe(150);
    expect(count(rig, "kind = 'summary'")).toBe(1);
    expect(stub.texts.filter((text) => text === 'thing 7: item number 7')).toHaveLength(1);
    await rig.settle(LATER);
    expect(new Set(stub.texts).size).toBe(stub.texts.length - 1);
  });

  test('every call is in the ledger, and none is made beyond a cap', async () => {
    const stub = stubEmbedder();
    const rig = remembering(stub, { config: { spending: { day_tokens: 112 }, memory: { learn: false } } });
    await rig.say('hello there');
    await rig.settle(LATER);
    const calls = rig.stores.db
      .prepare<[], { purpose: string; ok: number; model: string; input: number }>(
        "SELECT purpose, ok, model, input FROM model_call WHERE purpose = 'embed'",
      )
      .all();
    expect(calls.length).toBeGreaterThan(0);
    expect(calls[0]).toMatchObject({ purpose: 'embed', ok: 1, model: 'stub-1', input: expect.any(Number) });
    const before = stub.texts.length;
    await rig.say('and again');
    await rig.settle(LATER);
    expect(stub.texts).toHaveLength(before);
    expect(assembled(rig)).toMatchObject({ found_by: 'capped' });
  });

  test('another model makes all of them anew, and nothing of the old one is left', async () => {
    const stub = stubEmbedder();
    const rig = remembering(stub);
    await rig.say(DOG);
    await rig.settle(LATER);
    stub.model = 'stub-2';
    await rig.say('good evening to you all');
    await rig.settle(LATER);
    expect(count(rig, "model = 'stub-1'")).toBe(0);
    expect(count(rig, "model = 'stub-2' AND kind = 'message'")).toBe(2);
    expect(rig.stores.db.prepare("SELECT count(*) FROM vector_sign WHERE model = 'stub-1'").pluck().get()).toBe(0);
    await rig.say('and my puppy?');
    expect(systemOf(rig)).toContain(DOG);
  });

  test('an answer waits 300 ms for it and no longer', async () => {
    const stub = stubEmbedder();
    const rig = remembering(stub);
    stub.silent = true;
    const began = rig.clock.time;
    await rig.say('hello there');
    expect(rig.last()).toBe('Fine.');
    expect(assembled(rig)).toMatchObject({ found_by: 'late' });
    expect(rig.shown.get('42')![0]!.at - began).toBeLessThan(400);
  });

  test('one that fails is no reason not to answer, and the background tries again later', async () => {
    const stub = stubEmbedder();
    const rig = remembering(stub);
    stub.failure = new Error('down');
    await rig.say(DOG);
    expect(rig.last()).toBe('Fine.');
    expect(assembled(rig)).toMatchObject({ found_by: 'failed' });
    await rig.settle(30_000);
    expect(count(rig)).toBe(0);
    stub.failure = undefined;
    await rig.settle(10 * 60_000);
    expect(count(rig, "kind = 'message'")).toBe(1);
  });

  test('a question that is stopped while it is looked at ends the run', async () => {
    const stub = stubEmbedder();
    const rig = remembering(stub);
    stub.silent = true;
    const said = rig.say('hello there');
    await new Promise((resolve) => setImmediate(resolve));
    await said;
    await rig.say('/stop');
    expect(rig.texts().length).toBeGreaterThan(0);
  });

  test('survives a power cut: what has its vector keeps it, the rest follows', async () => {
    const stub = stubEmbedder();
    const rig = remembering(stub);
    await rig.say(DOG);
    rig.crash(1000);
    await rig.settle(LATER);
    await rig.say('hello again, good friend');
    await rig.settle(LATER);
    expect(count(rig, "kind = 'message'")).toBe(2);
  });
});

test('nobody finds what another person said', async () => {
  const rig = remembering(stubEmbedder());
  await rig.say(DOG);
  await rig.settle(LATER);
  await rig.say('and my puppy?', '43');
  expect(systemOf(rig)).not.toContain(DOG);
});
