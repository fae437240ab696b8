/** The client against servers that people really use: everything, filesystem, memory. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { offerOf } from '../../../src/domain/mcp/offer.ts';
import { pinnable } from '../../../src/actors/mcp/wire.ts';
import type { McpWay } from '../../../src/contracts/mcp/servers.ts';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { link, server, textOf } from './rig.ts';

const packages = join(import.meta.dirname, '../../../node_modules/@modelcontextprotocol');
let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'omega-mcp-')));
  writeFileSync(join(folder, 'note.txt'), 'Buy milk.');
});
afterAll(() => rmSync(folder, { recursive: true }));

const real = (name: string, args: string[] = [], env: Record<string, string> = {}): McpWay => ({
  kind: 'stdio',
  command: process.execPath,
  args: [join(packages, name, 'dist/index.js'), ...args],
  env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, new SecretValue(value, 'test')])),
});

test('filesystem: reads what is inside, refuses what is outside, and every tool can be offered', async () => {
  const linked = await link(server('files', real('server-filesystem', [folder])));
  try {
    const tools = pinnable('files', await linked.tools());
    const { tools: offered, warnings } = offerOf(
      [{ facts: { name: 'files', era: 'auto', host: null }, tools }],
      new Set(),
    );
    expect(warnings).toEqual([]);
    expect(offered).toHaveLength(tools.length);
    expect(offered.find(({ modelName }) => modelName === 'mcp_files_read_text_file')?.manifest.policy.minApproval).toBe(
      'ask_once',
    );
    expect(offered.find(({ modelName }) => modelName === 'mcp_files_write_file')?.manifest.policy.minApproval).toBe(
      'ask_each',
    );
    expect(textOf(await linked.call('read_text_file', { path: join(folder, 'note.txt') }))).toBe('Buy milk.');
    expect(await linked.call('read_text_file', { path: '/etc/passwd' })).toMatchObject({ failed: true });
  } finally {
    await linked.close();
  }
});

test('memory: what is written is found again', async () => {
  const linked = await link(
    server('memory', real('server-memory', [], { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') })),
  );
  try {
    const entities = [{ name: 'Ada', entityType: 'person', observations: ['likes tea'] }];
    expect(await linked.call('create_entities', { entities })).toMatchObject({ failed: false });
    expect(textOf(await linked.call('search_nodes', { query: 'tea' }))).toContain('Ada');
  } finally {
    await linked.close();
  }
});

test('everything: words, pictures, progress, bad arguments, environment kept back', async () => {
  process.env['OMEGA_TEST_SECRET'] = 'must not be seen';
  const linked = await link(server('everything', real('server-everything')));
  try {
    expect(textOf(await linked.call('echo', { message: 'hello' }))).toContain('hello');
    expect((await linked.call('get-tiny-image')).content.map((part) => part['type'])).toContain('image');
    const heard: string[] = [];
    await linked.call(
      'trigger-long-running-operation',
      { duration: 1, steps: 2 },
      { progress: (words) => heard.push(words) },
    );
    expect(heard.length).toBeGreaterThan(0);
    const list = textOf(await linked.call('resources'));
    expect(list).toMatch(/^demo:\/\/resource\/static\/document\/\S+ /);
    expect(list).toContain('demo://resource/dynamic/text/{resourceId}');
    const [uri = ''] = list.split(' ');
    expect((await linked.call('resources', { uri })).content).toEqual([
      { type: 'resource', resource: expect.objectContaining({ uri, text: expect.stringMatching(/\S/) as string }) },
    ]);
    await expect(linked.call('resources', { uri: 'demo://none' })).rejects.toMatchObject({ code: 'tool.remote' });
    expect(await linked.call('get-sum', { a: 'x', b: 1 })).toMatchObject({ failed: true });
    expect(textOf(await linked.call('get-env'))).not.toContain('must not be seen');
  } finally {
    delete process.env['OMEGA_TEST_SECRET'];
    await linked.close();
  }
});
