/** The application: configuration in, running daemon out. Wiring only; what it wires is in the folders beside it. */
import type { AgentPorts } from './actors/agent-ports.ts';
import { views as buildViews } from './actors/inspect/views.ts';
import { notices as buildNotices } from './actors/notices.ts';
import { jsonLog } from './adapters/system/json-log.ts';
import { buildAgent, MACHINES } from './app/agent.ts';
import { googleDoor } from './app/google.ts';
import { buildChannels } from './app/settings/channels.ts';
import { approvalDesk, artifactReader } from './app/tools/desk.ts';
import { outsideOf } from './app/outside.ts';
import { ownersEar } from './app/owner.ts';
import { serve } from './app/server.ts';
import { statusOf } from './app/status.ts';
import { openStores, type Stores } from './app/stores.ts';
import { upkeep } from './app/upkeep.ts';
import type { App, AppModule, StartOptions } from './contracts/app.ts';
import { OmegaError } from './contracts/errors.ts';
import type { DurableHost } from './contracts/ports/durable-host.ts';
import type { Log } from './contracts/ports/system/log.ts';
import type { Notices } from './contracts/ports/notices.ts';
import type { DaemonViews } from './contracts/ports/views.ts';
import { redactor } from './domain/redact.ts';
import { packageVersion } from './setup.ts';

/** Rarely used parts are loaded when they are called: a daemon that starts does not wait for them. */
export const diagnose: AppModule['diagnose'] = async (options) =>
  (await import('./app/on-call/diagnose.ts')).diagnose(options);

/** See {@link AppModule.mcpSignIn}. */
export const mcpSignIn: AppModule['mcpSignIn'] = async (home) =>
  (await import('./app/tools/mcp-sign-in.ts')).signInAt(home);

/** See {@link AppModule.models}. */
export const models: AppModule['models'] = async (options) =>
  (await import('./app/settings/models.ts')).models(options);

/** See {@link AppModule.verifyJournals}. */
export const verifyJournals: AppModule['verifyJournals'] = async (home, addresses, progress) =>
  (await import('./app/on-call/verify.ts')).verifyJournals(home, addresses, progress);

/** See {@link AppModule.testFlows}. */
export const testFlows: AppModule['testFlows'] = async (machine, progress) =>
  (await import('./app/on-call/flows.ts')).testFlows(machine, progress);

/** See {@link AppModule.testCrash}. */
export const testCrash: AppModule['testCrash'] = async (options, progress) =>
  (await import('./app/on-call/crash.ts')).testCrash(options, progress);

/** See {@link AppModule.checkPolicy}. */
export const checkPolicy: AppModule['checkPolicy'] = async (home) =>
  (await import('./app/policy/questions.ts')).checkPolicy(home);

/** See {@link AppModule.explainPolicy}. */
export const explainPolicy: AppModule['explainPolicy'] = async (question) => {
  const [{ explainPolicy: explain }, { coreTools }] = await Promise.all([
    import('./app/policy/questions.ts'),
    import('./app/tools/tools.ts'),
  ]);
  return explain(question, coreTools);
};

/** The bridge to the Stately inspector, when it is asked for. */
async function openBridge(
  { stately }: StartOptions,
  views: DaemonViews,
): Promise<{ banner: string[]; close(): Promise<void> }> {
  if (!stately) return { banner: [], close: () => Promise.resolve() };
  const { statelyBridge } = await import('./workspace/stately.ts');
  const { page, socket, close } = await statelyBridge(views);
  return { banner: [`Stately      ${page}`, `             receiver: ${socket}`], close };
}

/** Opens the database for looking only; nothing is driven. */
async function readOnly(options: StartOptions): Promise<App> {
  const notices = buildNotices(() => undefined);
  const stores = openStores(options.home, notices, true);
  const status = statusOf({
    store: stores.host,
    version: packageVersion(),
    startedAt: 0,
    channels: known(stores, 'channel'),
    providers: options.chain,
    open: () => false,
    trouble: () => '',
  });
  const refuse = () => Promise.reject(new OmegaError('store.read_only', 'The database is open for reading only.'));
  const views = buildViews({
    ...stores,
    store: stores.host,
    machines: MACHINES,
    notices,
    status,
    intake: { receive: refuse },
  });
  const bridge = await openBridge(options, views);
  const stop = async (): Promise<void> => {
    await bridge.close();
    stores.db.close();
  };
  return { url: '', loginLink: '', banner: bridge.banner, views, status, stop };
}

/** Names of the channels, or servers of tools, that have ever been used. */
function known({ host }: Stores, machine: 'channel' | 'mcpServer'): string[] {
  return host.actors({ machine, limit: 200, offset: 0 }).map(({ address }) => address.slice(machine.length + 1));
}

/**
 * Tells the channels to start or to stop. To be called before the host starts: the first tick handles this before it claims
 * any effect, so a channel that is not wanted any more (or not for this one command) does not begin to listen again.
 */
async function postChannels(
  host: DurableHost,
  { known, wanted, id }: { known: string[]; wanted: string[]; id: string },
): Promise<void> {
  await Promise.all(
    [...new Set([...known, ...wanted])].map((name) => {
      const type = wanted.includes(name) ? 'channel.start' : 'channel.stop';
      return host.dispatch(`channel:${name}`, { type }, `${type}:${name}:${id}`);
    }),
  );
}

/** Makes finding by meaning possible, where a provider offers vectors; without it memory is searched by words. */
async function loadVectors({ embedder, vectors }: AgentPorts, log: Log): Promise<void> {
  const trouble = embedder === undefined ? '' : await vectors.load();
  if (trouble !== '') log('warn', 'vectors.unavailable', { trouble });
}

/** Lets what was said in an earlier life get its vectors. */
async function postIndexer(host: DurableHost, { vectors }: AgentPorts, id: string): Promise<void> {
  if (vectors.isLoaded()) await host.dispatch('indexer:main', { type: 'memory.grew' }, `memory.grew:${id}`);
}

/** Tells the actors that work by the clock that a new life has begun. */
async function postClockwork(host: DurableHost, id: string): Promise<void> {
  await host.dispatch('scheduler:main', { type: 'scheduler.start' }, `scheduler.start:${id}`);
  await host.dispatch('heartbeat:main', { type: 'heartbeat.configured' }, `heartbeat.configured:${id}`);
}

/** Waits for commits until something holds, but not for long: it is for what comes at once, such as our own channels. */
function untilTrue(notices: Notices, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, 500);
    const unsubscribe = notices.subscribe(() => holds() && done());
    function done(): void {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    }
    if (holds()) done();
  });
}

/** Starts the host with everything that has to be told of the new life, and waits for our own channels. */
async function setGoing(parts: {
  host: DurableHost & { start(): void };
  notices: Notices;
  status: App['status'];
  known: string[];
  wanted: string[];
  id: string;
}): Promise<void> {
  const { host, notices, status, id } = parts;
  const posted = [postChannels(host, parts), postClockwork(host, id)];
  host.start();
  await Promise.all(posted);
  await untilTrue(notices, () =>
    status().channels.every(({ name, state }) => name === 'telegram' || state === 'online'),
  );
}

/** What everything else is built on: log, database, channels, and how the daemon is. */
function openGround(options: StartOptions) {
  const { home, config, secrets, token } = options;
  const startedAt = Date.now();
  const redact = redactor([...[...secrets.values()].map((s) => s.reveal()), token.reveal()]);
  const log = jsonLog(options.log, config.log.level, redact, Date.now);
  const notices = buildNotices((error) => log('error', 'listener.failed', { error: String(error) }));
  const writing = openStores(home, notices, false, redact);
  const reading = openStores(home, notices, true);
  const channels = buildChannels(config, secrets, options.only !== 'call');
  const life = { open: false, trouble: () => '' };
  const status = statusOf({
    store: reading.host,
    version: packageVersion(),
    startedAt,
    channels: [...channels.keys()],
    providers: options.chain,
    open: () => life.open,
    trouble: () => life.trouble(),
  });
  const close = (): void => {
    writing.db.pragma('wal_checkpoint(TRUNCATE)');
    reading.db.close();
    writing.db.close();
  };
  return { startedAt, redact, log, notices, writing, reading, channels, life, status, close };
}

/**
 * Starts the application; resolves once messages are taken.
 *
 * @throws OmegaError store.*, server.port_taken, config.invalid
 */
export async function startApp(options: StartOptions): Promise<App> {
  if (options.only === 'read') return readOnly(options);
  const { home, config } = options;
  const ground = openGround(options);
  const { log, notices, writing, reading, channels, life, status } = ground;
  const agent = buildAgent({
    ...ground,
    options,
    stores: writing,
    tellOwner: (key, trouble) => tellOwner(key, trouble),
  });
  const { host, intake, newId, ports, tools, google } = agent;
  const tellOwner: ReturnType<typeof ownersEar> = ownersEar({ ...ports, host });
  life.trouble = () => host.trouble();
  const views = buildViews({ ...reading, store: reading.host, machines: MACHINES, notices, status, intake });
  await loadVectors(ports, log);
  await tools.policy.ready();
  const names = [...channels.keys()];
  const server = await serve({
    options,
    views,
    sessions: writing.sessions,
    submit: (work) => host.submit(work),
    outside: outsideOf({ config, channels: names, host, intake, stores: writing, notices, now: Date.now }),
    desk: approvalDesk({ reading, ports, host }),
    blobs: artifactReader(reading),
    recall: (words, limit) => reading.messages.search('owner', words, limit),
    google: googleDoor({ ...google, host, ports, newId }),
    mcp: { desk: tools.mcp.desk(), serve: tools.mcp.serve },
    log,
  });
  google.listensAt(server.url);
  const id = newId(ground.startedAt);
  const posted = options.only === 'call' ? Promise.resolve() : tools.mcp.post(known(reading, 'mcpServer'), id);
  await setGoing({ host, notices, status, known: known(reading, 'channel'), wanted: names, id });
  await posted;
  await postIndexer(host, ports, id);
  const endUpkeep = upkeep({ home, host, store: writing.host, log, now: Date.now, tellOwner });
  const bridge = await openBridge(options, views);
  life.open = true;
  const stop = async (): Promise<void> => {
    life.open = false;
    endUpkeep();
    await bridge.close();
    await host.stop(config.host.stop_seconds * 1000);
    await server.close();
    ground.close();
  };
  return { url: server.url, loginLink: server.loginLink(), banner: bridge.banner, views, status, stop };
}
