/** Starts servers of the tests and connects the real client to them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { mcpHost } from '../../../src/adapters/mcp/client/index.ts';
import type { JsonObject } from '../../../src/contracts/json.ts';
import type { McpEra, McpPeer, McpServer, McpWay } from '../../../src/contracts/mcp/servers.ts';
import type { McpAnswer, McpHost, McpQuestion, McpResult } from '../../../src/contracts/ports/mcp/host.ts';
import { SecretValue } from '../../../src/contracts/secret.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

/** Path of a fixture. */
export const fixture = (name: string): string => join(fixtures, `${name}.ts`);

/** A program of the tests. */
export function program(name: string, ...args: string[]): McpWay {
  return { kind: 'stdio', command: process.execPath, args: [fixture(name), ...args], env: {} };
}

/** A server that is asked. */
export function server(name: string, way: McpWay, more: { era?: McpEra; timeoutMs?: number } = {}): McpServer {
  return {
    name,
    way,
    era: more.era ?? 'auto',
    enabled: true,
    timeoutMs: more.timeoutMs ?? 20_000,
    identity: `sha256:${name}`,
  };
}

/** A fixture that listens on a port of its own. */
export async function listening(name: string): Promise<{ way: McpWay; process: ChildProcess }> {
  const child = spawn(process.execPath, [fixture(name), 'http'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    process: child,
    way: {
      kind: 'http',
      url: `http://127.0.0.1:${line.toString().trim()}/mcp`,
      headers: { authorization: new SecretValue('Bearer x', 'test') },
    },
  };
}

/** A connection with what it told. */
export interface Linked {
  host: McpHost;
  peer: McpPeer;
  /** resolves or rejects when the connection is over */
  over: Promise<void>;
  changes: () => number;
  /** rights it wanted beyond those it was given */
  scopes: readonly string[];
  tools(): Promise<JsonObject[]>;
  call(tool: string, args?: JsonObject, more?: Partial<CallMore>): Promise<McpResult>;
  close(): Promise<void>;
}

interface CallMore {
  signal: AbortSignal;
  ask: (question: McpQuestion) => Promise<McpAnswer>;
  progress: (words: string) => void;
}

/** Connects and waits until the server has introduced itself. */
export async function link(wanted: McpServer, host: McpHost = mcpHost({ version: '0.0.0' })): Promise<Linked> {
  const stop = new AbortController();
  const online = Promise.withResolvers<McpPeer>();
  const scopes: string[] = [];
  let changes = 0;
  const over = host.connect(
    wanted,
    { online: online.resolve, changed: () => void changes++, wanting: (scope) => void scopes.push(scope) },
    stop.signal,
  );
  over.catch(online.reject);
  const peer = await online.promise;
  let listed: JsonObject[] | undefined;
  const tools = (): Promise<JsonObject[]> => host.catalogue(wanted.name, AbortSignal.timeout(20_000));
  return {
    host,
    peer,
    over,
    changes: () => changes,
    scopes,
    tools,
    async call(name, args = {}, more = {}) {
      listed ??= await tools();
      const tool = listed.find((one) => one['name'] === name) ?? { name, inputSchema: { type: 'object' } };
      return host.call(
        { server: wanted.name, tool, args },
        {
          signal: AbortSignal.timeout(25_000),
          progress: () => undefined,
          ask: () => Promise.resolve({ action: 'decline' }),
          ...more,
        },
      );
    },
    async close() {
      stop.abort(new Error('the test is over'));
      await over.catch(() => undefined);
    },
  };
}

/** Text of a result. */
export const textOf = ({ content }: McpResult): string =>
  content.map((part) => (typeof part['text'] === 'string' ? part['text'] : '')).join('\n');
