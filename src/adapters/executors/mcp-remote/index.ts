/** Carries out calls of tools that live on MCP servers: the pin is checked once more, the result before it is believed. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { Json, JsonObject } from '../../../contracts/json.ts';
import type { McpTool } from '../../../contracts/mcp/servers.ts';
import type { ExecutionContext, ToolCall, ToolExecutor, ToolOutput } from '../../../contracts/ports/tools/executor.ts';
import type { McpAnswer, McpHost, McpQuestion, McpResult } from '../../../contracts/ports/mcp/host.ts';
import { mapResult } from './content.ts';

/** Longest words of a failure. */
const MOST_WORDS = 2000;

/** What the executor is made with. */
export interface McpRemoteOptions {
  host: Pick<McpHost, 'call'>;
  /** the tool as its server describes it now, if that is what its owner agreed to */
  pinned(server: string, tool: string, signal: AbortSignal): Promise<McpTool | undefined>;
  /** what is wrong with a value by a JSON Schema; empty when it fits */
  problems(schema: JsonObject, value: Json): string[];
  /** puts a question of a server to the person a call is for; declined where nobody can be asked */
  ask(call: ToolCall, question: McpQuestion, signal: AbortSignal): Promise<McpAnswer>;
}

function checked(call: ToolCall, result: McpResult, problems: McpRemoteOptions['problems']): ToolOutput {
  const { outputSchema } = call.manifest;
  const says = Object.keys(outputSchema).length > 1;
  const { text, images, output } = mapResult(result, says);
  if (result.failed)
    throw new OmegaError('tool.failed', text.slice(0, MOST_WORDS) || 'The tool failed and gave no reason.');
  const missing = says && result.structured === undefined;
  const wrong = missing ? ['it gave none'] : says ? problems(outputSchema, output) : [];
  if (wrong.length > 0)
    throw new OmegaError(
      'tool.result_invalid',
      `The result does not fit what the tool says it gives: ${wrong.join('; ')}`,
    );
  return { output, text, foreign: true, ...(images.length === 0 ? {} : { images }) };
}

/** Builds the executor. */
export function mcpRemote({ host, pinned, problems, ask }: McpRemoteOptions): ToolExecutor {
  return {
    kind: 'mcp_remote',
    async run(call: ToolCall, { signal, progress }: ExecutionContext): Promise<ToolOutput> {
      const { executor } = call.manifest;
      if (executor.kind !== 'mcp_remote')
        throw new OmegaError('tool.unavailable', `Tools of the kind ${executor.kind} do not live on an MCP server.`);
      const { server, tool: name, wireSha256 } = executor;
      const tool = await pinned(server, name, signal);
      if (tool?.wire !== wireSha256)
        throw new OmegaError(
          'tool.denied',
          `The tool "${name}" of "${server}" is not what its owner agreed to any more.`,
        );
      const context = {
        signal,
        progress,
        ask: (question: McpQuestion, until: AbortSignal) => ask(call, question, until),
      };
      return checked(call, await host.call({ server, tool: tool.raw, args: call.args }, context), problems);
    },
  };
}
