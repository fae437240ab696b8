/** A real daemon as a child process, for measuring from outside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TOKEN = 'bench-token-bench-token-bench-token';

/** A running daemon. */
export interface Daemon {
  url: string;
  home: string;
  /** ms from spawn to `/readyz` 200 */
  readyMs: number;
  /** resident memory, MiB */
  rss(): number;
  ask(chat: string, text: string): Promise<string>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Resident memory of a process, MiB. */
export function rssOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the daemon ended with code ${child.exitCode}`);
    const ok = await fetch(`${url}/readyz`).then(
      (r) => r.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/**
 * Starts a daemon and waits until it takes messages.
 *
 * @param provider base URL of an OpenAI-compatible stub
 * @param home     data folder to use; a fresh one when left out
 */
export async function startDaemon(
  provider: string,
  home = mkdtempSync(join(tmpdir(), 'omega-bench-')),
): Promise<Daemon> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    OMEGA_HOME: home,
    OMEGA_PORT: String(port),
    OMEGA_API_TOKEN: TOKEN,
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: `${provider}/v1`,
    OPENAI_MODEL: 'gpt-stub',
    OMEGA_LOG__LEVEL: 'error',
  };
  const began = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=2', 'bin/omega.js', 'start'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilReady(url, child);
  const readyMs = performance.now() - began;
  return {
    url,
    home,
    readyMs,
    rss: () => rssOf(child.pid ?? 0),
    async ask(chat, text) {
      const response = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'omega', user: chat, messages: [{ role: 'user', content: text }] }),
      });
      const body = (await response.json()) as {
        choices?: { message: { content: string } }[];
        error?: { message: string };
      };
      const answer = body.choices?.[0]?.message.content;
      if (answer === undefined) throw new Error(`no answer (${response.status}): ${body.error?.message ?? ''}`);
      return answer;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Removes the data folder of a stopped daemon. */
export function discard(daemon: Daemon): void {
  rmSync(daemon.home, { recursive: true, force: true });
}
