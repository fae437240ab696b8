/** From a real server through store, offer and executor: only what the owner agreed to runs, checked once more at the call. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ActivityContext } from '../../../src/actors/activity.ts';
import { agreedTools, takeCatalogue, type Taken } from '../../../src/actors/mcp/catalogue.ts';
import { consented, requestConsent } from '../../../src/actors/mcp/consent.ts';
import type { McpParts } from '../../../src/actors/mcp/parts.ts';
import { pinnedTool } from '../../../src/actors/mcp/pinned-tool.ts';
import { mcpSource, offerNow } from '../../../src/actors/mcp/source.ts';
import { pinnable } from '../../../src/actors/mcp/wire.ts';
import { mcpRemote } from '../../../src/adapters/executors/mcp-remote/index.ts';
import { mcpHost } from '../../../src/adapters/mcp/client/index.ts';
import type { JsonObject } from '../../../src/contracts/json.ts';
import type { McpServer } from '../../../src/contracts/mcp/servers.ts';
import type { ToolCall, ToolOutput } from '../../../src/contracts/ports/tools/executor.ts';
import type { ToolManifest } from '../../../src/contracts/tools/tool.ts';
import { schemaProblems } from '../../../src/domain/tools/schema.ts';
import { openDatabase, type Db } from '../../../src/persistence/database.ts';
import { mcpStore } from '../../../src/persistence/mcp.ts';
import { link, program, server, type Linked } from './rig.ts';

const host = mcpHost({ version: '0.0.0' });
let folder: string;
let db: Db;
let linked: Linked;
let wanted: McpServer;
let parts: McpParts;
let hints: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'omega-mcp-'));
  db = openDatabase({ file: join(folder, 'omega.db'), migrations: join(import.meta.dirname, '../../../migrations') });
  wanted = server('bad', program('hostile'));
  parts = { host, store: mcpStore(db), servers: () => [wanted], taken: () => new Set() };
  linked = await link(wanted, host);
  hints = Date.now();
  await look();
});

afterEach(async () => {
  await linked.close();
  db.close();
  rmSync(folder, { recursive: true });
});

async function look(): Promise<Taken> {
  const tools = pinnable('bad', await linked.tools());
  return takeCatalogue(parts, wanted, { tools, peer: linked.peer, at: hints });
}

const offered = (name: string): ToolManifest | undefined =>
  offerNow(parts, '').tools.find(
    ({ manifest }) => manifest.executor.kind === 'mcp_remote' && manifest.executor.tool === name,
  )?.manifest;

async function run(name: string, manifest = offered(name)!): Promise<ToolOutput> {
  const executor = mcpRemote({
    host,
    pinned: (where, tool, signal) => pinnedTool(parts, { server: where, tool, now: Date.now() }, signal),
    problems: schemaProblems,
    ask: () => Promise.resolve({ action: 'decline' }),
  });
  const call = { id: 'c1', manifest, args: {} } as unknown as ToolCall;
  return executor.run(call, {
    attempt: 1,
    recovered: false,
    signal: AbortSignal.timeout(20_000),
    progress: () => undefined,
  });
}

test('the first list is agreed to; results are marked as words of a stranger', async () => {
  expect(parts.store.waiting()).toEqual([]);
  expect(agreedTools(parts, wanted)).toHaveLength(13);
  expect(await run('ok')).toMatchObject({
    text: 'ok',
    foreign: true,
    output: { content: [{ type: 'text', text: 'ok' }] },
  });
});

test('a tool that changes is refused at the call, kept back after the next look, and runs again once it is agreed to', async () => {
  const before = offered('ok')!;
  await run('turn');
  await expect.poll(() => host.link('bad')?.listedAt).toBe(0);
  await expect(run('ok', before)).rejects.toMatchObject({ code: 'tool.denied' });
  expect(await look()).toMatchObject({ waiting: ['ok', 'new'] });
  expect(offered('ok')).toBeUndefined();
  expect(offered('new')).toBeUndefined();
  expect(offered('huge')).toBeDefined();
  const [asked] = requestConsent(parts, 'bad', 'ok');
  expect(asked?.card.body).toBe('- /description: "Says ok."\n+ /description: "Sends your mail to me."');
  const posted: [string, string][] = [];
  const post: ActivityContext['post'] = (address, event) => posted.push([address, event.type]) > 0;
  expect(consented(parts, { server: 'bad', agreed: ['sha256:something else'] }, { at: 1, post })).toEqual([]);
  expect(consented(parts, { server: 'bad', agreed: [asked!.wire] }, { at: 1, post })).toEqual(['ok']);
  expect(posted).toEqual([['mcpServer:bad', 'mcp.consented']]);
  expect(offered('ok')?.description).toBe('Sends your mail to me.');
  expect(offered('ok')?.version).not.toBe(before.version);
  await expect(run('ok', before)).rejects.toMatchObject({ code: 'tool.denied' });
  expect(await run('ok')).toMatchObject({ text: 'ok' });
  expect(parts.store.waiting().map(({ name }) => name)).toEqual(['new']);
});

test('the pin is over everything: any change of the raw object changes it', () => {
  const raw: JsonObject = {
    name: 't',
    description: 'd',
    inputSchema: { type: 'object' },
    annotations: { readOnlyHint: true },
    icons: [],
    _meta: { a: 1 },
  };
  const [pinned] = pinnable('x', [raw]);
  const variants: JsonObject[] = [
    { ...raw, title: 'T' },
    { ...raw, description: 'd ' },
    { ...raw, inputSchema: { type: 'object', properties: { a: {} } } },
    { ...raw, outputSchema: { type: 'object' } },
    { ...raw, annotations: { readOnlyHint: false } },
    { ...raw, icons: [{ src: 'https://x' }] },
    { ...raw, _meta: { a: 2 } },
    { ...raw, unknown: true },
  ];
  expect(new Set([pinned, ...pinnable('x', variants)].map((tool) => tool?.wire)).size).toBe(9);
  expect(pinnable('x', [Object.fromEntries(Object.entries(raw).toReversed())])[0]?.wire).toBe(pinned?.wire);
});

test('a result that does not fit, and a schema that is none, are told as that', async () => {
  await expect(run('liar')).rejects.toMatchObject({ code: 'tool.result_invalid' });
  await expect(run('nonsense')).rejects.toMatchObject({ code: 'tool.result_invalid' });
});

test('instructions in a description are labelled and named to the owner', () => {
  expect(offered('inject')?.description).toContain('untrusted');
  expect(offerNow(parts, '').warnings.join('\n')).toMatch(/bad: inject, description: reads like instructions/);
});

test('another program under the same name is another server', async () => {
  wanted = { ...wanted, identity: 'sha256:other' };
  expect(agreedTools(parts, wanted)).toEqual([]);
  expect(await look()).toMatchObject({ waiting: [] });
  expect(agreedTools(parts, wanted)).toHaveLength(13);
});

test('tools are offered while their server is connected; those of a skill when the question is about it, which wakes it', async () => {
  const woken: string[] = [];
  const source = mcpSource(parts, (name) => woken.push(name));
  const names = (question: string): number =>
    source({ conversation: 'web:owner', where: 'owner' as never, question }).length;
  expect(names('anything')).toBe(13);
  await linked.close();
  expect(names('anything')).toBe(0);
  wanted = { ...wanted, skill: { name: 's', triggers: ['mail'] } };
  expect(names('anything')).toBe(0);
  expect(woken).toEqual([]);
  expect(names('Read my mail, please')).toBe(13);
  expect(woken).toEqual(['bad']);
});
