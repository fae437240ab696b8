-- MCP servers: what they offer, what of it the owner agreed to, what waits for a yes. Keys hold the identity of a server
-- (what is started or addressed): the same name with another program is another server.

-- tools as last seen, whole and as the server sent them
CREATE TABLE mcp_catalogue (
  server TEXT NOT NULL,
  wire TEXT NOT NULL,
  identity TEXT NOT NULL,
  peer TEXT NOT NULL CHECK (json_valid(peer)),
  tools TEXT NOT NULL CHECK (json_valid(tools)),
  at INTEGER NOT NULL,
  PRIMARY KEY (server, wire, identity)
) STRICT, WITHOUT ROWID;

-- the object that the owner agreed to; a tool with another hash is not offered
CREATE TABLE mcp_pin (
  server TEXT NOT NULL,
  identity TEXT NOT NULL,
  tool TEXT NOT NULL,
  wire TEXT NOT NULL,
  raw TEXT NOT NULL CHECK (json_valid(raw)),
  at INTEGER NOT NULL,
  PRIMARY KEY (server, identity, tool)
) STRICT, WITHOUT ROWID;

CREATE TABLE mcp_quarantine (
  server TEXT NOT NULL,
  identity TEXT NOT NULL,
  tool TEXT NOT NULL,
  wire TEXT NOT NULL,
  raw TEXT NOT NULL CHECK (json_valid(raw)),
  reason TEXT NOT NULL CHECK (reason IN ('added', 'changed')),
  at INTEGER NOT NULL,
  PRIMARY KEY (server, identity, tool)
) STRICT, WITHOUT ROWID;
