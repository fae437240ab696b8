/** list: what is in a folder. */
import { SANDBOX_INPUT } from '../../../../contracts/tools/sandbox-tools.ts';
import type { ToolOutput } from '../../../../contracts/ports/tools/executor.ts';
import { listFolder } from '../files.ts';
import type { Work } from '../job.ts';
import { pathBelow } from '../path.ts';

const MOST = 1000;
const BYTES = 512 * 1024;
const KINDS: Readonly<Record<string, string>> = { d: 'folder', f: 'file', l: 'link' };

/** Lists a folder of the workspace, in the order of names. */
export async function list(work: Work): Promise<ToolOutput> {
  const args = SANDBOX_INPUT.list.parse(work.call.args);
  const path = pathBelow(work.call.place.workspace, args.path ?? '.');
  const { lines, more } = await listFolder(work, path, { depth: args.depth ?? 1, most: MOST, bytes: BYTES });
  const entries = lines
    .map((line) => {
      const [, kind = '', size = '0', name = ''] = /^(.) (\d+) (.*)$/s.exec(line) ?? [];
      return { path: name, kind: KINDS[kind] ?? 'other', size: Number(size) };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const rows = entries.map((entry) =>
    entry.kind === 'folder' ? `${entry.path}/` : `${entry.path}  ${entry.kind === 'file' ? entry.size : entry.kind}`,
  );
  const note = more ? [`… (more than ${entries.length}; list a folder below, or with less depth)`] : [];
  return {
    output: { path, entries, more },
    text: rows.length === 0 ? `${path} is empty.` : [...rows, ...note].join('\n'),
  };
}
