/** /why tells what tools an answer used, what became of each call, and who let it through. */
import { afterAll, expect, test } from 'vitest';
import { OmegaError } from '../../src/contracts/errors.ts';
import type { ToolExecutor } from '../../src/contracts/ports/tools/executor.ts';
import { AgentRig, cleanUp, type Said } from './rig.ts';
import { workTool } from './work-tool.ts';

afterAll(cleanUp);

const worker: ToolExecutor = {
  kind: 'sandbox_job',
  run: ({ args }) =>
    args['path'] === 'slow'
      ? Promise.reject(new OmegaError('tool.timeout', 'It took longer than 120 s.'))
      : Promise.resolve({ output: {}, text: 'done' }),
};

/** Calls one after the other, then an answer. */
function rigOf(...calls: [name: string, path: string][]): AgentRig {
  const script = (n: number): Said => {
    const [name = '', path = ''] = calls[n] ?? [];
    return name === '' ? 'All done.' : { text: '', calls: [{ name, args: { path } }] };
  };
  return new AgentRig({
    tools: [workTool('look', 'pure'), workTool('put', 'idempotent')],
    executors: new Map([['sandbox_job', worker]]),
    script: (request) => script(request.messages.filter((m) => m.results).length),
  });
}

async function why(rig: AgentRig): Promise<string[]> {
  await rig.say('/why');
  return (rig.last() ?? '').split('\n').flatMap((line) => /^\d+\. (omega\/.*|nothing.*)$/.exec(line)?.[1] ?? []);
}
const code = (rig: AgentRig): string =>
  rig.stores.tools.approvals.list({ person: null, pending: true, limit: 1 })[0]?.code ?? 'none';

test('a call that the rules let through, one that took too long, and one that is no tool', async () => {
  const rig = rigOf(['look', 'a'], ['look', 'slow'], ['nothing', 'a']);
  await rig.say('look around');
  expect(await why(rig)).toEqual([
    expect.stringMatching(/^omega\/look: done, \d+ ms\. The rules decided \(rules: \S.*\)\.$/),
    expect.stringMatching(/^omega\/look: failed \(timeout\), \d+ ms\. The rules decided \(rules: \S.*\)\.$/),
    expect.stringMatching(/^nothing: failed \(validation\), \d+ ms\.$/),
  ]);
});

test('who said yes and where, and what that yes then covered', async () => {
  const rig = rigOf(['put', 'a'], ['put', 'b']);
  await rig.say('write both');
  await rig.say(`/approve ${code(rig)} run`);
  expect(await why(rig)).toEqual([
    expect.stringMatching(
      /^omega\/put: done, \d+ ms\. Allowed by telegram:42, telegram \(rules: .*floor:writes.*\)\.$/,
    ),
    expect.stringMatching(/^omega\/put: done, \d+ ms\. An earlier yes covers it/),
  ]);
});

test('who said no; and a question that nobody answered', async () => {
  const refused = rigOf(['put', 'a']);
  await refused.say('write it');
  await refused.say(`/deny ${code(refused)} not there`);
  expect(await why(refused)).toEqual([
    expect.stringMatching(/^omega\/put: failed \(denied\), \d+ ms\. Refused by telegram:42, telegram/),
  ]);
  const expired = rigOf(['put', 'a']);
  await expired.say('write it');
  await expired.settle(16 * 60_000);
  expect(await why(expired)).toEqual([
    expect.stringMatching(/^omega\/put: failed \(denied\), \d+ ms\. Nobody answered in time/),
  ]);
});

test('in an answer with a thousand pieces nothing is left out', async () => {
  const rig = rigOf(['look', 'a'], ['look', 'b']);
  await rig.say('look around');
  const run = rig.stores.tools.callsOf(rig.stores.runs.list({ limit: 1 })[0]?.id ?? '')[0]?.run ?? '';
  const [first] = rig.stores.runs.events(run, 0, 1);
  expect(first).toBeDefined();
  const piece = { runId: run, kind: 'assistant_message_delta', actor: 'x', origin: 'model', at: 1 } as const;
  for (let i = 0; i < 1000; i++)
    rig.stores.runs.append({ ...piece, payload: { message_id: `${run}:a`, text: String(i) } });
  const end = { tool_call_id: 'late', tool: 'omega/late', ms: 5 };
  rig.stores.runs.append({ ...piece, kind: 'tool_result', payload: end });
  expect((await why(rig)).at(-1)).toBe('omega/late: done, 5 ms.');
});
