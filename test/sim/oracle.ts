/** What must hold after the storm. */
import { verify } from '../../src/actors/inspect/replay.ts';
import { notices } from '../../src/actors/notices.ts';
import { splitText } from '../../src/domain/split.ts';
import type { Db } from '../../src/persistence/database.ts';
import { hostStore } from '../../src/persistence/host/store.ts';
import { runStore } from '../../src/persistence/runs.ts';
import { machineSet } from '../../src/actors/host/kernel/machine-set.ts';
import { machines } from '../../src/machines/registry.ts';
import { answerTo, asideTo, type Weather, type World } from './world.ts';

/** The machines under test. */
export const MACHINES = machineSet(machines);

interface Evidence {
  db: Db;
  world: World;
  weather: Weather;
  said: readonly { chat: string; text: string }[];
}

interface Answer {
  run: string;
  text: string;
  status: string;
}

/** Every message in exactly one run, and each answered run says exactly what it should about exactly its messages. */
function answersAreRight({ db, said, weather }: Evidence): string[] {
  const rows = db
    .prepare<[], { text: string; run: string | null }>("SELECT text, run FROM message WHERE role = 'user' ORDER BY seq")
    .all();
  const wrong: string[] = [];
  for (const { text } of said) {
    const times = rows.filter((r) => r.text === text).length;
    if (times !== 1) wrong.push(`${text} is stored ${times} times`);
  }
  const answers = db
    .prepare<[], Answer>(
      "SELECT m.run, m.text, r.status FROM message m JOIN run r ON r.id = m.run WHERE m.role <> 'user'",
    )
    .all();
  for (const run of new Set(rows.map((r) => r.run))) {
    const own = rows.filter((r) => r.run === run).map((r) => r.text);
    const answer = answers.find((a) => a.run === run);
    const interrupted =
      weather.mode === 'interrupt' && (answer === undefined || answer.text.includes('(I stopped here'));
    if (interrupted) continue;
    const [first = ''] = own;
    const expected = first.startsWith('/') ? asideTo(own.join()) : answerTo(own.join('\n\n'));
    // A message whose answer was interrupted before its first word stands unanswered before the next one.
    const fits =
      weather.mode === 'interrupt'
        ? answer?.text.endsWith(expected.slice('You wrote: '.length))
        : answer?.text === expected;
    if (!fits) wrong.push(`${own.join()} was answered with ${JSON.stringify(answer?.text)}`);
  }
  return wrong;
}

/** Each mistyped command is told so, beside whatever else is answered: every part once, or twice where repeats cannot be seen. */
function asidesAreRight({ world, weather, said }: Evidence): string[] {
  if (weather.kind === 'stored') return [];
  const parts = partsOfAsides(said, weather);
  return [...parts].flatMap(([at, wanted]) => {
    const shown = world.sent.filter(({ chat, text }) => `${chat} ${text}` === at).length;
    const most = weather.kind === 'blind' ? 2 * wanted : wanted;
    // A blind channel that could not know whether it got through has said so by failing.
    return shown <= most && (shown >= wanted || weather.kind === 'blind') ? [] : [`${at} is shown ${shown} times`];
  });
}

/** How often each part of such an answer belongs into each chat, by `chat part`. */
function partsOfAsides(said: Evidence['said'], { textLimit }: Weather): Map<string, number> {
  const parts = said
    .filter(({ text }) => text.startsWith('/'))
    .flatMap(({ chat, text }) => splitText(asideTo(text), textLimit).map((part) => `${chat} ${part}`));
  return new Map(parts.map((part) => [part, parts.filter((p) => p === part).length]));
}

/**
 * Each chat shows exactly the stored answers, in the order they were given, each part once. Where the network can neither edit nor recognise a
 * repeat, a part may stand there twice, and a run that could not know whether it got through has said so by failing.
 */
function deliveriesAreRight({ db, world, weather, said }: Evidence): string[] {
  if (weather.kind === 'stored') return [];
  const wrong: string[] = [];
  const answers = db.prepare<[string], Answer>(
    "SELECT m.run, m.text, r.status FROM message m JOIN run r ON r.id = m.run WHERE m.key = ? AND m.role <> 'user' ORDER BY m.seq",
  );
  const asides = partsOfAsides(said, weather);
  for (const chat of new Set(world.sent.map((s) => s.chat))) {
    const parts = answers.all(`sim:${chat}`).flatMap(({ text, status }) =>
      splitText(text, weather.textLimit).map((part) => ({
        part,
        known: weather.kind === 'blind' && status === 'failed',
      })),
    );
    const turns = parts.filter(({ part }) => !asides.has(`${chat} ${part}`));
    const shown = world.sent.filter((s) => s.chat === chat && !asides.has(`${chat} ${s.text}`)).map((s) => s.text);
    const visible = shown.filter((t) => t !== '…' && t !== '⏹' && !t.startsWith('I still have') && t !== 'Stopped.');
    let at = 0;
    for (const { part, known } of turns) {
      const copies = visible.slice(at).findIndex((t) => t !== part);
      const found = copies === -1 ? visible.length - at : copies;
      const most = weather.kind === 'blind' ? 2 : 1;
      if (found > most || (found === 0 && !known)) {
        wrong.push(`chat ${chat} shows ${JSON.stringify(part)} ${found} times: ${JSON.stringify(visible)}`);
        break;
      }
      at += found;
    }
    if (wrong.length === 0 && at < visible.length)
      wrong.push(`chat ${chat} shows too much: ${JSON.stringify(visible.slice(at))}`);
  }
  return wrong;
}

function nothingIsOpen({ db }: Evidence): string[] {
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const rules: [string, string][] = [
    ["SELECT count(*) FROM inbox WHERE state <> 1 AND address NOT LIKE 'channel:%'", 'events are left in mailboxes'],
    [
      "SELECT count(*) FROM outbox WHERE state IN (0, 1, 3) AND activity NOT IN ('listen', 'acknowledge')",
      'effects are left open',
    ],
    [`SELECT count(*) FROM journal WHERE event LIKE '{"type":"omega.restarted"%'`, 'actors failed and were restarted'],
    ["SELECT count(*) FROM actor WHERE status IN ('error', 'quarantined')", 'actors failed'],
    [
      "SELECT count(*) FROM timer WHERE address NOT LIKE 'provider:%' AND address NOT LIKE 'channel:%'",
      'timers are left',
    ],
    [
      'SELECT count(*) FROM (SELECT address FROM journal GROUP BY address HAVING count(*) <> max(rev) + 1)',
      'journals have gaps',
    ],
    [
      "SELECT count(*) FROM actor WHERE status = 'active' AND (address LIKE 'conversation:%' OR address LIKE 'aside:%') AND json_extract(state, '$.value') <> 'idle'",
      'conversations or their asides are not idle',
    ],
  ];
  return rules.flatMap(([sql, what]) => (count(sql) > 0 ? [`${count(sql)} ${what}`] : []));
}

function journalsReplay({ db }: Evidence): string[] {
  const store = hostStore(db);
  const wrong = (db.prepare<[], string>('SELECT address FROM actor').pluck().all() as string[]).flatMap((address) => {
    const { difference } = verify(store, MACHINES, address);
    return difference
      ? [`the journal of ${address} differs at ${difference.rev}: ${difference.recorded} and ${difference.replayed}`]
      : [];
  });
  const runs = runStore(
    db,
    notices(() => undefined),
  );
  const broken = (db.prepare<[], string>('SELECT id FROM run').pluck().all() as string[]).filter(
    (id) => runs.brokenAt(id) !== undefined,
  );
  return [...wrong, ...broken.map((id) => `the event chain of ${id} is broken`)];
}

/** @returns one sentence per violation */
export function judge(evidence: Evidence): string[] {
  return [
    ...answersAreRight(evidence),
    ...deliveriesAreRight(evidence),
    ...asidesAreRight(evidence),
    ...nothingIsOpen(evidence),
    ...journalsReplay(evidence),
  ];
}
