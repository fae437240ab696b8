/**
 * The whole check, as a list of named steps: the same here and on a server.
 *
 *   node scripts/ci.ts                 every step, stops at the first that fails
 *   node scripts/ci.ts quick           the steps of a few seconds
 *   node scripts/ci.ts lint unit       these steps
 *   node scripts/ci.ts --list          the steps, their commands, and what is missing for them
 *   --keep-going                       runs on after a failure and lists all of them
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { add, closingLine, NONE, type Counts, type Report } from './report.ts';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Folder of tests; their results are counted. */
  readonly tests?: string;
}

const root = join(import.meta.dirname, '..');
const LIMIT_MS = 30 * 60_000;
/** What tests need beside npm packages; `.ci/run` installs it. */
const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/tmux'];

const STEPS: readonly Step[] = [
  step('format', 'oxfmt --check .'),
  step('lint', 'oxlint .'),
  step('types', 'tsc -p .'),
  step('lock', 'node scripts/lock.ts --check'),
  step('unused', 'knip'),
  tests('architecture'),
  tests('unit'),
  tests('oracle'),
  tests('model'),
  tests('contract'),
  tests('host'),
  tests('agent'),
  step('sim', 'node scripts/sim.ts --seeds 500'),
  step('docs', 'node scripts/docs.ts --check'),
  step('pack', 'node scripts/pack.ts'),
  tests('e2e'),
  step('chaos', 'node scripts/chaos.ts'),
];
const QUICK = ['format', 'lint', 'types', 'architecture', 'unit'];

function step(name: string, command: string): Step {
  return { name, command: command.split(' ') };
}

function tests(name: string): Step {
  return { ...step(name, `vitest run --project ${name}`), tests: `test/${name}` };
}

/** Runs one step with the project's own tools first on the PATH. Its test report, if any, goes to a file. */
function run({ command, tests: folder }: Step, report: string): boolean {
  const more = folder ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
  const [program = '', ...args] = [...command, ...more];
  const result = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  if (result.error) console.error(result.error.message);
  return result.status === 0 && (!folder || existsSync(report));
}

/** The results in a report file; none when the run ended before it wrote one. */
function countsOf(report: string): Counts {
  return existsSync(report) ? add(NONE, JSON.parse(readFileSync(report, 'utf8')) as Report, root) : NONE;
}

function sum(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] };
}

/** On a server nothing may be left out: there everything that tests need is installed first. */
function isComplete({ skipped }: Counts): boolean {
  if (skipped.length === 0 || process.env['CI'] !== 'true') return true;
  const claude = process.env['OMEGA_TEST_CLAUDE'] ?? '`claude`, named by OMEGA_TEST_CLAUDE';
  const absent = [...PROGRAMS, claude].filter((program) => !existsSync(program));
  const reason = absent.length === 0 ? '' : ` (not installed: ${absent.join(', ')})`;
  console.error(`${skipped.length} tests were skipped, and CI=true allows none${reason}:\n  ${skipped.join('\n  ')}`);
  return false;
}

/** What a step needs and does not find: its script or its tests. */
function missing({ command, tests: folder }: Step): string | undefined {
  if (folder) return globSync(`${folder}/**/*.test.ts`, { cwd: root }).length > 0 ? undefined : `tests in ${folder}`;
  const script = command.find((word) => word.startsWith('scripts/'));
  return script === undefined || existsSync(join(root, script)) ? undefined : script;
}

function list(): void {
  for (const one of STEPS) {
    const gap = missing(one);
    console.log(`${one.name.padEnd(14)}${one.command.join(' ')}${gap === undefined ? '' : `   MISSING: ${gap}`}`);
  }
}

/** The steps that the words on the command line ask for; ends with a sentence when a word is not one. */
function chosen(words: readonly string[]): readonly Step[] {
  const names = words.flatMap((word) => (word === 'quick' ? QUICK : [word]));
  const unknown = names.find((name) => !STEPS.some((one) => one.name === name));
  if (unknown !== undefined) {
    console.error(`ci: no step "${unknown}"; there are: quick, ${STEPS.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  return names.length === 0 ? STEPS : STEPS.filter(({ name }) => names.includes(name));
}

function runAll(steps: readonly Step[], keepGoing: boolean): void {
  const reports = mkdtempSync(join(tmpdir(), 'omega-ci-'));
  const failures: string[] = [];
  let counts = NONE;
  for (const one of steps) {
    console.log(`\n== ${one.name}: ${one.command.join(' ')}`);
    const gap = missing(one);
    if (gap !== undefined) console.error(`${gap} is missing`);
    const started = performance.now();
    const report = join(reports, `${one.name}.json`);
    const isRun = gap === undefined && run(one, report);
    const now = countsOf(report);
    counts = sum(counts, now);
    const isGreen = isComplete(now) && isRun;
    console.log(
      `== ${one.name} ${isGreen ? 'ok' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
    if (!isGreen) failures.push(one.name);
    if (!isGreen && !keepGoing) break;
  }
  rmSync(reports, { recursive: true, force: true });
  close(counts, failures);
}

/** Says how it ended: what failed and how to repeat it, what was skipped, and the closing line. */
function close(counts: Counts, failures: readonly string[]): void {
  for (const name of failures) console.error(`\n${name} failed; to repeat it: node scripts/ci.ts ${name}`);
  if (failures.length > 0) process.exitCode = 1;
  if (counts.skipped.length > 0) console.log(`\nskipped:\n  ${counts.skipped.join('\n  ')}`);
  // A failure that no test counts (format, lint, types) must not end in a line that says "0 failed".
  if (failures.length === 0 || counts.failed > 0) console.log(`\n${closingLine(counts)}`);
}

const words = process.argv.slice(2);
if (words.includes('--list')) list();
else runAll(chosen(words.filter((word) => !word.startsWith('--'))), words.includes('--keep-going'));
