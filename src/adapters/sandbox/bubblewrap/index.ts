/** The sandbox of Linux: bubblewrap outside, Landlock, seccomp and limits within. A mode that cannot be had in full is refused. */
import type {
  LivingSandbox,
  ProgramEnding,
  SandboxProgram,
  SandboxStarted,
} from '../../../contracts/ports/tools/program.ts';
import type { Sandbox, SandboxJob, SandboxResult } from '../../../contracts/ports/tools/sandbox.ts';
import { openProxy, type EgressProxy } from '../shared/egress/proxy.ts';
import { gated } from '../shared/gated.ts';
import type { SandboxOptions } from '../shared/options.ts';
import { extrasOf, isBelow, placeOf, realPath, resolved } from '../shared/places.ts';
import { commandOf, type Command } from './command.ts';
import { findLevel } from './level.ts';
import { holdPlaces, type Holds } from './placeholders.ts';
import { live } from './live.ts';
import { runCommand } from './run.ts';

const GRACE_MS = 2000;

/** Makes the sandbox of a Linux machine; `program` is bubblewrap, found on the PATH unless told. */
export function createBubblewrap(options: SandboxOptions, program = 'bwrap'): Sandbox & LivingSandbox {
  const holds: Holds = new Map();
  const bench = (): Bench => ({ options: real(options), program, holds });
  return gated({
    findLevel: (run) => findLevel(options, program, run),
    run: (job, signal) => runJob(bench(), job, signal),
    start: (job) => startProgram(bench(), job),
  });
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

/** What stands ready for one job. */
interface Prepared {
  readonly command: Command;
  readonly proxy: EgressProxy | undefined;
  /** Takes it down again. */
  release(): Promise<void>;
}

async function prepare({ options, holds }: Bench, job: SandboxProgram): Promise<Prepared> {
  const { hidden, frozen, data } = options.protect;
  const place = placeOf(job.workspace, job.cwd, options.protect);
  const extras = extrasOf(job, options.protect);
  const proxy = job.egress.length === 0 ? undefined : await openProxy(job.egress);
  const written = [...(job.mode === 'rwx' ? [options.user] : []), place.workspace, ...extras.writes];
  // What lies in the data folder is hidden with it and needs no place of its own.
  const wanted = [data, ...[...hidden, ...frozen].filter((path) => !isBelow(path, data))];
  const releases = written.map((folder) => holdPlaces(wanted, folder, holds));
  const release = async (): Promise<void> => {
    for (const one of releases.splice(0).toReversed()) one();
    await proxy?.close();
  };
  try {
    return { command: commandOf(job, options, { place, extras, socket: proxy?.socket }), proxy, release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function runJob(bench: Bench, job: SandboxJob, signal: AbortSignal): Promise<SandboxResult> {
  const { command, proxy, release } = await prepare(bench, job);
  try {
    const { options, program } = bench;
    const result = await runCommand(command, job, { program, graceMs: options.graceMs ?? GRACE_MS, signal });
    await proxy?.close();
    return { ...result, egress: proxy?.attempts() ?? [] };
  } finally {
    await release();
  }
}

async function startProgram(bench: Bench, job: SandboxProgram): Promise<SandboxStarted> {
  const { command, proxy, release } = await prepare(bench, job);
  const ended = Promise.withResolvers<Parameters<Parameters<typeof live>[3]>[0]>();
  try {
    const program = await live(command, job, bench.program, ended.resolve);
    const over = async (): Promise<ProgramEnding> => {
      const ending = await ended.promise;
      await release();
      return { ...ending, egress: proxy?.attempts() ?? [] };
    };
    return { program, ended: over() };
  } catch (error) {
    await release();
    throw error;
  }
}
