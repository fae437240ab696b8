/** Packs the npm package, installs it into an empty folder as a user would, and runs what was installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** The user's PATH: without the tools of this checkout, so that the package has to bring its own Node. */
const userPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
  .join(delimiter);

/** Runs a program and returns what it wrote; ends the script with its output when it fails. */
function run(cwd: string, path: string, program: string, ...args: readonly string[]): string {
  const result = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: path, NO_COLOR: '1' },
  });
  if (result.status === 0) return result.stdout;
  console.error(`${program} ${args.join(' ')} failed (${result.error?.message ?? `exit ${result.status}`})`);
  console.error(result.stdout, result.stderr);
  process.exit(1);
}

/** Ends the script with a sentence when something that was installed is not as it should be. */
function insist(truth: boolean, sentence: string): void {
  if (truth) return;
  console.error(`pack: ${sentence}`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'omega-pack-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const tools = process.env['PATH'] ?? '';

// npm pack runs the build itself (prepack); what it prints on stdout is the name of the file, last.
const tarball =
  run(root, tools, 'npm', 'pack', '--silent', '--pack-destination', folder).trim().split('\n').at(-1) ?? '';
console.log(run(root, tools, 'publint', 'run', join(folder, tarball), '--strict').trim());

writeFileSync(join(folder, 'package.json'), '{ "private": true }');
run(
  folder,
  userPath,
  'npm',
  'install',
  '--omit=dev',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  join(folder, tarball),
);

const omega = join(folder, 'node_modules', '.bin', 'omega');
const shown = run(folder, userPath, omega, '--version').trim();
insist(shown === version, `omega --version says "${shown}", package.json says ${version}`);
const help = run(folder, userPath, omega, '--help');
insist(/\bstart\b/.test(help), `omega --help does not name the command start:\n${help}`);
const installed = join(folder, 'node_modules', 'omega');
for (const shipped of ['migrations', 'web', 'dist', 'config.example.toml', 'LICENSE', 'README.md']) {
  insist(existsSync(join(installed, shipped)), `${shipped} is not in the package`);
}
console.log(`${tarball}: installs, runs, and says it is ${shown}`);
