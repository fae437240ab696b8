/** The executor of the sandbox with real programs and files: the tools that ship, and programs of other manifests. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@cfworker/json-schema';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBubblewrap } from '../../src/adapters/sandbox/bubblewrap/index.ts';
import { createSandboxJob, type SandboxJobExecutor } from '../../src/adapters/executors/sandbox-job/index.ts';
import { SANDBOX_TOOLS } from '../../src/contracts/tools/sandbox-tools.ts';
import type { JsonObject } from '../../src/contracts/json.ts';
import type { ToolCall, ToolOutput } from '../../src/contracts/ports/tools/executor.ts';
import { ToolManifest } from '../../src/contracts/tools/tool.ts';
import { context, executorContract } from './executor.contract.ts';
import { buildWorld, hasBubblewrap, type World } from './sandbox/world.ts';

test('the manifests of the tools are valid ones', () => {
  for (const manifest of SANDBOX_TOOLS) expect(ToolManifest.parse(manifest)).toEqual(manifest);
  expect(SANDBOX_TOOLS.map(({ id, replay }) => `${id} ${replay?.repeat}`)).toEqual([
    'omega/bash once',
    'omega/read pure',
    'omega/write idempotent',
    'omega/edit idempotent',
    'omega/list pure',
    'omega/search pure',
  ]);
});

describe.skipIf(!hasBubblewrap)('tools in the sandbox (skipped without bubblewrap)', () => {
  let world: World;
  let executor: SandboxJobExecutor;
  let workspace: string;
  let last = 0;
  const manifestOf = (name: string): ToolManifest => {
    const found = SANDBOX_TOOLS.find(({ id }) => id === `omega/${name}`);
    if (found === undefined) throw new Error(name);
    return found;
  };
  const call = (manifest: ToolManifest, args: JsonObject): ToolCall => ({
    id: `call-${++last}`,
    run: 'r',
    conversation: 'c',
    person: 'owner',
    manifest,
    args,
    place: { workspace, mode: 'sandbox', egress: [] },
  });
  const run = async (name: string, args: JsonObject): Promise<ToolOutput> => {
    const given = await executor.run(call(manifestOf(name), args), context());
    const verdict = new Validator(manifestOf(name).outputSchema, '2020-12').validate(given.output);
    expect(verdict.errors).toEqual([]);
    return given;
  };
  const fails = async (name: string, args: JsonObject): Promise<string> => {
    const error = (await executor.run(call(manifestOf(name), args), context()).catch((thrown: unknown) => thrown)) as {
      code: string;
      message: string;
    };
    return `${error.code}: ${error.message}`;
  };
  const put = (name: string, text: string | Buffer): void => {
    mkdirSync(join(workspace, name, '..'), { recursive: true });
    writeFileSync(join(workspace, name), text);
  };
  const get = (name: string): string => readFileSync(join(workspace, name), 'utf8');

  beforeAll(async () => {
    world = await buildWorld(process.getuid?.() ?? 0);
    executor = createSandboxJob(createBubblewrap(world.options), join(world.data, 'sandbox/marks'));
  });
  afterAll(() => world?.close());
  beforeEach(() => {
    workspace = mkdtempSync(join(world.data, 'workspaces/t-'));
    symlinkSync(world.outside, join(workspace, 'papers'));
    symlinkSync(join(world.data, 'omega.db'), join(workspace, 'db'));
  });

  executorContract({
    executor: () => executor,
    good: () => call(manifestOf('list'), {}),
    bad: () => call(manifestOf('read'), { path: 'none' }),
    slow: () => call(manifestOf('bash'), { command: 'sleep 100' }),
  });

  test('arguments that do not fit are refused as such', async () => {
    expect(await fails('read', { path: 1 })).toMatch(/^tool\.arguments_invalid: omega\/read: /);
    expect(await fails('write', { path: 'a\0b', content: '' })).toMatch(/^tool\.arguments_invalid: /);
    expect(await fails('bash', { command: 'true', shell: 'zsh' })).toMatch(/^tool\.arguments_invalid: /);
  });

  describe('bash', () => {
    test('gives streams and exit code; a failure is a result', async () => {
      const { output, text } = await run('bash', { command: 'echo "$(pwd)"; echo bad >&2; exit 4' });
      expect(output).toMatchObject({
        exit_code: 4,
        signal: null,
        ended: 'exit',
        stdout: `${workspace}\n`,
        stderr: 'bad\n',
      });
      expect(text).toBe(`${workspace}\n[stderr]\nbad\n\n(exit code 4)`);
    });

    test('cuts long output, and says so', async () => {
      const { output, text } = await run('bash', { command: 'head -c 100000 /dev/zero | tr "\\0" "ä"' });
      expect(output['total_bytes']).toBe(100_000);
      expect(text).toContain('… (output truncated: 100000 bytes in all, first 30000 shown)');
    });

    test('ends in time', async () => {
      const { output, text } = await run('bash', { command: 'echo begun; sleep 60', timeout_seconds: 1 });
      expect(output).toMatchObject({ ended: 'timeout', stdout: 'begun\n' });
      expect(text).toContain('ended after 1 seconds');
    });
  });

  describe('read', () => {
    test('gives parts by lines, with numbers, and says how much more there is', async () => {
      put('a.txt', Array.from({ length: 100 }, (_, i) => `line ${i + 1}\n`).join(''));
      const { output, text } = await run('read', { path: 'a.txt', offset: 3, limit: 2, numbers: true });
      expect(output).toMatchObject({ content: 'line 3\nline 4\n', lines: 100, first_line: 3, last_line: 4 });
      expect(text).toBe('3\tline 3\n4\tline 4\n… (96 more lines of 100, 792 bytes in all; offset 5 goes on)');
      expect((await run('read', { path: `${workspace}/a.txt` })).text).not.toContain('…');
      expect(await fails('read', { path: 'a.txt', offset: 101 })).toBe(
        'tool.failed: a.txt has 100 lines; line 101 is beyond its end.',
      );
    });

    test('gives at most 50,000 bytes and breaks no letter', async () => {
      put('long.txt', `x${'ä'.repeat(40_000)}\nend\n`);
      const { output, text } = await run('read', { path: 'long.txt' });
      expect(output['content']).toBe(`x${'ä'.repeat(24_999)}`);
      expect(text).toContain('(1 more lines of 2, 80006 bytes in all; offset 1 goes on)');
    });

    test('gives pictures as pictures, and no other bytes', async () => {
      const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(70_000, 7)]);
      put('p.png', png);
      const { images, output } = await run('read', { path: 'p.png' });
      expect(images).toEqual([{ mediaType: 'image/png', data: png.toString('base64') }]);
      expect(output).toMatchObject({ picture: true, size: 70_008 });
      put('big.png', Buffer.concat([png, Buffer.alloc(6_000_000)]));
      expect(await fails('read', { path: 'big.png' })).toContain('larger than 5 MB');
      put('bin', Buffer.from([1, 0, 2]));
      expect(await fails('read', { path: 'bin' })).toBe('tool.failed: bin is not a text file (3 bytes).');
    });

    test('an empty file, a folder, nothing, a pipe', async () => {
      put('empty', '');
      expect((await run('read', { path: 'empty' })).output).toMatchObject({ content: '', lines: 0, size: 0 });
      expect(await fails('read', { path: '.' })).toBe('tool.failed: . is not a file.');
      expect(await fails('read', { path: 'none/x' })).toBe('tool.failed: There is no none/x in the workspace.');
      await run('bash', { command: 'mkfifo pipe' });
      expect(await fails('read', { path: 'pipe' })).toBe('tool.failed: pipe is not a file.');
    });
  });

  test.each(['../x', '/etc/passwd', 'papers/letter.txt', 'db', 'a/../../x', 'papers/../x', '/proc/self/environ'])(
    'no tool for files leaves the workspace: %s',
    async (path) => {
      put('a/in.txt', 'in');
      const outside = /^tool\.outside: .* leads out of the workspace/;
      expect(await fails('read', { path })).toMatch(outside);
      expect(await fails('write', { path, content: 'x' })).toMatch(outside);
      expect(await fails('edit', { path, old: 'a', new: 'b' })).toMatch(outside);
      expect(await fails('list', { path })).toMatch(outside);
      expect(await fails('search', { path, pattern: 'a' })).toMatch(outside);
      expect(readFileSync(join(world.outside, 'letter.txt'), 'utf8')).toBe('dear reader\n');
    },
  );

  test('links within the workspace are followed; `..` is judged by where it leads', async () => {
    put('deep/in/it.txt', 'found');
    symlinkSync('deep/in', join(workspace, 'short'));
    symlinkSync('deep/in/it.txt', join(workspace, 'it'));
    expect((await run('read', { path: 'short/it.txt' })).output['content']).toBe('found');
    expect((await run('read', { path: 'short/../in/it.txt' })).output['content']).toBe('found');
    await run('write', { path: 'it', content: 'through' });
    expect(get('deep/in/it.txt')).toBe('through');
    expect(statSync(join(workspace, 'it')).isFile()).toBe(true);
    await run('write', { path: 'short/new.txt', content: 'n' });
    expect(get('deep/in/new.txt')).toBe('n');
  });

  describe('write', () => {
    test('makes folders, replaces whole files, keeps their rights', async () => {
      expect((await run('write', { path: 'x/y/z.sh', content: 'one' })).output).toMatchObject({
        created: true,
        bytes: 3,
      });
      chmodSync(join(workspace, 'x/y/z.sh'), 0o750);
      const { output } = await run('write', { path: 'x/y/z.sh', content: '' });
      expect(output).toMatchObject({ created: false, bytes: 0, bytes_before: 3 });
      expect(statSync(join(workspace, 'x/y/z.sh')).mode & 0o777).toBe(0o750);
      expect(await fails('write', { path: 'x/y', content: 'x' })).toBe('tool.failed: x/y is not a file.');
      expect(await fails('write', { path: 'x/y/z.sh/w', content: 'x' })).toMatch(/^tool\.failed: .* is not a folder/);
      symlinkSync('nowhere', join(workspace, 'dangling'));
      expect(await fails('write', { path: 'dangling', content: 'x' })).toMatch(/^tool\.failed: There is no dangling/);
    });

    test('large content arrives whole', async () => {
      const content = 'ü'.repeat(1_500_000);
      await run('write', { path: 'large', content });
      expect(get('large') === content).toBe(true);
    });
  });

  describe('edit', () => {
    test('replaces one place; more than one only when told', async () => {
      put('e.txt', 'one two two $& three');
      expect((await run('edit', { path: 'e.txt', old: 'one', new: '$&$1' })).output).toMatchObject({ replaced: 1 });
      expect(await fails('edit', { path: 'e.txt', old: 'two', new: '2' })).toMatch(/^tool\.failed: .* 2 times/);
      expect((await run('edit', { path: 'e.txt', old: 'two', new: '2', all: true })).output).toMatchObject({
        replaced: 2,
      });
      expect(get('e.txt')).toBe('$&$1 2 2 $& three');
      expect(await fails('edit', { path: 'e.txt', old: 'none', new: '2' })).toMatch(
        /^tool\.failed: .* does not stand in/,
      );
      put('latin', Buffer.from([0xe4, 0x41]));
      expect(await fails('edit', { path: 'latin', old: 'A', new: 'B' })).toMatch(/not a text file/);
    });

    test('a second attempt sees that the first one got through, also where it could be done again', async () => {
      put('r.txt', 'a');
      const twice = call(manifestOf('edit'), { path: 'r.txt', old: 'a', new: 'aa', all: true });
      await executor.run(twice, context());
      const again = await executor.run(twice, context({ attempt: 2, recovered: true }));
      expect(get('r.txt')).toBe('aa');
      expect(again.output).toEqual({ path: 'r.txt', replaced: 1, bytes: 2 });
      put('r.txt', 'a');
      await executor.run(twice, context({ attempt: 3, recovered: true }));
      expect(get('r.txt')).toBe('aa');
      put('r.txt', 'somebody else wrote a');
      await expect(executor.run(twice, context({ attempt: 4, recovered: true }))).rejects.toMatchObject({
        code: 'tool.lost',
      });
    });
  });

  test('list: names in order, kinds, depth; links are not followed', async () => {
    put('b/c/d.txt', '1234');
    put('a.txt', '12');
    put('node_modules/x/y.js', '');
    const flat = await run('list', {});
    expect(flat.text?.split('\n')).toEqual(['a.txt  2', 'b/', 'db  link', 'node_modules/', 'papers  link']);
    const deep = await run('list', { depth: 8 });
    expect(deep.text?.split('\n')).toEqual([
      'a.txt  2',
      'b/',
      'b/c/',
      'b/c/d.txt  4',
      'db  link',
      'node_modules/',
      'papers  link',
    ]);
    expect(await fails('list', { path: 'a.txt' })).toMatch(/is not a folder/);
    await run('bash', { command: 'mkdir many; for i in $(seq 1100); do : >many/$i; done' });
    const { output, text } = await run('list', { path: 'many' });
    expect([(output['entries'] as unknown[]).length, output['more']]).toEqual([1000, true]);
    expect(text).toContain('more than 1000');
  });

  test('search: text and patterns, globs, nothing found; a pattern is never an option', async () => {
    put('one.ts', 'const a = 1;\nconst b = a.c;\n');
    put('two.md', 'a.c\n--files\n');
    expect((await run('search', { pattern: 'a.c' })).output['lines']).toEqual([
      'one.ts:2:const b = a.c;',
      'two.md:1:a.c',
    ]);
    expect((await run('search', { pattern: 'const [ab] =', regex: true })).output['lines']).toHaveLength(2);
    expect((await run('search', { pattern: 'a.c', glob: '*.md' })).output['lines']).toEqual(['two.md:1:a.c']);
    expect((await run('search', { pattern: '--files' })).output['lines']).toEqual(['two.md:2:--files']);
    expect((await run('search', { pattern: 'zzz' })).text).toBe('Nothing found.');
    expect(await fails('search', { pattern: '(', regex: true })).toMatch(/^tool\.failed: The search failed/);
    put('wide.txt', 'needle in it\n'.repeat(150));
    put('wider.txt', `needle ${'x'.repeat(480)}\n`.repeat(190));
    const { output, text } = await run('search', { pattern: 'needle' });
    expect(output['truncated']).toBe(true);
    expect(text).toContain('… (output truncated:');
  });

  describe('programs of other manifests', () => {
    const manifest = (more: object): ToolManifest =>
      ToolManifest.parse({
        ...manifestOf('bash'),
        id: 'ada/tool',
        executor: { kind: 'sandbox_job', entry: ['sh', 'tool.sh'], limits: { wallMs: 10_000, memMiB: 128 }, ...more },
      });
    const ask = (more: object = {}, args: JsonObject = { n: 1 }): Promise<ToolOutput> =>
      executor.run(call(manifest(more), args), context());

    test('arguments come by stdin, the result by stdout', async () => {
      put('tool.sh', 'read -r x; printf \'{"got": %s, "arg": "%s"}\' "$x" "$1"');
      expect((await ask({ entry: ['sh', 'tool.sh', 'a b'] })).output).toEqual({ got: { n: 1 }, arg: 'a b' });
      expect((await ask({ entry: ['tool.sh'], runtime: 'sh' })).output).toMatchObject({ got: { n: 1 } });
    });

    test.each([
      ['echo no >&2; exit 3', 'tool.failed', /exit code 3: no/],
      ['echo "[1]"', 'tool.result_invalid', /no object/],
      ['echo "{"', 'tool.result_invalid', /no JSON/],
      ['head -c 100000 /dev/zero', 'tool.result_invalid', /more than it may/],
      ['kill -9 $$', 'tool.failed', /SIGKILL/],
    ])('%s', async (line, code, message) => {
      put('tool.sh', line);
      await expect(ask()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    });

    test.each([
      [{ bundle: `sha256:${'0'.repeat(64)}` }, /a bundle/],
      [{ mounts: [{ src: 'x', dst: '/box/x', mode: 'ro' }] }, /mounts/],
      [{ exports: ['*.png'] }, /exports/],
      [{ runtime: 'wasm' }, /wasm/],
      [{ entry: ['no-such-program'] }, /cannot be started/],
    ])('what is not done is refused: %j', async (more, message) => {
      put('tool.sh', 'echo "{}"');
      await expect(ask(more)).rejects.toMatchObject({
        code: 'tool.unavailable',
        message: expect.stringMatching(message),
      });
    });
  });

  describe('before a call runs, a person sees', () => {
    const preview = (name: string, args: JsonObject) => executor.preview(call(manifestOf(name), args));

    test('the command, its folder, its time', async () => {
      expect(await preview('bash', { command: 'rm -rf x' })).toEqual({
        title: 'Run a command',
        facts: [
          { label: 'folder', value: workspace },
          { label: 'seconds', value: '120' },
        ],
        body: 'rm -rf x',
        form: 'terminal',
      });
    });

    test('what a change would do, and nothing is changed', async () => {
      put('d.txt', 'one\ntwo\nthree\n');
      const { body, form, facts } = await preview('edit', { path: 'd.txt', old: 'two', new: '2' });
      expect([form, facts[1]]).toEqual(['diff', { label: 'file', value: 'd.txt' }]);
      expect(body.split('\n').slice(0, -1)).toEqual([
        '--- d.txt',
        '+++ d.txt',
        '@@ -1,3 +1,3 @@',
        ' one',
        '-two',
        '+2',
        ' three',
      ]);
      const fresh = await preview('write', { path: 'new/n.txt', content: 'hello\n' });
      expect(fresh.body).toContain('--- /dev/null\n+++ new/n.txt\n@@ -0,0 +1,1 @@\n+hello\n');
      expect([get('d.txt'), existsSync(join(workspace, 'new'))]).toEqual(['one\ntwo\nthree\n', false]);
    });

    test('nothing to answer where the call would fail anyway', async () => {
      put('d.txt', 'x x');
      await expect(preview('edit', { path: 'd.txt', old: 'x', new: 'y' })).rejects.toMatchObject({
        code: 'tool.failed',
      });
      await expect(preview('edit', { path: 'none', old: 'x', new: 'y' })).rejects.toMatchObject({
        code: 'tool.failed',
      });
      await expect(preview('write', { path: 'papers/letter.txt', content: 'y' })).rejects.toMatchObject({
        code: 'tool.outside',
      });
    });
  });

  test('no tool that ships runs where its mode cannot be had', async () => {
    const none = createSandboxJob(createBubblewrap(world.options, '/no/bwrap'), join(world.data, 'sandbox/marks'));
    const given: Record<string, JsonObject> = {
      read: { path: 'a' },
      write: { path: 'ran', content: '' },
      edit: { path: 'a', old: 'a', new: 'b' },
      list: {},
      search: { pattern: 'a' },
    };
    for (const [name, args] of Object.entries(given))
      await expect(none.run(call(manifestOf(name), args), context())).rejects.toMatchObject({
        code: 'tool.unavailable',
      });
    await expect(none.run(call(manifestOf('bash'), { command: 'touch ran' }), context())).rejects.toMatchObject({
      code: 'tool.unavailable',
    });
    expect(existsSync(join(workspace, 'ran'))).toBe(false);
    rmSync(workspace, { recursive: true });
  });
});
