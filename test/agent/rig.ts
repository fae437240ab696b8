/** The whole agent in one process: real activities on a real database, a given clock, a scripted model, a chat that shows what was said. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activities } from '../../src/actors/activities/index.ts';
import type { AgentPorts } from '../../src/actors/agent-ports.ts';
import { EmbeddedHost } from '../../src/actors/host/embedded-host.ts';
import { machineSet } from '../../src/actors/host/kernel/machine-set.ts';
import { LIMITS } from '../../src/actors/host/parts.ts';
import { ingest, type Ingest } from '../../src/actors/ingest.ts';
import { notices as buildNotices } from '../../src/actors/notices.ts';
import { googleAccount } from '../../src/adapters/accounts/google/index.ts';
import { library } from '../../src/adapters/system/library.ts';
import { workshop } from '../../src/adapters/system/workshop.ts';
import { toolSettings } from '../../src/app/settings/tools.ts';
import { defaultPolicy } from '../../src/app/tools/tools.ts';
import { gate } from '../../src/actors/tools/gate.ts';
import { insideTools } from '../../src/actors/tools/inside/index.ts';
import { toolbox, type OfferedTool } from '../../src/actors/tools/toolbox.ts';
import type { PolicyPort } from '../../src/contracts/ports/tools/policy.ts';
import type { ToolExecutor } from '../../src/contracts/ports/tools/executor.ts';
import type { ExecutorKind } from '../../src/contracts/tools/tool.ts';
import { spendingSettings, timeSettings } from '../../src/app/settings/money-and-time.ts';
import { openStores, type Stores } from '../../src/app/stores.ts';
import { Config } from '../../src/contracts/config.ts';
import type { JsonObject } from '../../src/contracts/json.ts';
import type { InboundMessage } from '../../src/contracts/message.ts';
import type { ChannelAdapter } from '../../src/contracts/ports/channel.ts';
import type { ModelEvent, ModelProvider, ModelRequest } from '../../src/contracts/ports/provider.ts';
import type { HostStore } from '../../src/contracts/ports/stores/host-store.ts';
import { machines } from '../../src/machines/registry.ts';
import { GivenClock, turns } from '../host/rig.ts';

/** Power failure at a commit. */
class PowerCut extends Error {}

/** What a model answers: words, or words and the tools it wants. */
export type Said = string | { text: string; calls: { name: string; args: JsonObject }[] };

/** What a model says to a request; a thrown error is a failed call. */
export type Script = (request: ModelRequest) => Said | Promise<Said>;

/** How to build it. */
export interface AgentOptions {
  script?: Script;
  /** providers; `scripted` unless given */
  chain?: string[];
  /** TOML-like object over the defaults */
  config?: object;
  /** Tuesday, 3 March 2026, 08:00 in Berlin unless given */
  at?: number;
  policy?: PolicyPort;
  /** tools beside those that work inside the commit, and what carries them out */
  tools?: readonly OfferedTool[];
  executors?: ReadonlyMap<ExecutorKind, ToolExecutor>;
  /** decides at every commit whether the power fails, before or after it */
  powerCut?: () => 'before' | 'after' | undefined;
  /** turns texts into vectors */
  embed?: ModelProvider['embed'];
  /** who Google is; nobody unless given */
  google?: string;
  /** more providers beside `scripted` */
  providers?: ModelProvider[];
}

const ROOT = join(import.meta.dirname, '..', '..');
export const ZONE = 'Europe/Berlin';
export const START = Date.parse('2026-03-03T07:00:00Z');
const folders: string[] = [];

/** Removes what the rigs left behind. */
export function cleanUp(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** One agent and its world; the world survives the daemon. */
export class AgentRig {
  readonly clock = new GivenClock();
  readonly home = mkdtempSync(join(tmpdir(), 'omega-agent-'));
  /** every request a model got */
  readonly requests: ModelRequest[] = [];
  /** what a chat shows, by chat */
  readonly shown = new Map<string, { ref: string; text: string; at: number; buttons?: string[] }[]>();
  /** what was deleted from chats, as `chat:ref` */
  readonly removed: string[] = [];
  readonly files = library(this.home, ROOT);
  crashes = 0;
  stores!: Stores;
  host!: EmbeddedHost;
  ports!: AgentPorts;
  #intake!: Ingest;
  #loaded: Promise<unknown> = Promise.resolve();
  #life = { alive: false };
  #ids = 0;
  /** what people wrote and the daemon has not confirmed: the network gives it again */
  #updates: { message: InboundMessage; confirmed: boolean }[] = [];
  readonly #options: AgentOptions;
  readonly #config: Config;
  script: Script;

  constructor(options: AgentOptions = {}) {
    folders.push(this.home);
    this.#options = options;
    this.#config = Config.parse({ omega: { timezone: ZONE }, ...options.config });
    this.script = options.script ?? (() => 'Hello.');
    this.clock.time = options.at ?? START;
    this.boot();
  }

  #mortal(store: HostStore, life: { alive: boolean }): HostStore {
    return {
      ...store,
      transaction: <T>(work: () => T): T => {
        if (!life.alive) throw new PowerCut('dead');
        const cut = this.#options.powerCut?.();
        if (cut !== undefined) life.alive = false;
        const result = store.transaction(() => {
          const done = work();
          if (cut === 'before') throw new PowerCut('before the commit');
          return done;
        });
        if (cut === 'after') throw new PowerCut('after the commit');
        return result;
      },
    };
  }

  #provider(life: { alive: boolean }): ModelProvider {
    const stream = async function* (this: AgentRig, request: ModelRequest): AsyncGenerator<ModelEvent> {
      this.requests.push(request);
      const said = await this.script(request);
      const { text, calls } = typeof said === 'string' ? { text: said, calls: [] } : said;
      if (!life.alive) return;
      const rest =
        request.resume !== undefined && text.startsWith(request.resume) ? text.slice(request.resume.length) : text;
      if (rest !== '') yield { type: 'text', text: rest };
      for (const [n, { name, args }] of calls.entries())
        yield { type: 'call', call: { id: `c${this.requests.length}.${n}`, name, args, raw: JSON.stringify(args) } };
      const usage = { input: 100, output: 10, cacheRead: null, cacheWrite: null };
      yield { type: 'done', stop: calls.length > 0 ? 'tools' : 'end', usage, model: 'scripted' };
    }.bind(this);
    return {
      name: 'scripted',
      abilities: { tools: true, images: false, schema: false, agent: false },
      defaultModel: 'scripted',
      stream,
      probe: () => Promise.resolve({ ok: true, detail: '' }),
    };
  }

  #channel(): ChannelAdapter {
    const chatOf = (chat: string) => this.shown.get(chat) ?? this.shown.set(chat, []).get(chat)!;
    return {
      name: 'telegram',
      capabilities: { delivery: 'editable', textLimit: 4096, editIntervalMs: 1000, typing: false, acknowledge: false },
      listen: (_sink, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
      send: (chat, text) => {
        const ref = String(chatOf(chat).length + 1);
        chatOf(chat).push({ ref, text, at: this.clock.time });
        return Promise.resolve({ ref });
      },
      edit: (chat, ref, words) => {
        const { text, buttons } = typeof words === 'string' ? { text: words, buttons: [] } : words;
        const message = chatOf(chat).find((m) => m.ref === ref);
        if (message) Object.assign(message, { text, buttons: buttons.flat().map((b) => b.message) });
        return Promise.resolve();
      },
      typing: () => Promise.resolve(),
      acknowledge: () => Promise.resolve(),
      remove: (chat, ref) => {
        this.removed.push(`${chat}:${ref}`);
        return Promise.resolve();
      },
    };
  }

  /** A new process on the same database; the one before may not write any more. */
  boot(): void {
    this.#life.alive = false;
    const life = (this.#life = { alive: true });
    const notices = buildNotices((error) => {
      throw error;
    });
    this.stores = openStores(this.home, notices);
    const store = this.#mortal(this.stores.host, life);
    const settings = {
      name: 'Omega',
      chain: this.#options.chain ?? ['scripted'],
      attempts: 3,
      maxTokens: () => 1000,
      model: () => '',
      mode: 'collect' as const,
      mergeLimit: 50,
      waitingLimit: 50,
      history: { messages: 50, tokens: 24_000 },
      admit: () => 'allow' as const,
      allowListName: () => '',
      ...toolSettings(this.home, this.#config),
      ...spendingSettings(this.#config),
      ...timeSettings(this.#config),
    };
    const newId = (at: number): string => `${at.toString(36)}${(this.#ids++).toString(36).padStart(8, 'x')}`;
    const scripted = this.#provider(life);
    this.#loaded = this.#options.embed ? this.stores.vectors.load() : Promise.resolve('');
    const google = googleAccount({
      home: this.home,
      issuer: this.#options.google ?? 'http://127.0.0.1:9',
      callback: () => 'http://127.0.0.1:7777/google/callback',
      now: () => this.clock.time,
      ended: () => undefined,
    });
    this.ports = {
      ...this.stores,
      settings,
      clock: this.clock,
      notices,
      policy: this.#options.policy ?? defaultPolicy(),
      toolbox: toolbox([insideTools, () => this.#options.tools ?? []]),
      library: this.files,
      google,
      workshop: workshop(this.home),
      hasProgram: () => false,
      providers: new Map([scripted, ...(this.#options.providers ?? [])].map((p) => [p.name, p])),
      embedder: this.#options.embed && { ...scripted, embed: this.#options.embed },
      channels: new Map([['telegram', this.#channel()]]),
      log: () => undefined,
      peek: (address) => {
        const row = this.stores.host.actor(address);
        return row && { ...(JSON.parse(row.state) as NonNullable<ReturnType<AgentPorts['peek']>>), status: row.status };
      },
      status: () => ({ ready: true, version: '0', startedAt: START, trouble: '', channels: [], providers: [] }),
      receive: async (channel, batch, cursor) => void (await this.#intake.receive(channel, batch, cursor)),
      cursor: () => undefined,
    };
    this.host = new EmbeddedHost(
      {
        store,
        runs: this.stores.runs,
        machines: machineSet(machines),
        activities: activities(this.ports, gate(this.ports, this.#options.executors ?? new Map())),
        clock: this.clock,
        entropy: { random: () => 0.5, id: newId },
        log: () => undefined,
        notices,
        crashMark: { set: () => undefined, read: () => 0 },
        limits: LIMITS,
      },
      { explain: (error) => error, relieve: () => undefined, recovered: () => undefined },
    );
    const { messages, host: cursors } = this.stores;
    const { runs, tools } = this.stores;
    this.#intake = ingest({
      host: this.host,
      messages,
      cursors,
      runs,
      tools,
      settings,
      newId,
      peek: this.ports.peek,
      google,
    });
    void this.host.dispatch('scheduler:main', { type: 'scheduler.start' }, `s${this.crashes}`).catch(() => undefined);
    void this.host
      .dispatch('heartbeat:main', { type: 'heartbeat.configured' }, `h${this.crashes}`)
      .catch(() => undefined);
    try {
      this.host.start();
      this.#deliver();
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      this.crash();
    }
  }

  /** Whether the process can still write. */
  get alive(): boolean {
    return this.#life.alive;
  }

  /** The power goes and comes back. */
  crash(downMs = 0): void {
    this.crashes++;
    this.#life.alive = false;
    this.clock.time += downMs;
    this.boot();
  }

  /** A person writes; resolves when everything that follows at once has happened. */
  async say(text: string, chat = '42'): Promise<void> {
    await this.#loaded;
    const ref = String(this.#updates.length + 1);
    const who = { channel: 'telegram', chat, sender: chat, senderName: 'Ada', direct: true };
    this.#updates.push({ message: { ...who, ref, dedupe: `u${ref}`, text, at: 0 }, confirmed: false });
    this.#deliver();
    await this.settle();
  }

  #deliver(): void {
    for (const update of this.#updates.filter((u) => !u.confirmed))
      this.#intake.receive('telegram', [update.message]).then(
        () => (update.confirmed = true),
        () => undefined,
      );
  }

  /** Lets what is under way come to rest. */
  async settle(ms = 2000): Promise<void> {
    await this.clock.pass(ms);
    await turns();
  }

  /** Lets time pass until a moment. */
  async until(iso: string): Promise<void> {
    await this.clock.pass(Math.max(0, Date.parse(iso) - this.clock.time));
    await this.settle();
  }

  /** The texts of a chat, oldest first. */
  texts(chat = '42'): string[] {
    return (this.shown.get(chat) ?? []).map((m) => m.text);
  }

  /** The newest text of a chat. */
  last(chat = '42'): string {
    return this.texts(chat).at(-1) ?? '';
  }

  /** All slots of all tasks, oldest first. */
  slots(): { task: string; dueAt: number; state: string; reason: string; attempts: number }[] {
    return this.stores.db
      .prepare<[], { task: string; dueAt: number; state: string; reason: string; attempts: number }>(
        'SELECT task, due_at AS dueAt, state, reason, attempts FROM slot ORDER BY due_at',
      )
      .all();
  }
}
