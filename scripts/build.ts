/** Builds dist/ for the npm package: a clean folder, then the compiler's output of src and test/kit. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const run = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
  cwd: root,
});
if (run.status !== 0) process.exit(run.status ?? 1);

// A build without its entry point would publish a package that cannot start, so it is no success.
for (const file of ['src/cli/main.js', 'test/kit/core.js']) {
  if (existsSync(join(dist, file))) continue;
  console.error(`build: dist/${file} was not written`);
  process.exit(1);
}
