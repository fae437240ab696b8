/** Reads open questions from the daemon and gives it answers. */
import type { Approval, GrantScope } from '../../contracts/tools/policy.ts';
import { getJson, refusal, type Connection } from '../connect.ts';

/** An answer as the daemon takes it. */
export interface AnswerBody {
  answer: 'yes' | 'no';
  scope: GrantScope;
  /** reason of a no, words of an answer */
  words: string;
  /** what was typed where the code has to be typed */
  code: string;
}

/** @returns newest first */
export async function listApprovals(connection: Connection, all = false): Promise<Approval[]> {
  const body = (await getJson(connection, `/v1/approvals${all ? '?pending=all' : ''}`)) as { approvals: Approval[] };
  return body.approvals;
}

/** @returns undefined when there is no such question */
export async function findApproval(connection: Connection, idOrCode: string): Promise<Approval | undefined> {
  return (await getJson(connection, `/v1/approvals/${encodeURIComponent(idOrCode)}`)) as Approval | undefined;
}

/**
 * Answers a question.
 *
 * @throws Error with the daemon's own sentence, e.g. when somebody was faster
 */
export async function answerApproval(connection: Connection, idOrCode: string, body: AnswerBody): Promise<Approval> {
  const response = await fetch(`${connection.url}/v1/approvals/${encodeURIComponent(idOrCode)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${connection.token.reveal()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, via: 'terminal' }),
  });
  if (!response.ok) throw new Error(await refusal(response));
  return (await response.json()) as Approval;
}
