/** Activity putQuestion: finds out what a call will really do, and puts the question to the owner. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { Approval, ApprovalCard, ApprovalKind } from '../../../contracts/tools/policy.ts';
import type { ToolStep } from '../../../machines/tools/tool-call.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { wordsIn } from '../../agent/words.ts';
import { logEvent } from '../../log-event.ts';
import { plainCard } from '../../../domain/tools/card.ts';
import { coverOf } from '../../../domain/tools/subject.ts';
import { unanswered } from '../../tools/answer.ts';
import { freeCode } from '../../tools/code.ts';
import type { Gate } from '../../tools/gate.ts';
import { ASK_OWNER, questionOf } from '../../tools/inside/talk.ts';
import { approvalHash, grantsFor, subjectOfCall, type CallSubject } from '../../tools/subject-of-call.ts';
import { progressEvent, resetEvent } from '../turn/drafts.ts';

type Input = ToolStep & { kind: ApprovalKind };

/** The card: what the executor says it will do, else the arguments as they are. */
async function cardOf(gate: Gate, subject: CallSubject, signal: AbortSignal, why: string[]): Promise<ApprovalCard> {
  const { request, tool } = subject;
  if (request.tool === ASK_OWNER) {
    const { question, choices } = questionOf(request.args);
    return { title: question, facts: [], body: '', form: 'text', why: [], choices };
  }
  const seen = request.executor === 'inproc_safe' ? undefined : await gate.preview(subject, signal);
  const hosts = request.egress.map((value) => ({ label: 'host', value }));
  const plain = {
    title: tool.manifest.title,
    facts: hosts,
    body: JSON.stringify(request.args, null, 2),
    form: 'json' as const,
  };
  return plainCard({ ...plain, ...seen, why, choices: [] });
}

/** The same with a line about what a yes for this answer or this project covers, where one can be given. */
function reaching(card: ApprovalCard, { tool, subject }: CallSubject['request']): ApprovalCard {
  const value = coverOf(tool, subject);
  return value === undefined ? card : plainCard({ ...card, facts: [...card.facts, { label: 'covers', value }] });
}

function approvalOf(
  ports: AgentPorts,
  context: ActivityContext,
  subject: CallSubject,
  asked: Pick<Approval, 'kind' | 'card' | 'level' | 'rules'>,
): Approval {
  const { asker, request } = subject;
  const id = `p${context.newId()}`;
  const at = ports.clock.now();
  return {
    ...asked,
    id,
    code: freeCode(ports.tools.approvals, id),
    run: request.run,
    key: asker.key,
    person: asker.person,
    project: asker.project,
    tool: request.tool,
    version: request.version,
    hash: approvalHash(ports, subject),
    subject: request.subject,
    ...unanswered(ports, at),
  };
}

/** Everything that follows from a question, in the commit that ends this activity. */
function put(ports: AgentPorts, context: ActivityContext, subject: CallSubject, approval: Approval): void {
  const { call } = subject;
  const at = approval.createdAt;
  ports.tools.approvals.add(approval);
  ports.tools.question(call.id, approval.id);
  const { id, code, kind, level, card, hash: argsHash, expiresAt } = approval;
  logEvent(ports, { address: context.address, at }, call.run, {
    type: 'approval.requested',
    approval_id: id,
    tool_call_id: call.id,
    code,
    kind,
    level,
    args_hash: argsHash,
    render: card as never,
    expires_at: expiresAt,
  });
  const place = { runId: call.run, part: call.part };
  const words = wordsIn(ports, call.key, at);
  ports.runs.append(resetEvent(place, context.address, at));
  ports.runs.append(
    progressEvent(
      place,
      words.text('approvalWaiting', { title: words.text('toolTitle', { id: approval.tool, title: card.title }), code }),
      context.address,
      at,
    ),
  );
  const asker = context.address;
  context.post(`approval:${id}`, { type: 'approval.ask', asker, expiresMs: expiresAt - at }, `ask:${id}`);
}

/** Builds the activity. It changes nothing until its commit, so it may be repeated. */
export const putQuestion = (ports: AgentPorts, gate: Gate) =>
  activity<Input, { approval: string }>({
    name: 'putQuestion',
    semantics: 'idempotent',
    attempts: 2,
    async run({ callId, kind }, context) {
      const subject = subjectOfCall(ports, callId);
      if (subject === undefined) throw new OmegaError('tool.unknown', 'The tool is not there any more.');
      const { request } = subject;
      const grants = grantsFor(ports, request, context.at);
      const decision = ports.policy.decide(request, grants, context.at);
      const isQuestion = request.tool === ASK_OWNER;
      const level = kind === 'call' ? (decision.level ?? 'ask_once') : 'ask_each';
      const card = await cardOf(gate, subject, context.signal, kind === 'uncertain' ? ['uncertain'] : decision.rules);
      const isLasting = kind === 'call' && !isQuestion && level === 'ask_once';
      const asked = {
        kind: isQuestion ? ('question' as const) : kind,
        card: isLasting ? reaching(card, request) : card,
        level,
        rules: decision.rules,
      };
      const approval = approvalOf(ports, context, subject, asked);
      context.settle(() => put(ports, context, subject, approval));
      return { approval: approval.id };
    },
  });
