/** One simulation: a seed decides people, faults, crashes and clocks; afterwards nothing may be lost, doubled or left open. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { activities } from '../../src/actors/activities/index.ts';
import type { AgentPorts, AgentSettings } from '../../src/actors/agent-ports.ts';
import { EmbeddedHost } from '../../src/actors/host/embedded-host.ts';
import { LIMITS } from '../../src/actors/host/parts.ts';
import { ingest, type Ingest } from '../../src/actors/ingest.ts';
import { notices as buildNotices } from '../../src/actors/notices.ts';
import { gate } from '../../src/actors/tools/gate.ts';
import { insideTools } from '../../src/actors/tools/inside/index.ts';
import { toolbox } from '../../src/actors/tools/toolbox.ts';
import { googleAccount } from '../../src/adapters/accounts/google/index.ts';
import { toolSettings } from '../../src/app/settings/tools.ts';
import { defaultPolicy } from '../../src/app/tools/tools.ts';
import { spendingSettings, timeSettings } from '../../src/app/settings/money-and-time.ts';
import { storesOn } from '../../src/app/stores.ts';
import { Config } from '../../src/contracts/config.ts';
import type { HostStore } from '../../src/contracts/ports/stores/host-store.ts';
import { migrate } from '../../src/persistence/migrate.ts';
import { seeded } from '../kit/crash/loop.ts';
import { SimLoop, type Life } from './clock.ts';
import { mutate, mutateActivities, type MutantName } from './mutants.ts';
import { MACHINES, judge } from './oracle.ts';
import { World, type Weather } from './world.ts';

/** Power failure at a commit. */
class Crash extends Error {}

const STORM_MS = 8000;
const MOST_TURNS = 12_000;

/** What one simulation did and found. */
export interface Outcome {
  seed: number;
  crashes: number;
  messages: number;
  violations: string[];
}

/** All of one simulation. */
export class Simulation {
  readonly #random: () => number;
  readonly #loop: SimLoop;
  readonly #world: World;
  readonly #weather: Weather;
  readonly #mutant: MutantName | undefined;
  readonly #db = new Database(':memory:');
  readonly #cursors = new Map<string, string>();
  readonly #everSaid: { chat: string; text: string }[] = [];
  #life: Life = { alive: false };
  #crashes = 0;
  #ids = 0;
  #storm = true;

  constructor(seed: number, mutant: MutantName | undefined) {
    this.#random = seeded(seed);
    this.#mutant = mutant;
    this.#weather = this.#makeWeather();
    this.#loop = new SimLoop(this.#random);
    this.#world = new World(this.#loop, this.#random, this.#weather, mutant);
    this.#db.pragma('synchronous = OFF');
    migrate(this.#db, join(import.meta.dirname, '..', '..', 'migrations'));
  }

  #pick<T>(...from: T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T;
  }

  #makeWeather(): Weather {
    return {
      kind: this.#pick('editable', 'editable', 'idempotent', 'blind', 'stored'),
      mode: this.#pick('collect', 'follow-up', 'steer', 'interrupt'),
      textLimit: this.#pick(4096, 24),
      chats: 1 + Math.floor(this.#random() * 3),
      messages: 2 + Math.floor(this.#random() * 4),
    };
  }

  /** The store of one life: it may die before a commit, after it, and is silent once dead. */
  #mortal(host: HostStore, life: Life): HostStore {
    return {
      ...host,
      transaction: (work) => {
        if (!life.alive) throw new Crash('dead');
        const dice = this.#storm ? this.#random() : 1;
        const result = host.transaction(() => {
          const done = work();
          if (dice < 0.02) throw new Crash('before the commit');
          return done;
        });
        if (dice < 0.04) throw new Crash('after the commit');
        return result;
      },
    };
  }

  /** A new process on the old database. */
  #boot(): void {
    const life: Life = { alive: true };
    this.#life = life;
    const notices = buildNotices((error) => {
      throw error;
    });
    const plain = storesOn(this.#db, notices, '/nowhere');
    const { host: store, messages, runs } = mutate(plain, this.#mutant, this.#cursors);
    const config = Config.parse({});
    const clock = this.#loop.clockOf(life);
    const settings: AgentSettings = {
      name: 'Omega',
      chain: ['sim'],
      attempts: 8,
      maxTokens: () => 1000,
      model: () => '',
      ...toolSettings('/nowhere', config),
      ...spendingSettings(config),
      ...timeSettings(config),
      memory: { learn: false, idleMs: 0 },
      mode: 'collect',
      mergeLimit: 50,
      waitingLimit: 2,
      history: { messages: 50, tokens: 5000 },
      admit: () => 'allow',
      allowListName: () => '',
    };
    const newId = (at: number): string => `${at.toString(36)}${(this.#ids++).toString(36).padStart(5, '0')}`;
    const ports: AgentPorts = {
      ...plain,
      policy: defaultPolicy(),
      toolbox: toolbox([insideTools]),
      workshop: { location: () => '', list: () => [], read: () => undefined, write: () => undefined },
      library: {
        home: '',
        read: () => undefined,
        folders: () => [],
        has: () => false,
        write: () => undefined,
        remove: () => undefined,
      },
      google: googleAccount({ home: '/nowhere', issuer: '', callback: () => '', now: () => 0, ended: () => undefined }),
      messages,
      runs,
      settings,
      clock,
      notices,
      providers: new Map([['sim', this.#world.provider(life)]]),
      channels: new Map([['sim', this.#world.channel(life)]]),
      log: () => undefined,
      peek(address) {
        const row = store.actor(address);
        return row && { ...(JSON.parse(row.state) as NonNullable<ReturnType<AgentPorts['peek']>>), status: row.status };
      },
      hasProgram: () => false,
      status: () => ({ ready: true, version: '', startedAt: 0, trouble: '', channels: [], providers: [] }),
      receive: async (channel, batch, cursor) => void (await intake.receive(channel, batch, cursor)),
      cursor: (channel) => store.cursor(channel),
    };
    const host = new EmbeddedHost(
      {
        store: this.#mortal(store, life),
        runs,
        clock,
        notices,
        machines: MACHINES,
        activities: mutateActivities(activities(ports, gate(ports, new Map())), this.#mutant),
        entropy: { random: this.#random, id: newId },
        crashMark: { set: () => undefined, read: () => 0 },
        // Short ticks leave mail over, which has to be written before the commit.
        limits: { ...LIMITS, tickMs: this.#pick(0, 1000, 1000), burst: this.#pick(1, 32), checkpointEvery: 5 },
        log: (level, event, fields) => {
          if (event === 'tick.failed' && fields?.['store'] !== true) this.#die();
        },
      },
      { explain: (error) => error, relieve: () => undefined, recovered: () => undefined },
    );
    const { tools, peek, google } = ports;
    const intake: Ingest = ingest({ host, messages, cursors: store, runs, tools, settings, newId, peek, google });
    void host.dispatch('channel:sim', { type: 'channel.start' }, `start:${this.#crashes}`).catch(() => undefined);
    try {
      host.start();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.#die();
    }
  }

  #die(): void {
    if (!this.#life.alive) return;
    this.#life.alive = false;
    this.#crashes++;
    this.#loop.after(300 + this.#random() * 300, { alive: true }, () => this.#boot());
  }

  /** People write and mistype commands during the storm; clocks jump, the machine sleeps, the daemon is stopped and started. */
  #plan(): void {
    const forever: Life = { alive: true };
    for (let c = 0; c < this.#weather.chats; c++)
      for (let n = 0; n < this.#weather.messages; n++) {
        const said = { chat: `c${c}`, text: this.#random() < 0.2 ? `/c${c}n${n}` : `<c${c}.${n}>` };
        this.#everSaid.push(said);
        this.#loop.after((n + this.#random()) * (STORM_MS / this.#weather.messages) * 0.9, forever, () =>
          this.#world.say(said.chat, said.text),
        );
      }
    const during = (work: () => void): void => void this.#loop.after(this.#random() * STORM_MS, forever, work);
    if (this.#random() < 0.4) during(() => this.#loop.sleep(this.#pick(2000, 60_000, 3_600_000)));
    if (this.#random() < 0.3) during(() => (this.#loop.offset += this.#pick(60_000, 3_600_000, -3_600_000, -5000)));
    if (this.#random() < 0.5) during(() => this.#die());
    this.#loop.after(STORM_MS, forever, () => {
      this.#storm = false;
      this.#world.faults = false;
    });
  }

  #isQuiet(): boolean {
    const waits =
      this.#db.prepare<[], number>("SELECT count(*) FROM message WHERE role = 'user' AND run IS NULL").pluck().get() ??
      0;
    const runs = this.#db.prepare<[], number>("SELECT count(*) FROM run WHERE status = 'running'").pluck().get() ?? 0;
    const taken = this.#db.prepare<[], number>("SELECT count(*) FROM message WHERE role = 'user'").pluck().get() ?? 0;
    const mails = this.#db.prepare<[], number>('SELECT count(*) FROM inbox WHERE state = 0').pluck().get() ?? 0;
    return waits === 0 && runs === 0 && mails === 0 && taken >= this.#everSaid.length;
  }

  async run(seed: number): Promise<Outcome> {
    this.#boot();
    this.#plan();
    let turns = 0;
    while (turns++ < MOST_TURNS && (await this.#loop.turn()))
      if (!this.#storm && turns % 20 === 0 && this.#life.alive && this.#isQuiet()) break;
    const late = turns >= MOST_TURNS || !this.#isQuiet() ? ['it did not come to rest'] : [];
    const found = judge({
      db: this.#db,
      world: this.#world,
      weather: this.#weather,
      said: this.#everSaid,
    });
    this.#life.alive = false;
    this.#db.close();
    return { seed, crashes: this.#crashes, messages: this.#everSaid.length, violations: [...late, ...found] };
  }
}

/** Runs one seed. */
export function simulate(seed: number, mutant?: MutantName): Promise<Outcome> {
  return new Simulation(seed, mutant).run(seed);
}
