/** Tables mcp_catalogue, mcp_pin and mcp_quarantine: tools of MCP servers as seen, as agreed to, and as waiting for a yes. */
import type { JsonObject } from '../contracts/json.ts';
import type { McpCatalogue, McpPeer, McpQuarantined, McpTool } from '../contracts/mcp/servers.ts';
import type { McpKey, McpStore } from '../contracts/ports/stores/mcp-store.ts';
import type { Db } from './database.ts';

interface CatalogueRow {
  server: string;
  wire: string;
  identity: string;
  peer: string;
  tools: string;
  at: number;
}

interface ToolRow {
  tool: string;
  wire: string;
  raw: string;
}

interface WaitingRow extends ToolRow, McpKey {
  reason: 'added' | 'changed';
  at: number;
}

const toolOf = ({ tool, wire, raw }: ToolRow): McpTool => ({ name: tool, wire, raw: JSON.parse(raw) as JsonObject });

const waitingOf = (row: WaitingRow): McpQuarantined => ({
  ...toolOf(row),
  server: row.server,
  identity: row.identity,
  reason: row.reason,
  at: row.at,
});

const catalogueOf = (row: CatalogueRow): McpCatalogue => ({
  server: row.server,
  identity: row.identity,
  wire: row.wire,
  peer: JSON.parse(row.peer) as McpPeer,
  tools: JSON.parse(row.tools) as McpTool[],
  at: row.at,
});

/** What waits for the owner. */
function quarantine(db: Db): Pick<McpStore, 'waiting' | 'setWaiting'> {
  const all = db.prepare<[], WaitingRow>('SELECT * FROM mcp_quarantine ORDER BY server, tool');
  const some = db.prepare<[McpKey], WaitingRow>(
    'SELECT * FROM mcp_quarantine WHERE server = @server AND identity = @identity ORDER BY tool',
  );
  const drop = db.prepare('DELETE FROM mcp_quarantine WHERE server = ?');
  const add = db.prepare(
    'INSERT INTO mcp_quarantine (server, identity, tool, wire, raw, reason, at) VALUES (@server, @identity, @tool, @wire, @raw, @reason, @at)',
  );
  return {
    waiting: (key) => (key === undefined ? all.all() : some.all({ ...key })).map(waitingOf),
    setWaiting({ server, identity }, tools) {
      drop.run(server);
      for (const { name, wire, raw, reason, at } of tools)
        add.run({ server, identity, tool: name, wire, raw: JSON.stringify(raw), reason, at });
    },
  };
}

/** What was seen last. */
function catalogues(db: Db): Pick<McpStore, 'current' | 'keep'> {
  const current = db.prepare<[McpKey], CatalogueRow>(
    'SELECT * FROM mcp_catalogue WHERE server = @server AND identity = @identity ORDER BY at DESC LIMIT 1',
  );
  const drop = db.prepare('DELETE FROM mcp_catalogue WHERE server = ?');
  const add = db.prepare(
    'INSERT INTO mcp_catalogue (server, wire, identity, peer, tools, at) VALUES (@server, @wire, @identity, @peer, @tools, @at)',
  );
  return {
    current(key) {
      const row = current.get({ ...key });
      return row && catalogueOf(row);
    },
    keep(catalogue) {
      drop.run(catalogue.server);
      add.run({ ...catalogue, peer: JSON.stringify(catalogue.peer), tools: JSON.stringify(catalogue.tools) });
    },
  };
}

/** Builds the store; writes need the writing connection. */
export function mcpStore(db: Db): McpStore {
  const pins = db.prepare<[McpKey], ToolRow>(
    'SELECT tool, wire, raw FROM mcp_pin WHERE server = @server AND identity = @identity ORDER BY tool',
  );
  const pin = db.prepare(
    'INSERT INTO mcp_pin (server, identity, tool, wire, raw, at) VALUES (@server, @identity, @tool, @wire, @raw, @at) ' +
      'ON CONFLICT DO UPDATE SET wire = excluded.wire, raw = excluded.raw, at = excluded.at',
  );
  const release = db.prepare(
    'DELETE FROM mcp_quarantine WHERE server = @server AND identity = @identity AND tool = @tool AND wire = @wire',
  );
  const drops = ['mcp_catalogue', 'mcp_pin', 'mcp_quarantine'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE server = ?`),
  );
  return {
    ...catalogues(db),
    ...quarantine(db),
    pins: (key) => pins.all({ ...key }).map(toolOf),
    pin({ server, identity }, { name, wire, raw }, at) {
      pin.run({ server, identity, tool: name, wire, raw: JSON.stringify(raw), at });
      release.run({ server, identity, tool: name, wire });
    },
    forget(server) {
      for (const drop of drops) drop.run(server);
    },
  };
}
