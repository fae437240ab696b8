/** bash: a line of the model, passed as one argument. */
import { SANDBOX_INPUT } from '../../../../contracts/tools/sandbox-tools.ts';
import type { ToolOutput } from '../../../../contracts/ports/tools/executor.ts';
import { runErrand, type Outcome, type Work } from '../job.ts';
import { cutNote, textOf } from '../text.ts';

const OUTPUT_BYTES = 30_000;
const DEFAULT_S = 120;

/** Runs a command; one that fails or is ended is a result. */
export async function bash(work: Work): Promise<ToolOutput> {
  const { command, timeout_seconds: seconds = DEFAULT_S } = SANDBOX_INPUT.bash.parse(work.call.args);
  const result = await runErrand(work, {
    argv: ['bash', '-c', command],
    outputBytes: OUTPUT_BYTES,
    wallMs: seconds * 1000,
    network: true,
  });
  const [stdout, stderr] = [textOf(result.stdout), textOf(result.stderr)];
  return {
    output: {
      exit_code: result.code,
      signal: result.signal,
      ended: result.end,
      stdout,
      stderr,
      total_bytes: result.totalBytes,
    },
    text: [stdout + separated(stdout, stderr) + cut(result), `(${endWords(result, seconds)})`]
      .filter(Boolean)
      .join('\n'),
    egress: result.egress,
    foreign: result.egress.some(({ bytes }) => bytes > 0),
  };
}

function separated(stdout: string, stderr: string): string {
  if (stderr === '') return '';
  return stdout === '' ? stderr : `${stdout.endsWith('\n') ? '' : '\n'}[stderr]\n${stderr}`;
}

function cut({ totalBytes, stdout, stderr }: Outcome): string {
  return cutNote(totalBytes, stdout.length + stderr.length);
}

function endWords({ end, code, signal }: Outcome, seconds: number): string {
  switch (end) {
    case 'exit':
      return `exit code ${code}`;
    case 'timeout':
      return `ended after ${seconds} seconds: it took too long`;
    case 'oom':
      return 'ended: it needed too much memory';
    case 'cpu':
      return 'ended: it computed too long';
    case 'file':
      return 'ended: it wrote too much';
    default:
      return `ended by ${signal ?? 'a limit'}`;
  }
}
