/**
 * /approve, /deny, /answer, /approvals. An answer to an open question has acted already when it came in; here are the words
 * for one that found none, and the list.
 */
import { allowMore } from '../agent/spending.ts';
import { questionText } from '../activities/approval/posts.ts';
import type { Command } from './command.ts';

/** Why a code found no open question. */
const late: Command = ({ ports, args, words }) => {
  const [code = ''] = args.split(/\s+/);
  const approval = ports.tools.approvals.lastOfCode(code);
  if (approval === undefined || approval.state === 'pending')
    return words.text('approvalUnknown', { code: code.toUpperCase() });
  const title = words.text('toolTitle', { id: approval.tool, title: approval.card.title });
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

/** What waits for an answer, whole. */
export const approvals: Command = ({ ports, asker, words }) => {
  const all = ports.settings.tools.isOwner(asker.person);
  const open = ports.tools.approvals.list({ person: all ? null : asker.person, pending: true, limit: 20 });
  if (open.length === 0) return words.text('approvalsNone');
  return [words.text('approvalsHeader'), ...open.map((approval) => questionText(approval, words))].join('\n\n---\n\n');
};
