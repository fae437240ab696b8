/** Whole turns through a daemon against bare calls of the same stub provider. */
import type { OpenAIStub } from '../test/kit/openai.ts';
import type { Daemon } from './daemon.ts';
import { percentile, type Line } from './report.ts';

/** Turns before measuring: a daemon that has just started is compared with one that has run for a while only when both are warm. */
const WARM_UP = 500;
const TURNS = 300;
const CHATS = 64;
const TURNS_A_CHAT = 10;

/** One streamed call of the stub without Omega. */
export async function bareCall(stub: OpenAIStub, text: string): Promise<void> {
  const response = await fetch(`${stub.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer bench', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-stub',
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: text },
      ],
    }),
  });
  await response.text();
}

/** How long something takes, ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Time a turn takes beyond a bare call of the provider: calls alternate, so that both see the same machine. */
export async function overhead(daemon: Daemon, stub: OpenAIStub, label = ''): Promise<Line[]> {
  const bare: number[] = [];
  const turns: number[] = [];
  for (let i = 0; i < WARM_UP + TURNS; i++) {
    const b = await timed(() => bareCall(stub, `hello ${i}`));
    const t = await timed(() => daemon.ask('overhead', `hello ${i}`));
    if (i < WARM_UP) continue;
    bare.push(b);
    turns.push(t);
  }
  const line = (p: number, goal: string): Line => {
    const baseline = percentile(bare, p);
    return {
      name: `turn overhead p${p}${label}`,
      value: percentile(turns, p) - baseline,
      unit: 'ms',
      baseline: { what: 'bare call', value: baseline },
      goal,
    };
  };
  return [line(50, '<= 5'), line(99, '<= 20')];
}

/** Turns a second with many chats at once, against the same number of bare calls at once. */
export async function throughput(daemon: Daemon, stub: OpenAIStub): Promise<Line[]> {
  const all = CHATS * TURNS_A_CHAT;
  const perSecond = async (call: (chat: number, i: number) => Promise<unknown>): Promise<number> => {
    const ms = await timed(() =>
      Promise.all(
        Array.from({ length: CHATS }, async (_, chat) => {
          for (let i = 0; i < TURNS_A_CHAT; i++) await call(chat, i);
        }),
      ),
    );
    return (all / ms) * 1000;
  };
  const bare = await perSecond((chat, i) => bareCall(stub, `hello ${chat} ${i}`));
  await perSecond((chat, i) => daemon.ask(`warm${chat}`, `hello ${i}`));
  const value = await perSecond((chat, i) => daemon.ask(`chat${chat}`, `hello ${i}`));
  return [
    {
      name: `turns a second, ${CHATS} chats`,
      value,
      unit: '/s',
      baseline: { what: 'bare calls', value: bare },
      goal: '>= 300',
    },
  ];
}
