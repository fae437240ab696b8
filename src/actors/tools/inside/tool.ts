/** What a tool is that works inside the commit: on what Omega itself keeps, and on nothing else. */
import type { JsonObject } from '../../../contracts/json.ts';
import type { AnswerContext } from '../../../contracts/agent-command.ts';
import type { ToolManifest } from '../../../contracts/tools/tool.ts';
import type { Carrying } from '../../carry-out/executor.ts';

/** What one use came to. */
export interface InsideResult {
  output: JsonObject;
  /** what the model reads */
  text: string;
  /** line for the person, who did not see the call; empty = none */
  line?: string;
}

/** A tool of ours. */
export interface InsideTool {
  /** as the model calls it */
  name: string;
  manifest: ToolManifest;
  /** where it is offered */
  contexts: readonly AnswerContext[];
  /** changes files: it runs as an effect, not in the commit */
  files?: boolean;
  /** @throws OmegaError; what it wrote is then undone */
  run(carrying: Carrying, args: JsonObject): InsideResult;
}
