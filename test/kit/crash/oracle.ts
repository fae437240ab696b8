/** What must be true in the end, whatever was killed when. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { verifyJournals } from '../../../src/app/on-call/verify.ts';
import type { Experience } from './people.ts';

/** Findings of the oracle. */
export interface Findings {
  answered: number;
  lost: string[];
  duplicated: string[];
  outOfOrder: string[];
  strays: number;
  journalGaps: number;
  troubles: string[];
}

/** Checks what each person saw: every word of theirs in exactly one answer, in the order they wrote. */
async function checkPerson(person: Experience, findings: Findings): Promise<void> {
  const seen = (await person.seen()).join('\n');
  const places: number[] = [];
  for (const sent of person.sent) {
    const first = seen.indexOf(sent);
    if (first === -1) findings.lost.push(sent);
    else findings.answered++;
    if (first !== -1 && seen.indexOf(sent, first + 1) !== -1) findings.duplicated.push(sent);
    if (first !== -1) places.push(first);
  }
  if (places.some((p, i) => i > 0 && p < (places[i - 1] ?? 0))) findings.outOfOrder.push(person.name);
  findings.strays += person.strays();
}

/** Checks the database of a stopped daemon. */
async function checkStore(home: string, findings: Findings): Promise<void> {
  const db = new Database(join(home, 'omega.db'), { readonly: true });
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const trouble = (n: number, what: string): void => {
    if (n > 0) findings.troubles.push(`${n} ${what}`);
  };
  findings.journalGaps = count(
    'SELECT count(*) FROM (SELECT address FROM journal GROUP BY address HAVING count(*) <> max(rev) + 1)',
  );
  trouble(count('SELECT count(*) FROM inbox WHERE state = 2'), 'events were set aside');
  trouble(count('SELECT count(*) FROM inbox WHERE state = 0'), 'events were left in mailboxes');
  trouble(
    count("SELECT count(*) FROM outbox WHERE state IN (0, 1, 3) AND activity <> 'listen'"),
    'effects were left open',
  );
  trouble(count("SELECT count(*) FROM actor WHERE status IN ('error', 'quarantined')"), 'actors failed');
  trouble(
    count(`SELECT count(*) FROM journal WHERE event LIKE '{"type":"omega.restarted"%'`),
    'actors failed and were restarted',
  );
  trouble(count("SELECT count(*) FROM message WHERE role = 'user' AND run IS NULL"), 'messages were never taken');
  trouble(count("SELECT count(*) FROM run WHERE status = 'running'"), 'runs never ended');
  if ((db.pragma('quick_check', { simple: true }) as string) !== 'ok')
    findings.troubles.push('the database is damaged');
  db.close();
  const { actors } = await verifyJournals(home, [], () => undefined);
  const differing = actors.filter((a) => a.difference !== null || a.trouble !== '');
  trouble(differing.length, `journals do not replay, e.g. ${JSON.stringify(differing[0])}`);
}

/** Everything that must hold. */
export async function judge(home: string, people: readonly Experience[], stop: () => Promise<void>): Promise<Findings> {
  const findings: Findings = {
    answered: 0,
    lost: [],
    duplicated: [],
    outOfOrder: [],
    strays: 0,
    journalGaps: 0,
    troubles: [],
  };
  for (const person of people) await checkPerson(person, findings);
  await stop();
  await checkStore(home, findings);
  return findings;
}
