/** Upkeep while the daemon runs: backups with a check for damage, and removal of settled rows nobody needs any more. */
import { statSync } from 'node:fs';
import type { DurableHost } from '../contracts/ports/durable-host.ts';
import type { HostStore } from '../contracts/ports/stores/host-store.ts';
import type { Log } from '../contracts/ports/system/log.ts';
import { errorData } from '../contracts/errors.ts';
import { backUp } from '../persistence/backup.ts';
import { paths } from './stores.ts';

const HOUR_MS = 3_600_000;
const FIRST_MS = 300_000;
/** A database above this is backed up once a day instead of once an hour. */
const LARGE_BYTES = 268_435_456;
/** Settled mailbox and outbox rows are kept this long for looking at; longer than any network repeats a message. */
const KEEP_MS = 30 * 24 * HOUR_MS;
const ROWS_A_BATCH = 500;
/** Hour of the machine's clock in which nobody waits for an answer. */
const NIGHT_HOUR = 3;

/** What the upkeep works on. */
export interface UpkeepParts {
  home: string;
  host: DurableHost;
  store: HostStore;
  log: Log;
  now: () => number;
  /** says something to the owner in their language, where they read it */
  tellOwner: (key: 'databaseDamaged', trouble: string) => Promise<void>;
}

/** Removes old settled rows, a few hundred a transaction, so that no answer waits for it. */
async function prune({ host, store }: UpkeepParts): Promise<void> {
  for (let removed = ROWS_A_BATCH; removed >= ROWS_A_BATCH;)
    removed = await host.submit((tx) => store.prune(tx.at - KEEP_MS, ROWS_A_BATCH));
}

async function backup(parts: UpkeepParts): Promise<void> {
  const { home, log, now } = parts;
  const { database, backups } = paths(home);
  const trouble = await backUp(database, backups, now());
  if (trouble === '') return;
  log('error', 'database.damaged', { trouble });
  await parts.tellOwner('databaseDamaged', trouble);
}

/** Once a day, in the night: statistics of the query planner and the full text indexes are brought up to date. */
async function tidy({ host, store, log }: UpkeepParts): Promise<void> {
  await host.submit(() => store.tidy());
  log('info', 'upkeep.tidied', {});
}

/** Starts the upkeep. @returns the function that ends it */
export function upkeep(parts: UpkeepParts): () => void {
  let backedUpAt = 0;
  let tidiedAt = parts.now();
  const round = async (): Promise<void> => {
    const large = statSync(paths(parts.home).database).size > LARGE_BYTES;
    if (parts.now() - backedUpAt >= (large ? 24 : 1) * HOUR_MS - FIRST_MS) {
      backedUpAt = parts.now();
      await backup(parts);
    }
    await prune(parts);
    const isNight = new Date(parts.now()).getHours() === NIGHT_HOUR;
    if (isNight && parts.now() - tidiedAt > 12 * HOUR_MS) {
      tidiedAt = parts.now();
      await tidy(parts);
    }
  };
  const run = (): void => {
    round().catch((error: unknown) => parts.log('warn', 'upkeep.failed', { error: errorData(error) }));
  };
  const first = setTimeout(run, FIRST_MS);
  const hourly = setInterval(run, HOUR_MS);
  first.unref();
  hourly.unref();
  return () => {
    clearTimeout(first);
    clearInterval(hourly);
  };
}
