-- What Omega does of its own accord: words it says unasked, appointments, and what its model calls cost.

-- words for a conversation that answer no message: reminders, results of tasks, reports; run is set once they are on their way
CREATE TABLE notice (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  source TEXT NOT NULL,
  run TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_waiting ON notice (key, seq) WHERE run IS NULL;
CREATE INDEX notice_source ON notice (source, seq);

-- key is the conversation a task was asked for in; anchor is its first due time and never moves
CREATE TABLE task (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  key TEXT NOT NULL,
  sender TEXT NOT NULL,
  sender_name TEXT NOT NULL DEFAULT '',
  project TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('reminder', 'action')),
  description TEXT NOT NULL,
  anchor INTEGER NOT NULL,
  zone TEXT NOT NULL,
  recurrence TEXT NOT NULL CHECK (json_valid(recurrence)),
  explicit_time INTEGER NOT NULL DEFAULT 1 CHECK (explicit_time IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'done', 'cancelled')),
  run TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX task_person ON task (person, state, created_at);

-- one row per due time; the final state is written once and stays
CREATE TABLE slot (
  task TEXT NOT NULL REFERENCES task (id),
  due_at INTEGER NOT NULL,
  fire_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'acting', 'ran', 'skipped', 'failed', 'caught_up')),
  reason TEXT NOT NULL DEFAULT '',
  run TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  settled_at INTEGER,
  PRIMARY KEY (task, due_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_open ON slot (fire_at) WHERE state IN ('pending', 'acting');
CREATE TRIGGER slot_final BEFORE UPDATE ON slot WHEN OLD.state NOT IN ('pending', 'acting')
BEGIN SELECT RAISE(ABORT, 'the final state of a slot is written once'); END;

-- every call of a model, silent ones too; cost in millionths of a US dollar, NULL where the price is not known
CREATE TABLE model_call (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run TEXT NOT NULL,
  key TEXT NOT NULL,
  purpose TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  input INTEGER,
  output INTEGER,
  cache_read INTEGER,
  cache_write INTEGER,
  cost INTEGER,
  ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
  ms INTEGER NOT NULL,
  day TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX model_call_day ON model_call (day, provider);
CREATE INDEX model_call_key ON model_call (key, day);
CREATE INDEX model_call_run ON model_call (run);

-- what a person chose: language, manner, project; never mixed with what is known about them
CREATE TABLE person_setting (
  person TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;
