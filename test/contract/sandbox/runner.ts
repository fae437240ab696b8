/** Runs jobs for another process, as another user: one line of JSON in, one line out. */
import { createInterface } from 'node:readline';
import { createBubblewrap } from '../../../src/adapters/sandbox/bubblewrap/index.ts';
import type { SandboxOptions } from '../../../src/adapters/sandbox/shared/options.ts';
import { errorData } from '../../../src/contracts/errors.ts';
import type { SandboxJob } from '../../../src/contracts/ports/tools/sandbox.ts';

const sandbox = createBubblewrap(JSON.parse(process.argv[2] ?? '') as SandboxOptions);
const running = new Map<number, AbortController>();
const answer = (id: number, value: object): void => void process.stdout.write(`${JSON.stringify({ id, ...value })}\n`);

async function take(line: string): Promise<void> {
  const { id, job, abort } = JSON.parse(line) as { id: number; job?: SandboxJob; abort?: true };
  if (abort === true) return running.get(id)?.abort(new Error('aborted from outside'));
  const control = new AbortController();
  running.set(id, control);
  try {
    if (job === undefined) return answer(id, { level: await sandbox.level() });
    const result = await sandbox.run(job, control.signal);
    const [stdout, stderr] = [
      Buffer.from(result.stdout).toString('base64'),
      Buffer.from(result.stderr).toString('base64'),
    ];
    answer(id, { result: { ...result, stdout, stderr } });
  } catch (error) {
    answer(id, control.signal.aborted ? { aborted: true } : { error: errorData(error) });
  } finally {
    running.delete(id);
  }
}

createInterface({ input: process.stdin }).on('line', (line) => void take(line));
