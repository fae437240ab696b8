/** A context for commands: captured output, fake set-up and application, signals by hand. */
import { PassThrough } from 'node:stream';
import type { App, AppModule, StartOptions } from '../../../src/contracts/app.ts';
import { Config } from '../../../src/contracts/config.ts';
import type { DaemonViews } from '../../../src/contracts/ports/views.ts';
import { SecretValue } from '../../../src/contracts/secret.ts';
import type { DaemonRecord, LoadedConfig, SetupModule } from '../../../src/contracts/setup.ts';
import type { CliContext, EndSignal } from '../../../src/cli/context.ts';
import { run } from '../../../src/cli/program.ts';

/** What a test may look at and change. */
export class FakeWorld {
  env: Record<string, string> = {};
  /** standard output is a terminal */
  tty = false;
  out = '';
  err = '';
  /** ms since 1970 UTC */
  time = 1_700_000_000_000;
  aborted: number[] = [];
  /** what happened, in order */
  log: string[] = [];
  stdin = Object.assign(new PassThrough(), { isTTY: true as boolean });
  loaded: LoadedConfig = { ok: true, config: Config.parse({}), secrets: new Map(), warnings: [] };
  record: DaemonRecord | undefined;
  lockError: Error | undefined;
  startError: Error | undefined;
  started: StartOptions | undefined;
  app: App = {
    url: 'http://127.0.0.1:1',
    loginLink: 'http://127.0.0.1:1/login?code=c',
    banner: ['Two answers go on.'],
    views: {} as DaemonViews,
    status: () => ({
      ready: true,
      version: '9.9.9',
      startedAt: 0,
      trouble: '',
      channels: [
        { name: 'web', state: 'online', detail: '' },
        { name: 'telegram', state: 'misconfigured', detail: 'no token' },
      ],
      providers: [],
    }),
    stop: async () => {
      this.log.push('stop');
    },
  };
  module: Partial<AppModule> = {};
  readonly #listeners = new Set<(signal: EndSignal) => void>();

  /** Pretends that the process got a signal. */
  signal(name: EndSignal = 'SIGINT'): void {
    for (const listener of this.#listeners) listener(name);
  }

  /** @returns how many listeners wait for a signal */
  get listening(): number {
    return this.#listeners.size;
  }

  /** Runs one command to its end. */
  run(...args: string[]): Promise<number> {
    return run(this.context(), args);
  }

  setup(): SetupModule {
    return {
      mcpFile: () => Promise.reject(new Error('there is no mcp.json in this test')),
      serveMcp: () => Promise.reject(new Error('there is no client in this test')),
      packageVersion: () => '9.9.9',
      exampleConfig: () => '# example\n',
      homeFolder: () => '/home/ada/.omega',
      prepareHome: () => void this.log.push('prepare'),
      configPath: (home) => `${home}/config.toml`,
      loadConfig: async () => this.loaded,
      chooseProviders: async () => ({ chain: ['ollama', 'offline'], reasons: ['Ollama answers.'] }),
      apiToken: () => new SecretValue('t0ken', 'file:token'),
      checkTokenFile: () => ({ exists: true, mode: '600', private: true }),
      acquireLock: async () => {
        if (this.lockError !== undefined) throw this.lockError;
        this.log.push('lock');
        return { release: () => void this.log.push('release') };
      },
      writeDaemonRecord: (_, record) => {
        this.log.push('record');
        this.record = record;
      },
      removeDaemonRecord: () => {
        this.log.push('unrecord');
        this.record = undefined;
      },
      readDaemonRecord: () => this.record,
    };
  }

  context(): CliContext {
    const sink = (add: (text: string) => void) => {
      const stream = new PassThrough();
      stream.on('data', (bytes: Buffer) => add(bytes.toString()));
      return stream;
    };
    return {
      env: this.env,
      stdin: this.stdin,
      stdout: Object.assign(
        sink((text) => (this.out += text)),
        { columns: 100, isTTY: this.tty },
      ),
      stderr: sink((text) => (this.err += text)),
      now: () => this.time,
      onSignal: (listener) => {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
      },
      abort: (code) => void this.aborted.push(code),
      setup: async () => this.setup(),
      app: async () => {
        const startApp = async (options: StartOptions) => {
          if (this.startError !== undefined) throw this.startError;
          this.started = options;
          this.log.push(`start ${options.only ?? 'daemon'}`);
          return this.app;
        };
        return { startApp, ...this.module } as AppModule;
      },
    };
  }
}
