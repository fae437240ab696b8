/** What the daemon says about MCP servers, as the commands read it. */
import type { JsonObject } from '../../../contracts/json.ts';
import type { McpConsentView, McpServerView, McpToolView } from '../../../contracts/ports/mcp/desk.ts';
import type { ToolOutput } from '../../../contracts/ports/tools/executor.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { getJson, refusal, type Connection } from '../../connect.ts';

const BASE = '/v1/mcp/servers';
/** Longest wait for a server that is on its way, ms. */
const WAIT_MS = 30_000;
const ON_ITS_WAY = new Set(['connecting', 'checking']);

/** All servers, with what a person should know. */
export interface ServersView {
  servers: McpServerView[];
  warnings: string[];
}

const part = (name: string): string => encodeURIComponent(name);

/** @throws Error with the daemon's own sentence */
async function get<T>(connection: Connection, path: string): Promise<T> {
  const value = await getJson(connection, path);
  if (value === undefined) throw new Error('The daemon knows no such server; omega mcp list shows them.');
  return value as T;
}

/** Posts JSON. @throws Error with the daemon's own sentence */
export async function post<T>(connection: Connection, path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`${connection.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${connection.token.reveal()}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw new Error(await refusal(response));
  return (await response.json()) as T;
}

/** The servers as they are now. */
export function serversNow(connection: Connection): Promise<ServersView> {
  return get<ServersView>(connection, BASE);
}

/** The servers, once those that are asked for have been reached or have failed; empty = all. */
export async function settledServers(connection: Connection, name?: string): Promise<ServersView> {
  const until = performance.now() + WAIT_MS;
  for (;;) {
    const view = await serversNow(connection);
    const asked = view.servers.filter((server) => name === undefined || server.name === name);
    if (performance.now() > until || !asked.some(({ state }) => ON_ITS_WAY.has(state))) return view;
    await pause(150);
  }
}

/** Tools of one server. */
export async function toolsOf(connection: Connection, server: string): Promise<McpToolView[]> {
  return (await get<{ tools: McpToolView[] }>(connection, `${BASE}/${part(server)}/tools`)).tools;
}

/** What waits for a yes. */
export async function waitingAt(connection: Connection, server: string, tool?: string): Promise<McpConsentView[]> {
  const query = tool === undefined ? '' : `?tool=${part(tool)}`;
  return (await get<{ waiting: McpConsentView[] }>(connection, `${BASE}/${part(server)}/consent${query}`)).waiting;
}

/** Says yes to exactly what was shown. @returns names of the tools */
export async function agree(connection: Connection, server: string, agreed: readonly string[]): Promise<string[]> {
  return (await post<{ tools: string[] }>(connection, `${BASE}/${part(server)}/consent`, { agreed })).tools;
}

/** Has a server connected anew. */
export async function reconnect(connection: Connection, server: string): Promise<void> {
  await post(connection, `${BASE}/${part(server)}/reconnect`, {});
}

/** Calls a tool. */
export function tryTool(
  connection: Connection,
  { server, tool, args }: { server: string; tool: string; args: JsonObject },
  signal: AbortSignal,
): Promise<ToolOutput> {
  return post<ToolOutput>(connection, `${BASE}/${part(server)}/try?tool=${part(tool)}`, args, signal);
}
