/** The sandbox of macOS: sandbox-exec with a profile of its own for every job. A mode that cannot be had in full is refused. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OmegaError } from '../../../contracts/errors.ts';
import type { LivingSandbox, SandboxProgram } from '../../../contracts/ports/tools/program.ts';
import type {
  Sandbox,
  SandboxJob,
  SandboxLevel,
  SandboxMode,
  SandboxResult,
} from '../../../contracts/ports/tools/sandbox.ts';
import { gated } from '../shared/gated.ts';
import type { SandboxOptions } from '../shared/options.ts';
import { extrasOf, placeOf, resolved } from '../shared/places.ts';
import { tryMode } from '../shared/probe.ts';
import { profileOf } from './profile.ts';
import { runProgram, startProgram, type Start } from './run.ts';

const MODES: readonly SandboxMode[] = ['sandbox', 'rx', 'rwx'];
const SYSTEM_PATH = '/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin:/usr/sbin:/sbin';

/** Makes the sandbox of a Mac; `program` is sandbox-exec, at its place unless told. */
export function createSeatbelt(options: SandboxOptions, program = '/usr/bin/sandbox-exec'): Sandbox & LivingSandbox {
  const bench = (): SandboxOptions => ({ ...options, protect: resolved(options.protect) });
  return gated({
    findLevel: (run) => findLevel(options, run),
    run: (job, signal) => runJob(bench(), program, job, signal),
    start(job) {
      const { start, release } = prepare(bench(), program, job);
      return startProgram(start, release);
    },
  });
}

async function findLevel(
  options: SandboxOptions,
  run: (job: SandboxJob, signal: AbortSignal) => Promise<SandboxResult>,
): Promise<SandboxLevel> {
  const trials = [];
  for (const mode of MODES) trials.push(await tryMode(mode, options, run));
  const failed = trials.filter(({ trouble }) => trouble !== '');
  return {
    modes: trials.filter(({ trouble }) => trouble === '').map(({ mode }) => mode),
    mechanisms: failed.length === trials.length ? [] : ['Seatbelt', 'rlimits'],
    advice: failed.map(({ mode, trouble }) => `${mode} missing: ${trouble}`).join(' '),
  };
}

/** A job ready to start; `release` takes away its temporary files. */
function prepare<Job extends SandboxProgram>(
  options: SandboxOptions,
  program: string,
  job: Job,
): { start: Start<Job>; release: () => void } {
  if (job.egress.length > 0)
    throw new OmegaError('tool.unavailable', 'On macOS a job in the sandbox cannot be given hosts; run it without.');
  const place = placeOf(job.workspace, job.cwd, options.protect);
  const extras = extrasOf(job, options.protect);
  const tmp = realpathSync(mkdtempSync(join(tmpdir(), 'omega-job-')));
  const profile = profileOf({
    mode: job.mode,
    workspace: place.workspace,
    ...extras,
    tmp,
    user: options.user,
    programs: Object.values(options.programs),
    protect: options.protect,
  });
  const way = job.mode === 'sandbox' || options.searchPath === '' ? SYSTEM_PATH : options.searchPath;
  const env = {
    ...job.env,
    PATH: way,
    HOME: job.mode === 'rwx' ? options.user : tmp,
    LANG: 'en_US.UTF-8',
    TMPDIR: tmp,
  };
  return {
    start: { program, profile, job, cwd: place.cwd, env, graceMs: options.graceMs ?? 2000 },
    release: () => rmSync(tmp, { recursive: true, force: true }),
  };
}

async function runJob(
  options: SandboxOptions,
  program: string,
  job: SandboxJob,
  signal: AbortSignal,
): Promise<SandboxResult> {
  const { start, release } = prepare(options, program, job);
  try {
    return await runProgram(start, signal);
  } finally {
    release();
  }
}
