/**
 * Recall and context assembly over a long memory: `node bench/recall.ts [messages]`, 1,000,000 unless given.
 * The baseline is the same search over the first hundredth of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notices } from '../src/actors/notices.ts';
import { storesOn, openStores, type Stores } from '../src/app/stores.ts';
import { fuse, recallQuery } from '../src/domain/memory/recall.ts';
import { assemblePrompt } from '../src/domain/prompt.ts';
import { seeded } from '../test/kit/crash/loop.ts';
import { known, talk, told } from '../test/kit/recall.ts';
import { percentile, table, type Line } from './report.ts';

const MESSAGES = Number(process.argv[2] ?? 1_000_000);
const PERSON = 'owner';
const MODEL = 'bench';
const DIMENSIONS = 768;

function fill(stores: Stores, from: number, to: number): void {
  const places = told();
  const every = Math.floor(MESSAGES / places.length);
  stores.db.transaction(() => {
    for (let n = from; n < to; n++) {
      const text = n % every === 7 ? (places[Math.floor(n / every)]?.text ?? talk(n)) : talk(n);
      const chat = `c${Math.floor(n / 500)}`;
      const who = { channel: 'web', chat, person: PERSON, sender: 'x', senderName: '', kind: 'text', ref: '' } as const;
      stores.messages.addInbound({ ...who, id: `m${n}`, key: `web:${chat}`, text, dedupe: `d${n}`, at: n });
    }
  })();
}

/** Vectors of 768 numbers for all messages that get one; what they mean does not matter for the time. */
function index(stores: Stores): void {
  const random = seeded(1);
  const vector = (): number[] => Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  for (let items = stores.vectors.missing(MODEL, 1000); items.length > 0; items = stores.vectors.missing(MODEL, 1000)) {
    const made = items.map((item) => ({ ...item, vector: vector() }));
    stores.db.transaction(() => stores.vectors.put(MODEL, made))();
  }
}

function measure(stores: Stores): { recall: number[]; meaning: number[]; context: number[] } {
  const random = seeded(2);
  const recall: number[] = [];
  const meaning: number[] = [];
  const context: number[] = [];
  for (const { question } of [...known(), ...told()]) {
    const began = performance.now();
    const query = recallQuery(question, (term) => stores.memory.frequency(term));
    const found = query === undefined ? [] : stores.memory.search(PERSON, query, { exclude: 0, limit: 5 });
    const recalled = fuse([found], MESSAGES).slice(0, 5);
    recall.push(performance.now() - began);
    const messages = stores.messages.history('web:c1', 51);
    assemblePrompt({ messages, limit: 50, budget: 24_000, system: recalled.map((r) => r.text).join('\n') });
    stores.memory.facts(PERSON);
    stores.memory.summaries(PERSON, 3);
    stores.memory.lessons(PERSON, '', 50);
    context.push(performance.now() - began);
    const vector = Array.from({ length: DIMENSIONS }, () => random() - 0.5);
    const asked = performance.now();
    const near = stores.vectors.search(PERSON, { model: MODEL, vector }, { exclude: 0, limit: 5, project: '' });
    fuse([found, near], MESSAGES);
    meaning.push(recall.at(-1)! + performance.now() - asked);
  }
  return { recall, meaning, context };
}

const home = mkdtempSync(join(tmpdir(), 'omega-bench-'));
const stores = openStores(
  home,
  notices((error) => console.error(error)),
);
try {
  const first = Math.floor(MESSAGES / 100);
  fill(stores, 0, first);
  const short = measure(
    storesOn(
      stores.db,
      notices(() => undefined),
      join(home, 'artifacts'),
    ),
  );
  fill(stores, first, MESSAGES);
  await stores.vectors.load();
  index(stores);
  const long = measure(stores);
  const byWords = { what: 'by words alone', value: percentile(long.recall, 95) };
  const line = (name: string, kind: 'recall' | 'meaning' | 'context', p: number, goal: string): Line => ({
    name: `${name} p${p}, ${MESSAGES} messages`,
    value: percentile(long[kind], p),
    unit: 'ms',
    baseline: { what: `${first} messages`, value: percentile(short[kind], p) },
    goal,
  });
  console.log(
    table([
      line('recall', 'recall', 50, ''),
      line('recall', 'recall', 95, '<= 15'),
      {
        ...line('recall by words and meaning', 'meaning', 50, ''),
        baseline: { ...byWords, value: percentile(long.recall, 50) },
      },
      { ...line('recall by words and meaning', 'meaning', 95, '<= 15'), baseline: byWords },
      line('context', 'context', 95, '<= 20'),
    ]),
  );
} finally {
  stores.db.close();
  rmSync(home, { recursive: true, force: true });
}
