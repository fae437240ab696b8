/** The gate of a sandbox: a mode that was not proven on this machine is refused, whoever asks for it. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { LivingSandbox, SandboxProgram, SandboxStarted } from '../../../contracts/ports/tools/program.ts';
import type {
  Sandbox,
  SandboxJob,
  SandboxLevel,
  SandboxMode,
  SandboxResult,
} from '../../../contracts/ports/tools/sandbox.ts';

/** What a system's sandbox does, without asking whether it may. */
export interface Bare {
  /** tries every mode out; asked once, with `run` to try them */
  findLevel(run: Bare['run']): Promise<SandboxLevel>;
  run(job: SandboxJob, signal: AbortSignal): Promise<SandboxResult>;
  start(job: SandboxProgram): SandboxStarted | Promise<SandboxStarted>;
}

/** Puts the gate before a sandbox. @throws from `run` and `start`: OmegaError tool.unavailable with what can be done about it */
export function gated(bare: Bare): Sandbox & LivingSandbox {
  let known: Promise<SandboxLevel> | undefined;
  const level = (): Promise<SandboxLevel> => (known ??= bare.findLevel(bare.run));
  const must = async (mode: SandboxMode): Promise<void> => {
    const { modes, advice } = await level();
    if (modes.includes(mode)) return;
    throw new OmegaError('tool.unavailable', `The sandbox mode ${mode} cannot be had on this machine. ${advice}`);
  };
  return {
    level,
    async run(job, signal) {
      signal.throwIfAborted();
      await must(job.mode);
      return bare.run(job, signal);
    },
    async start(job) {
      await must(job.mode);
      return bare.start(job);
    },
  };
}
