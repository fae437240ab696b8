/** The people who write while the daemon is killed: on Telegram, through the API, on the page. Each message carries a word of its own. */
import { sleep } from '../core.ts';
import type { TelegramStub } from '../telegram.ts';
import { TOKEN } from './daemon.ts';

/** What one person experienced. */
export interface Experience {
  name: string;
  sent: string[];
  /** what they see in the end, oldest first, placeholders left out */
  seen: () => Promise<string[]>;
  /** placeholders that were never filled */
  strays: () => number;
}

const PLACEHOLDER = '…';

/** Word of the nth message of a person; words never contain one another. */
export const word = (name: string, n: number): string => `<${name}.${n}>`;

/** Called with the ms since the last kill when an answer is seen. */
export type OnAnswer = () => void;

/** Writes on Telegram: one after the other, each after the answer, or in bursts of three. */
export async function telegramPerson(
  stub: TelegramStub,
  chat: number,
  messages: number,
  { burst, onAnswer }: { burst: boolean; onAnswer: OnAnswer },
): Promise<void> {
  const size = burst ? 3 : 1;
  for (let n = 0; n < messages; n += size) {
    const count = Math.min(size, messages - n);
    for (let i = 0; i < count; i++) stub.say(word(`t${chat}`, n + i), { userId: chat });
    const last = word(`t${chat}`, n + count - 1);
    while (!stub.visible(chat).some((m) => m.text.includes(last))) await sleep(15);
    onAnswer();
  }
}

/** How a Telegram person experienced it. */
export function telegramExperience(stub: TelegramStub, chat: number, messages: number): Experience {
  return {
    name: `t${chat}`,
    sent: Array.from({ length: messages }, (_, n) => word(`t${chat}`, n)),
    seen: () =>
      Promise.resolve(
        stub
          .visible(chat)
          .map((m) => m.text)
          .filter((t) => t !== PLACEHOLDER),
      ),
    strays: () => stub.visible(chat).filter((m) => m.text === PLACEHOLDER).length,
  };
}

async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, text: await response.text() };
}

/** Repeats until it gets through: what any careful client does when a server goes away. */
async function persistently(call: () => Promise<{ status: number; text: string }>): Promise<string> {
  for (;;) {
    try {
      const { status, text } = await call();
      if (status < 300) return text;
      if (status < 500 && status !== 429) throw new Error(`refused with ${status}: ${text}`);
    } catch (error) {
      if ((error as Error).message.startsWith('refused')) throw error;
    }
    await sleep(40);
  }
}

/** Asks through the API with an idempotency key per question; every answer is asked for twice and must be the same bytes. */
export function apiPerson(
  base: string,
  name: string,
  messages: number,
  onAnswer: OnAnswer,
): { run: Promise<void>; experience: Experience } {
  const seen: string[] = [];
  const ask = (n: number): Promise<string> => {
    const body = { model: 'omega', user: name, messages: [{ role: 'user', content: word(name, n) }] };
    return persistently(() => post(`${base}/v1/chat/completions`, body, { 'idempotency-key': `${name}-${n}` }));
  };
  const run = (async () => {
    for (let n = 0; n < messages; n++) {
      const first = await ask(n);
      onAnswer();
      const again = await ask(n);
      if (first !== again) throw new Error(`the same key gave two answers: ${first} and ${again}`);
      seen.push(
        (JSON.parse(first) as { choices: { message: { content: string } }[] }).choices[0]?.message.content ?? '',
      );
    }
  })();
  const sent = Array.from({ length: messages }, (_, n) => word(name, n));
  return { run, experience: { name, sent, seen: () => Promise.resolve(seen), strays: () => 0 } };
}

/** Writes on the page: a message is sent again with its key until it is taken; answers are read from the history. */
export function webPerson(
  base: string,
  name: string,
  messages: number,
  onAnswer: OnAnswer,
): { run: Promise<void>; experience: Experience } {
  const path = `${base}/v1/conversations/${encodeURIComponent(`web:${name}`)}/messages`;
  const history = async (): Promise<string[]> => {
    const response = await fetch(`${path}?limit=200&after=0`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const body = (await response.json()) as { messages: { role: string; text: string }[] };
    return body.messages.filter((m) => m.role === 'assistant').map((m) => m.text);
  };
  const run = (async () => {
    for (let n = 0; n < messages; n++) {
      await persistently(() => post(path, { text: word(name, n), key: `${name}-key-${n}` }));
      if (n % 3 !== 2 && n + 1 < messages) continue;
      const last = word(name, n);
      while (!(await history().catch(() => [])).some((t) => t.includes(last))) await sleep(30);
      onAnswer();
    }
  })();
  const sent = Array.from({ length: messages }, (_, n) => word(name, n));
  return { run, experience: { name, sent, seen: history, strays: () => 0 } };
}
