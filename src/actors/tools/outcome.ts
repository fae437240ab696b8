/** Writes down how tool calls end: in the store and as run events. Inside a transaction. */
import type { ErrorCode } from '../../contracts/errors.ts';
import type { NewRunEvent } from '../../contracts/run-event.ts';
import type { StoredCall } from '../../contracts/ports/stores/tool-store.ts';
import type { ToolErrorClass } from '../../contracts/tools/tool.ts';
import type { ActivityContext } from '../activity.ts';
import { resetEvent } from '../activities/turn/drafts.ts';
import type { AgentPorts } from '../agent-ports.ts';

type Written = Pick<ActivityContext, 'address' | 'at'>;

/** Characters of a result that its event keeps; the whole is in the call or in an artifact. */
export const PREVIEW = 1024;
/** Results longer than this become artifacts, bytes. */
export const MOST_INLINE = 16_384;

const CLASSES: Readonly<Partial<Record<ErrorCode, ToolErrorClass>>> = {
  'tool.unknown': 'validation',
  'tool.arguments_invalid': 'validation',
  'tool.result_invalid': 'validation',
  'tool.denied': 'denied',
  'tool.limit': 'limit',
  'tool.timeout': 'timeout',
  'tool.out_of_memory': 'oom',
  'tool.failed': 'exit',
  'tool.outside': 'denied',
  'tool.unavailable': 'unavailable',
  'tool.remote': 'remote',
  'tool.lost': 'lost',
  'policy.invalid': 'denied',
  'secret.missing': 'unavailable',
  'artifact.corrupt': 'validation',
  'google.unreachable': 'remote',
  'google.refused': 'remote',
  'google.not_connected': 'unavailable',
  'mcp.unreachable': 'remote',
  'mcp.protocol': 'remote',
  'activity.lost': 'lost',
  'activity.fenced': 'cancelled',
  'activity.expired': 'timeout',
};

/** Class of a failure. */
export function classOf(code: ErrorCode): ToolErrorClass {
  return CLASSES[code] ?? 'exit';
}

function event(
  call: StoredCall,
  context: Written,
  rest: Pick<NewRunEvent, 'kind' | 'payload' | 'origin'>,
): NewRunEvent {
  return { runId: call.run, actor: context.address, at: context.at, ...rest };
}

/** The event that a call was asked for; its arguments are cut when they are long. */
export function callEvent(
  call: StoredCall,
  tool: { id: string; version: string; hash: string },
  context: Written,
): NewRunEvent {
  const args = JSON.stringify(call.call.args ?? call.call.raw);
  const shown =
    args.length <= MOST_INLINE ? { args: call.call.args ?? call.call.raw } : { args_preview: args.slice(0, PREVIEW) };
  const payload = {
    tool_call_id: call.id,
    name: call.call.name,
    tool: tool.id,
    version: tool.version,
    args_hash: tool.hash,
    ...shown,
  };
  return event(call, context, { kind: 'tool_call', payload, origin: 'model' });
}

/** The line about the tool goes when the last call of its round has ended: the draft is for the answer again. */
function clearLine(ports: AgentPorts, context: Written, { run, part, round, place }: StoredCall): void {
  if (place + 1 >= ports.tools.sizeOf({ run, part, round }))
    ports.runs.append(resetEvent({ runId: run, part }, context.address, context.at));
}

/** A call that worked. */
export function succeed(ports: AgentPorts, context: Written, call: StoredCall): void {
  ports.tools.settle(call.id, { state: 'done' }, context.at);
  const result =
    call.artifact === '' ? { result: call.result } : { ref: `artifact:sha256:${call.artifact}`, preview: call.result };
  const payload = {
    tool_call_id: call.id,
    tool: call.tool,
    ms: context.at - call.askedAt,
    foreign: call.foreign,
    ...result,
  };
  ports.runs.append(event(call, context, { kind: 'tool_result', payload, origin: 'tool' }));
  clearLine(ports, context, call);
}

/** A call that did not. @param message what the model reads */
export function fail(
  ports: AgentPorts,
  context: Written,
  call: StoredCall,
  end: { error: ToolErrorClass; message: string; foreign?: boolean },
): void {
  ports.tools.settle(
    call.id,
    { state: 'error', error: end.error, result: end.message, foreign: end.foreign ?? false },
    context.at,
  );
  const payload = {
    tool_call_id: call.id,
    tool: call.tool === '' ? call.call.name : call.tool,
    class: end.error,
    message: end.message.slice(0, PREVIEW),
    retryable: end.error === 'remote' || end.error === 'timeout',
    ms: context.at - call.askedAt,
  };
  ports.runs.append(event(call, context, { kind: 'tool_error', payload, origin: 'tool' }));
  clearLine(ports, context, call);
}

/** What a model reads of a call that was given up: one that was let through may have happened. */
function stopped({ tools }: AgentPorts, { state, permit, approval }: StoredCall): string {
  const began = state === 'ran' || permit !== '' || tools.approvals.get(approval)?.answer === 'yes';
  return began ? 'It was stopped on the way; it may have happened all the same.' : 'It was stopped before it ran.';
}

/** Ends what a run left open: it was stopped, or its calls died with it. */
export function closeOpenCalls(
  ports: AgentPorts,
  context: Pick<ActivityContext, 'address' | 'at' | 'post'>,
  run: string,
): void {
  for (const call of ports.tools.callsOf(run))
    if (call.state === 'asked' || call.state === 'ran')
      fail(ports, context, call, { error: 'cancelled', message: stopped(ports, call) });
  for (const approval of ports.tools.approvals.ofRun(run))
    if (approval.state === 'pending')
      context.post(`approval:${approval.id}`, { type: 'approval.withdraw' }, `withdraw:${approval.id}`);
}
