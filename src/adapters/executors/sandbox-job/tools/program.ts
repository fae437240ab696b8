/** Programs of other manifests: arguments as JSON on stdin, the result as JSON on stdout. */
import { OmegaError } from '../../../../contracts/errors.ts';
import type { Json, JsonObject } from '../../../../contracts/json.ts';
import type { ToolOutput } from '../../../../contracts/ports/tools/executor.ts';
import { mustEnd, runErrand, type Outcome, type Work } from '../job.ts';
import { textOf } from '../text.ts';

const RUNTIMES: Readonly<Record<string, readonly string[]>> = { node: ['node'], python: ['python3'], sh: ['sh'] };

/** Runs the program of a manifest. What the manifest wants and is not done here is refused, not left out. */
export async function program(work: Work): Promise<ToolOutput> {
  const { executor, id } = work.call.manifest;
  if (executor.kind !== 'sandbox_job') throw new OmegaError('tool.unavailable', `${id} is no tool of the sandbox.`);
  const { entry, runtime, bundle, mounts, exports: given, limits } = executor;
  const wanted = [
    ...(bundle === undefined ? [] : ['a bundle']),
    ...(mounts === undefined || mounts.length === 0 ? [] : ['mounts']),
    ...(given === undefined || given.length === 0 ? [] : ['exports']),
    ...(runtime === 'wasm' ? ['the runtime wasm'] : []),
  ];
  if (wanted.length > 0)
    throw new OmegaError('tool.unavailable', `${id} wants ${wanted.join(' and ')}, which Omega does not do.`);
  const result = await runErrand(work, {
    argv: [...(runtime === undefined ? [] : (RUNTIMES[runtime] ?? [])), ...entry],
    stdin: JSON.stringify(work.call.args),
    outputBytes: (limits.stdoutKiB ?? 64) * 1024,
    network: true,
  });
  mustEnd(result, id);
  return {
    output: objectOf(result, id),
    egress: result.egress,
    foreign: result.egress.some(({ bytes }) => bytes > 0),
  };
}

function objectOf(result: Outcome, id: string): JsonObject {
  if (result.code !== 0) {
    const words = textOf(result.stderr).trim().slice(-1000);
    throw new OmegaError(
      'tool.failed',
      `${id} ended with exit code ${result.code}${words === '' ? '.' : `: ${words}`}`,
    );
  }
  if (result.totalBytes > result.stdout.length + result.stderr.length)
    throw new OmegaError('tool.result_invalid', `${id} gave more than it may.`);
  try {
    const value = JSON.parse(result.stdout.toString('utf8')) as Json;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    throw new OmegaError('tool.result_invalid', `${id} gave a result that is no JSON.`);
  }
  throw new OmegaError('tool.result_invalid', `${id} gave a result that is no object.`);
}
