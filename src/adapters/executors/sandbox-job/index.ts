/** The executor of kind sandbox_job: tools that ship with Omega, and programs of other manifests. */
import { z } from 'zod';
import { OmegaError } from '../../../contracts/errors.ts';
import type { ExecutionContext, ToolCall, ToolExecutor, ToolOutput } from '../../../contracts/ports/tools/executor.ts';
import type { Sandbox } from '../../../contracts/ports/tools/sandbox.ts';
import type { SandboxToolName } from '../../../contracts/tools/sandbox-tools.ts';
import type { Desk, Work } from './job.ts';
import { openMarks } from './marks.ts';
import { previewOf, type CallPreview } from './preview.ts';
import { bash } from './tools/bash.ts';
import { edit } from './tools/edit.ts';
import { list } from './tools/list.ts';
import { program } from './tools/program.ts';
import { read } from './tools/read.ts';
import { search } from './tools/search.ts';
import { write } from './tools/write.ts';

const TOOLS: Readonly<Record<SandboxToolName, (work: Work) => Promise<ToolOutput>>> = {
  bash,
  read,
  write,
  edit,
  list,
  search,
};
const PREVIEW_MS = 15_000;

/** The port, and what a person sees before a call runs. */
export interface SandboxJobExecutor extends ToolExecutor {
  /**
   * What a call would do, computed from the files as they are now.
   *
   * @throws OmegaError as the call itself would
   */
  preview(call: ToolCall): Promise<CallPreview>;
}

/** @param marks folder of its own in the data folder, for what a change was about to do */
export function createSandboxJob(sandbox: Sandbox, marks: string): SandboxJobExecutor {
  const desk: Desk = { sandbox, marks: openMarks(marks) };
  return {
    kind: 'sandbox_job',
    async run(call, context) {
      context.signal.throwIfAborted();
      const name = builtinOf(call);
      if (name === undefined) return program({ desk, call, context });
      if (!isTool(name)) throw new OmegaError('tool.unknown', `There is no ${name} among the tools of the sandbox.`);
      return checked(call, () => TOOLS[name]({ desk, call, context }));
    },
    preview: (call) => checked(call, () => previewOf({ desk, call, context: looking() }, builtinOf(call))),
  };
}

/** Arguments that nobody validated before are refused as such. */
async function checked<T>(call: ToolCall, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new OmegaError('tool.arguments_invalid', `${call.manifest.id}: ${z.prettifyError(error)}`, { cause: error });
  }
}

function looking(): ExecutionContext {
  return { attempt: 1, recovered: false, signal: AbortSignal.timeout(PREVIEW_MS), progress: () => undefined };
}

function builtinOf({ manifest: { executor } }: ToolCall): string | undefined {
  const [first = ''] = executor.kind === 'sandbox_job' ? executor.entry : [];
  return first.startsWith('builtin:') ? first.slice('builtin:'.length) : undefined;
}

function isTool(name: string): name is SandboxToolName {
  return Object.hasOwn(TOOLS, name);
}
