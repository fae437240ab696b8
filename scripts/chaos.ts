/** The kill loop as a check: `npm run chaos [-- --kills 200 --messages 2000 --chats 24 --seed 7]`. Ends with 1 when anything was lost or doubled. */
import { parseArgs } from 'node:util';
import { crashLoop, isClean } from '../test/kit/crash/loop.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    messages: { type: 'string', default: '1000' },
    chats: { type: 'string', default: '24' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const result = await crashLoop({
  kills: Number(values.kills),
  messages: Number(values.messages),
  chats: Number(values.chats),
  seed: Number(values.seed),
  env: {},
  progress: (text) => console.error(`… ${text}`),
});

const percentile = (n: number): string => {
  const sorted = result.recovery.toSorted((a, b) => a - b);
  return `${sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * n) / 100))] ?? 0} ms`;
};
console.table({
  kills: `${result.kills} (${Object.entries(result.phases)
    .map(([phase, n]) => `${phase} ${n}`)
    .join(', ')})`,
  messages: `${result.sent} sent, ${result.answered} answered`,
  lost: result.lost.length,
  duplicated: result.duplicated.length,
  'out of order': result.outOfOrder.length,
  'journal gaps': result.journalGaps,
  'stray placeholders': result.strays,
  'kill to next answer': `p50 ${percentile(50)}, p95 ${percentile(95)}, max ${percentile(100)}`,
  took: `${Math.round(result.took / 1000)} s, seed ${values.seed}`,
});
if (!isClean(result)) {
  console.error({
    lost: result.lost.slice(0, 10),
    duplicated: result.duplicated.slice(0, 10),
    outOfOrder: result.outOfOrder,
    troubles: result.troubles,
  });
  console.error(`The data folder is kept for looking at: ${result.home}`);
  process.exitCode = 1;
}
