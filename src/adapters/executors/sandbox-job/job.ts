/** Turns one call into one job of the sandbox, and the ends that are no result into errors. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ExecutionContext, ToolCall } from '../../../contracts/ports/tools/executor.ts';
import type { Sandbox, SandboxJob, SandboxLimits, SandboxResult } from '../../../contracts/ports/tools/sandbox.ts';
import type { JobLimits } from '../../../contracts/tools/tool.ts';
import type { Marks } from './marks.ts';

/** What all tools work with. */
export interface Desk {
  readonly sandbox: Sandbox;
  readonly marks: Marks;
}

/** One call on its way. */
export interface Work {
  readonly desk: Desk;
  readonly call: ToolCall;
  readonly context: ExecutionContext;
}

/** What a tool wants run. */
export interface Errand {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly outputBytes: number;
  readonly wallMs?: number;
  /** may reach the hosts of the call; no other tool reaches any */
  readonly network?: boolean;
}

/** How a job went, with streams as buffers. */
export interface Outcome extends SandboxResult {
  stdout: Buffer;
  stderr: Buffer;
}

/** @returns how the job went, whatever that was */
export async function runErrand({ desk, call, context }: Work, errand: Errand): Promise<Outcome> {
  const job: SandboxJob = {
    argv: errand.argv,
    mode: call.place.mode,
    workspace: call.place.workspace,
    limits: { ...limitsOf(call), outputBytes: errand.outputBytes },
    egress: errand.network === true ? call.place.egress : [],
    ...(errand.stdin === undefined ? {} : { stdin: errand.stdin }),
  };
  if (errand.wallMs !== undefined) job.limits = { ...job.limits, wallMs: Math.min(errand.wallMs, job.limits.wallMs) };
  const result = await desk.sandbox.run(job, context.signal);
  return { ...result, stdout: bufferOf(result.stdout), stderr: bufferOf(result.stderr) };
}

/** The same bytes, not a copy. */
function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function limitsOf({ manifest: { executor } }: ToolCall): SandboxLimits {
  const given: JobLimits = executor.kind === 'sandbox_job' ? executor.limits : { wallMs: 10_000, memMiB: 256 };
  return {
    wallMs: given.wallMs,
    cpuMs: given.cpuMs ?? given.wallMs,
    memMiB: given.memMiB,
    pids: given.pids ?? 64,
    fileMiB: given.fileMiB ?? 256,
    outputBytes: (given.stdoutKiB ?? 64) * 1024,
  };
}

/** @throws OmegaError when the job did not come to its own end */
export function mustEnd(result: SandboxResult, what: string): void {
  switch (result.end) {
    case 'exit':
      return;
    case 'timeout':
    case 'cpu':
      throw new OmegaError('tool.timeout', `${what} took longer than it may and was ended.`);
    case 'oom':
      throw new OmegaError('tool.out_of_memory', `${what} needed more memory than it may have and was ended.`);
    case 'file':
      throw new OmegaError('tool.failed', `${what} wrote more than it may and was ended.`);
    default:
      throw new OmegaError('tool.failed', `${what} was ended by ${result.signal ?? 'a limit'}.`);
  }
}
