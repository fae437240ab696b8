/** Vectors: what is close in meaning comes first, and a vector never outlives what it was made of. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notices } from '../../../../src/actors/notices.ts';
import { openStores, type Stores } from '../../../../src/app/stores.ts';
import { bytesOf, signsOf, vectorTrouble } from '../../../../src/persistence/memory/vectors.ts';
import { vectorOf } from '../../../kit/embedder.ts';

const PERSON = 'owner';
const ALL = { exclude: 0, limit: 5, project: '' };
let home = '';
let stores: Stores;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-vectors-'));
  stores = openStores(
    home,
    notices((error) => {
      throw error;
    }),
  );
});

afterEach(() => {
  stores.db.close();
  rmSync(home, { recursive: true, force: true });
});

function fact(id: string, text: string, more: { project?: string; key?: string } = {}): void {
  const { project = '', key = id } = more;
  const source = { person: PERSON, confidence: 1, sensitive: false, message: null, run: null, at: 1 };
  stores.memory.addFact({ ...source, id, key, text, project });
}

function message(id: string, text: string, person = PERSON): void {
  const who = { channel: 'web', chat: id, person, sender: 'x', senderName: '', kind: 'text', ref: '' } as const;
  stores.messages.addInbound({ ...who, id, key: `web:${id}`, text, dedupe: id, at: 1 });
}

/** Gives everything that has none a vector. */
function index(model = 'm'): number {
  const items = stores.vectors.missing(model, 1000);
  stores.vectors.put(
    model,
    items.map((item) => ({ ...item, vector: vectorOf(item.text) })),
  );
  return items.length;
}

const count = (table = 'vector'): unknown => stores.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const find = (text: string, options = ALL, person = PERSON) =>
  stores.vectors.search(person, { model: 'm', vector: vectorOf(text) }, options).map((r) => r.id);

test('signs are one bit a dimension, bytes keep the directions', () => {
  expect([...signsOf([1, -1, 0.5, 0, -2, 3, 1, -1, 1])]).toEqual([0b0110_0101, 1]);
  expect([...new Int8Array(bytesOf([0.01, -0.02, 0]))]).toEqual([64, -127, 0]);
  expect([...new Int8Array(bytesOf([0, 0]))]).toEqual([0, 0]);
});

test('the extension is there, and loading it twice is no matter', async () => {
  expect(await vectorTrouble()).toBe('');
  expect(await stores.vectors.load()).toBe('');
  expect(await stores.vectors.load()).toBe('');
});

test('without the extension nothing is found, and everything else goes on', () => {
  fact('f1', 'Rex the hound');
  expect(index()).toBe(1);
  expect(stores.vectors.isLoaded()).toBe(false);
  expect(find('dog')).toEqual([]);
  expect(stores.memory.forget(PERSON, 'f1', 2)).toBe(true);
  expect([count(), count('vector_sign')]).toEqual([0, 0]);
});

describe('searching', () => {
  beforeEach(async () => void (await stores.vectors.load()));

  test('finds the like in meaning, closest first, and nothing that is far away', () => {
    message('m1', 'our hound sleeps in the garden all day');
    message('m2', 'puppy hound');
    message('m3', 'the invoices of last month');
    message('m4', 'puppy dog hound');
    index();
    expect(find('dog')).toEqual(['m4', 'm1']);
    expect(find('submarine')).toEqual([]);
  });

  test('keeps persons and projects apart, and leaves out the conversation that is read anyway', () => {
    fact('f1', 'puppy', { project: 'house', key: 'hound' });
    message('m1', 'puppy dog hound');
    message('m2', 'puppy dog hound', 'telegram:7');
    index();
    expect(find('dog')).toEqual(['m1']);
    expect(find('dog', { ...ALL, project: 'house' }).toSorted()).toEqual(['f1', 'm1']);
    expect(find('dog', ALL, 'telegram:7')).toEqual(['m2']);
    expect(find('dog', { ...ALL, exclude: stores.messages.place('web:m1')!.id })).toEqual([]);
  });

  test('compares only vectors of the same model and size', () => {
    message('m1', 'puppy dog hound');
    index('other');
    expect(find('dog')).toEqual([]);
    const [item] = stores.vectors.missing('m', 1);
    stores.vectors.put('m', [{ ...item!, vector: [1, 2, 3] }]);
    expect(find('dog')).toEqual([]);
  });

  test('gives as many of a kind as were asked for', () => {
    for (let n = 0; n < 20; n++) message(`m${n}`, `puppy dog hound ${'!'.repeat(n)}`);
    index();
    expect(find('dog')).toHaveLength(5);
  });
});

describe('what has no vector yet', () => {
  test('comes once: facts that hold, summaries, messages that say something', () => {
    fact('f1', 'London', { key: 'location' });
    fact('f2', 'Paris', { key: 'location' });
    message('m1', 'ok thanks');
    message('m2', 'we moved to Paris last year');
    const conversation = stores.messages.place('web:m2')!.id;
    stores.memory.addSummary({ conversation, person: PERSON, project: '', text: 'They moved.', at: 1 });
    expect(stores.vectors.missing('m', 10).map((i) => i.text)).toEqual([
      'location: Paris',
      'They moved.',
      'we moved to Paris last year',
    ]);
    expect(stores.vectors.missing('m', 2)).toHaveLength(2);
    index();
    expect(index()).toBe(0);
    expect(index('other')).toBe(3);
  });

  test('is put in only as long as it is there', () => {
    fact('f1', 'Rex the hound');
    const items = stores.vectors.missing('m', 10).map((item) => ({ ...item, vector: vectorOf(item.text) }));
    stores.memory.forget(PERSON, 'f1', 2);
    stores.vectors.put('m', items);
    expect(count()).toBe(0);
  });
});

test('what ends takes its vector along: a newer value, a forgotten one, another summary, another model', () => {
  fact('f1', 'London', { key: 'location' });
  message('m1', 'we moved to Paris last year');
  const conversation = stores.messages.place('web:m1')!.id;
  const summary = (text: string) =>
    stores.memory.addSummary({ conversation, person: PERSON, project: '', text, at: 1 });
  summary('one');
  index();
  expect([count(), count('vector_sign')]).toEqual([3, 3]);
  fact('f2', 'Paris', { key: 'location' });
  expect(count()).toBe(2);
  summary('two');
  expect(count()).toBe(1);
  // The words of the first summary are out of the index too.
  expect(stores.memory.search(PERSON, '"one"*', { exclude: 0, limit: 5 })).toEqual([]);
  expect(stores.db.prepare("SELECT count(*) FROM summary_fts WHERE summary_fts MATCH 'one'").pluck().get()).toBe(0);
  index();
  stores.memory.purge(PERSON, 2);
  expect([count(), count('vector_sign')]).toEqual([2, 2]);
  expect(stores.vectors.prune('other', 1)).toBe(1);
  expect(stores.vectors.prune('other', 10)).toBe(1);
  expect([count(), count('vector_sign'), stores.vectors.isEmpty()]).toEqual([0, 0, true]);
});
