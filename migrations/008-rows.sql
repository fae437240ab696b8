-- Actors and the journal as tables with row numbers: rows that are written together lie together, so that a commit changes
-- about a quarter of the pages that it changed when every row had to be put in its place among the addresses.

CREATE TABLE actor_row (
  address TEXT NOT NULL PRIMARY KEY,
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
) STRICT;
INSERT INTO actor_row (address, machine, version, parent, child_id, rev, status, state, restarts, restarted_at, updated_at)
SELECT address, machine, version, parent, child_id, rev, status, state, restarts, restarted_at, updated_at FROM actor ORDER BY updated_at;
DROP TABLE actor;
ALTER TABLE actor_row RENAME TO actor;
CREATE INDEX actor_recent ON actor (updated_at);
CREATE INDEX actor_version ON actor (machine, version) WHERE status = 'active';
CREATE INDEX actor_parent ON actor (parent) WHERE status = 'active' AND parent IS NOT NULL;

CREATE TABLE journal_row (
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
) STRICT;
INSERT INTO journal_row (address, rev, at, event, cause, version, value, digest, actions, taken, state)
SELECT address, rev, at, event, cause, version, value, digest, actions, taken, state FROM journal ORDER BY at;
DROP TABLE journal;
ALTER TABLE journal_row RENAME TO journal;
