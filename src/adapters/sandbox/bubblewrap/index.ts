/** The sandbox of Linux: bubblewrap outside, Landlock, seccomp and limits within. A mode that cannot be had in full is refused. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { Sandbox, SandboxJob, SandboxLevel, SandboxResult } from '../../../contracts/ports/tools/sandbox.ts';
import { openProxy } from '../shared/egress/proxy.ts';
import type { SandboxOptions } from '../shared/options.ts';
import { isBelow, placeOf, realPath, resolved } from '../shared/places.ts';
import { commandOf } from './command.ts';
import { findLevel } from './level.ts';
import { holdPlaces, type Holds } from './placeholders.ts';
import { runCommand } from './run.ts';

const GRACE_MS = 2000;

/** Makes the sandbox of a Linux machine; `program` is bubblewrap, found on the PATH unless told. */
export function createBubblewrap(options: SandboxOptions, program = 'bwrap'): Sandbox {
  const holds: Holds = new Map();
  const runFreely = (job: SandboxJob, signal: AbortSignal): Promise<SandboxResult> =>
    runJob({ options: real(options), program, holds }, job, signal);
  let known: Promise<SandboxLevel> | undefined;
  const level = (): Promise<SandboxLevel> => (known ??= findLevel(options, program, runFreely));
  return {
    level,
    async run(job, signal) {
      signal.throwIfAborted();
      const { modes, advice } = await level();
      if (!modes.includes(job.mode))
        throw new OmegaError(
          'tool.unavailable',
          `The sandbox mode ${job.mode} cannot be had on this machine. ${advice}`,
        );
      return runFreely(job, signal);
    },
  };
}

/** With links resolved: what is mounted is mounted where it really is. */
function real(options: SandboxOptions): SandboxOptions {
  return { ...options, protect: resolved(options.protect), user: realPath(options.user) ?? options.user };
}

interface Bench {
  readonly options: SandboxOptions;
  readonly program: string;
  readonly holds: Holds;
}

async function runJob(
  { options, program, holds }: Bench,
  job: SandboxJob,
  signal: AbortSignal,
): Promise<SandboxResult> {
  const place = placeOf(job.workspace, job.cwd, options.protect);
  const { hidden, frozen, data } = options.protect;
  const proxy = job.egress.length === 0 ? undefined : await openProxy(job.egress);
  const written = job.mode === 'rwx' ? [options.user, place.workspace] : [place.workspace];
  // What lies in the data folder is hidden with it and needs no place of its own.
  const wanted = [data, ...[...hidden, ...frozen].filter((path) => !isBelow(path, data))];
  const releases = written.map((folder) => holdPlaces(wanted, folder, holds));
  try {
    const command = commandOf(job, place, options, proxy?.socket);
    const result = await runCommand(command, job, { program, graceMs: options.graceMs ?? GRACE_MS, signal });
    await proxy?.close();
    return { ...result, egress: proxy?.attempts() ?? [] };
  } finally {
    for (const release of releases.toReversed()) release();
    await proxy?.close();
  }
}
