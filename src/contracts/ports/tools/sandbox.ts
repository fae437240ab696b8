/** Port of the sandbox: runs one program under limits. Contract suite: test/contract/sandbox.contract.ts. */

/**
 * sandbox: sees the system's programs and the workspace, no network but through the egress proxy.
 * rx: reads the whole machine but protected paths, writes the workspace, no network but through the proxy.
 * rwx: as the user, but protected paths; network as the egress list says.
 */
export type SandboxMode = 'sandbox' | 'rx' | 'rwx';

/** One program to run. Never a line for a shell: whoever wants one names the shell and passes the line as an argument. */
export interface SandboxJob {
  argv: readonly string[];
  mode: SandboxMode;
  /** absolute path; the only folder that may be written in `sandbox` and `rx` */
  workspace: string;
  /** below the workspace; default: the workspace */
  cwd?: string;
  stdin?: string | Uint8Array;
  /** the whole environment beside PATH, HOME, LANG and TMPDIR */
  env?: Readonly<Record<string, string>>;
  limits: SandboxLimits;
  /** hosts the proxy lets through, host:port globs; empty = no network at all */
  egress: readonly string[];
}

/** Bounds of one job. */
export interface SandboxLimits {
  wallMs: number;
  cpuMs: number;
  memMiB: number;
  pids: number;
  /** largest file it may write */
  fileMiB: number;
  /** bytes kept of stdout and stderr together; the rest is counted and dropped */
  outputBytes: number;
}

/** Why a job ended. */
export type SandboxEnd = 'exit' | 'timeout' | 'oom' | 'cpu' | 'file' | 'killed';

/** One try to reach a host. */
export interface EgressAttempt {
  host: string;
  port: number;
  allowed: boolean;
  bytes: number;
}

/** How a job went. */
export interface SandboxResult {
  end: SandboxEnd;
  /** exit code; null when killed by a signal */
  code: number | null;
  signal: string | null;
  stdout: Uint8Array;
  stderr: Uint8Array;
  /** bytes the program wrote in all */
  totalBytes: number;
  ms: number;
  egress: readonly EgressAttempt[];
}

/** What this machine can enforce, found out by trying, from the inside. */
export interface SandboxLevel {
  /** modes that can be had in full; the others are refused */
  modes: readonly SandboxMode[];
  /** mechanisms that are on, e.g. bubblewrap 0.8, Landlock ABI 7, rlimits */
  mechanisms: readonly string[];
  /** why modes are missing and how to get them; empty when all are there */
  advice: string;
}

/** The sandbox of this machine. */
export interface Sandbox {
  /** Tries it out once and remembers. Never throws. */
  level(): Promise<SandboxLevel>;
  /**
   * Runs a job; its whole process tree is gone when this resolves.
   *
   * @throws OmegaError tool.unavailable when the mode cannot be had in full (never weaker), tool.outside for a folder that
   *         is not below the workspace; the signal's reason when aborted
   */
  run(job: SandboxJob, signal: AbortSignal): Promise<SandboxResult>;
}
