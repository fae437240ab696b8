/** A sandbox whose jobs are run by a process of another user. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SandboxOptions } from '../../../src/adapters/sandbox/shared/options.ts';
import { OmegaError, type ErrorData } from '../../../src/contracts/errors.ts';
import type { Sandbox, SandboxJob, SandboxLevel, SandboxResult } from '../../../src/contracts/ports/tools/sandbox.ts';
import { SETPRIV } from './world.ts';

interface Answer {
  id: number;
  level?: SandboxLevel;
  result?: Omit<SandboxResult, 'stdout' | 'stderr'> & { stdout: string; stderr: string };
  error?: ErrorData;
  aborted?: true;
}

/** Starts the process; `close` ends it. */
export function remoteSandbox(options: SandboxOptions, uid: number): { sandbox: Sandbox; close: () => void } {
  const words = ['--reuid', String(uid), '--regid', String(uid), '--clear-groups', process.execPath];
  const child = spawn(SETPRIV, [...words, join(import.meta.dirname, 'runner.ts'), JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, HOME: options.user },
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as Answer;
    waiting.get(answer.id)?.(answer);
  });
  child.once('exit', () => {
    const error = { code: 'tool.lost' as const, disposition: 'uncertain' as const, message: 'the runner died' };
    for (const [id, resolve] of waiting) resolve({ id, error });
  });
  let last = 0;
  const ask = (id: number, more: object): Promise<Answer> =>
    new Promise((resolve) => {
      waiting.set(id, resolve);
      child.stdin.write(`${JSON.stringify({ id, ...more })}\n`);
    });
  const sandbox: Sandbox = {
    level: async () => (await ask(++last, {})).level as SandboxLevel,
    async run(job: SandboxJob, signal: AbortSignal) {
      const id = ++last;
      const answered = ask(id, { job });
      const abort = (): void => void child.stdin.write(`${JSON.stringify({ id, abort: true })}\n`);
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
      const { result, error, aborted } = await answered;
      if (aborted === true) throw signal.reason;
      if (error !== undefined) throw new OmegaError(error.code, error.message);
      if (result === undefined) throw new Error('no answer');
      return { ...result, stdout: Buffer.from(result.stdout, 'base64'), stderr: Buffer.from(result.stderr, 'base64') };
    },
  };
  return { sandbox, close: () => void child.kill('SIGKILL') };
}
