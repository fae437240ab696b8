/** The one way to the Bot API: loads grammY on first use, gives every call a deadline and classifies its failures. */
import type { Api } from 'grammy/web';
import { OmegaError } from '../../../contracts/errors.ts';
import { callError, ForeignAnswer, type Operation } from './errors.ts';

/** grammY's raw calls, one method per method of the Bot API. */
export type RawApi = Api['raw'];

/** What grammY calls a signal: the type of a polyfill, though at run time it takes the platform's own. */
export type CallSignal = NonNullable<Parameters<RawApi['getMe']>[0]>;

/** One call: what it is for, the request, who may end it. */
export interface Call<T> {
  operation: Operation;
  request: (raw: RawApi, signal: CallSignal) => Promise<T>;
  signal: AbortSignal;
  /** time the network side is asked to take on top of the deadline, ms */
  extraMs?: number;
}

/** A connection to the Bot API. */
export interface TelegramClient {
  /**
   * Makes one call.
   *
   * @returns what Telegram answered
   * @throws  OmegaError `channel.*`, without the token in message, details or cause
   */
  call<T>(call: Call<T>): Promise<T>;
}

/** What a client needs to know; `callTimeoutMs` is the deadline of one call. */
export interface ClientOptions {
  token: string;
  apiRoot?: string;
  callTimeoutMs: number;
}

/**
 * Makes a client for one bot. The browser build of grammY is used: it works with the `fetch` that is there anyway,
 * loads in a seventh of the time and takes an eighth of the memory of the one that brings its own.
 *
 * @param options token, base URL without or with a trailing slash, deadline in ms
 * @returns       the client; nothing is loaded or connected yet
 */
export function createClient(options: ClientOptions): TelegramClient {
  const { token, callTimeoutMs } = options;
  // the Api and not its `raw`: that one answers to every name, `then` too, and cannot be awaited
  let api: Promise<Api> | undefined;
  return {
    async call({ operation, request, signal, extraMs = 0 }) {
      checkSettings(options);
      const controller = new AbortController();
      const stop = (): void => controller.abort();
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        stop();
      }, callTimeoutMs + extraMs);
      signal.addEventListener('abort', stop, { once: true });
      let begun = false;
      try {
        api ??= load(options);
        const { raw } = await api;
        signal.throwIfAborted();
        begun = true;
        return await request(raw, controller.signal as unknown as CallSignal);
      } catch (thrown) {
        throw callError(thrown, { operation, token, late, begun });
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      }
    },
  };
}

/** A token that cannot be one is refused before it becomes part of a URL. */
function checkSettings({ token, apiRoot }: ClientOptions): void {
  if (token === '') {
    throw new OmegaError('channel.not_configured', 'Telegram has no token: set TELEGRAM_BOT_TOKEN and restart.');
  }
  if (!/^\w+:[\w-]+$/.test(token)) {
    throw new OmegaError(
      'channel.token_invalid',
      'TELEGRAM_BOT_TOKEN is not a bot token: copy the whole line BotFather gave, digits, colon, letters, and restart.',
    );
  }
  if (apiRoot !== undefined && !/^https?:\/\/[^/]/.test(apiRoot)) {
    throw new OmegaError('config.invalid', 'TELEGRAM_API_ROOT is not a URL: it starts with http:// or https://.');
  }
}

async function load({ token, apiRoot }: ClientOptions): Promise<Api> {
  const grammy = await import('grammy/web');
  const root = apiRoot === undefined ? {} : { apiRoot: apiRoot.replace(/\/+$/, '') };
  return new grammy.Api(token, { ...root, fetch: fetchAnswer });
}

/**
 * Fetches and looks at the body before grammY does: a gateway's HTML page would otherwise be a parse error without
 * its status, and nobody could tell a page of 502 from a broken answer.
 */
async function fetchAnswer(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  const body = await response.text();
  if (!isAnswer(body)) throw new ForeignAnswer(response.status);
  return new Response(body, { status: 200, headers: { 'content-type': 'application/json' } });
}

function isAnswer(body: string): boolean {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null && 'ok' in answer;
  } catch {
    // not JSON: not an answer of the Bot API
    return false;
  }
}
