-- Actors: the durable runtime. An actor is a row; what it asked for and what it waits for are rows too.

CREATE TABLE owner (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  incarnation INTEGER NOT NULL,
  pid INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  clean INTEGER NOT NULL CHECK (clean IN (0, 1))
) STRICT;

CREATE TABLE actor (
  address TEXT PRIMARY KEY,
  machine TEXT NOT NULL,
  version INTEGER NOT NULL,
  parent TEXT,
  child_id TEXT,
  rev INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'done', 'error', 'quarantined', 'stopped')),
  state TEXT NOT NULL,
  restarts INTEGER NOT NULL DEFAULT 0,
  restarted_at INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_recent ON actor (updated_at);
CREATE INDEX actor_version ON actor (machine, version) WHERE status = 'active';
CREATE INDEX actor_parent ON actor (parent) WHERE status = 'active' AND parent IS NOT NULL;

-- state: 0 pending, 1 done, 2 dead
CREATE TABLE inbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  dedupe TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  event TEXT NOT NULL,
  cause TEXT,
  state INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)),
  attempts INTEGER NOT NULL DEFAULT 0,
  deaths INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX inbox_pending ON inbox (address, seq) WHERE state = 0;

CREATE TABLE journal (
  address TEXT NOT NULL,
  rev INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  cause TEXT,
  version INTEGER NOT NULL,
  value TEXT NOT NULL,
  digest TEXT NOT NULL,
  actions TEXT NOT NULL,
  taken TEXT NOT NULL,
  state TEXT,
  PRIMARY KEY (address, rev)
) STRICT, WITHOUT ROWID;

-- state: 0 pending, 1 in flight, 2 done, 3 uncertain, 4 cancelled, 5 dead, 6 expired
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  effect_id TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  child_id TEXT NOT NULL,
  activity TEXT NOT NULL,
  lane TEXT NOT NULL,
  input TEXT NOT NULL,
  state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 6),
  attempts INTEGER NOT NULL DEFAULT 0,
  deaths INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  expires_at INTEGER,
  claimed_by INTEGER,
  error TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_open ON outbox (state, seq) WHERE state IN (0, 1, 3);
CREATE INDEX outbox_child ON outbox (address, child_id) WHERE state IN (0, 1, 3);

CREATE TABLE timer (
  address TEXT NOT NULL,
  timer_id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  set_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  event TEXT NOT NULL,
  policy TEXT NOT NULL CHECK (policy IN ('deadline', 'restart', 'skip-if-late')),
  PRIMARY KEY (address, timer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_due ON timer (due_at);

CREATE TABLE cursor (
  channel TEXT PRIMARY KEY,
  position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
