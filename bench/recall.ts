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
import { known, talk, told } from '../test/kit/recall.ts';
import { percentile, table, type Line } from './report.ts';

const MESSAGES = Number(process.argv[2] ?? 1_000_000);
const PERSON = 'owner';

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

function measure(stores: Stores): { recall: number[]; context: number[] } {
  const recall: number[] = [];
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
  }
  return { recall, context };
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
  const long = measure(stores);
  const line = (name: string, kind: 'recall' | 'context', p: number, goal: string): Line => ({
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
      line('context', 'context', 95, '<= 20'),
    ]),
  );
} finally {
  stores.db.close();
  rmSync(home, { recursive: true, force: true });
}
