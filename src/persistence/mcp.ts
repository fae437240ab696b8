/** Tables mcp_catalogue, mcp_pin and mcp_quarantine: tools of MCP servers as seen, as agreed to, and as waiting for a yes. */
import type { JsonObject } from '../contracts/json.ts';
import type { McpCatalogue, McpPeer, McpQuarantined, McpTool } from '../contracts/mcp.ts';
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

/** Builds the store; writes need the writing connection. */
export function mcpStore(db: Db): McpStore {
  const current = db.prepare<[McpKey], CatalogueRow>(
    'SELECT * FROM mcp_catalogue WHERE server = @server AND identity = @identity ORDER BY at DESC LIMIT 1',
  );
  const dropCatalogues = db.prepare('DELETE FROM mcp_catalogue WHERE server = ?');
  const keep = db.prepare(
    'INSERT INTO mcp_catalogue (server, wire, identity, peer, tools, at) VALUES (@server, @wire, @identity, @peer, @tools, @at)',
  );
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
  const allWaiting = db.prepare<[], WaitingRow>('SELECT * FROM mcp_quarantine ORDER BY server, tool');
  const waiting = db.prepare<[McpKey], WaitingRow>(
    'SELECT * FROM mcp_quarantine WHERE server = @server AND identity = @identity ORDER BY tool',
  );
  const dropWaiting = db.prepare('DELETE FROM mcp_quarantine WHERE server = ?');
  const quarantine = db.prepare(
    'INSERT INTO mcp_quarantine (server, identity, tool, wire, raw, reason, at) VALUES (@server, @identity, @tool, @wire, @raw, @reason, @at)',
  );
  const dropPins = db.prepare('DELETE FROM mcp_pin WHERE server = ?');
  return {
    current(key) {
      const row = current.get(key);
      return row && catalogueOf(row);
    },
    keep(catalogue) {
      dropCatalogues.run(catalogue.server);
      keep.run({ ...catalogue, peer: JSON.stringify(catalogue.peer), tools: JSON.stringify(catalogue.tools) });
    },
    pins: (key) => pins.all(key).map(toolOf),
    pin(key, { name, wire, raw }, at) {
      pin.run({ ...key, tool: name, wire, raw: JSON.stringify(raw), at });
      release.run({ ...key, tool: name, wire });
    },
    waiting: (key) => (key === undefined ? allWaiting.all() : waiting.all(key)).map(waitingOf),
    setWaiting({ server, identity }, tools) {
      dropWaiting.run(server);
      for (const { name, wire, raw, reason, at } of tools)
        quarantine.run({ server, identity, tool: name, wire, raw: JSON.stringify(raw), reason, at });
    },
    forget(server) {
      for (const statement of [dropCatalogues, dropPins, dropWaiting]) statement.run(server);
    },
  };
}
