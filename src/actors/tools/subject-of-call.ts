/** A stored call with everything that is known about it: its tool, who it is for, where it works. */
import { hash } from 'node:crypto';
import { isDirectKey } from '../../contracts/message.ts';
import type { Grant, PolicyRequest } from '../../contracts/tools/policy.ts';
import type { RunEventOrigin } from '../../contracts/run-event.ts';
import type { StoredCall } from '../../contracts/ports/stores/tool-store.ts';
import { approvalText, canonicalJson } from '../../domain/policy/canonical.ts';
import { hostsOf, subjectOf } from '../../domain/tools/subject.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { askerOf } from '../agent/asker.ts';
import { answerContext, isInner } from '../agent/inner.ts';
import type { Asker } from '../agent/tasks.ts';
import type { OfferedTool, OfferPlace } from './toolbox.ts';

/** The call in its place. */
export interface CallSubject {
  call: StoredCall;
  tool: OfferedTool;
  asker: Asker;
  request: PolicyRequest;
}

/** Senders that are programs: what they hand over is not the owner's word. */
const PROGRAM = /^webhook:/;

/** Whether a sender is a program, by the name it comes under. */
export function isProgram(senderName: string): boolean {
  return PROGRAM.test(senderName);
}

/** Where the tools of a run are offered. */
export function placeOf(ports: Pick<AgentPorts, 'messages'>, run: string, conversation: string): OfferPlace {
  const question = ports.messages
    .batch(run)
    .map((m) => m.text)
    .join('\n');
  return { conversation, where: answerContext(conversation), question };
}

/** Who set a run off. A direct chat belongs to the person that was let in; in a group others speak too. */
function originOf(ports: AgentPorts, run: string, conversation: string): RunEventOrigin {
  if (isInner(conversation)) return 'system';
  const batch = ports.messages.batch(run);
  if (batch.some((m) => isProgram(m.senderName))) return 'channel_user';
  const place = ports.messages.lastPlace(conversation);
  const isGroup = place !== undefined && !isDirectKey(conversation, place);
  return isGroup ? 'channel_user' : 'owner';
}

/** Whether words from outside have come into the context of a run. */
export function isTainted(ports: AgentPorts, run: string, conversation: string): boolean {
  return originOf(ports, run, conversation) === 'channel_user' || ports.tools.hasForeign(run);
}

/** Equal calls have equal hashes. */
export function callHash(tool: string, args: object): string {
  return hash('sha256', canonicalJson({ tool, args } as never), 'hex');
}

/** Puts together what is known about a call; undefined when its tool is gone or its arguments are no object. */
export function subjectOfCall(ports: AgentPorts, id: string): CallSubject | undefined {
  const call = ports.tools.call(id);
  if (call?.call.args == null) return undefined;
  const { run, key: conversation } = call;
  const tool = ports.toolbox.named(call.call.name, placeOf(ports, run, conversation));
  if (tool === undefined) return undefined;
  const { manifest, tier } = tool;
  const asker = askerOf(ports, conversation, run);
  const { args } = call.call;
  const request: PolicyRequest = {
    principal: asker.person,
    conversation,
    run,
    project: asker.project,
    tool: manifest.id,
    version: manifest.version,
    executor: manifest.executor.kind,
    tier,
    scopes: manifest.policy.scopes,
    effects: manifest.policy.effects,
    minApproval: manifest.policy.minApproval ?? 'none',
    egress: hostsOf(manifest.id, args),
    dataClasses: manifest.policy.dataClasses ?? [],
    origin: originOf(ports, run, conversation),
    tainted: isTainted(ports, run, conversation),
    args,
    subject: subjectOf(manifest.id, args),
  };
  return { call, tool, asker, request };
}

/** What a yes to this call is bound to: the very arguments, this call, the project it works in, the rules in force. */
export function approvalHash(ports: Pick<AgentPorts, 'policy'>, { call, request }: CallSubject): string {
  return hash(
    'sha256',
    `${call.id}\n${request.project}\n${approvalText(request, ports.policy.hash(request.project))}`,
    'hex',
  );
}

/** Grants that may cover a call. A yes for a run holds in the project it was given in: the next one is another folder. */
export function grantsFor({ tools }: AgentPorts, request: PolicyRequest, at: number): Grant[] {
  const { run, principal, project, tool } = request;
  const grants = tools.approvals.grants([run, `${principal}|${project}`], tool, at);
  return grants.filter((g) => g.scope === 'project' || tools.approvals.get(g.approval)?.project === project);
}
