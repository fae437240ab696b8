/** One call of a tool: deadline, progress, questions in between, bounded result. */
import type { Progress } from '@modelcontextprotocol/client';
import { OmegaError } from '../../../contracts/errors.ts';
import type { Json, JsonObject } from '../../../contracts/json.ts';
import type { McpCall, McpCallContext, McpResult } from '../../../contracts/ports/mcp/host.ts';
import { Asking } from './asking.ts';
import { MOST_RESULT, MOST_ROUNDS, MOST_WAIT_MS } from './bounds.ts';
import type { ActiveCall, Connection } from './connection.ts';
import { Deadline } from './deadline.ts';
import { readResources, readsResources } from './resources.ts';
import { callError, isOver, signInError, wantedScope } from './errors.ts';

/** Progress is passed on this often at most, ms. */
const PROGRESS_MS = 250;
/** The SDK's own clock must not interfere: ours stands still while people are asked. */
const NEVER_MS = 2_000_000_000;

function progressOf({ progress, total, message }: Progress): string {
  if (message !== undefined && message !== '') return message.slice(0, 200);
  return total === undefined ? String(progress) : `${progress}/${total}`;
}

/** Passes progress on, not too often; every sign of life extends the deadline. */
function listener(deadline: Deadline, { progress }: McpCallContext): (progress: Progress) => void {
  let last = -PROGRESS_MS;
  return (one) => {
    deadline.extend();
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    progress(progressOf(one));
  };
}

function resultOf(server: string, result: JsonObject): McpResult {
  const size = Buffer.byteLength(JSON.stringify(result));
  if (size > MOST_RESULT)
    throw new OmegaError(
      'tool.remote',
      `The MCP server "${server}" gave ${size} bytes; up to ${MOST_RESULT} are taken.`,
    );
  const content = Array.isArray(result['content']) ? (result['content'] as JsonObject[]) : [];
  const structured = result['structuredContent'] as Json | undefined;
  return { content, failed: result['isError'] === true, ...(structured === undefined ? {} : { structured }) };
}

async function rounds(
  connection: Connection,
  call: McpCall,
  context: McpCallContext,
  active: ActiveCall & { signal: AbortSignal },
): Promise<McpResult> {
  const { server } = call;
  if (readsResources(call.tool)) {
    const bounded = { signal: active.signal, timeout: NEVER_MS };
    return resultOf(server, await readResources(connection, call, bounded));
  }
  const { outputSchema: _, ...definition } = call.tool;
  const options = {
    signal: active.signal,
    timeout: NEVER_MS,
    onprogress: listener(active.deadline, context),
    allowInputRequired: true,
    toolDefinition: definition as never,
  };
  const { name } = call.tool;
  const base = { name: typeof name === 'string' ? name : '', arguments: call.args };
  let params: JsonObject = base;
  for (let round = 0; round <= MOST_ROUNDS; round++) {
    const result = (await connection.client.callTool(params as typeof base, options)) as JsonObject;
    if (result['resultType'] !== 'input_required') return resultOf(server, result);
    if (round === MOST_ROUNDS) break;
    const inputResponses = await active.deadline.paused(() => active.asking.putAll(result['inputRequests']));
    const state = result['requestState'];
    params = { ...base, inputResponses, ...(state === undefined ? {} : { requestState: state }) };
  }
  throw active.asking.endless();
}

/**
 * Calls a tool.
 *
 * @throws OmegaError tool.remote, tool.timeout; the signal's reason
 */
export async function callTool(connection: Connection, call: McpCall, context: McpCallContext): Promise<McpResult> {
  const deadline = new Deadline(connection.server.timeoutMs, MOST_WAIT_MS);
  const failed = new AbortController();
  const signal = AbortSignal.any([context.signal, deadline.signal, connection.over.signal, failed.signal]);
  const asking = new Asking(call.server, (question) => context.ask(question, signal));
  const active = { asking, deadline, signal, fail: (error: unknown) => failed.abort(error) };
  connection.calls.add(active);
  try {
    return await rounds(connection, call, context, active);
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    if (failed.signal.aborted) throw callError(call.server, failed.signal.reason);
    if (deadline.signal.aborted)
      throw new OmegaError('tool.timeout', `The MCP server "${call.server}" did not answer in time.`, {
        sent: 'unknown',
      });
    const wanted = signInError(connection.server, error);
    if (wanted !== undefined) {
      const scope = wantedScope(error);
      // Without more rights its other tools go on; without a token none does.
      if (scope === undefined) connection.over.abort(wanted);
      else connection.wanting(scope);
      throw new OmegaError('tool.remote', wanted.message, { cause: error, sent: 'no' });
    }
    if (isOver(error) || connection.over.signal.aborted) {
      connection.over.abort(
        new OmegaError('mcp.unreachable', `The MCP server "${call.server}" is gone.`, { cause: error }),
      );
      const over = connection.over.signal.reason as unknown;
      const why = over instanceof OmegaError ? over.message : '';
      throw new OmegaError(
        'tool.remote',
        `The MCP server "${call.server}" ended in the middle of the call. ${why}`.trim(),
        { cause: error, sent: 'unknown' },
      );
    }
    throw callError(call.server, error);
  } finally {
    connection.calls.delete(active);
    deadline.end();
  }
}
