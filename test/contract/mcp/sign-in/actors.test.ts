/** A server that wants a sign-in, as an actor on the real host: left alone, told once, used after the yes; no secret in store or log. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AgentPorts } from '../../../../src/actors/agent-ports.ts';
import { buildMcp, type McpWiring } from '../../../../src/app/tools/mcp.ts';
import { machines } from '../../../../src/machines/registry.ts';
import { mcpStore } from '../../../../src/persistence/mcp.ts';
import { cleanUp, rig as hostRig, type Rig } from '../../../host/rig.ts';
import { agreed } from '../../../kit/oauth/owner.ts';
import { signInRig, type SignInRig } from './rig.ts';

let rig: SignInRig;
let world: Rig;
let mcp: McpWiring;
let told: string[];
let logged: unknown[];

beforeEach(async () => {
  rig = await signInRig();
  told = [];
  logged = [];
  const notices = new Set<string>();
  const log = (...line: unknown[]): void => void logged.push(line);
  writeFileSync(join(rig.home, 'mcp.json'), JSON.stringify({ mcpServers: { kept: { url: rig.stub.url } } }));
  const store = new Proxy({} as ReturnType<typeof mcpStore>, {
    get: (_, key) => Reflect.get(mcpStore(world.stores.db), key) as unknown,
  });
  mcp = buildMcp({ options: { home: rig.home, env: {} }, store, skills: () => [], taken: () => new Set(), log });
  const ports = {
    log,
    clock: { now: () => world.clock.now() },
    noticeQueue: {
      add({ id, text }: { id: string; text: string }) {
        if (!notices.has(id)) told.push(text);
        notices.add(id);
        return false;
      },
    },
    chosen: { get: () => undefined },
    settings: { language: 'English' },
  } as unknown as AgentPorts;
  world = hostRig({ machines: machines.filter(({ name }) => name === 'mcpServer'), activities: mcp.activities(ports) });
  let ids = 0;
  mcp.attach(world.host, { peek: (address: string) => world.state(address) as never }, () => String(ids++));
});

afterEach(async () => {
  await world.host.stop(5000);
  cleanUp();
  await rig.close();
});

async function reaches(wanted: unknown): Promise<void> {
  await expect.poll(() => world.state('mcpServer:kept')?.value, { timeout: 20_000, interval: 30 }).toEqual(wanted);
}

const tried = (tool: string) => mcp.desk().try('kept', tool, {}, AbortSignal.timeout(10_000));

test('it is left alone until its owner has signed in, and they hear of it once', async () => {
  await mcp.post([], 'a');
  await reaches('signedOut');
  const { rev } = world.state('mcpServer:kept')!;
  await world.clock.pass(3_600_000);
  expect(world.state('mcpServer:kept')?.rev).toBe(rev);
  expect(rig.stub.asked).toEqual([]);
  expect(told).toEqual([
    'I cannot use the tools of "kept" until you sign in there. Run "omega mcp login kept" in a terminal.',
  ]);
  expect(mcp.desk().servers()).toMatchObject([
    { name: 'kept', state: 'signedOut', detail: 'The MCP server "kept" needs a sign-in: omega mcp login kept' },
  ]);
  await agreed(rig.signIn, rig.kept());
  await mcp.desk().reconnect('kept');
  await reaches({ linked: 'healthy' });
  expect(mcp.desk().servers()).toMatchObject([{ state: 'healthy', detail: '', tools: 2 }]);
});

test('more rights are asked for in words; a sign-in that is taken back ends its use', async () => {
  rig.stub.faults = { challenge: 'reading', writes: 'writing' };
  await agreed(rig.signIn, rig.kept());
  await mcp.post([], 'a');
  await reaches({ linked: 'healthy' });
  await expect(tried('write')).rejects.toThrow('wants more rights (writing): omega mcp login kept');
  await expect
    .poll(() => told)
    .toEqual([
      'The server "kept" wants more rights for this (writing). To give them, run "omega mcp login kept" in a terminal.',
    ]);
  expect((await tried('read')).text).toBe('ok');
  rig.stub.expire();
  rig.stub.faults.token = 'refuses';
  await expect(tried('read')).rejects.toMatchObject({ code: 'tool.remote' });
  await reaches('signedOut');
});

test('no token, code or secret is in the database, its journal or the log', async () => {
  await agreed(rig.signIn, rig.kept());
  await mcp.post([], 'a');
  await reaches({ linked: 'healthy' });
  rig.stub.expire();
  expect((await tried('read')).text).toBe('ok');
  rig.stub.expire();
  rig.stub.faults.token = 'fails';
  await expect(tried('read')).rejects.toMatchObject({ code: 'tool.remote' });
  world.stores.db.pragma('wal_checkpoint(TRUNCATE)');
  const { name } = world.stores.db;
  const folder = join(name, '..');
  const files = readdirSync(folder).filter((file) => file.startsWith(name.slice(folder.length + 1)));
  const bytes = files.map((file) => readFileSync(join(folder, file), 'latin1')).join('');
  expect(rig.stub.given.length).toBeGreaterThan(4);
  expect(bytes.length).toBeGreaterThan(10_000);
  for (const secret of rig.stub.given) {
    expect(bytes).not.toContain(secret);
    expect(JSON.stringify([logged, told])).not.toContain(secret);
  }
});
