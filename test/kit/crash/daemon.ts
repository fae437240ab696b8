/** The daemon under test: a real process that is started, killed and started again on one data folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const TOKEN = 'crash-loop-token-0123456789-abcdefghij';

/** The CLI of this very package, from source or from dist. */
function mainScript(): string {
  const here = import.meta.url.endsWith('.ts') ? '../../../src/cli/main.ts' : '../../../src/cli/main.js';
  const path = fileURLToPath(new URL(here, import.meta.url));
  if (!existsSync(path)) throw new Error(`the command line is missing: ${path}`);
  return path;
}

/** A port nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Processes that live: a loop that breaks off must not leave one behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** One data folder and the process that lives on it. */
export class Victim {
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  log = '';
  #child: ChildProcess | undefined;

  constructor(port: number, env: Record<string, string>) {
    this.url = `http://127.0.0.1:${port}`;
    this.env = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      // As the launcher does it: a start costs a quarter less.
      NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
      OMEGA_PORT: String(port),
      OMEGA_API_TOKEN: TOKEN,
      ...env,
    };
  }

  get alive(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  start(): void {
    const child = spawn(process.execPath, [mainScript(), 'start'], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => {
        this.log = (this.log + data.toString()).slice(-20_000);
      });
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
  }

  async ready(ms = 60_000): Promise<void> {
    const until = Date.now() + ms;
    for (;;) {
      if (!this.alive) throw new Error(`the daemon ended by itself:\n${this.log}`);
      const ok = await fetch(`${this.url}/readyz`).then(
        (r) => r.ok,
        () => false,
      );
      if (ok) return;
      if (Date.now() > until) throw new Error(`the daemon was not ready within ${ms} ms:\n${this.log}`);
      await new Promise((r) => setTimeout(r, 5));
    }
  }

  /** Comes up and goes in peace. */
  async live(): Promise<void> {
    this.start();
    await this.ready();
    this.signal('SIGTERM');
    await this.gone();
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name);
  }

  async gone(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}
