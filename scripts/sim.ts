/** Deterministic simulation: `npm run sim [-- --seeds 500 --seed 17 --only]`. First the runtime as it is, then every mutant until it is caught. */
import { parseArgs } from 'node:util';
import { MUTANTS } from '../test/sim/mutants.ts';
import { simulate } from '../test/sim/simulate.ts';

const MUTANT_SEEDS = 150;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    only: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const seeds = Number(values.seeds);
const began = performance.now();
let crashes = 0;
let messages = 0;
let failing = 0;
for (let seed = first; seed < first + seeds; seed++) {
  const outcome = await simulate(seed);
  crashes += outcome.crashes;
  messages += outcome.messages;
  if (outcome.violations.length === 0) continue;
  failing++;
  console.error(`seed ${seed}: ${outcome.violations.slice(0, 4).join('; ')}`);
}
const seconds = (performance.now() - began) / 1000;
console.log(
  `${seeds} seeds, ${messages} messages, ${crashes} crashes, ${failing} failing; ${(seeds / seconds).toFixed(1)} seeds a second`,
);

let survivors = 0;
for (const mutant of values.only ? [] : MUTANTS) {
  let caught: number | undefined;
  for (let seed = 1; seed <= MUTANT_SEEDS && caught === undefined; seed++)
    if ((await simulate(seed, mutant)).violations.length > 0) caught = seed;
  if (caught === undefined) survivors++;
  console.log(`mutant "${mutant}": ${caught === undefined ? 'NOT CAUGHT' : `caught by seed ${caught}`}`);
}
if (failing + survivors > 0) process.exitCode = 1;
