/** The gate: nothing runs but through here, and nothing passes without a rule, a grant, or a yes to these very arguments. */
import { OmegaError } from '../../contracts/errors.ts';
import type { ExecutionContext, ToolCall, ToolExecutor, ToolOutput } from '../../contracts/ports/tools/executor.ts';
import type { ApprovalCard } from '../../contracts/tools/policy.ts';
import type { ExecutorKind } from '../../contracts/tools/tool.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { approvalHash, type CallSubject } from './subject-of-call.ts';

/** An executor that can say beforehand what a call will do. */
export interface Previewing {
  preview?(call: ToolCall, signal: AbortSignal): Promise<Preview | undefined>;
}

/** What a call will really do, for people. */
export type Preview = Pick<ApprovalCard, 'title' | 'facts' | 'body' | 'form'>;

/** The gate. */
export interface Gate {
  /** @throws OmegaError tool.denied without a permit; whatever the executor throws */
  run(subject: CallSubject, context: ExecutionContext): Promise<ToolOutput>;
  /** What a call will really do; undefined when its executor cannot say. Changes nothing. */
  preview(subject: CallSubject, signal: AbortSignal): Promise<Preview | undefined>;
}

/** Hosts that policy and person have agreed to for this call. */
function agreedHosts({ request }: CallSubject): string[] {
  const { egress } = request.effects;
  return request.egress.length > 0 ? [...request.egress] : egress === false ? [] : [...egress];
}

/** The call as an executor gets it. */
export function toolCallOf(ports: Pick<AgentPorts, 'settings'>, subject: CallSubject): ToolCall {
  const { call, tool, asker, request } = subject;
  const place = ports.settings.tools.place(asker.project);
  return {
    id: call.id,
    run: call.run,
    conversation: call.key,
    person: asker.person,
    manifest: tool.manifest,
    args: request.args,
    place: { ...place, egress: [...place.egress, ...agreedHosts(subject)] },
  };
}

/**
 * Checks that a call may run now.
 *
 * @throws OmegaError tool.denied
 */
export function checkPermit(ports: AgentPorts, subject: CallSubject): void {
  const { call } = subject;
  if (call.state !== 'asked') throw new OmegaError('tool.denied', 'This call has run already.');
  if (call.permit !== '') return;
  const approval = call.approval === '' ? undefined : ports.tools.approvals.get(call.approval);
  if (approval?.state !== 'resolved' || approval.answer !== 'yes')
    throw new OmegaError('tool.denied', 'Nobody has allowed this call.');
  if (approval.hash !== approvalHash(ports, subject))
    throw new OmegaError(
      'tool.denied',
      'What was allowed is not what would run: arguments, tool or rules have changed.',
    );
}

/** Builds the gate. */
export function gate(ports: AgentPorts, executors: ReadonlyMap<ExecutorKind, ToolExecutor & Previewing>): Gate {
  const executorOf = ({ tool }: CallSubject): ToolExecutor & Previewing => {
    const { kind } = tool.manifest.executor;
    const executor = executors.get(kind);
    if (executor === undefined)
      throw new OmegaError('tool.unavailable', `Tools of the kind ${kind} cannot run on this machine.`);
    return executor;
  };
  return {
    run(subject, context) {
      checkPermit(ports, subject);
      return executorOf(subject).run(toolCallOf(ports, subject), context);
    },
    preview: async (subject, signal) => executorOf(subject).preview?.(toolCallOf(ports, subject), signal),
  };
}
