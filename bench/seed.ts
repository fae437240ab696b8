/** Fills a data folder with a long life: 100,000 stored conversations and 1,000,000 journal rows. */
import { notices as buildNotices } from '../src/actors/notices.ts';
import { openStores } from '../src/app/stores.ts';

/** How much life. */
export interface Life {
  conversations: number;
  journal: number;
}

/** Fills the folder of a stopped daemon. */
export function seed(home: string, { conversations, journal }: Life): void {
  const { db } = openStores(
    home,
    buildNotices(() => undefined),
  );
  const state = (key: string): string =>
    JSON.stringify({
      status: 'active',
      value: 'idle',
      historyValue: {},
      context: { key, mode: 'collect', paused: false, run: null },
      children: {},
    });
  const conversation = db.prepare(
    'INSERT INTO conversation (key, channel, chat, person, opened_at) VALUES (?, ?, ?, ?, ?)',
  );
  const message = db.prepare(
    `INSERT INTO message (id, conversation, key, position, role, kind, text, run, at) VALUES (?, ?, ?, ?, ?, 'text', ?, ?, ?)`,
  );
  const actor = db.prepare(
    `INSERT INTO actor (address, machine, version, rev, status, state, updated_at) VALUES (?, 'conversation', 1, ?, 'active', ?, ?)`,
  );
  const row = db.prepare(
    `INSERT INTO journal (address, rev, at, event, version, value, digest, actions, taken) VALUES (?, ?, ?, ?, 1, '"idle"', '', '[]', '[]')`,
  );
  const revisions = Math.ceil(journal / conversations);
  db.transaction(() => {
    for (let i = 0; i < conversations; i++) {
      const key = `api:seed${i}`;
      const id = conversation.run(key, 'api', `seed${i}`, key, i).lastInsertRowid;
      message.run(`seed${i}`, id, key, 1, 'user', `Where did I leave my ${i % 1000} keys?`, `r${i}`, i);
      message.run(`seed${i}:a`, id, key, null, 'assistant', `They are on shelf ${i % 77}.`, `r${i}`, i);
      actor.run(`conversation:${key}`, revisions, state(key), i);
      for (let rev = 0; rev < revisions; rev++) row.run(`conversation:${key}`, rev, i, '{"type":"message.received"}');
    }
  })();
  db.close();
}
