-- What is remembered, found by meaning: vectors that a provider made of facts, summaries and messages.

-- item is the seq of what the vector was made of; signs holds one bit a dimension for the first look, data one byte for the order
CREATE TABLE vector (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('fact', 'summary', 'message')),
  item INTEGER NOT NULL,
  person TEXT NOT NULL,
  model TEXT NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (kind, item)
) STRICT;
CREATE TABLE vector_sign (
  person TEXT NOT NULL,
  model TEXT NOT NULL,
  seq INTEGER NOT NULL,
  signs BLOB NOT NULL,
  PRIMARY KEY (person, model, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER vector_delete AFTER DELETE ON vector BEGIN
  DELETE FROM vector_sign WHERE person = OLD.person AND model = OLD.model AND seq = OLD.seq;
END;

-- a vector never outlives what it was made of
CREATE TRIGGER vector_fact_delete AFTER DELETE ON fact BEGIN
  DELETE FROM vector WHERE kind = 'fact' AND item = OLD.seq;
END;
CREATE TRIGGER vector_fact_end AFTER UPDATE OF valid_to ON fact WHEN NEW.valid_to IS NOT NULL BEGIN
  DELETE FROM vector WHERE kind = 'fact' AND item = OLD.seq;
END;
CREATE TRIGGER vector_summary_delete AFTER DELETE ON summary BEGIN
  DELETE FROM vector WHERE kind = 'summary' AND item = OLD.seq;
END;
CREATE TRIGGER vector_message_delete AFTER DELETE ON message BEGIN
  DELETE FROM vector WHERE kind = 'message' AND item = OLD.seq;
END;

-- messages that told what was to be forgotten: they teach it no more, and are found no more
CREATE TABLE forgotten_source (
  person TEXT NOT NULL,
  message TEXT NOT NULL,
  key TEXT NOT NULL,
  hash BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (message, key, hash)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER vector_forgotten AFTER INSERT ON forgotten_source BEGIN
  DELETE FROM vector WHERE kind = 'message' AND item = (SELECT seq FROM message WHERE id = NEW.message);
END;
