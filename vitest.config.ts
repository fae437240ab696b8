/** The test projects, one per kind of test; `vitest run --project <name>` runs one. */
import { defineConfig } from 'vitest/config';

/** One project: every *.test.ts under `test/<name>` and nothing else. */
function project(name: string, more: Record<string, unknown> = {}) {
  return { test: { name, include: [`test/${name}/**/*.test.ts`], exclude: ['**/planted/**'], ...more } };
}

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('oracle'),
      project('architecture', { testTimeout: 30_000 }),
      project('model', { testTimeout: 60_000 }),
      project('contract', { testTimeout: 30_000 }),
      project('host', { testTimeout: 30_000 }),
      project('agent', { testTimeout: 60_000 }),
      project('e2e', { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false }),
    ],
  },
});
