/** An answer to an approval, from wherever it comes: the first one wins, in the transaction that takes it in. */
import type { Approval, GrantScope } from '../../contracts/tools/policy.ts';
import { spokenAnswer, type SpokenAnswer } from '../../domain/tools/answer.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';

/** Rule id of questions that come from an MCP server. */
export const ELICITED = 'mcp:elicitation';

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

/** What an approval holds while nobody has answered it. @param at ms */
export function unanswered({ settings }: Pick<AnswerPorts, 'settings'>, at: number) {
  return {
    state: 'pending',
    answer: null,
    scope: null,
    words: '',
    by: '',
    via: '',
    createdAt: at,
    expiresAt: at + settings.tools.approvalMs,
    answeredAt: null,
  } satisfies Partial<Approval>;
}

/** Whether a person may answer an approval, and so may see it. */
export function mayAnswer({ settings }: Pick<AnswerPorts, 'settings'>, approval: Approval, by: string): boolean {
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
  if (!mayAnswer(ports, approval, given.by)) return 'refused';
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

/** Longest card that counts as seen whole in a chat, characters. */
const SEEN_WHOLE = 3000;

/**
 * Whether words without a code can be meant for an approval: the answer that waits for it is the one of its conversation. A
 * question of a task or a heartbeat comes in between other talk, and words for a server must not be taken by mistake.
 */
export function isPlainlyAnswered({ runs }: Pick<AnswerPorts, 'runs'>, { run, key, rules }: Approval): boolean {
  return !rules.includes(ELICITED) && runs.run(run)?.conversation === key;
}

/** Whether a mere yes can be meant: there are words for it, it need not be typed, and the whole was to be seen. */
function isMereYes({ level, kind, card }: Approval): boolean {
  const length = card.facts.reduce((sum, { value }) => sum + value.length, card.body.length);
  return level !== 'typed_confirm' && kind !== 'question' && length <= SEEN_WHOLE;
}

/**
 * The open approval that words are meant for: by its code, or the only one of the conversation. What has to be confirmed by
 * typing is never meant by a mere yes.
 */
export function approvalFor(ports: AnswerPorts, spoken: SpokenAnswer, key: string): Approval | undefined {
  const { approvals } = ports.tools;
  if (spoken.code !== '') return approvals.byCode(spoken.code);
  const [only, ...more] = approvals.openIn(key).filter((a) => isPlainlyAnswered(ports, a));
  return only !== undefined &&
    more.length === 0 &&
    (spoken.answer === 'no' ? only.kind !== 'question' : isMereYes(only))
    ? only
    : undefined;
}

/** The question of the model that a plain message in its conversation answers. */
export function openQuestion(ports: AnswerPorts, key: string): Approval | undefined {
  return ports.tools.approvals.openIn(key).findLast((a) => a.kind === 'question' && isPlainlyAnswered(ports, a));
}

/** A message that may be an answer. */
export interface MaybeAnswer {
  key: string;
  text: string;
  by: string;
  via: string;
}

/** The words of an answer to a question: a choice itself, the number of one, or `#2` as a button says it; else what was written. */
function chosen({ card: { choices } }: Approval, text: string): string {
  const said = text.trim();
  const same = choices.find((choice) => choice.toLowerCase() === said.toLowerCase());
  if (same !== undefined) return same;
  const number = /^#?(\d)[.)]?$/.exec(said)?.[1];
  return choices[Number(number) - 1] ?? said;
}

/** What was said to an approval: a question gets every word, others a scope and a reason. */
function wordsFor(approval: Approval, { words, whole }: SpokenAnswer, text: string): string {
  if (approval.kind !== 'question') return words;
  return /^#\d$/.test(whole)
    ? (approval.card.choices[Number(whole[1]) - 1] ?? whole)
    : chosen(approval, whole || bare(text));
}

/** The first word of an answer that has no others. */
function bare(text: string): string {
  const [first = ''] = text.trim().split(/[\s,:;]+/);
  return first.startsWith('/') ? '' : first;
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
      ? { answer: spoken.answer, scope: spoken.scope, words: wordsFor(named, spoken, text), by, via }
      : { answer: 'yes', scope: 'once', words: chosen(approval, text), by, via };
  return mayAnswer(ports, approval, by) ? { approval, given } : undefined;
}
