/** edit: text in a file for other text. */
import { SANDBOX_INPUT } from '../../../../contracts/tools/sandbox-tools.ts';
import { OmegaError } from '../../../../contracts/errors.ts';
import type { ToolOutput } from '../../../../contracts/ports/tools/executor.ts';
import { readPart, writeWhole } from '../files.ts';
import type { Work } from '../job.ts';
import { sha256 } from '../marks.ts';
import { pathBelow } from '../path.ts';

const MOST_BYTES = 5 * 1024 * 1024;

/** Changes a file. After a crash the hashes tell whether it was changed already. */
export async function edit(work: Work): Promise<ToolOutput> {
  const { call, context, desk } = work;
  const args = SANDBOX_INPUT.edit.parse(call.args);
  const path = pathBelow(call.place.workspace, args.path);
  const content = await readText(work, path);
  const mark = context.recovered || context.attempt > 1 ? desk.marks.get(call.id) : undefined;
  const now = sha256(content);
  if (mark?.after === now) return outputOf(path, mark.replaced, content);
  if (mark !== undefined && mark.before !== now)
    throw new OmegaError(
      'tool.lost',
      `${path} was changed by somebody else meanwhile; whether this change was made is not known.`,
    );
  const { text, replaced } = replaceIn(content, args, path);
  desk.marks.put(call.id, { before: now, after: sha256(text), replaced });
  await writeWhole(work, path, text);
  return outputOf(path, replaced, text);
}

function outputOf(path: string, replaced: number, text: string): ToolOutput {
  const places = replaced === 1 ? '1 place' : `${replaced} places`;
  return {
    output: { path, replaced, bytes: Buffer.byteLength(text) },
    text: `${path} is changed in ${places}.`,
  };
}

/** @returns a whole text file; @throws OmegaError when it is too large or no text */
export async function readText(work: Work, path: string): Promise<string> {
  const { bytes, size } = await readPart(work, path, { skip: 0, lines: 0, bytes: MOST_BYTES });
  if (size > MOST_BYTES) throw new OmegaError('tool.failed', `${path} is larger than 5 MB.`);
  const text = bytes.toString('utf8');
  // What does not come back as the same bytes would be damaged by writing it.
  if (!Buffer.from(text).equals(bytes)) throw new OmegaError('tool.failed', `${path} is not a text file in UTF-8.`);
  return text;
}

/** @throws OmegaError when the text is not there, or in more than one place */
export function replaceIn(
  content: string,
  { old, new: fresh, all }: { old: string; new: string; all?: boolean | undefined },
  path: string,
): { text: string; replaced: number } {
  const places = content.split(old).length - 1;
  const failed = (words: string): OmegaError => new OmegaError('tool.failed', words);
  if (places === 0) throw failed(`The text to replace does not stand in ${path}.`);
  if (old === fresh) throw failed('The old text and the new text are the same.');
  if (places > 1 && all !== true)
    throw failed(`The text to replace stands in ${path} ${places} times; give more of its surroundings, or set all.`);
  return { text: content.split(old).join(fresh), replaced: places };
}
