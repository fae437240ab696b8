/** The MCP client: connections to servers over standard input or HTTP, each of which may fail as it likes. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { McpHost } from '../../../contracts/ports/mcp/host.ts';
import type { AuthParts } from './auth/index.ts';
import { CHANGED_MS } from './bounds.ts';
import { callTool } from './call.ts';
import { listTools } from './catalogue.ts';
import { openConnection, type Connection, type Sdk } from './connection.ts';
import { startPlainly, type ProgramStart, type StartProgram } from './transport/program.ts';
import { LastLines } from './transport/stdio.ts';

export { mcpSignIn, openSignIns, type AuthParts } from './auth/index.ts';
export { startPlainly, type ProgramStart, type StartProgram };

/** What the client is made with. */
export interface McpHostOptions {
  /** version of Omega */
  version: string;
  /** starts the program of a server, e.g. in a sandbox; default: plainly, with a minimal environment */
  start?: StartProgram;
  /** what signing in takes; without it only credentials that are written down are sent */
  auth?: AuthParts;
}

/** Builds the client; the SDK is loaded with the first connection. */
export function mcpHost({ version, start = startPlainly, auth }: McpHostOptions): McpHost {
  const connections = new Map<string, Connection>();
  const words = new Map<string, LastLines>();
  let sdk: Promise<Sdk> | undefined;
  const linked = (server: string): Connection => {
    const connection = connections.get(server);
    if (connection !== undefined && !connection.over.signal.aborted) return connection;
    throw new OmegaError('mcp.unreachable', `The MCP server "${server}" is not connected.`, { sent: 'no' });
  };
  return {
    async connect(server, sink, signal) {
      const { name } = server;
      const last = words.get(name) ?? new LastLines();
      words.set(name, last);
      sdk ??= import('@modelcontextprotocol/client');
      const told = rarely(sink.changed);
      const changed = (): void => {
        noteChange(connections.get(name));
        told.call();
      };
      const parts = { sdk: await sdk, server, version, start, words: last, sink: { ...sink, changed }, auth };
      const connection = await openConnection(parts, signal);
      const { over } = connection;
      connections.set(name, connection);
      try {
        sink.online(connection.peer);
        await ended(AbortSignal.any([signal, over.signal]));
      } finally {
        told.end();
        if (connections.get(name) === connection) connections.delete(name);
        if (!over.signal.aborted) over.abort(signal.reason);
        await connection.close();
      }
      if (!signal.aborted) throw over.signal.reason;
    },
    link(server) {
      const connection = connections.get(server);
      return connection && { peer: connection.peer, listedAt: connection.listedAt };
    },
    lines: (server) => words.get(server)?.all() ?? [],
    catalogue: async (server, signal) => listTools(linked(server), signal),
    async call(call, context) {
      context.signal.throwIfAborted();
      return callTool(remote(linked, call.server), call, context);
    },
  };
}

/** The list of tools counts no longer. */
function noteChange(connection: Connection | undefined): void {
  if (connection === undefined) return;
  connection.listedAt = 0;
  connection.changes += 1;
}

/** Calls at once, but not again before some time has passed: a server that changes all the time is not followed all the time. */
function rarely(work: () => void): { call(): void; end(): void } {
  let last = -CHANGED_MS;
  let timer: NodeJS.Timeout | undefined;
  return {
    call() {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last = performance.now();
          work();
        },
        Math.max(0, last + CHANGED_MS - performance.now()),
      ).unref();
    },
    end: () => clearTimeout(timer),
  };
}

/** A call to a server that is not there fails as a call, not as a connection. */
function remote(linked: (server: string) => Connection, server: string): Connection {
  try {
    return linked(server);
  } catch (error) {
    if (!(error instanceof OmegaError)) throw error;
    throw new OmegaError('tool.remote', error.message, { cause: error, sent: 'no' });
  }
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
