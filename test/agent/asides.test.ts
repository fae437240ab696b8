/** Commands that need no turn are answered beside the run that works in the same chat, and those that do wait for it. */
import { afterAll, expect, test } from 'vitest';
import type { OfferedTool } from '../../src/actors/tools/toolbox.ts';
import { coreTool } from '../../src/app/tools/tools.ts';
import type { ModelProvider } from '../../src/contracts/ports/provider.ts';
import type { ToolExecutor } from '../../src/contracts/ports/tools/executor.ts';
import { ToolManifest } from '../../src/contracts/tools/tool.ts';
import { AgentRig, cleanUp } from './rig.ts';

afterAll(cleanUp);

const PUT: OfferedTool = coreTool(
  ToolManifest.parse({
    manifestVersion: 1,
    id: 'omega/put',
    version: '1.0.0',
    title: 'Put it away',
    description: 'Puts something away.',
    inputSchema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
    outputSchema: { type: 'object' },
    executor: { kind: 'sandbox_job', entry: ['builtin:put'], limits: { wallMs: 1000, memMiB: 64 } },
    policy: {
      scopes: ['fs:workspace:write'],
      effects: { writes: true, externalWrites: false, egress: false },
      minApproval: 'ask_once',
    },
    replay: { repeat: 'once' },
  }),
);
const worker: ToolExecutor = { kind: 'sandbox_job', run: () => Promise.resolve({ output: {}, text: 'put' }) };

/** An agent that wants to use its tool before it answers. */
function asking(): AgentRig {
  return new AgentRig({
    tools: [PUT],
    executors: new Map([['sandbox_job', worker]]),
    script: ({ messages }) =>
      messages.some((m) => m.results) ? 'It is put away.' : { text: '', calls: [{ name: 'put', args: { path: 'a' } }] },
  });
}

const codeOf = (rig: AgentRig): string =>
  rig.stores.tools.approvals.list({ person: null, pending: true, limit: 1 })[0]?.code ?? 'none';

test('while an answer waits for a yes, the questions are listed and a mistyped code is told at once', async () => {
  const rig = asking();
  await rig.say('put it away');
  const code = codeOf(rig);
  await rig.say('/approvals');
  expect(rig.last()).toContain(`yes ${code}`);
  await rig.say('/approve QQQQ');
  expect(rig.last()).toBe('There is no open question QQQQ.');
  await rig.say('/aprove me');
  expect(rig.last()).toContain('I do not know /aprove');
  await rig.say(`/approve ${code}`);
  expect(rig.texts().some((text) => text.includes('It is put away.'))).toBe(true);
});

test('what changes how messages are answered waits its turn, and /stop still stops', async () => {
  const rig = asking();
  await rig.say('put it away');
  await rig.say('/project off');
  await rig.say('/status');
  const before = rig.texts().length;
  expect(rig.last()).toContain('Omega');
  expect(rig.stores.messages.waitingCount('telegram:42')).toBe(1);
  await rig.say('/stop');
  expect(rig.stores.messages.waitingCount('telegram:42')).toBe(0);
  expect(rig.texts().length).toBeGreaterThan(before);
});

/** What is asked of a model beside the answer. */
const QUICK = ['## How should this', '## What a person says', '## A conversation has ended'];

/** An agent whose model writes its first words and then waits until it may go on. */
function writing(): { rig: AgentRig; goOn: () => void } {
  const rig = new AgentRig();
  let goOn: () => void = () => undefined;
  const scripted = rig.ports.providers.get('scripted') as ModelProvider;
  const provider: ModelProvider = {
    ...scripted,
    async *stream(request, signal) {
      if (QUICK.some((words) => request.system.startsWith(words))) return yield* scripted.stream(request, signal);
      yield { type: 'text', text: 'It began in Italy, '.repeat(30) };
      await new Promise<void>((resolve) => (goOn = resolve));
      yield { type: 'text', text: 'Florence.' };
      const usage = { input: 1, output: 1, cacheRead: null, cacheWrite: null };
      yield { type: 'done', stop: 'end', usage, model: 'scripted' };
    },
  };
  (rig.ports.providers as Map<string, ModelProvider>).set('scripted', provider);
  return { rig, goOn: () => goOn() };
}

test('an answer that grows goes on growing in its own message, and commands are answered in their order beside it', async () => {
  const { rig, goOn } = writing();
  await rig.say('Where did it begin?');
  expect(rig.last()).toContain('It began in');
  await rig.say('/note buy milk');
  await rig.say('/recall milk');
  await rig.say('/why');
  const [growing = '', noted = '', found = '', why = ''] = rig.texts().slice(-4);
  expect(growing).toContain('It began in');
  expect(noted).toBe('Noted.');
  expect(found).toContain('milk');
  expect(why).not.toContain('Florence');
  goOn();
  await rig.settle();
  expect(rig.texts().filter((text) => text.includes('Florence'))).toEqual([rig.texts().at(-4)]);
  const runs = rig.stores.runs.list({ limit: 10 });
  expect(runs.map(({ trigger, status }) => `${trigger} ${status}`).toSorted()).toEqual([
    'command done',
    'command done',
    'command done',
    'message done',
  ]);
  await rig.say('/why');
  expect(rig.last()).toContain('scripted');
});

test('a command that came in before the power went is answered once when it is back', async () => {
  const { rig } = writing();
  await rig.say('Where did it begin?');
  const said = rig.say('/whoami');
  rig.crash(1000);
  await said;
  await rig.settle();
  expect(rig.texts().filter((text) => text.includes('42'))).toHaveLength(1);
});
