/** Every tool that works inside the commit. Adding one is one entry in a file of its family; a new family is one line here. */
import type { ToolSource } from '../toolbox.ts';
import { commandTools } from './commands.ts';
import { memoryTools } from './memory.ts';
import { talkTools } from './talk.ts';
import type { InsideTool } from './tool.ts';

const ALL: readonly InsideTool[] = [...commandTools, ...memoryTools, ...talkTools];
const BY_ID: ReadonlyMap<string, InsideTool> = new Map(ALL.map((tool) => [tool.manifest.id, tool]));

/** Offers them where each makes sense. */
export const insideTools: ToolSource = ({ where }) =>
  ALL.filter((tool) => tool.contexts.includes(where)).map(({ name, manifest }) => ({ name, manifest, tier: 'core' }));

/** The tool with a manifest id; undefined when it is not one of these. */
export function insideTool(id: string): InsideTool | undefined {
  return BY_ID.get(id);
}

/** Names of all of them: nothing else may be called so. */
export const insideNames: readonly string[] = ALL.flatMap(({ name, manifest }) => [name, manifest.id]);
