/** Tables approval, approval_post and tool_grant: durable questions, and what a yes covers. */
import type { Approval, ApprovalCard, Grant } from '../../contracts/tools/policy.ts';
import type { ApprovalPost, Approvals } from '../../contracts/ports/stores/tool-store.ts';
import type { Db } from '../database.ts';

const APPROVAL = `id, code, kind, state, run, key, person, project, tool, version, hash, level, rules, subject, card, answer,
  scope, words, by, via, created_at AS createdAt, expires_at AS expiresAt, answered_at AS answeredAt`;
const GRANT = 'id, scope, holder, tool, version, subject, approval, at, until';

type Row = Omit<Approval, 'rules' | 'card'> & { rules: string; card: string };

function toApproval(row: Row): Approval {
  return { ...row, rules: JSON.parse(row.rules) as string[], card: JSON.parse(row.card) as ApprovalCard };
}

type Grants = Pick<Approvals, 'addGrant' | 'grants' | 'removeGrant'>;
type Posts = Pick<Approvals, 'addPost' | 'posts'>;

function grants(db: Db): Grants {
  const add = db.prepare(`INSERT INTO tool_grant (${GRANT})
    VALUES (@id, @scope, @holder, @tool, @version, @subject, @approval, @at, @until) ON CONFLICT DO NOTHING`);
  const of = db.prepare<[string, string, number], Grant>(
    `SELECT ${GRANT} FROM tool_grant WHERE tool = ? AND holder IN (SELECT value FROM json_each(?)) AND (until IS NULL OR until > ?)`,
  );
  const remove = db.prepare('DELETE FROM tool_grant WHERE id = ?');
  return {
    addGrant: (grant) => void add.run(grant),
    grants: (holders, tool, at) => of.all(tool, JSON.stringify(holders), at),
    removeGrant: (id) => void remove.run(id),
  };
}

function posts(db: Db): Posts {
  const add = db.prepare(
    'INSERT INTO approval_post (approval, channel, chat, ref) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET ref = excluded.ref',
  );
  const of = db.prepare<[string], ApprovalPost>('SELECT channel, chat, ref FROM approval_post WHERE approval = ?');
  return { addPost: (id, { channel, chat, ref }) => void add.run(id, channel, chat, ref), posts: (id) => of.all(id) };
}

/** Oldest first. Sorted here: a sorter of SQLite costs more than reading the few rows. */
const inOrder = (rows: readonly Row[]): Approval[] =>
  rows.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)).map(toApproval);

/** Builds the store. */
export function approvalStore(db: Db): Approvals {
  const add =
    db.prepare(`INSERT INTO approval (id, code, kind, state, run, key, person, project, tool, version, hash, level,
    rules, subject, card, answer, scope, words, by, via, created_at, expires_at, answered_at)
    VALUES (@id, @code, @kind, @state, @run, @key, @person, @project, @tool, @version, @hash, @level,
    @rules, @subject, @card, @answer, @scope, @words, @by, @via, @createdAt, @expiresAt, @answeredAt)`);
  const get = db.prepare<[string], Row>(`SELECT ${APPROVAL} FROM approval WHERE id = ?`);
  const byCode = db.prepare<[string], Row>(
    `SELECT ${APPROVAL} FROM approval WHERE code = upper(?) AND state = 'pending'`,
  );
  const lastOfCode = db.prepare<[string], Row>(
    `SELECT ${APPROVAL} FROM approval WHERE code = upper(?) ORDER BY created_at DESC LIMIT 1`,
  );
  const list = db.prepare<[string | null, string | null, number, number], Row>(`SELECT ${APPROVAL} FROM approval
    WHERE (? IS NULL OR person = ?) AND (? = 0 OR state = 'pending') ORDER BY created_at DESC, id DESC LIMIT ?`);
  const ofRun = db.prepare<[string], Row>(`SELECT ${APPROVAL} FROM approval WHERE run = ?`);
  // Asked for every message that comes in: only open ones are looked at, however many have ended.
  const openIn = db.prepare<[string], Row>(
    `SELECT ${APPROVAL} FROM approval INDEXED BY approval_code WHERE key = ? AND state = 'pending'`,
  );
  const end =
    db.prepare(`UPDATE approval SET state = @state, answer = @answer, scope = @scope, words = @words, by = @by,
    via = @via, answered_at = @at WHERE id = @id AND state = 'pending'`);
  const one = (row: Row | undefined): Approval | undefined => row && toApproval(row);
  return {
    ...grants(db),
    ...posts(db),
    add: (approval) =>
      void add.run({ ...approval, rules: JSON.stringify(approval.rules), card: JSON.stringify(approval.card) }),
    get: (id) => one(get.get(id)),
    byCode: (code) => one(byCode.get(code)),
    lastOfCode: (code) => one(lastOfCode.get(code)),
    list: ({ person, pending, limit }) => list.all(person, person, pending ? 1 : 0, limit).map(toApproval),
    ofRun: (run) => inOrder(ofRun.all(run)),
    openIn: (key) => inOrder(openIn.all(key)),
    end: (id, ended, at) => end.run({ id, ...ended, at }).changes === 1,
  };
}
