/** One connection: the SDK's client on a bounded transport, from the first hello to its end. */
import type * as ClientSdk from '@modelcontextprotocol/client';
import type { Client, Transport } from '@modelcontextprotocol/client';
import { OmegaError } from '../../../contracts/errors.ts';
import type { McpPeer, McpServer } from '../../../contracts/mcp/servers.ts';
import type { McpSink } from '../../../contracts/ports/mcp/host.ts';
import type { SecretValue } from '../../../contracts/secret.ts';
import type { Asking } from './asking.ts';
import { authProvider, type AuthParts } from './auth/index.ts';
import { PROBE_MS, START_MS } from './bounds.ts';
import type { Deadline } from './deadline.ts';
import { connectError, wantedScope } from './errors.ts';
import { httpTransport } from './transport/http.ts';
import type { StartProgram } from './transport/program.ts';
import { StdioTransport, type LastLines } from './transport/stdio.ts';

/** The SDK, loaded on first use. */
export type Sdk = typeof ClientSdk;

/** A call under way, for questions that come beside its answer. */
export interface ActiveCall {
  asking: Asking;
  deadline: Deadline;
  fail(error: unknown): void;
}

/** What a connection is made with. */
export interface ConnectionParts {
  sdk: Sdk;
  server: McpServer;
  version: string;
  start: StartProgram;
  words: LastLines;
  sink: McpSink;
  auth: AuthParts | undefined;
}

/** A connection that holds. */
export interface Connection {
  client: Client;
  server: McpServer;
  peer: McpPeer;
  calls: Set<ActiveCall>;
  /** ms since 1970 UTC of the last list of tools; 0 = none that counts */
  listedAt: number;
  /** how often it said that its tools have changed */
  changes: number;
  /** Notes rights that it wants beyond those it was given, for the next sign-in; undefined = none. */
  note(scope: string | undefined): void;
  /** Notes them, and says so to the owner. */
  wanting(scope: string): void;
  /** aborted when it is over */
  over: AbortController;
  /** Ends it. */
  close(): Promise<void>;
}

const revealed = (values: Readonly<Record<string, SecretValue>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.reveal()]));

function transportOf({ sdk, server, start, words, auth }: ConnectionParts): Transport {
  const { way } = server;
  if (way.kind === 'http') {
    const provider = authProvider(server, sdk, auth);
    return httpTransport(sdk, way.url, { headers: revealed(way.headers), ...(provider && { authProvider: provider }) });
  }
  const { kind: _, env, ...rest } = way;
  return new StdioTransport({ ...rest, env: revealed(env) }, start, words);
}

function modeOf({ era }: McpServer): 'legacy' | 'auto' | { pin: string } {
  return era === 'auto' || era === 'legacy' ? era : { pin: era };
}

function clientOf(
  { sdk, version, sink }: ConnectionParts,
  mode: ReturnType<typeof modeOf>,
  calls: Set<ActiveCall>,
): Client {
  const client = new sdk.Client(
    { name: 'omega', version },
    {
      capabilities: { elicitation: { form: {}, url: {} } },
      versionNegotiation: { mode, probe: { timeoutMs: PROBE_MS } },
      inputRequired: { autoFulfill: false },
      listChanged: { tools: { autoRefresh: false, debounceMs: 100, onChanged: () => sink.changed() } },
    },
  );
  client.onerror = () => undefined;
  // With a handshake, a question does not say which call it belongs to: it is put only where that is plain.
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    const [call, other] = calls;
    if (call === undefined || other !== undefined) return { action: 'cancel' };
    try {
      return (await call.deadline.paused(() => call.asking.put(params))) as { action: 'accept' };
    } catch (error) {
      call.fail(error);
      return { action: 'cancel' };
    }
  });
  return client;
}

function noteScope({ server: { name, way }, auth }: ConnectionParts, scope: string | undefined): void {
  if (scope !== undefined && way.kind === 'http') auth?.signIns.want(name, way.url, scope);
}

/** Some programs end when they are greeted in a way they do not know; then the older greeting is tried. */
function isGreetingRefused(error: unknown, { era, way }: McpServer): boolean {
  const code = (error as { code?: unknown }).code;
  return era === 'auto' && way.kind === 'stdio' && code === 'ERA_NEGOTIATION_FAILED';
}

async function greet(
  parts: ConnectionParts,
  calls: Set<ActiveCall>,
  signal: AbortSignal,
): Promise<[Client, Transport]> {
  const timeout = Math.max(parts.server.timeoutMs, START_MS);
  const attempt = async (mode: ReturnType<typeof modeOf>): Promise<[Client, Transport]> => {
    const client = clientOf(parts, mode, calls);
    const transport = transportOf(parts);
    const stop = (): void => void transport.close().catch(() => undefined);
    signal.addEventListener('abort', stop, { once: true });
    try {
      signal.throwIfAborted();
      await client.connect(transport, { timeout, signal });
      return [client, transport];
    } catch (error) {
      await transport.close().catch(() => undefined);
      // Inside a sandbox it shows late that a program is missing.
      const { trouble } = transport as { trouble?: Error };
      throw trouble !== undefined && 'code' in trouble ? trouble : error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
  try {
    return await attempt(modeOf(parts.server));
  } catch (error) {
    if (signal.aborted || !isGreetingRefused(error, parts.server)) throw error;
    return attempt('legacy');
  }
}

/**
 * Connects.
 *
 * @throws OmegaError mcp.*; the signal's reason
 */
export async function openConnection(parts: ConnectionParts, signal: AbortSignal): Promise<Connection> {
  const { server } = parts;
  const calls = new Set<ActiveCall>();
  let made: [Client, Transport];
  try {
    made = await greet(parts, calls, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    noteScope(parts, wantedScope(error));
    throw connectError(server, error);
  }
  const [client, transport] = made;
  const over = new AbortController();
  client.onclose = () => {
    const why = transport instanceof StdioTransport ? transport.trouble?.message : undefined;
    over.abort(
      new OmegaError(
        'mcp.unreachable',
        `The MCP server "${server.name}" is gone: ${why ?? 'it closed the connection'}.`,
      ),
    );
  };
  const { name = server.name, version = '' } = client.getServerVersion() ?? {};
  const peer = {
    name: name.slice(0, 100),
    version: version.slice(0, 50),
    protocol: client.getNegotiatedProtocolVersion() ?? '',
  };
  const close = (): Promise<void> => client.close().catch(() => undefined);
  const note = (scope: string | undefined): void => noteScope(parts, scope);
  const wanting = (scope: string): void => {
    note(scope);
    parts.sink.wanting(scope);
  };
  return { client, server, peer, calls, listedAt: 0, changes: 0, note, wanting, over, close };
}
