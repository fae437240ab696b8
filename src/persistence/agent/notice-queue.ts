/** Table notice: words that answer no message, in the order they were said. */
import type { Notice, NoticeQueue } from '../../contracts/ports/stores/notice-queue.ts';
import type { Db } from '../database.ts';

/** Builds the queue; writes need the writing connection. */
export function noticeQueue(db: Db): NoticeQueue {
  const add = db.prepare(
    'INSERT INTO notice (id, key, text, source, at) VALUES (@id, @key, @text, @source, @at) ON CONFLICT DO NOTHING',
  );
  const next = db.prepare<[string], Notice>(
    'SELECT id, key, text, source, at FROM notice WHERE key = ? AND run IS NULL ORDER BY seq LIMIT 1',
  );
  const runOf = db.prepare<[string], string | null>('SELECT run FROM notice WHERE id = ?').pluck();
  const lastFrom = db
    .prepare<[string], string>('SELECT text FROM notice WHERE source = ? ORDER BY seq DESC LIMIT 1')
    .pluck();
  const take = db.prepare('UPDATE notice SET run = ? WHERE id = ?');
  return {
    add: (notice) => add.run(notice).changes === 1,
    next: (key) => next.get(key),
    lastFrom: (source) => lastFrom.get(source),
    runOf: (id) => runOf.get(id) ?? undefined,
    take: (id, run) => void take.run(run, id),
  };
}
