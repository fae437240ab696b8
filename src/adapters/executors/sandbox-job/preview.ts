/** What a call would do, for the person who is asked; a change is shown as the difference it makes. */
import { createTwoFilesPatch } from 'diff';
import { SANDBOX_INPUT } from '../../../contracts/tools/sandbox-tools.ts';
import { OmegaError } from '../../../contracts/errors.ts';
import type { ToolCall } from '../../../contracts/ports/tools/executor.ts';
import type { ApprovalCard } from '../../../contracts/tools/policy.ts';
import { statOf } from './files.ts';
import type { Work } from './job.ts';
import { pathBelow } from './path.ts';
import { readText, replaceIn } from './tools/edit.ts';

/** The part of a card that only the executor knows. Labels are keys: `folder`, `file`, `hosts`, `seconds`. */
export type CallPreview = Pick<ApprovalCard, 'title' | 'facts' | 'body' | 'form'>;

/**
 * @throws OmegaError as the call itself would, e.g. when the text to replace is not there: then there is nothing to ask
 */
export async function previewOf(work: Work, tool: string | undefined): Promise<CallPreview> {
  const { call } = work;
  if (tool === 'bash') return ofCommand(call);
  if (tool === 'write') {
    const { path, content } = SANDBOX_INPUT.write.parse(call.args);
    return ofChange(work, path, () => content);
  }
  if (tool === 'edit') {
    const args = SANDBOX_INPUT.edit.parse(call.args);
    return ofChange(work, args.path, (before) => {
      if (before === undefined) throw new OmegaError('tool.failed', `There is no ${args.path} in the workspace.`);
      return replaceIn(before, args, args.path).text;
    });
  }
  return {
    title: call.manifest.title,
    facts: [folder(call), ...hosts(call)],
    body: JSON.stringify(call.args, null, 2),
    form: 'json',
  };
}

function ofCommand(call: ToolCall): CallPreview {
  const { command, timeout_seconds: seconds = 120 } = SANDBOX_INPUT.bash.parse(call.args);
  return {
    title: call.manifest.title,
    facts: [folder(call), { label: 'seconds', value: String(seconds) }, ...hosts(call)],
    body: command,
    form: 'terminal',
  };
}

async function ofChange(
  work: Work,
  given: string,
  after: (before: string | undefined) => string,
): Promise<CallPreview> {
  const path = pathBelow(work.call.place.workspace, given);
  const before = await present(work, path);
  const text = after(before);
  const patch = createTwoFilesPatch(
    before === undefined ? '/dev/null' : path,
    path,
    before ?? '',
    text,
    undefined,
    undefined,
    {
      context: 3,
    },
  );
  return {
    title: work.call.manifest.title,
    facts: [folder(work.call), { label: 'file', value: path }],
    body: patch.slice(patch.indexOf('--- ')),
    form: 'diff',
  };
}

/** The file as it is; undefined when there is none yet. */
async function present(work: Work, path: string): Promise<string | undefined> {
  try {
    await statOf(work, path);
  } catch (error) {
    if (error instanceof OmegaError && error.message.startsWith('There is no ')) return undefined;
    throw error;
  }
  return readText(work, path);
}

function folder({ place }: ToolCall): { label: string; value: string } {
  return { label: 'folder', value: place.workspace };
}

function hosts({ place }: ToolCall): { label: string; value: string }[] {
  return place.egress.length === 0 ? [] : [{ label: 'hosts', value: place.egress.join(', ') }];
}
