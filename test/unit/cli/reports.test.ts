/** `omega inspect`, `replay`, `test` and `doctor`: tables out of given facts. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderCheck, nodeCheck, portCheck, tokenCheck } from '../../../src/cli/checks.ts';
import { duration, table } from '../../../src/cli/output/table.ts';
import type { CrashReport, FlowReport, ReplayReport } from '../../../src/contracts/app.ts';
import type { ActorDetail, DaemonViews, JournalEntry } from '../../../src/contracts/ports/views.ts';
import { FakeWorld } from './fake-context.ts';
import { fakeDaemon } from './fake-daemon.ts';

const T = 1_700_000_000_000;
const actor: ActorDetail = {
  address: 'turn:r1',
  machine: 'turn',
  version: 1,
  status: 'active',
  state: 'calling',
  rev: 2,
  parent: 'conversation:web:owner',
  updatedAt: T - 65_000,
  waitingFor: ['effect think'],
  value: 'calling',
  context: { runId: 'r1' },
  effects: [{ id: 'e1', activity: 'think', state: 'inflight', attempts: 1, dueAt: T - 5, error: null }],
  timers: [{ id: 't1', dueAt: T + 30_000, event: 'giveUp' }],
  mailbox: [{ seq: 9, event: 'run.cancel', attempts: 0 }],
  definition: 'abc',
};
const journal: JournalEntry[] = [
  { address: 'turn:r1', rev: 0, at: T, event: { type: 'omega.init' }, value: 'context', version: 1, actions: [] },
  {
    address: 'turn:r1',
    rev: 1,
    at: T + 1,
    event: { type: 'done' },
    value: { a: 'b' },
    version: 1,
    actions: ['effect think'],
  },
];
const views = {
  actors: () => [actor],
  actor: (address: string) => (address === 'turn:r1' ? actor : undefined),
  journal: () => journal,
  stateAt: (_: string, rev: number) => (rev === 1 ? { value: { a: 'b' }, context: { n: 1 } } : undefined),
} as Partial<DaemonViews> as DaemonViews;

describe('omega inspect', () => {
  const offline = () => {
    const world = new FakeWorld();
    world.app = { ...world.app, views };
    return world;
  };

  test('lists actors out of the database when no daemon runs, without taking the lock', async () => {
    const world = offline();
    expect(await world.run('inspect')).toBe(0);
    expect(world.out).toBe('ADDRESS  STATE    AGE    WAITING FOR\nturn:r1  calling  1 min  effect think\n\n1 actor.\n');
    expect(world.log).toEqual(['start read', 'stop']);
  });

  test('shows one with everything that is open and its journal', async () => {
    const world = offline();
    expect(await world.run('inspect', 'turn:r1')).toBe(0);
    expect(world.out.split('\n')).toEqual([
      'turn:r1  (turn version 1, revision 2)',
      'state    calling, for 1 min',
      'waiting  effect think',
      'parent   conversation:web:owner',
      'context  {"runId":"r1"}',
      'effect   think e1: inflight, 1 attempt, due now',
      'timer    giveUp t1: in 30 s',
      'mailbox  run.cancel #9, 0 attempts',
      '',
      'REV  AT                        EVENT       STATE      ASKED FOR',
      '0    2023-11-14T22:13:20.000Z  omega.init  context    -',
      '1    2023-11-14T22:13:20.001Z  done        {"a":"b"}  effect think',
      '',
    ]);
  });

  test('state at a revision, JSON, and what is not there', async () => {
    const world = offline();
    expect(await world.run('inspect', 'turn:r1', '--rev', '1')).toBe(0);
    expect(JSON.parse(world.out)).toEqual({ address: 'turn:r1', rev: 1, value: { a: 'b' }, context: { n: 1 } });
    expect(await world.run('inspect', 'turn:r1', '--rev', '7')).toBe(1);
    expect(await world.run('inspect', 'turn:r2')).toBe(1);
    expect(world.err).toBe(
      'omega: There is no revision 7 of turn:r1.\nomega: There is no actor turn:r2; omega inspect lists them.\n',
    );
    expect(await world.run('inspect', '--rev', '1')).toBe(2);
    expect(await world.run('inspect', '--limit', 'x')).toBe(2);
  });

  test('asks the running daemon, with addresses escaped', async () => {
    await using daemon = await fakeDaemon((response, { path }) => {
      const body = path.includes('/journal')
        ? { journal }
        : path.startsWith('/v1/actors?')
          ? { actors: [actor] }
          : actor;
      response.end(JSON.stringify(body));
    });
    const world = new FakeWorld();
    world.record = daemon.record;
    expect(await world.run('inspect', '--json', '--machine', 'turn', '--status', 'active')).toBe(0);
    expect(JSON.parse(world.out)).toEqual([actor]);
    world.out = '';
    expect(await world.run('inspect', '--json', 'turn:r1')).toBe(0);
    expect(JSON.parse(world.out)).toEqual({ ...actor, journal });
    expect(daemon.seen.map(({ path }) => path)).toEqual([
      '/v1/actors?limit=100&machine=turn&status=active',
      '/v1/actors/turn%3Ar1',
      '/v1/actors/turn%3Ar1/journal?after=-1&limit=100',
    ]);
    expect(world.log).toEqual([]);
  });
});

describe('omega replay', () => {
  const good: ReplayReport = { actors: [{ address: 'a:1', transitions: 3, difference: null, trouble: '' }], took: 12 };
  const bad: ReplayReport = {
    actors: [
      ...good.actors,
      {
        address: 'turn:r1',
        transitions: 7,
        difference: { rev: 4, event: 'done', recorded: '"a"', replayed: '"b"' },
        trouble: '',
      },
      { address: 'old:1', transitions: 0, difference: null, trouble: 'version 1 of the machine is gone' },
    ],
    took: 2500,
  };
  const replay = async (report: ReplayReport, ...args: string[]) => {
    const world = new FakeWorld();
    const asked: unknown[] = [];
    world.module.verifyJournals = async (home, addresses) => {
      asked.push(home, addresses);
      return report;
    };
    const code = await world.run('replay', ...args);
    return { code, asked, out: world.out, err: world.err };
  };

  test('all as recorded', async () => {
    const { code, out, asked } = await replay(good, '--verify', '--all');
    expect([code, asked]).toEqual([0, ['/home/ada/.omega', []]]);
    expect(out).toBe(
      'ACTOR  TRANSITIONS  RESULT\na:1    3            same\n\n1 actor, 3 transitions replayed in 12 ms: all as recorded.\n',
    );
  });

  test('the first difference of each is shown, and the exit code tells', async () => {
    const { code, out } = await replay(bad, '--verify');
    expect(code).toBe(1);
    expect(out).toContain('turn:r1, revision 4, event done\n  recorded  "a"\n  replayed  "b"\n');
    expect(out).toContain('old:1: version 1 of the machine is gone');
    expect(out).toContain('3 actors, 10 transitions replayed in 2 s: 2 actors with a difference.');
  });

  test('one address, JSON, one that is not there, both at once', async () => {
    const one = await replay(good, '--verify', 'a:1', '--json');
    expect([one.code, one.asked, JSON.parse(one.out)]).toEqual([0, ['/home/ada/.omega', ['a:1']], good]);
    expect((await replay({ actors: [], took: 1 }, '--verify', 'a:2')).code).toBe(1);
    expect((await replay(good, '--verify', 'a:1', '--all')).code).toBe(2);
  });
});

describe('omega test', () => {
  const line = {
    machine: 'turn',
    version: 2,
    states: { visited: 4, total: 5 },
    transitions: { taken: 9, total: 10, missed: ['calling -(cancel)-> stopped'] },
    paths: [
      { events: [], end: 'idle', ok: true, trouble: '' },
      { events: ['go', 'fail'], end: 'failed', ok: false, trouble: 'expected done' },
    ],
  };
  const flow = async (report: FlowReport, ...args: string[]) => {
    const world = new FakeWorld();
    world.module.testFlows = async () => report;
    return { code: await world.run('test', 'flow', ...args), out: world.out };
  };

  test('flow prints coverage, paths, what was missed and what failed', async () => {
    const { code, out } = await flow({ machines: [line], took: 5 }, 'turn');
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'MACHINE  STATES      TRANSITIONS  PATHS  RESULT',
      'turn v2  4/5 (80 %)  9/10 (90 %)  2      1 failed',
      '',
      'RESULT  ENDS IN  EVENTS',
      'ok      idle     (start)',
      'failed  failed   go > fail',
      '',
      'Transitions no path took:',
      '  turn: calling -(cancel)-> stopped',
      '',
      'Paths that failed:',
      '  turn: go > fail: expected done',
      '',
      '1 machine, 2 paths in 5 ms.',
      '',
    ]);
  });

  test('of several machines only the coverage', async () => {
    const fine = { ...line, paths: line.paths.slice(0, 1), transitions: { taken: 1, total: 1, missed: [] } };
    const { code, out } = await flow({ machines: [fine, { ...fine, machine: 'run' }], took: 5 });
    expect(code).toBe(0);
    expect(out).not.toContain('ENDS IN');
    expect((await flow({ machines: [], took: 1 }, 'nobody')).code).toBe(2);
  });

  const report: CrashReport = {
    kills: 20,
    sent: 100,
    answered: 100,
    lost: 0,
    duplicated: 0,
    outOfOrder: 0,
    journalGaps: 0,
    troubles: [],
    took: 61_000,
  };
  test.each([
    [{}, 0, 'Nothing was lost; it took 1 min.'],
    [{ duplicated: 1 }, 1, 'Something went wrong'],
    [{ answered: 99 }, 1, 'Something went wrong'],
    [{ troubles: ['It did not start again.'] }, 1, 'It did not start again.'],
  ])('crash: %o', async (change, code, words) => {
    const world = new FakeWorld();
    let kills = 0;
    world.module.testCrash = async (options) => {
      kills = options.kills;
      return { ...report, ...change };
    };
    expect(await world.run('test', 'crash', '--kills', '7')).toBe(code);
    expect(kills).toBe(7);
    expect(world.out).toContain(words);
    expect(world.out).toContain('times killed      20\n');
  });
});

describe('omega doctor', () => {
  test('puts all checks on one screen and fails on a problem', async () => {
    const world = new FakeWorld();
    world.loaded = {
      ...world.loaded,
      config: { ...(world.loaded.ok ? world.loaded.config : never()), server: { port: 0, host: '127.0.0.1' } },
    } as typeof world.loaded;
    world.module.diagnose = async () => [
      { name: 'database', state: 'ok', detail: 'whole', advice: '' },
      { name: 'channel telegram', state: 'problem', detail: 'the token is refused', advice: 'set TELEGRAM_BOT_TOKEN' },
    ];
    expect(await world.run('doctor')).toBe(1);
    expect(world.out).toContain('ok       database          whole\n');
    expect(world.out).toContain('problem  channel telegram  the token is refused\n');
    expect(world.out).toContain('→ set TELEGRAM_BOT_TOKEN\n');
    expect(world.out).toMatch(/\n1 problem, 0 warnings\.\n$/);
    world.module.diagnose = async () => [];
    world.out = '';
    expect(await world.run('doctor', '--json')).toBe(0);
    expect(JSON.parse(world.out)).toMatchObject({ ok: true });
  });

  test('tells mistakes of the configuration and looks no further', async () => {
    const world = new FakeWorld();
    world.loaded = { ok: false, problems: [{ key: '', message: '', text: 'config.toml:1: bad' }], warnings: [] };
    expect(await world.run('doctor')).toBe(1);
    expect(world.out).toContain('problem  configuration  config.toml:1: bad');
    expect(world.out).not.toContain('port');
  });

  test('takes the channels from the daemon that runs', async () => {
    await using daemon = await fakeDaemon((response) => {
      const channels = [{ name: 'telegram', state: 'online', detail: '' }];
      response
        .writeHead(503)
        .end(JSON.stringify({ ready: false, version: '1', trouble: 'the disk is full', channels }));
    });
    const world = new FakeWorld();
    world.record = daemon.record;
    world.module.diagnose = async () => [
      { name: 'channel telegram', state: 'problem', detail: 'conflict', advice: '' },
    ];
    expect(await world.run('doctor')).toBe(1);
    expect(world.out).toMatch(/ok\s+channel telegram\s+online/);
    expect(world.out).toMatch(/problem\s+daemon\s+the disk is full/);
    expect(world.out).not.toContain('conflict');
  });

  test('single checks', async () => {
    expect(nodeCheck('24.1.0').state).toBe('ok');
    expect(nodeCheck('22.9.0')).toMatchObject({ state: 'problem', advice: 'install Node 24 or newer' });
    const file = { exists: true, mode: '644', private: false };
    expect(tokenCheck(file, '/h', false)).toMatchObject({
      state: 'warning',
      advice: expect.stringContaining('chmod 600 /h/token'),
    });
    expect(tokenCheck(file, '/h', true).state).toBe('ok');
    const home = mkdtempSync(join(tmpdir(), 'omega-doctor-'));
    mkdirSync(join(home, 'open'), { mode: 0o755 });
    expect(folderCheck(home).state).toBe('ok');
    expect(folderCheck(join(home, 'open'))).toMatchObject({ state: 'warning', advice: `chmod 700 ${home}/open` });
    expect(folderCheck(join(home, 'none')).detail).toContain('made at the first start');
    rmSync(home, { recursive: true });
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await portCheck(port, '127.0.0.1', undefined)).toMatchObject({
      state: 'problem',
      detail: `${port} is used by another program`,
    });
    await new Promise((resolve) => server.close(resolve));
    expect((await portCheck(port, '127.0.0.1', undefined)).state).toBe('ok');
  });
});

test('tables are cut to the terminal, not to a pipe; durations take the largest unit', () => {
  expect(table(['A', 'B'], [['1', 'a long\ncell']], 8)).toEqual(['A  B', '1  a lo…']);
  expect(table(['A', 'B'], [['1', 'a long cell']])).toEqual(['A  B', '1  a long cell']);
  expect([-5, 0, 999, 1000, 90_000, 7_200_000, 200_000_000].map(duration)).toEqual([
    '0 ms',
    '0 ms',
    '999 ms',
    '1 s',
    '1 min',
    '2 h',
    '2 d',
  ]);
});

function never(): never {
  throw new Error('the fake configuration is always good');
}
