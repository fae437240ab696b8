/** What a sandbox has to withstand before it is called one: tried from the inside, in every mode. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorData } from '../../../contracts/errors.ts';
import type { SandboxJob, SandboxMode, SandboxResult } from '../../../contracts/ports/tools/sandbox.ts';
import type { SandboxOptions } from './options.ts';

const CANARY = 'a word that nobody inside may read';

/** How a mode fared. */
export interface Trial {
  readonly mode: SandboxMode;
  /** empty when all walls held */
  readonly trouble: string;
}

/** Runs a job without asking for the level. */
export type RunFreely = (job: SandboxJob, signal: AbortSignal) => Promise<SandboxResult>;

/**
 * Puts a canary into the data folder and lets a job try to read it, to write beside it, and to write into the system;
 * what it could do it says. What it may do it has to be able to do as well.
 *
 * @param more lines of shell that print a word when a wall of this platform has a hole
 */
export async function tryMode(mode: SandboxMode, options: SandboxOptions, run: RunFreely, more = ''): Promise<Trial> {
  let folder: string | undefined;
  try {
    mkdirSync(options.scratch, { recursive: true, mode: 0o700 });
    folder = mkdtempSync(join(options.scratch, 'trial-'));
    const [workspace, canary] = [join(folder, 'workspace'), join(folder, 'canary')];
    mkdirSync(workspace);
    writeFileSync(canary, CANARY, { mode: 0o644 });
    const result = await run(trialJob(mode, workspace, canary, more), AbortSignal.timeout(20_000));
    return { mode, trouble: judge(result, workspace, canary) };
  } catch (error) {
    return { mode, trouble: errorData(error).message };
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function trialJob(mode: SandboxMode, workspace: string, canary: string, more: string): SandboxJob {
  const script = [
    'cat "$1" 2>/dev/null && echo HOLE: reads the data folder',
    // Whether it got there is seen from outside: a private /tmp may have a file of that name.
    '(echo x >"$1") 2>/dev/null',
    '(echo x >/usr/omega-trial) 2>/dev/null && echo HOLE: writes into the system',
    more,
    'echo mark >mark && echo WORKS',
  ].join('\n');
  return {
    argv: ['/bin/sh', '-c', script, 'trial', canary],
    mode,
    workspace,
    limits: { wallMs: 10_000, cpuMs: 5000, memMiB: 256, pids: 64, fileMiB: 16, outputBytes: 10_000 },
    egress: [],
  };
}

function judge(result: SandboxResult, workspace: string, canary: string): string {
  const words = new TextDecoder().decode(result.stdout);
  const holes = words.split('\n').filter((line) => line.startsWith('HOLE: '));
  if (holes.length > 0) return `a program inside ${holes.map((line) => line.slice(6)).join(', ')}`;
  if (words.includes(CANARY) || readFileSync(canary, 'utf8') !== CANARY) return 'the data folder is not closed';
  if (result.code !== 0 || !words.includes('WORKS') || readFileSync(join(workspace, 'mark'), 'utf8') !== 'mark\n')
    return `a program inside cannot work: ${new TextDecoder().decode(result.stderr).trim().slice(0, 200)}`;
  return '';
}
