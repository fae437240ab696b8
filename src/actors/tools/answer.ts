/** An answer to an approval, from wherever it comes: the first one wins, in the transaction that takes it in. */
import type { Approval, GrantScope } from '../../contracts/tools/policy.ts';
import { spokenAnswer, type SpokenAnswer } from '../../domain/tools/answer.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';

/** An answer and who gives it. */
export interface GivenAnswer {
  answer: 'yes' | 'no';
  scope: GrantScope;
  words: string;
  /** person, e.g. `owner`, `telegram:42` */
  by: string;
  /** where: web, telegram, terminal, api */
  via: string;
}

/** What became of it; `refused` = this person or this way may not answer it. */
export type AnswerOutcome = 'taken' | 'late' | 'refused';

/** What taking an answer needs. */
export type AnswerPorts = Pick<AgentPorts, 'tools' | 'runs' | 'settings'>;
/** The transaction an answer is taken in. */
export type AnswerContext = Pick<ActivityContext, 'at' | 'post'>;

function mayAnswer({ settings }: AnswerPorts, approval: Approval, { by }: GivenAnswer): boolean {
  return by === approval.person || settings.tools.isOwner(by);
}

/** A yes to more than this call. What is asked each time, or has to be typed, is never granted ahead. */
function grant({ tools }: AnswerPorts, approval: Approval, given: GivenAnswer, at: number): void {
  if (given.answer !== 'yes' || given.scope === 'once' || approval.level !== 'ask_once' || approval.kind !== 'call')
    return;
  tools.approvals.addGrant({
    id: `g.${approval.id}`,
    scope: given.scope,
    holder: given.scope === 'run' ? approval.run : `${approval.person}|${approval.project}`,
    tool: approval.tool,
    version: approval.version,
    subject: approval.subject,
    approval: approval.id,
    at,
    until: null,
  });
}

/** Takes an answer; inside a transaction. */
export function answerApproval(
  ports: AnswerPorts,
  context: AnswerContext,
  approval: Approval,
  given: GivenAnswer,
): AnswerOutcome {
  if (!mayAnswer(ports, approval, given)) return 'refused';
  const scope = approval.level === 'ask_once' && approval.kind === 'call' ? given.scope : 'once';
  const { answer, words, by, via } = given;
  const ended = ports.tools.approvals.end(
    approval.id,
    { state: 'resolved', answer, scope, words, by, via },
    context.at,
  );
  if (!ended) return 'late';
  grant(ports, approval, { ...given, scope }, context.at);
  if (approval.run !== '')
    ports.runs.append({
      runId: approval.run,
      kind: 'system_event',
      payload: { type: 'approval.resolved', approval_id: approval.id, answer, grant: scope, by, via, words },
      actor: `approval:${approval.id}`,
      origin: 'owner',
      at: context.at,
    });
  context.post(`approval:${approval.id}`, { type: 'approval.answered', answer }, `answered:${approval.id}`);
  return 'taken';
}

/**
 * The open approval that words are meant for: by its code, or the only one of the conversation. What has to be confirmed by
 * typing is never meant by a mere yes.
 */
export function approvalFor({ tools }: AnswerPorts, spoken: SpokenAnswer, key: string): Approval | undefined {
  if (spoken.code !== '') return tools.approvals.byCode(spoken.code);
  const open = tools.approvals.list({ person: null, pending: true, limit: 100 }).filter((a) => a.key === key);
  return open.length === 1 && open[0]?.level !== 'typed_confirm' && open[0]?.kind !== 'question' ? open[0] : undefined;
}

/** The question of the model that a plain message in its conversation answers. */
export function openQuestion({ tools }: AnswerPorts, key: string): Approval | undefined {
  return tools.approvals
    .list({ person: null, pending: true, limit: 100 })
    .find((a) => a.key === key && a.kind === 'question');
}

/** A message that may be an answer. */
export interface MaybeAnswer {
  key: string;
  text: string;
  by: string;
  via: string;
}

/** The words of an answer to a question; a number stands for the choice with that number. */
function chosen({ card: { choices } }: Approval, text: string): string {
  const number = /^\s*(\d)[.)]?\s*$/.exec(text)?.[1];
  return choices[Number(number) - 1] ?? text.trim();
}

/** A message that answers an open question. */
export interface MeantAnswer {
  approval: Approval;
  given: GivenAnswer;
}

/** Finds the open question that a message answers; undefined when it is an ordinary message, or not theirs to answer. */
export function meantAnswer(ports: AnswerPorts, message: MaybeAnswer): MeantAnswer | undefined {
  const { key, text, by, via } = message;
  const spoken = spokenAnswer(text);
  const named = spoken && approvalFor(ports, spoken, key);
  const approval = named ?? (text.trim().startsWith('/') ? undefined : openQuestion(ports, key));
  if (approval === undefined) return undefined;
  const given: GivenAnswer =
    spoken !== undefined && named !== undefined
      ? { answer: spoken.answer, scope: spoken.scope, words: chosen(named, spoken.words), by, via }
      : { answer: 'yes', scope: 'once', words: chosen(approval, text), by, via };
  return mayAnswer(ports, approval, given) ? { approval, given } : undefined;
}
