-- Conversations, messages, runs: what was said and what was done about it.

CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  person TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX conversation_open ON conversation (key) WHERE closed_at IS NULL;
CREATE INDEX conversation_person ON conversation (person);

-- position numbers the user messages of one key 1, 2, 3 … over all its conversations; turn numbers the runs of one key,
-- so that order never depends on a clock that may go back
CREATE TABLE message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  conversation INTEGER NOT NULL REFERENCES conversation (id),
  key TEXT NOT NULL,
  position INTEGER,
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'notice', 'note')),
  kind TEXT NOT NULL CHECK (kind IN ('text', 'command')),
  text TEXT NOT NULL,
  clean TEXT,
  sender TEXT NOT NULL DEFAULT '',
  sender_name TEXT NOT NULL DEFAULT '',
  ref TEXT NOT NULL DEFAULT '',
  dedupe TEXT UNIQUE,
  run TEXT,
  turn INTEGER,
  model TEXT,
  usage TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX message_position ON message (key, position) WHERE position IS NOT NULL;
CREATE INDEX message_history ON message (conversation, turn, seq) WHERE kind = 'text' AND turn IS NOT NULL;
CREATE INDEX message_turn ON message (key, turn) WHERE turn IS NOT NULL;
CREATE INDEX message_waiting ON message (key, position) WHERE run IS NULL AND role = 'user';
CREATE INDEX message_key ON message (key, seq);
CREATE INDEX message_run ON message (run) WHERE run IS NOT NULL;
CREATE VIRTUAL TABLE message_fts USING fts5(text, content='message', content_rowid='seq', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER message_fts_insert AFTER INSERT ON message BEGIN
  INSERT INTO message_fts (rowid, text) VALUES (NEW.seq, NEW.text);
END;

CREATE TABLE run (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  trigger TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'refused', 'cancelled', 'failed')),
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX run_key ON run (key, created_at);
CREATE INDEX run_created ON run (created_at);
CREATE INDEX run_open ON run (key) WHERE status = 'running';

-- Append-only: what happened stays as it was written.
CREATE TABLE run_event (
  gseq INTEGER PRIMARY KEY AUTOINCREMENT,
  run TEXT NOT NULL,
  seq INTEGER NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('run_created', 'user_message', 'assistant_message_delta', 'assistant_message',
    'tool_call', 'tool_result', 'tool_error', 'artifact_ref', 'system_event')),
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  actor TEXT NOT NULL,
  origin TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (run, seq)
) STRICT;
CREATE INDEX run_event_key ON run_event (key, gseq);
CREATE TRIGGER run_event_no_update BEFORE UPDATE ON run_event BEGIN SELECT RAISE(ABORT, 'run events are append-only'); END;
CREATE TRIGGER run_event_no_delete BEFORE DELETE ON run_event BEGIN SELECT RAISE(ABORT, 'run events are append-only'); END;

CREATE TABLE session (
  hash TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
