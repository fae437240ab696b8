/** The one gate: nothing but it reaches an executor, and nothing but the activities of a tool call reaches the gate. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, readSources } from './source.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = readSources(root, 'src/**/*.ts');

/** Files that import something whose path matches. */
function importers(target: RegExp, except: RegExp): string[] {
  return sources
    .filter(({ path }) => !except.test(path))
    .filter((source) => importsOf(source).some((one) => target.test(one.target)))
    .map(({ path }) => path);
}

test('executors are made by the wiring and known to nobody else', () => {
  expect(
    importers(/adapters\/executors\//, /^src\/adapters\/executors\//).filter((p) => !/^src\/app[./]/.test(p)),
  ).toEqual([]);
});

test('only the gate runs an executor; the owner’s own hand tries tools of servers', () => {
  const callers = sources
    .filter(({ path, text }) => path.startsWith('src/actors/') && /\bexecutor\w*(?:\([^)]*\))?\.run\(/i.test(text))
    .map(({ path }) => path);
  expect(callers.toSorted()).toEqual(['src/actors/mcp/desk.ts', 'src/actors/redaction.ts', 'src/actors/tools/gate.ts']);
});

test('the gate is asked by the activities of a tool call alone', () => {
  const users = sources.filter(({ path, text }) => path !== 'src/actors/tools/gate.ts' && /\bgate\.run\(/.test(text));
  expect(users.map(({ path }) => path)).toEqual(['src/actors/activities/tool/execute.ts']);
});
