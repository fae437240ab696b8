-- Memory: what is known about people, where it came from, and what was learnt from how things went.

-- kind fact: one thing about a person under a key; a newer value supersedes the older one, which stays readable as history
CREATE TABLE fact (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL,
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  scope TEXT NOT NULL DEFAULT 'user' CHECK (scope IN ('user', 'project')),
  project TEXT NOT NULL DEFAULT '',
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  sensitive INTEGER NOT NULL DEFAULT 0 CHECK (sensitive IN (0, 1)),
  message TEXT,
  run TEXT,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  supersedes TEXT,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX fact_current ON fact (person, project, key) WHERE valid_to IS NULL;
CREATE INDEX fact_person ON fact (person, valid_to);
CREATE VIRTUAL TABLE fact_fts USING fts5(key, text, content='fact', content_rowid='seq', tokenize='unicode61 remove_diacritics 2', prefix='3 4 5');
CREATE TRIGGER fact_fts_insert AFTER INSERT ON fact BEGIN
  INSERT INTO fact_fts (rowid, key, text) VALUES (NEW.seq, NEW.key, NEW.text);
END;
CREATE TRIGGER fact_fts_delete AFTER DELETE ON fact BEGIN
  INSERT INTO fact_fts (fact_fts, rowid, key, text) VALUES ('delete', OLD.seq, OLD.key, OLD.text);
END;

-- what a person wanted forgotten stays forgotten: only the hash of it is kept, so that old messages do not teach it again
CREATE TABLE forgotten (
  person TEXT NOT NULL,
  hash BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (person, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE summary (
  seq INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL UNIQUE REFERENCES conversation (id),
  person TEXT NOT NULL,
  project TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX summary_person ON summary (person, at);
CREATE VIRTUAL TABLE summary_fts USING fts5(text, content='summary', content_rowid='seq', tokenize='unicode61 remove_diacritics 2', prefix='3 4 5');
CREATE TRIGGER summary_fts_insert AFTER INSERT ON summary BEGIN
  INSERT INTO summary_fts (rowid, text) VALUES (NEW.seq, NEW.text);
END;
CREATE TRIGGER summary_fts_delete AFTER DELETE ON summary BEGIN
  INSERT INTO summary_fts (summary_fts, rowid, text) VALUES ('delete', OLD.seq, OLD.text);
END;

CREATE TABLE outcome (
  seq INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  project TEXT NOT NULL DEFAULT '',
  domain TEXT NOT NULL,
  score INTEGER NOT NULL CHECK (score BETWEEN -1 AND 1),
  lesson TEXT NOT NULL,
  source TEXT NOT NULL,
  run TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX outcome_person ON outcome (person, project, at);

-- evidence: outcomes of the same domain that came before the lesson
CREATE TABLE lesson (
  seq INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  project TEXT NOT NULL DEFAULT '',
  domain TEXT NOT NULL,
  rule TEXT NOT NULL,
  occurrences INTEGER NOT NULL DEFAULT 1,
  evidence TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(evidence)),
  run TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (person, project, domain, rule)
) STRICT;
CREATE INDEX lesson_person ON lesson (person, project, updated_at);

-- how far a conversation has been looked through for facts
CREATE TABLE learnt (
  key TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- old messages are searched by beginnings of words as well
DROP TRIGGER message_fts_insert;
DROP TABLE message_fts;
CREATE VIRTUAL TABLE message_fts USING fts5(text, content='message', content_rowid='seq', tokenize='unicode61 remove_diacritics 2', prefix='4 5');
INSERT INTO message_fts (rowid, text) SELECT seq, text FROM message;
CREATE TRIGGER message_fts_insert AFTER INSERT ON message BEGIN
  INSERT INTO message_fts (rowid, text) VALUES (NEW.seq, NEW.text);
END;
