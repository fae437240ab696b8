/** Activity decideCall: policy says whether a call may run, has to be asked for, or is refused; the reason is a run event. */
import type { ToolStep } from '../../../machines/tools/tool-call.machine.ts';
import type { Obligation } from '../../../contracts/tools/policy.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { logEvent } from '../../log-event.ts';
import { ASK_OWNER } from '../../tools/inside/talk.ts';
import { hindrance, mustShow, standing } from '../../tools/obligations.ts';
import { fail } from '../../tools/outcome.ts';
import { grantsFor, subjectOfCall } from '../../tools/subject-of-call.ts';

/** Obligations hold for the rest of the run. */
function stand(ports: AgentPorts, context: ActivityContext, runId: string, added: readonly Obligation[]): void {
  const before = standing(ports, runId);
  const all = [...new Set([...before, ...added])];
  if (all.length > before.size) logEvent(ports, context, runId, { type: 'policy.standing', obligations: all });
}

/** Builds the activity. */
export const decideCall = (ports: AgentPorts) =>
  activity<ToolStep, { effect: 'allow' | 'ask' | 'deny' }>({
    name: 'decideCall',
    semantics: 'transactional',
    run({ callId, runId }, context) {
      const subject = subjectOfCall(ports, callId);
      const call = ports.tools.call(callId);
      if (call === undefined) return { effect: 'deny' };
      if (subject === undefined) {
        fail(ports, context, call, { error: 'validation', message: 'The tool is not there any more.' });
        return { effect: 'deny' };
      }
      const { request } = subject;
      const grants = grantsFor(ports, request, context.at);
      const decision = ports.policy.decide(request, grants, context.at);
      logEvent(ports, context, runId, {
        type: 'policy.decision',
        tool_call_id: callId,
        ...decision,
        tainted: request.tainted,
        policy_hash: ports.policy.hash(request.project),
      });
      if (decision.effect === 'deny') {
        const message = `Policy does not allow this (${decision.rules.join(', ')}). Do not try it another way; say what you cannot do.`;
        fail(ports, context, call, { error: 'denied', message });
        return { effect: 'deny' };
      }
      const hindered = hindrance(ports, subject, decision.obligations, context.at);
      if (hindered !== '') {
        fail(ports, context, call, { error: 'limit', message: hindered });
        return { effect: 'deny' };
      }
      stand(ports, context, runId, decision.obligations);
      const asks = decision.effect === 'ask' || mustShow(decision.obligations) || request.tool === ASK_OWNER;
      if (asks) return { effect: 'ask' };
      ports.tools.permit(
        callId,
        decision.grant === null ? `rules ${decision.rules.join(' ')}` : `grant ${decision.grant}`,
      );
      return { effect: 'allow' };
    },
  });
