/** Starts the application in this process: configuration, folder, lock, token, provider, application. */
import type { App } from '../contracts/app.ts';
import type { DaemonLock, LoadedConfig, ProviderChoice, SetupModule } from '../contracts/setup.ts';
import type { CliContext } from './context.ts';
import { warn } from './context.ts';
import { EXIT, Exit } from './exits.ts';

/** A configuration without mistakes. */
export type GoodConfig = Extract<LoadedConfig, { ok: true }>;

/** A running application with everything that was found out on the way. */
export interface Booted {
  app: App;
  home: string;
  choice: ProviderChoice;
  version: string;
  /** Stops the application and gives the folder free; safe to call twice. */
  stop(): Promise<void>;
}

/** How to start. */
export interface BootOptions {
  /** call: for one command, without outside channels; its address is not made known */
  only?: 'call';
  stately?: boolean;
}

/**
 * Loads the configuration or says what is wrong with it.
 *
 * @throws Exit usage (2) after printing every problem
 */
export async function requireConfig(context: CliContext): Promise<GoodConfig> {
  const setup = await context.setup();
  const home = setup.homeFolder(context.env);
  const loaded = await setup.loadConfig(home, context.env);
  if (loaded.ok) return loaded;
  for (const { text } of loaded.problems) warn(context, text);
  throw new Exit(EXIT.usage, `Nothing was started. Configuration: ${setup.configPath(home)}`);
}

async function startLocked(
  context: CliContext,
  options: BootOptions,
  prepared: { setup: SetupModule; home: string; loaded: GoodConfig; lock: DaemonLock },
): Promise<Booted> {
  const { setup, home, loaded, lock } = prepared;
  const { config, secrets } = loaded;
  const token = setup.apiToken(home, context.env);
  const [choice, module] = await Promise.all([setup.chooseProviders(loaded, context.env), context.app()]);
  const log = (line: string) => warn(context, line);
  const app = await module.startApp({
    home,
    config,
    secrets,
    token,
    chain: choice.chain,
    env: context.env,
    log,
    ...options,
  });
  const version = setup.packageVersion();
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    if (options.only === undefined) setup.removeDaemonRecord(home);
    try {
      await app.stop();
    } finally {
      lock.release();
    }
  };
  if (options.only === undefined) {
    setup.writeDaemonRecord(home, { pid: process.pid, url: app.url, startedAt: context.now(), version });
  }
  return { app, home, choice, version, stop: () => (stopped ??= stop()) };
}

/**
 * Starts the application and holds the data folder until it is stopped.
 *
 * @param options `only: 'call'` for a single command
 * @throws        Exit usage (2) for a wrong configuration, OmegaError store.*, server.port_taken
 */
export async function boot(context: CliContext, options: BootOptions = {}): Promise<Booted> {
  const setup = await context.setup();
  const home = setup.homeFolder(context.env);
  const loaded = await requireConfig(context);
  if (options.only === undefined) for (const { text } of loaded.warnings) warn(context, `Warning: ${text}`);
  setup.prepareHome(home);
  const lock = await setup.acquireLock(home);
  try {
    return await startLocked(context, options, { setup, home, loaded, lock });
  } catch (error) {
    lock.release();
    throw error;
  }
}
