/** Tables conversation and message: what was said, in which order it is answered, and full text search over it. */
import type {
  MessageStore,
  WaitingMessage,
  BatchMessage,
  ConversationPlace,
  HistoryMessage,
} from '../contracts/ports/stores/message-store.ts';
import type { Notices } from '../contracts/ports/notices.ts';
import type { Exchange, MessageView } from '../contracts/ports/views.ts';
import type { Db } from './database.ts';

const VIEW = 'seq, id, role, text, at, run AS runId';
const PLACE = 'id, key, channel, chat, person';

type Inbound = Pick<MessageStore, 'addInbound' | 'place' | 'lastPlace' | 'close'>;
type Batches = Pick<
  MessageStore,
  'waiting' | 'waitingCommands' | 'waitingCount' | 'isWaiting' | 'has' | 'refOf' | 'take' | 'batch' | 'setClean'
>;
type Reading = Pick<MessageStore, 'history' | 'said' | 'search' | 'list' | 'exchange' | 'reply'>;
type Overviews = Pick<MessageStore, 'recentKeys' | 'lastAt' | 'counts' | 'conversations'>;

function inbound(db: Db, notices: Notices): Inbound {
  const known = db.prepare<[string], { id: string; position: number }>(
    'SELECT id, position FROM message WHERE dedupe = ?',
  );
  const open = db.prepare<[string], ConversationPlace>(
    `SELECT ${PLACE} FROM conversation WHERE key = ? AND closed_at IS NULL`,
  );
  const last = db.prepare<[string], ConversationPlace>(
    `SELECT ${PLACE} FROM conversation WHERE key = ? ORDER BY id DESC LIMIT 1`,
  );
  const begin = db.prepare(
    'INSERT INTO conversation (key, channel, chat, person, opened_at) VALUES (@key, @channel, @chat, @person, @at)',
  );
  const next = db
    .prepare<[string], number>(
      'SELECT coalesce(max(position), 0) + 1 FROM message WHERE key = ? AND position IS NOT NULL',
    )
    .pluck();
  const add =
    db.prepare(`INSERT INTO message (id, conversation, key, position, role, kind, text, sender, sender_name, ref, dedupe, at)
    VALUES (@id, @conversation, @key, @position, 'user', @kind, @text, @sender, @senderName, @ref, @dedupe, @at)`);
  const count = db.prepare<[number], number>('SELECT count(*) FROM message WHERE conversation = ?').pluck();
  const close = db.prepare('UPDATE conversation SET closed_at = ? WHERE id = ?');
  return {
    place: (key) => open.get(key),
    lastPlace: (key) => open.get(key) ?? last.get(key),
    addInbound(message) {
      const first = known.get(message.dedupe);
      if (first) return { ...first, repeated: true };
      const { id, key, channel, chat, person, at, kind, text, sender, senderName, ref, dedupe } = message;
      const place = open.get(key);
      const conversation = place?.id ?? Number(begin.run({ key, channel, chat, person, at }).lastInsertRowid);
      const position = next.get(key) ?? 1;
      add.run({ id, conversation, key, position, kind, text, sender, senderName, ref, dedupe, at });
      notices.conversation(key);
      return { id, position, repeated: false };
    },
    close(key, at) {
      const place = open.get(key);
      if (place === undefined) return 0;
      close.run(at, place.id);
      return count.get(place.id) ?? 0;
    },
  };
}

function batches(db: Db): Batches {
  const waiting = db.prepare<[string, number], WaitingMessage>(
    "SELECT id, position, kind FROM message WHERE key = ? AND run IS NULL AND role = 'user' ORDER BY position LIMIT ?",
  );
  const commands = db.prepare<[string, number], { position: number; text: string }>(
    "SELECT position, text FROM message WHERE key = ? AND run IS NULL AND role = 'user' AND kind = 'command' ORDER BY position LIMIT ?",
  );
  const count = db
    .prepare<[string], number>(
      "SELECT count(*) FROM message INDEXED BY message_waiting WHERE key = ? AND run IS NULL AND role = 'user'",
    )
    .pluck();
  const at = db
    .prepare<[string, number], number>(
      "SELECT 1 FROM message WHERE key = ? AND position = ? AND run IS NULL AND role = 'user'",
    )
    .pluck();
  const has = db.prepare<[string], number>('SELECT 1 FROM message WHERE id = ?').pluck();
  const ref = db.prepare<[string], string>('SELECT ref FROM message WHERE id = ?').pluck();
  const take = db.prepare(
    "UPDATE message SET run = ?, turn = ? WHERE key = ? AND run IS NULL AND role = 'user' AND position BETWEEN ? AND ?",
  );
  const turnOf = db
    .prepare<[string], number>('SELECT turn FROM message WHERE run = ? AND turn IS NOT NULL LIMIT 1')
    .pluck();
  const lastTurn = db
    .prepare<[string], number | null>('SELECT max(turn) FROM message WHERE key = ? AND turn IS NOT NULL')
    .pluck();
  const batch = db.prepare<[string], BatchMessage>(
    "SELECT id, position, kind, text, sender, sender_name AS senderName, ref FROM message WHERE run = ? AND role = 'user'",
  );
  const clean = db.prepare('UPDATE message SET clean = ? WHERE id = ?');
  return {
    waiting: (key, limit) => waiting.all(key, limit),
    waitingCommands: (key, limit) => commands.all(key, limit),
    waitingCount: (key) => count.get(key) ?? 0,
    isWaiting: (key, position) => at.get(key, position) === 1,
    refOf: (id) => ref.get(id) ?? '',
    has: (id) => has.get(id) === 1,
    take(key, from, to, run) {
      const turn = turnOf.get(run) ?? (lastTurn.get(key) ?? 0) + 1;
      take.run(run, turn, key, from, to);
    },
    // Sorted here: a sorter of SQLite costs more than reading the few rows.
    batch: (run) => batch.all(run).toSorted((a, b) => a.position - b.position),
    setClean: (id, text) => void clean.run(text, id),
  };
}

/** Free text as an FTS5 query: every word, quoted, as a prefix; any of them may match, better matches rank first. */
function matchQuery(words: string): string {
  const terms = words.toWellFormed().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return [...new Set(terms)]
    .slice(0, 16)
    .map((t) => `"${t}"*`)
    .join(' OR ');
}

function searching(db: Db): MessageStore['search'] {
  const search = db.prepare<
    [string, string, number],
    { text: string; at: number; role: string }
  >(`SELECT m.text, m.at, m.role
    FROM message_fts f JOIN message m ON m.seq = f.rowid JOIN conversation c ON c.id = m.conversation
    WHERE message_fts MATCH ? AND c.person = ? AND m.role IN ('user', 'note') AND m.kind = 'text' AND (m.role = 'note' OR m.run IS NOT NULL)
    ORDER BY (m.role = 'note') DESC, f.rank LIMIT ?`);
  return (person, words, limit) => {
    const query = matchQuery(words);
    return query === '' ? [] : search.all(query, person, limit);
  };
}

interface ExchangeRow {
  id: string;
  run: string | null;
  status: Exchange['status'] | null;
}

function exchanging(db: Db): MessageStore['exchange'] {
  const get = db.prepare<[string], ExchangeRow>(
    `SELECT m.id, m.run, r.status FROM message m LEFT JOIN run r ON r.id = m.run WHERE m.id = ?`,
  );
  const answer = db.prepare<
    [string],
    { id: string; text: string; at: number; model: string | null; usage: string | null }
  >(
    "SELECT id, text, at, model, usage FROM message WHERE run = ? AND role IN ('assistant', 'notice') ORDER BY seq LIMIT 1",
  );
  return (messageId) => {
    const row = get.get(messageId);
    if (row === undefined) return undefined;
    const reply = row.run === null || row.status === 'running' ? undefined : answer.get(row.run);
    const usage = reply?.usage
      ? (JSON.parse(reply.usage) as { input: number | null; output: number | null })
      : { input: null, output: null };
    return {
      messageId: row.id,
      runId: row.run,
      status: row.status ?? 'waiting',
      reply: reply ? { id: reply.id, text: reply.text, at: reply.at, model: reply.model ?? 'omega', usage } : null,
    };
  };
}

/** What is known of conversations as a whole. */
function overviews(db: Db): Overviews {
  const recentKeys = db
    .prepare<[], string>(
      `SELECT key FROM (SELECT key, seq FROM message WHERE role = 'user' ORDER BY seq DESC LIMIT 1000)
       GROUP BY key ORDER BY max(seq) DESC`,
    )
    .pluck();
  const lastAt = db
    .prepare<[string], number | null>('SELECT at FROM message WHERE key = ? ORDER BY seq DESC LIMIT 1')
    .pluck();
  const counts = db.prepare<[string], { conversations: number; messages: number }>(
    `SELECT count(DISTINCT c.id) AS conversations, count(m.seq) AS messages
     FROM conversation c LEFT JOIN message m ON m.conversation = c.id WHERE c.person = ?`,
  );
  const conversations = db.prepare<[], { key: string; lastAt: number; messages: number }>(
    'SELECT key, max(at) AS lastAt, count(*) AS messages FROM message GROUP BY key ORDER BY lastAt DESC LIMIT 500',
  );
  return {
    recentKeys: () => recentKeys.all(),
    lastAt: (key) => lastAt.get(key) ?? undefined,
    counts: (person) => counts.get(person) ?? { conversations: 0, messages: 0 },
    conversations: () => conversations.all(),
  };
}

function reading(db: Db): Reading {
  // A message that waited while an earlier one was answered is read after that answer, as the person saw it.
  const history = db.prepare<
    [string, number],
    HistoryMessage
  >(`SELECT m.id, m.role, coalesce(m.clean, m.text) AS text FROM message m
    WHERE m.conversation = (SELECT id FROM conversation WHERE key = ? AND closed_at IS NULL)
      AND m.kind = 'text' AND m.turn IS NOT NULL AND m.role IN ('user', 'assistant')
    ORDER BY m.turn DESC, m.seq DESC LIMIT ?`);
  const newest = db.prepare<[string, number, number], MessageView>(
    `SELECT ${VIEW} FROM message WHERE key = ? AND role <> 'note' AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const oldest = db.prepare<[string, number, number], MessageView>(
    `SELECT ${VIEW} FROM message WHERE key = ? AND role <> 'note' AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const reply = db.prepare<[string], MessageView>(
    `SELECT ${VIEW} FROM message WHERE run = ? AND role <> 'user' ORDER BY seq LIMIT 1`,
  );
  const said = db.prepare<[string, number, number], { id: string; position: number; run: string | null; text: string }>(
    `SELECT id, position, run, text FROM message WHERE key = ? AND position > ? AND kind = 'text' AND run IS NOT NULL
     ORDER BY position LIMIT ?`,
  );
  return {
    said: (key, after, limit) => said.all(key, after, limit),
    history: (key, limit) => history.all(key, limit).reverse(),
    search: searching(db),
    list: (key, { before, after, limit }) =>
      after === undefined ? newest.all(key, before ?? Number.MAX_SAFE_INTEGER, limit) : oldest.all(key, after, limit),
    exchange: exchanging(db),
    reply: (run) => reply.get(run),
  };
}

/**
 * Builds the store of conversations and messages.
 *
 * @param db      connection; writes need the writing one
 * @param notices told which conversations got something new
 */
export function messageStore(db: Db, notices: Notices): MessageStore {
  const coming = inbound(db, notices);
  const add = db.prepare(`INSERT INTO message (id, conversation, key, role, kind, text, run, turn, model, usage, at)
    VALUES (@id, @conversation, @key, @role, @kind, @text, @run,
    coalesce((SELECT max(turn) FROM message WHERE run = @run),
      iif(@unasked, (SELECT coalesce(max(turn), 0) + 1 FROM message WHERE key = @key AND turn IS NOT NULL), NULL)), @model, @usage, @at)`);
  const lastPlace = db
    .prepare<[string], number>('SELECT id FROM conversation WHERE key = ? ORDER BY id DESC LIMIT 1')
    .pluck();
  const begin = db.prepare(
    "INSERT INTO conversation (key, channel, chat, person, opened_at) VALUES (@key, @channel, @chat, iif(@channel IN ('web', 'terminal'), 'owner', @key), @at)",
  );
  return {
    ...coming,
    ...batches(db),
    ...reading(db),
    ...overviews(db),
    addReply(message) {
      const [channel = '', ...chat] = message.key.split(':');
      const conversation =
        lastPlace.get(message.key) ??
        Number(begin.run({ key: message.key, channel, chat: chat.join(':'), at: message.at }).lastInsertRowid);
      const usage = message.usage === null ? null : JSON.stringify(message.usage);
      add.run({ ...message, conversation, usage, unasked: message.unasked === true ? 1 : 0 });
      notices.conversation(message.key);
    },
  };
}
