/** What every sandbox is made with. */

/** Paths that stay out of reach, absolute. */
export interface Protected {
  /** the data folder: never seen, though a workspace may lie in it */
  readonly data: string;
  /** never seen, and no workspace lies in them */
  readonly hidden: readonly string[];
  /** may be read, never written */
  readonly frozen: readonly string[];
}

/** What a sandbox is made with. */
export interface SandboxOptions {
  readonly protect: Protected;
  /** home folder of the person, for the mode `rwx` */
  readonly user: string;
  /** folder of its own below the data folder, for canaries and marks; made when it is missing */
  readonly scratch: string;
  /** folder `native` of the package */
  readonly native: string;
  /** programs that jobs may start by name beside those of the system, e.g. rg */
  readonly programs: Readonly<Record<string, string>>;
  /** PATH of the person, for the modes rx and rwx */
  readonly searchPath: string;
  /** from SIGTERM to SIGKILL, ms */
  readonly graceMs?: number;
  /** MiB of the workspace's disk that no job may use up */
  readonly reserveMiB?: number;
}
