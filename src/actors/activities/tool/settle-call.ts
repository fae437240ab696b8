/** Activities checkResult, failCall, refuseCall: how a tool call ends, for the log and for the model. */
import type { ErrorData } from '../../../contracts/errors.ts';
import type { StoredCall } from '../../../contracts/ports/stores/tool-store.ts';
import { schemaProblems } from '../../../domain/tools/schema.ts';
import type { ToolStep } from '../../../machines/tools/tool-call.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { notifyOwner } from '../../tools/obligations.ts';
import { classOf, fail, succeed } from '../../tools/outcome.ts';
import { subjectOfCall } from '../../tools/subject-of-call.ts';

function settling<In extends ToolStep>(
  name: string,
  settle: (ports: AgentPorts, context: ActivityContext, input: In, call: StoredCall) => void,
) {
  return (ports: AgentPorts) =>
    activity<In, null>({
      name,
      semantics: 'transactional',
      run(input, context) {
        const call = ports.tools.call(input.callId);
        if (call === undefined || call.state === 'done' || call.state === 'error') return null;
        settle(ports, context, input, call);
        return null;
      },
    });
}

/** A result has to be what the manifest promises. */
export const checkResult = settling<ToolStep>('checkResult', (ports, context, { callId }, call) => {
  const schema = subjectOfCall(ports, callId)?.tool.manifest.outputSchema ?? {};
  const problems = schemaProblems(schema, call.output);
  if (problems.length === 0) {
    succeed(ports, context, call);
    return notifyOwner(ports, context, call);
  }
  const message = `The tool gave something that does not fit its own description: ${problems.join('; ')}`;
  fail(ports, context, call, { error: 'validation', message });
});

/** Failures whose words are those of the other end: a page, a server, a program that spoke with one. */
const SPOKEN: ReadonlySet<string> = new Set(['tool.failed', 'tool.remote', 'mcp.protocol']);

/** Whether the words of a failure come from outside, so that they are material and taint the run as a result does. */
function isForeign(ports: AgentPorts, callId: string, { code }: ErrorData): boolean {
  const manifest = SPOKEN.has(code) ? subjectOfCall(ports, callId)?.tool.manifest : undefined;
  return (
    manifest !== undefined && (manifest.executor.kind === 'mcp_remote' || manifest.policy.effects.egress !== false)
  );
}

/** What went wrong, in words that the model can do something with. */
export const failCall = settling<ToolStep & { error: ErrorData }>(
  'failCall',
  (ports, context, { callId, error }, call) => {
    const why = error.code === 'activity.crashed' ? `It failed inside: ${error.message}` : error.message;
    const message = why === '' ? 'It failed.' : why;
    fail(ports, context, call, { error: classOf(error.code), message, foreign: isForeign(ports, callId, error) });
  },
);

const REASONS = {
  expired: 'Nobody answered in time; it did not run.',
  withdrawn: 'The question was withdrawn; it did not run.',
};

/** A no with its reason, or a question that ran out. */
export const refuseCall = settling<ToolStep & { approval: string }>(
  'refuseCall',
  (ports, context, { approval: id }, call) => {
    const approval = ports.tools.approvals.get(id);
    const said = approval?.words ?? '';
    const no = `The owner said no${said === '' ? '' : `: ${said}`}. It did not run; do not try it another way.`;
    const message = approval?.state === 'expired' || approval?.state === 'withdrawn' ? REASONS[approval.state] : no;
    const wasUncertain = approval?.kind === 'uncertain';
    fail(ports, context, call, {
      error: wasUncertain ? 'lost' : 'denied',
      message: wasUncertain ? `It is not known whether it happened, and it was not repeated. ${said}`.trim() : message,
    });
  },
);
