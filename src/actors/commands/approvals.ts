/**
 * /approve, /deny, /answer, /approvals. An answer to an open question has acted already when it came in; here are the words
 * for one that found none, and the list.
 */
import { isDirectKey } from '../../contracts/message.ts';
import { allowMore } from '../agent/spending.ts';
import { isPlainlyAnswered, mayAnswer } from '../tools/answer.ts';
import { outcomeText, questionText } from '../activities/approval/posts.ts';
import type { Command } from './command.ts';

/** What became of the question with a code: this answer may have ended it from another chat, or came too late. */
const late: Command = ({ ports, args, asker, words }) => {
  const [code = ''] = args.split(/\s+/);
  const approval = ports.tools.approvals.lastOfCode(code);
  if (approval === undefined || approval.state === 'pending' || !mayAnswer(ports, approval, asker.person))
    return words.text('approvalUnknown', { code: code.toUpperCase() });
  const title = words.text('toolTitle', { id: approval.tool, title: approval.card.title });
  if (approval.by === asker.person) return outcomeText(approval, words);
  if (approval.state === 'expired') return words.text('approvalExpired', { title });
  return words.text('approvalLate', { title, by: approval.by });
};

/** Without a code: lifts today's caps once more. */
export const approve: Command = (call) => {
  if (call.args !== '') return late(call);
  allowMore(call.ports, call.at);
  return call.words.text('approved');
};

/** A no that came too late. */
export const deny: Command = late;

/** An answer that came too late. */
export const answer: Command = late;

/** What waits for an answer, whole; in a group only what was asked there. */
export const approvals: Command = ({ ports, asker, words, key, channel, chat }) => {
  const { approvals: known } = ports.tools;
  const person = ports.settings.tools.isOwner(asker.person) ? null : asker.person;
  const isGroup = !isDirectKey(key, { channel, chat });
  const open = isGroup ? known.openIn(key) : known.list({ person, pending: true, limit: 20 });
  if (open.length === 0) return words.text('approvalsNone');
  const texts = open.map((a) => questionText(a, words, a.key === key && isPlainlyAnswered(ports, a)));
  return [words.text('approvalsHeader'), ...texts].join('\n\n---\n\n');
};
