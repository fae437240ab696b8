/** search: lines in the files of the workspace, found by ripgrep. */
import { SANDBOX_INPUT } from '../../../../contracts/tools/sandbox-tools.ts';
import { OmegaError } from '../../../../contracts/errors.ts';
import type { ToolOutput } from '../../../../contracts/ports/tools/executor.ts';
import { statOf } from '../files.ts';
import { mustEnd, runErrand, type Work } from '../job.ts';
import { pathBelow } from '../path.ts';
import { cutNote, textOf } from '../text.ts';

const BYTES = 50_000;
const FLAGS =
  '--no-config --no-messages --no-heading --with-filename --line-number --color=never --sort=path --max-columns=500 --max-columns-preview --max-count=200'.split(
    ' ',
  );

/** Searches below a path; no hit is a result. */
export async function search(work: Work): Promise<ToolOutput> {
  const args = SANDBOX_INPUT.search.parse(work.call.args);
  const path = pathBelow(work.call.place.workspace, args.path ?? '.');
  // ripgrep would follow a link that it is given by name; whether it leads out is seen here.
  await statOf(work, path);
  const result = await runErrand(work, {
    argv: [
      'rg',
      ...FLAGS,
      ...(args.regex === true ? [] : ['--fixed-strings']),
      ...(args.glob === undefined ? [] : [`--glob=${args.glob}`]),
      `--regexp=${args.pattern}`,
      '--',
      path,
    ],
    outputBytes: BYTES,
  });
  mustEnd(result, 'The search');
  const words = textOf(result.stderr).trim();
  if (result.code !== 0 && result.code !== 1 && result.stdout.length === 0 && words !== '')
    throw new OmegaError('tool.failed', `The search failed: ${words.slice(0, 500)}`);
  const lines = textOf(result.stdout)
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^\.\//, ''));
  const isCut = result.totalBytes > result.stdout.length + result.stderr.length;
  return {
    output: { lines, truncated: isCut },
    text:
      lines.length === 0 ? 'Nothing found.' : `${lines.join('\n')}${cutNote(result.totalBytes, result.stdout.length)}`,
  };
}
