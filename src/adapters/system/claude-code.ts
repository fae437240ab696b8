/** Looks whether Claude Code is on this machine and can be used: is it there, does it run, is somebody logged in? */
import { execFile } from 'node:child_process';
import type { Environment } from '../../contracts/setup.ts';
import { programPath } from './program.ts';

/** Longest wait for an answer, ms: start-up must not hang on a program that does. */
const LIMIT_MS = 5000;

/** How the program is got. */
export const INSTALL_CLAUDE_CODE = 'npm install -g @anthropic-ai/claude-code';

/** What was found. */
export type ClaudeCodeFound =
  | { state: 'absent' }
  | { state: 'ready'; path: string; version: string }
  /** `trouble` says what is wrong and what to do */
  | { state: 'unfit'; path: string; version: string; trouble: string };

function output(path: string, args: readonly string[], env: Environment): Promise<string> {
  // Inside another Claude Code it would refuse to start.
  const { CLAUDECODE: _inside, ...rest } = env;
  return new Promise((resolve) => {
    execFile(path, args, { env: rest, timeout: LIMIT_MS, killSignal: 'SIGKILL' }, (_error, stdout) => {
      resolve(stdout.trim());
    }).stdin?.end();
  });
}

/** @returns whether somebody is logged in; undefined when the program does not say, as old ones do */
function loggedIn(status: string): boolean | undefined {
  try {
    const read: unknown = JSON.parse(status);
    if (typeof read !== 'object' || read === null || !('loggedIn' in read)) return undefined;
    return read.loggedIn === true;
  } catch {
    return undefined;
  }
}

/**
 * Looks, without a call of a model.
 *
 * @param program a name on the PATH or an absolute path
 * @returns       what there is; never throws
 */
export async function findClaudeCode(program: string, env: Environment): Promise<ClaudeCodeFound> {
  const path = programPath(program, env);
  if (path === undefined) return { state: 'absent' };
  const answers = await Promise.all([output(path, ['--version'], env), output(path, ['auth', 'status'], env)]);
  const version = /^\d+\.\d+\.\d+\S*/.exec(answers[0])?.[0] ?? '';
  if (version === '') return { state: 'unfit', path, version, trouble: 'it does not answer; try: claude --version' };
  const isIn = loggedIn(answers[1]);
  if (isIn === true) return { state: 'ready', path, version };
  const trouble =
    isIn === false ? 'nobody is logged in; run `claude` once and log in' : 'it is too old; update it: claude update';
  return { state: 'unfit', path, version, trouble };
}
