/** A real daemon between stub ends, for the end-to-end tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep, type Rule } from '../kit/core.ts';
import { TOKEN, Victim, freePort } from '../kit/crash/daemon.ts';
import { OpenAIStub } from '../kit/openai.ts';
import { TelegramStub } from '../kit/telegram.ts';

/** Everything a test needs. */
export interface Stage {
  daemon: Victim;
  provider: OpenAIStub;
  telegram: TelegramStub;
  home: string;
  /** Calls the API with the token. */
  api: (path: string, init?: RequestInit) => Promise<Response>;
  ask: (text: string, headers?: Record<string, string>, more?: object) => Promise<Response>;
  close: () => Promise<void>;
}

/** Waits until something is true; fails with what it waited for. */
export async function until<T>(what: string, look: () => T | Promise<T>, ms = 15_000): Promise<NonNullable<T>> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(15);
  }
}

/** Starts the daemon. `env` is added; `telegram: false` leaves the bot out. */
export async function stage({
  rules = [],
  env = {},
  telegram: bot = true,
}: { rules?: Rule[]; env?: Record<string, string>; telegram?: boolean } = {}): Promise<Stage> {
  const provider = await new OpenAIStub({ rules }).listen();
  const telegram = await new TelegramStub().listen();
  const home = mkdtempSync(join(tmpdir(), 'omega-e2e-'));
  const daemon = new Victim(await freePort(), {
    OMEGA_HOME: home,
    OPENAI_API_KEY: 'stub-key-that-must-not-leak',
    OPENAI_BASE_URL: `${provider.url}/v1`,
    OPENAI_MODEL: 'gpt-stub',
    ...(bot
      ? { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, TELEGRAM_ALLOWED_USERS: '42,43' }
      : {}),
    ...env,
  });
  daemon.start();
  await daemon.ready();
  const api: Stage['api'] = (path, init = {}) =>
    fetch(`${daemon.url}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
        ...(init.headers as Record<string, string>),
      },
    });
  return {
    daemon,
    provider,
    telegram,
    home,
    api,
    ask: (text, headers = {}, more = {}) =>
      api('/v1/chat/completions', {
        method: 'POST',
        headers,
        body: JSON.stringify({ messages: [{ role: 'user', content: text }], ...more }),
      }),
    async close() {
      daemon.signal('SIGKILL');
      await daemon.gone();
      await Promise.all([provider.close(), telegram.close()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
