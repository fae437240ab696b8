/** Large packages are loaded once, when they are needed first, and not with the program. */
import { expect, test, vi } from 'vitest';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

test('a package is loaded when it is asked for first, and once', async () => {
  vi.resetModules();
  const { onDemand, provideLoader } = await import('../../../src/domain/on-demand.ts');
  expect(() => onDemand('yaml')).toThrow('nobody has said how yaml is loaded');
  const asked: string[] = [];
  provideLoader((name) => ({ name, n: asked.push(name) }));
  expect(onDemand('yaml')).toEqual({ name: 'yaml', n: 1 });
  expect(onDemand('yaml')).toBe(onDemand('yaml'));
  expect(asked).toEqual(['yaml']);
});

test(
  'the daemon begins without the readers of times and of YAML, and loads a reader with the first words',
  { timeout: 60_000 },
  () => {
    const root = join(import.meta.dirname, '..', '..', '..');
    const program = `
    import { createRequire, registerHooks } from 'node:module';
    const seen = new Set();
    const large = (url) => /node_modules\\/(chrono-node|yaml)\\//.exec(url)?.[1];
    registerHooks({ load(url, context, next) { const name = large(url); if (name) seen.add(name); return next(url, context); } });
    await import('./src/app.ts');
    const before = [...seen];
    const { parseWhen } = await import('./src/domain/schedule/when.ts');
    const at = parseWhen('tomorrow at 9', { now: 0, zone: 'UTC' })?.at;
    console.log(JSON.stringify({ before, at }));`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(JSON.parse(said)).toEqual({ before: [], at: 118_800_000 });
  },
);
