/**
 * Benchmarks: `npm run bench [-- --json file] [--life conversations,journalRows]`.
 * Every figure stands beside a baseline of the same run; no test asserts a time.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { OpenAIStub } from '../test/kit/openai.ts';
import { discard, rssOf, startDaemon, type Daemon } from './daemon.ts';
import { percentile, table, writeJson, type Line } from './report.ts';
import { sandboxed } from './sandbox.ts';
import { seed } from './seed.ts';
import { durable, kernel } from './transitions.ts';
import { overhead, throughput } from './turns.ts';

const STARTS = 5;
const TURNS_FOR_MEMORY = 1000;

const { values } = parseArgs({
  options: { json: { type: 'string' }, life: { type: 'string', default: '100000,1000000' } },
});
const progress = (text: string): void => console.error(`… ${text}`);

async function bareNode(): Promise<{ ms: number; rss: number }> {
  const times = Array.from({ length: STARTS }, () => {
    const began = performance.now();
    execFileSync(process.execPath, ['-e', '0']);
    return performance.now() - began;
  });
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const rss = rssOf(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return { ms: percentile(times, 50), rss };
}

async function starts(stub: OpenAIStub, home: string | undefined, label = ''): Promise<{ line: Line; daemon: Daemon }> {
  let daemon = await startDaemon(stub.url, home);
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    await daemon.stop();
    daemon = await startDaemon(stub.url, daemon.home);
    times.push(daemon.readyMs);
  }
  const line: Line = {
    name: `start to ready${label}`,
    value: percentile(times, 50),
    unit: 'ms',
    baseline: null,
    goal: '<= 400',
  };
  return { line, daemon };
}

async function memory(daemon: Daemon, bare: number): Promise<Line[]> {
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const idle = daemon.rss();
  for (let i = 0; i < TURNS_FOR_MEMORY; i++) await daemon.ask(`memory${i % 20}`, `hello ${i}`);
  const middle = daemon.rss();
  for (let i = 0; i < TURNS_FOR_MEMORY; i++) await daemon.ask(`memory${i % 20}`, `hello again ${i}`);
  return [
    {
      name: 'resident memory idle',
      value: idle,
      unit: 'MiB',
      baseline: { what: 'bare node', value: bare },
      goal: '<= 90',
    },
    {
      name: `resident memory after ${2 * TURNS_FOR_MEMORY} turns`,
      value: daemon.rss(),
      unit: 'MiB',
      baseline: { what: `after ${TURNS_FOR_MEMORY} turns`, value: middle },
      goal: '<= 1.2×',
    },
  ];
}

const stub = await new OpenAIStub().listen();
const bare = await bareNode();
progress('kernel and store');
const lines: Line[] = [...kernel(), ...(await durable())];
progress('sandbox');
lines.push(...(await sandboxed()));
progress('starts');
const fresh = await starts(stub, undefined);
lines.push({ ...fresh.line, baseline: { what: 'bare node', value: bare.ms } });
progress('memory');
lines.push(...(await memory(fresh.daemon, bare.rss)));
progress('turns');
const empty = await overhead(fresh.daemon, stub);
lines.push(...empty, ...(await throughput(fresh.daemon, stub)));
await fresh.daemon.stop();
const [conversations = 0, journal = 0] = values.life.split(',').map(Number);
progress(`a life of ${conversations} conversations and ${journal} journal rows`);
seed(fresh.daemon.home, { conversations, journal });
const old = await starts(stub, fresh.daemon.home, ', long life');
lines.push({ ...old.line, baseline: { what: 'empty', value: fresh.line.value }, goal: '<= 1.2×' });
const [p50] = await overhead(old.daemon, stub, ', long life');
if (p50 && empty[0]) lines.push({ ...p50, baseline: { what: 'empty', value: empty[0].value }, goal: '<= 1.2×' });
await old.daemon.stop();
discard(old.daemon);
await stub.close();
console.log(table(lines));
if (values.json) writeJson(values.json, lines);
