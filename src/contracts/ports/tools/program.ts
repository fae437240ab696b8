/** A program that lives on while others talk to it. Node's own child process is one; so is one inside the sandbox. */
import type { EgressAttempt, SandboxEnd, SandboxJob, SandboxLimits } from './sandbox.ts';

/** A running program with three streams. */
export interface RunningProgram {
  /** of the process that all others of it die with */
  readonly pid?: number | undefined;
  readonly stdin: NodeJS.WritableStream | null;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  /** null while it runs, and when a signal ended it */
  readonly exitCode: number | null;
  readonly signalCode: string | null;
  /** Asks it to end (SIGTERM), or ends it with all it has started (SIGKILL). */
  kill(signal?: 'SIGTERM' | 'SIGKILL'): boolean;
  /** It does not keep this process from ending. */
  unref(): void;
  once(event: 'spawn', listener: () => void): unknown;
  /** it could not be started; `code` as of a failed call of the system, e.g. ENOENT */
  once(event: 'error', listener: (error: Error & { code?: string | undefined }) => void): unknown;
  /** exit: it has ended; close: its streams have, too */
  once(event: 'exit' | 'close', listener: (code: number | null, signal: string | null) => void): unknown;
}

/** Bounds of a program that lives on; without the first two it may run and compute as long as it likes. */
export type ProgramLimits = Partial<Pick<SandboxLimits, 'wallMs' | 'cpuMs'>> &
  Pick<SandboxLimits, 'memMiB' | 'pids' | 'fileMiB'>;

/** One program that is to live on inside the sandbox: as a job, with streams instead of an input. */
export interface SandboxProgram extends Omit<SandboxJob, 'stdin' | 'limits'> {
  limits: ProgramLimits;
  /** further folders that may be read, absolute; may lie in the data folder, never in what is protected */
  reads?: readonly string[];
  /** further folders that may be written, absolute; what is protected in them stays so */
  writes?: readonly string[];
}

/** How a program ended. */
export interface ProgramEnding {
  end: SandboxEnd;
  /** exit code; null when killed by a signal */
  code: number | null;
  signal: string | null;
  ms: number;
  egress: readonly EgressAttempt[];
}

/** A program inside the sandbox. */
export interface SandboxStarted {
  program: RunningProgram;
  /** resolves when its whole tree is gone and what was set up for it is taken down; never rejects */
  ended: Promise<ProgramEnding>;
}

/** A sandbox that lets programs live on. */
export interface LivingSandbox {
  /**
   * Starts a program behind the same walls as a job. Its streams have to be read; it ends with this process, at the latest.
   *
   * @throws OmegaError tool.unavailable when the mode cannot be had in full, tool.outside for folders that may not be given
   */
  start(program: SandboxProgram): Promise<SandboxStarted>;
}
