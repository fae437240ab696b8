/** A server as an actor on the real host: started, killed, started again, changed, agreed to, misconfigured; in a process of its own each time. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AgentPorts } from '../../../src/actors/agent-ports.ts';
import { buildMcp, type McpWiring } from '../../../src/app/tools/mcp.ts';
import type { McpStore } from '../../../src/contracts/ports/stores/mcp-store.ts';
import { machines } from '../../../src/machines/registry.ts';
import { mcpStore } from '../../../src/persistence/mcp.ts';
import { cleanUp, rig, type Rig } from '../../host/rig.ts';
import { fixture } from './rig.ts';

let home: string;
let world: Rig;
let mcp: McpWiring;
let told: { id: string; text: string }[];
let ids = 0;

const write = (servers: object): void => writeFileSync(join(home, 'mcp.json'), JSON.stringify({ mcpServers: servers }));
const entry = (...args: string[]): object => ({
  command: process.execPath,
  args: [fixture('hostile'), `mark-${process.pid}`, ...args],
});
const state = (name = 'bad'): unknown => world.state(`mcpServer:${name}`)?.value;

/** Waits for a state; time passes when it has to. */
async function reaches(wanted: unknown, passMs = 0, name = 'bad'): Promise<void> {
  await expect
    .poll(
      async () => {
        await world.clock.pass(passMs);
        return state(name);
      },
      { timeout: 20_000, interval: 50 },
    )
    .toEqual(wanted);
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-mcp-'));
  told = [];
  write({ bad: entry() });
  const stores = new WeakMap<object, McpStore>();
  const lazy = new Proxy({} as McpStore, {
    get(_, key) {
      const { db } = world.stores;
      const store = stores.get(db) ?? mcpStore(db);
      stores.set(db, store);
      return Reflect.get(store, key) as unknown;
    },
  });
  mcp = buildMcp({
    options: { home, env: {} },
    store: lazy,
    skills: () => [],
    taken: () => new Set(),
    log: () => undefined,
  });
  const ports = {
    log: () => undefined,
    noticeQueue: { add: (notice: { id: string; text: string }) => (told.push(notice), false) },
    chosen: { get: () => undefined },
    settings: { language: 'English' },
  } as unknown as AgentPorts;
  world = rig({ machines: machines.filter(({ name }) => name === 'mcpServer'), activities: mcp.activities(ports) });
  const peek = (address: string) => world.state(address) as never;
  mcp.attach(world.host, { peek }, () => String(ids++));
});

afterEach(async () => {
  await world.host.stop(5000);
  cleanUp();
  rmSync(home, { recursive: true });
});

/** Process ids of the server. */
function processes(): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines
    .filter((line) => line.includes(`hostile.ts mark-${process.pid}`))
    .map((line) => Number.parseInt(line, 10));
}

test('it is started, killed, and connected again by itself; its tools are offered only while it is there', async () => {
  await mcp.post([], 'a');
  await reaches({ linked: 'healthy' });
  const offered = (): number => mcp.source({ conversation: 'web:owner', where: 'owner' as never, question: '' }).length;
  expect(offered()).toBe(13);
  expect(mcp.desk().servers()).toMatchObject([
    { name: 'bad', state: 'healthy', peer: 'hostile 6.6.6, 2025-11-25', tools: 13, waiting: 0 },
  ]);
  const [first] = processes();
  process.kill(first!, 'SIGKILL');
  await reaches('backingOff');
  expect(offered()).toBe(0);
  await reaches({ linked: 'healthy' }, 5000);
  expect(offered()).toBe(13);
  expect(processes()).toHaveLength(1);
  expect(processes()).not.toContain(first);
  expect((await mcp.desk().try('bad', 'ok', {}, AbortSignal.timeout(10_000))).text).toBe('ok');
  await expect(mcp.desk().try('bad', 'nothing', {}, AbortSignal.timeout(10_000))).rejects.toMatchObject({
    code: 'tool.unknown',
  });
});

test('when its tools change it is quarantined, the owner is told once, and their yes lets it go on', async () => {
  await mcp.post([], 'a');
  await reaches({ linked: 'healthy' });
  await mcp.desk().try('bad', 'turn', {}, AbortSignal.timeout(10_000));
  await reaches({ linked: 'quarantined' });
  expect(told.map(({ text }) => text)).toEqual([
    'The server "bad" has changed its tools, so I do not use these until you agree: new, ok. See what changed with "omega mcp consent bad".',
  ]);
  expect(
    mcp
      .desk()
      .tools('bad')
      .filter(({ held }) => held !== ''),
  ).toMatchObject([
    { name: 'ok', held: 'changed' },
    { name: 'new', held: 'added' },
  ]);
  const waiting = mcp.desk().waiting('bad');
  expect(
    await mcp.desk().consent(
      'bad',
      waiting.map(({ wire }) => wire),
    ),
  ).toEqual(['new', 'ok']);
  await reaches({ linked: 'healthy' });
  expect(
    mcp
      .desk()
      .tools('bad')
      .filter(({ held }) => held !== ''),
  ).toEqual([]);
});

test('a server that lists no proper tools is asked again, then connected anew, and never offered', async () => {
  write({ bad: { ...entry(), args: [fixture('hostile'), 'twins'] } });
  await mcp.post([], 'a');
  await reaches({ linked: 'degraded' });
  await reaches('backingOff', 15_000);
  expect(world.state('mcpServer:bad')?.context).toMatchObject({ code: 'mcp.protocol', tools: 0 });
});

test('a command that is missing is told to the owner, and mended by another entry', async () => {
  write({ bad: { command: '/nonexistent/program' } });
  await mcp.post([], 'a');
  await reaches('misconfigured');
  expect(told.map(({ text }) => text)).toEqual([
    'I cannot use the tools of "bad": its command was not found. Correct mcp.json and restart me.',
  ]);
  write({ bad: entry() });
  await mcp.post(['bad'], 'b');
  await reaches({ linked: 'healthy' });
});

test('a change of mcp.json is taken over when it is looked at; what has not changed goes on as it is', async () => {
  await mcp.post([], 'a');
  await reaches({ linked: 'healthy' });
  const [first] = processes();
  const look = (): string[] =>
    mcp
      .desk()
      .servers()
      .map(({ name }) => name);
  write({ bad: entry(), more: { ...entry('more'), timeout_seconds: 9 } });
  expect(look()).toEqual(['bad', 'more']);
  await reaches({ linked: 'healthy' }, 0, 'more');
  expect(processes()).toHaveLength(2);
  expect(processes()).toContain(first);
  writeFileSync(join(home, 'mcp.json'), '{"mcpServers": {"bad"');
  expect(look()).toEqual(['bad', 'more']);
  write({ more: { ...entry('more'), timeout_seconds: 8 } });
  expect(look()).toEqual(['more']);
  await reaches('disabled');
  await expect.poll(processes, { timeout: 10_000 }).toHaveLength(1);
  await reaches({ linked: 'healthy' }, 0, 'more');
});

test('what is no longer in mcp.json is stopped, and leaves no process', async () => {
  await mcp.post([], 'a');
  await reaches({ linked: 'healthy' });
  expect(processes()).toHaveLength(1);
  write({ bad: { ...entry(), enabled: false } });
  await mcp.post(['bad'], 'b');
  await reaches('disabled');
  await expect.poll(processes, { timeout: 10_000 }).toEqual([]);
});

test('after the death of the daemon the actor goes on where it was', async () => {
  await mcp.post([], 'a');
  await reaches({ linked: 'healthy' });
  world = world.crash();
  const { rev } = world.state('mcpServer:bad')!;
  await expect.poll(() => world.state('mcpServer:bad')?.rev, { timeout: 10_000 }).toBeGreaterThan(rev);
  await reaches({ linked: 'healthy' });
  await expect.poll(() => mcp.parts.host.link('bad')?.peer.name, { timeout: 10_000 }).toBe('hostile');
});
