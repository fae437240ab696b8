/** What one tool call adds to a turn (gate, events, commits), without the model's second call: `node bench/tools.ts [--json file]`. */
import { parseArgs } from 'node:util';
import { OpenAIStub } from '../test/kit/openai.ts';
import { discard, startDaemon } from './daemon.ts';
import { percentile, table, writeJson, type Line } from './report.ts';
import { bareCall, timed } from './turns.ts';

const WARM_UP = 150;
const TURNS = 200;
const { values } = parseArgs({ options: { json: { type: 'string' } } });

const stub = await new OpenAIStub({
  rules: [
    { on: 'tool', reply: { text: 'You have no appointments.' } },
    { match: 'appointments', reply: { toolCalls: [{ name: 'list_tasks', args: {} }] } },
    { match: '', reply: { text: 'You have no appointments.' } },
  ],
}).listen();
const daemon = await startDaemon(stub.url);
try {
  const [bare, plain, tools]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < WARM_UP + TURNS; i++) {
    const b = await timed(() => bareCall(stub, `hello ${i}`));
    const p = await timed(() => daemon.ask('plain', `hello ${i}`));
    const t = await timed(() => daemon.ask('tools', `appointments ${i}`));
    if (i < WARM_UP) continue;
    bare.push(b);
    plain.push(p);
    tools.push(t);
  }
  const line = (p: number, goal: string): Line => ({
    name: `one tool call p${p}`,
    value: percentile(tools, p) - percentile(plain, p) - percentile(bare, p),
    unit: 'ms',
    baseline: { what: 'a turn without', value: percentile(plain, p) },
    goal,
  });
  const lines = [line(50, '<= 3'), line(95, '')];
  console.log(table(lines));
  if (values.json !== undefined) writeJson(values.json, lines);
} finally {
  await daemon.stop();
  discard(daemon);
  await stub.close();
}
