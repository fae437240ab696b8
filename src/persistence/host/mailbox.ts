/** Table inbox: the durable queue of events, each with a key that makes a repeat harmless. */
import type { InboxRow, Mailbox } from '../../contracts/ports/stores/host-store.ts';
import type { Db } from '../database.ts';

const COLUMNS = 'seq, dedupe, address, event, cause, attempts, deaths, at';

/** Builds the mailbox on a connection. */
export function mailbox(db: Db): Mailbox {
  const post = db.prepare(`INSERT INTO inbox (dedupe, address, event, cause, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (dedupe) DO NOTHING`);
  const pending = db.prepare<[string, number], InboxRow>(
    `SELECT ${COLUMNS} FROM inbox WHERE address = ? AND state = 0 ORDER BY seq LIMIT ?`,
  );
  const addresses = db
    .prepare<[], string>('SELECT address FROM inbox WHERE state = 0 GROUP BY address ORDER BY min(seq)')
    .pluck();
  const total = db.prepare<[], number>('SELECT count(*) FROM inbox WHERE state = 0').pluck();
  const done = db.prepare('UPDATE inbox SET state = 1 WHERE seq = ? AND state = 0');
  const failed = db.prepare('UPDATE inbox SET attempts = ?, error = ? WHERE seq = ?');
  const dead = db.prepare('UPDATE inbox SET state = 2, error = ? WHERE seq = ?');
  const killed = db
    .prepare<[number], number>('UPDATE inbox SET deaths = deaths + 1 WHERE seq = ? AND state = 0 RETURNING deaths')
    .pluck();
  const bySeq = db.prepare<[number], InboxRow>(`SELECT ${COLUMNS} FROM inbox WHERE seq = ?`);
  const drop = db.prepare('DELETE FROM inbox WHERE dedupe = ? AND state = 0');
  const dropFor = db.prepare('DELETE FROM inbox WHERE address = ? AND state = 0');
  return {
    post(mail) {
      const { dedupe, address, event, cause, at } = mail;
      const result = post.run(dedupe, address, JSON.stringify(event), cause, at);
      return result.changes === 1 ? Number(result.lastInsertRowid) : undefined;
    },
    pendingMail: (address, limit) => pending.all(address, limit),
    addressesWithMail: () => addresses.all() as string[],
    pendingTotal: () => total.get() ?? 0,
    mailDone: (seq) => done.run(seq).changes === 1,
    mailFailed: (seq, attempts, error) => void failed.run(attempts, error, seq),
    mailDead: (seq, error) => void dead.run(error, seq),
    mailKilled: (seq) => killed.get(seq) ?? 0,
    mailBySeq: (seq) => bySeq.get(seq),
    dropMail: (dedupe) => void drop.run(dedupe),
    dropMailFor: (address) => void dropFor.run(address),
  };
}
