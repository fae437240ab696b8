/** What is still under way in a data folder: at the end every actor is in a state in which it only waits for something new. */
import type Database from 'better-sqlite3';

/** States in which an actor of a machine is at rest; a machine that is not named here ends, so its actors must have ended. */
const AT_REST: Readonly<Record<string, readonly string[]>> = {
  aside: ['idle'],
  conversation: ['idle'],
  task: ['resting'],
  session: ['idle'],
  heartbeat: ['waiting', 'off'],
  digest: ['closed', 'resting'],
  scheduler: ['waiting'],
  provider: ['healthy'],
  // Backing off is how a channel is left behind by a daemon that was stopped.
  channel: ['linked', 'backingOff'],
};

/** State of a snapshot, its outermost name. */
function stateOf(snapshot: string): string {
  const { value } = JSON.parse(snapshot) as { value: string | Record<string, unknown> };
  return typeof value === 'string' ? value : (Object.keys(value)[0] ?? '');
}

/** @returns `address is in state` for every actor that is not at rest, and what waits in the tables */
export function restless(db: Database.Database): string[] {
  const actors = db
    .prepare<[], { address: string; machine: string; state: string }>(
      "SELECT address, machine, state FROM actor WHERE status = 'active'",
    )
    .all();
  const stuck = actors
    .map(({ address, machine, state }) => ({ address, machine, now: stateOf(state) }))
    .filter(({ machine, now }) => !AT_REST[machine]?.includes(now))
    .map(({ address, now }) => `${address} is in ${now}`);
  const count = (what: string, sql: string): string[] => {
    const n = db.prepare<[], number>(sql).pluck().get() ?? 0;
    return n === 0 ? [] : [`${n} ${what}`];
  };
  return [
    ...stuck,
    ...count('events wait in mailboxes', 'SELECT count(*) FROM inbox WHERE state = 0'),
    ...count('effects are open', "SELECT count(*) FROM outbox WHERE state IN (0, 1) AND activity <> 'listen'"),
    ...count('due times are open', "SELECT count(*) FROM slot WHERE state IN ('pending', 'acting')"),
    ...count('words were not said', 'SELECT count(*) FROM notice WHERE run IS NULL'),
  ];
}
