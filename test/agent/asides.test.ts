/** Commands that need no turn are answered beside the run that works in the same chat, and those that do wait for it. */
import { afterAll, expect, test } from 'vitest';
import { takeAside } from '../../src/actors/activities/conversation/take-aside.ts';
import { takeBatch } from '../../src/actors/activities/conversation/take-batch.ts';
import type { Activity, ActivityContext } from '../../src/actors/activity.ts';
import type { ModelProvider } from '../../src/contracts/ports/provider.ts';
import type { ToolExecutor } from '../../src/contracts/ports/tools/executor.ts';
import type { TakeAsideInput, TakeAsideOutput } from '../../src/machines/chat/aside.machine.ts';
import type { TakeBatchInput, TakeBatchOutput } from '../../src/machines/chat/conversation.machine.ts';
import { AgentRig, cleanUp, type AgentOptions } from './rig.ts';
import { workTool } from './work-tool.ts';

afterAll(cleanUp);

const worker: ToolExecutor = { kind: 'sandbox_job', run: () => Promise.resolve({ output: {}, text: 'put' }) };

/** An agent that wants to use its tool before it answers. */
function asking(options: AgentOptions = {}): AgentRig {
  return new AgentRig({
    ...options,
    tools: [workTool('put', 'once')],
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

test('/stop drops what waits for its turn, but no command that is answered beside it', async () => {
  const { rig } = writing();
  await rig.say('Where did it begin?');
  await Promise.all(
    ['/whoami', '/facts', '/runs', 'And where did it end?', '/usage', '/stop'].map((text) => rig.say(text)),
  );
  expect(rig.texts().filter((text) => text === 'Stopped.')).toHaveLength(1);
  const batches = rig.stores.runs.list({ limit: 20 }).map(({ id }) => rig.stores.messages.batch(id).map((m) => m.text));
  expect(batches).toContainEqual(['And where did it end?', '/stop']);
  for (const command of ['/whoami', '/facts', '/runs', '/usage']) expect(batches).toContainEqual([command]);
});

test('while answering is paused, commands are answered and words are kept', async () => {
  const rig = new AgentRig();
  await rig.say('/pause');
  await rig.say('hello');
  await rig.say('/status');
  expect(rig.last()).toContain('Omega');
  expect(rig.stores.messages.waitingCount('telegram:42')).toBe(1);
  await rig.say('/resume');
  expect(rig.texts().filter((text) => text === 'Hello.')).toHaveLength(1);
});

test('words before and after a command are answered together in their turn, without it', async () => {
  const { rig, goOn } = writing();
  await rig.say('Where did it begin?');
  await rig.say('And who');
  await rig.say('/skills undo mail');
  await rig.say('/whoami');
  await rig.say('paid for it?');
  expect(rig.stores.messages.waitingCount('telegram:42')).toBe(3);
  goOn();
  await rig.settle();
  goOn();
  await rig.settle();
  goOn();
  await rig.settle();
  expect(rig.stores.messages.waitingCount('telegram:42')).toBe(0);
  expect(rig.texts().filter((text) => text.includes('Ada'))).toHaveLength(1);
});

/** How many commits a command and its answer take beside an answer that waits, at most. */
const COMMITS = 40;

test.each(['before', 'after'] as const)(
  'the power goes %s any commit of a command: it is answered once, and so is the turn',
  async (when) => {
    let crashed = 0;
    for (let nth = 1; nth <= COMMITS; nth++) {
      let left = Number.POSITIVE_INFINITY;
      const rig = asking({ powerCut: () => (--left === 0 ? when : undefined) });
      await rig.say('put it away');
      const code = codeOf(rig);
      left = nth;
      await rig.say('/whoami');
      const cut = !rig.alive;
      if (cut) rig.crash(1000);
      left = Number.POSITIVE_INFINITY;
      await rig.settle();
      expect(rig.texts().filter((text) => text.includes('Ada'))).toHaveLength(1);
      await rig.say(`yes ${code}`);
      expect(rig.texts().filter((text) => text.includes('It is put away.'))).toHaveLength(1);
      expect(rig.stores.runs.openOf('telegram:42')).toEqual([]);
      if (!cut) break;
      crashed = nth;
    }
    expect(crashed).toBeGreaterThan(1);
    expect(crashed).toBeLessThan(COMMITS);
  },
);

test('the turns leave a command alone whose run is about to be born; its own lane takes it up', async () => {
  const { rig } = writing();
  await rig.say('Where did it begin?');
  const { ports } = rig;
  const key = 'telegram:42';
  const context = { at: rig.clock.time, address: `aside:${key}`, newId: () => 'between' } as ActivityContext;
  const said = { key, person: key, channel: 'telegram', chat: '42', sender: '42', senderName: 'Ada', direct: true };
  ports.messages.addInbound({
    ...said,
    id: 'm1',
    ref: '',
    text: '/whoami',
    kind: 'command',
    dedupe: 'd1',
    at: context.at,
  });
  const take = takeAside(ports) as Activity<TakeAsideInput, TakeAsideOutput>;
  const turns = takeBatch(ports) as Activity<TakeBatchInput, TakeBatchOutput>;
  const taken = await take.run({ key, failedRun: null }, context);
  expect(taken.run).toMatchObject({ key: 'rbetween', kind: 'command' });
  const none = { first: 0, drop: false, stopped: false, failedRun: null, poisoned: null };
  expect(await turns.run({ key, mode: 'collect', paused: false, ...none }, context)).toEqual({ run: null });
  expect(await take.run({ key, failedRun: null }, context)).toEqual(taken);
});
