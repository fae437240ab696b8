/** write: a whole file. */
import { SANDBOX_INPUT } from '../../../../contracts/tools/sandbox-tools.ts';
import type { ToolOutput } from '../../../../contracts/ports/tools/executor.ts';
import { writeWhole } from '../files.ts';
import type { Work } from '../job.ts';
import { pathBelow } from '../path.ts';

/** Writes a file of the workspace; doing it twice is doing it once. */
export async function write(work: Work): Promise<ToolOutput> {
  const args = SANDBOX_INPUT.write.parse(work.call.args);
  const path = pathBelow(work.call.place.workspace, args.path);
  const { created, size, before } = await writeWhole(work, path, args.content);
  return {
    output: { path, created: created === 1, bytes: size, bytes_before: before },
    text: created === 1 ? `${path} is new, ${size} bytes.` : `${path} is replaced, ${size} bytes (${before} before).`,
  };
}
