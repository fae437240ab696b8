/**
 * The kill loop as a check: `npm run chaos [-- --cast people|agent|migration|all --kills 200 --messages 2000 --chats 24 --seed 7]`.
 * People talk; the agent plans, reminds, acts, builds and sets up; old databases are migrated. All run at the same time, each
 * with daemons of its own. Ends with 1 when anything was lost, doubled or stuck.
 */
import { parseArgs } from 'node:util';
import { crashLoop, isClean, seeded, type CrashResult } from '../test/kit/crash/loop.ts';
import { migrationLoop } from '../test/kit/crash/migration/loop.ts';

const CASTS = ['people', 'agent'] as const;
const NAMES = [...CASTS, 'migration', 'all'];

const { values } = parseArgs({
  options: {
    cast: { type: 'string', default: 'all' },
    kills: { type: 'string', default: '50' },
    messages: { type: 'string', default: '1000' },
    chats: { type: 'string', default: '24' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const percentile = ({ recovery }: CrashResult, n: number): string => {
  const sorted = recovery.toSorted((a, b) => a - b);
  return `${sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * n) / 100))] ?? 0} ms`;
};
const counts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');

function report(cast: string, result: CrashResult): void {
  const talk = {
    messages: `${result.sent} sent, ${result.answered} answered`,
    lost: result.lost.length,
    duplicated: result.duplicated.length,
    'out of order': result.outOfOrder.length,
  };
  console.table({
    cast,
    kills: `${result.kills} (${counts(result.phases)})`,
    ...(cast === 'people' ? talk : { work: counts(result.deeds), wrong: result.troubles.length }),
    'journal gaps': result.journalGaps,
    'stray placeholders': result.strays,
    'kill to next answer': `p50 ${percentile(result, 50)}, p95 ${percentile(result, 95)}, max ${percentile(result, 100)}`,
    took: `${Math.round(result.took / 1000)} s, seed ${values.seed}`,
  });
  if (isClean(result)) return;
  console.error({
    lost: result.lost.slice(0, 10),
    duplicated: result.duplicated.slice(0, 10),
    outOfOrder: result.outOfOrder,
    troubles: result.troubles,
  });
  console.error(`The data folder is kept for looking at: ${result.home}`);
  process.exitCode = 1;
}

/** Kills while people talk or the agent works. */
async function work(cast: (typeof CASTS)[number]): Promise<() => void> {
  const result = await crashLoop({
    cast,
    kills: Number(values.kills),
    messages: Number(values.messages),
    chats: Number(values.chats),
    seed: Number(values.seed),
    env: {},
    progress: (text) => console.error(`… ${cast}: ${text}`),
  });
  return () => report(cast, result);
}

/** Kills while databases of earlier versions are brought up to date; three for every five of the others. */
async function migrate(): Promise<() => void> {
  const { troubles, ...result } = await migrationLoop({
    kills: Math.ceil(Number(values.kills) * 0.6),
    random: seeded(Number(values.seed)),
    progress: (text) => console.error(`… migration: ${text}`),
  });
  return () => {
    const { kills, inside, migrated, took } = result;
    console.table({
      cast: 'migration',
      kills: `${kills}, ${inside} of them before the end`,
      migrated: counts(migrated),
      wrong: troubles.length,
      took: `${Math.round(took / 1000)} s, seed ${values.seed}`,
    });
    if (troubles.length === 0) return;
    console.error({ troubles });
    process.exitCode = 1;
  };
}

const wants = (cast: string): boolean => values.cast === 'all' || values.cast === cast;
if (!NAMES.includes(values.cast)) {
  console.error(`chaos: no cast "${values.cast}"; there are: ${NAMES.join(', ')}`);
  process.exit(2);
}
const reports = await Promise.all([...CASTS.filter(wants).map(work), ...(wants('migration') ? [migrate()] : [])]);
for (const tell of reports) tell();
