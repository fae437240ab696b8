-- Tools: what models asked for, what people allowed, and what came of it.

-- a model's words before it waits for results; the messages of the next call are put together from these
CREATE TABLE model_round (
  run TEXT NOT NULL,
  part TEXT NOT NULL,
  round INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (run, part, round)
) STRICT, WITHOUT ROWID;

-- id is run/part.round.place; args is NULL where the model wrote no JSON object; result is what the model reads
CREATE TABLE tool_call (
  id TEXT PRIMARY KEY,
  run TEXT NOT NULL,
  key TEXT NOT NULL,
  part TEXT NOT NULL,
  round INTEGER NOT NULL,
  place INTEGER NOT NULL,
  model_id TEXT NOT NULL,
  name TEXT NOT NULL,
  args TEXT CHECK (args IS NULL OR json_valid(args)),
  raw TEXT NOT NULL,
  opaque TEXT,
  tool TEXT NOT NULL DEFAULT '',
  version TEXT NOT NULL DEFAULT '',
  hash TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'ran', 'done', 'error')),
  error TEXT NOT NULL DEFAULT '',
  result TEXT NOT NULL DEFAULT '',
  output TEXT CHECK (output IS NULL OR json_valid(output)),
  images TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(images)),
  artifact TEXT NOT NULL DEFAULT '',
  line TEXT NOT NULL DEFAULT '',
  permit TEXT NOT NULL DEFAULT '',
  approval TEXT NOT NULL DEFAULT '',
  "foreign" INTEGER NOT NULL DEFAULT 0 CHECK ("foreign" IN (0, 1)),
  asked_at INTEGER NOT NULL,
  settled_at INTEGER,
  UNIQUE (run, part, round, place)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tool_call_final BEFORE UPDATE ON tool_call WHEN OLD.state IN ('done', 'error')
BEGIN SELECT RAISE(ABORT, 'the end of a tool call is written once'); END;

-- a durable question; the final state is written once: the first answer wins
CREATE TABLE approval (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('call', 'uncertain', 'question', 'elicitation', 'consent')),
  state TEXT NOT NULL CHECK (state IN ('pending', 'resolved', 'expired', 'withdrawn')),
  run TEXT NOT NULL,
  key TEXT NOT NULL,
  person TEXT NOT NULL,
  project TEXT NOT NULL,
  tool TEXT NOT NULL,
  version TEXT NOT NULL,
  hash TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('ask_once', 'ask_each', 'typed_confirm')),
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  subject TEXT NOT NULL,
  card TEXT NOT NULL CHECK (json_valid(card)),
  answer TEXT CHECK (answer IN ('yes', 'no')),
  scope TEXT CHECK (scope IN ('once', 'run', 'project')),
  words TEXT NOT NULL DEFAULT '',
  by TEXT NOT NULL DEFAULT '',
  via TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  answered_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX approval_code ON approval (code) WHERE state = 'pending';
CREATE INDEX approval_person ON approval (person, created_at);
CREATE INDEX approval_run ON approval (run);
CREATE TRIGGER approval_final BEFORE UPDATE ON approval WHEN OLD.state <> 'pending'
BEGIN SELECT RAISE(ABORT, 'an approval is answered once'); END;

-- where a question was put, so that the message can be brought up to date when it is answered elsewhere
CREATE TABLE approval_post (
  approval TEXT NOT NULL REFERENCES approval (id),
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  ref TEXT NOT NULL,
  PRIMARY KEY (approval, channel, chat)
) STRICT, WITHOUT ROWID;

-- a yes that covers more than one call; "grant" is a word of SQL
CREATE TABLE tool_grant (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL CHECK (scope IN ('run', 'project')),
  holder TEXT NOT NULL,
  tool TEXT NOT NULL,
  version TEXT NOT NULL,
  subject TEXT NOT NULL,
  approval TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX tool_grant_holder ON tool_grant (holder, tool);

-- blobs by their content; the files lie beside the database
CREATE TABLE artifact (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE artifact_ref (
  sha256 TEXT NOT NULL REFERENCES artifact (sha256),
  run TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (sha256, run, role)
) STRICT, WITHOUT ROWID;
