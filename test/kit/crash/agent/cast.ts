/** The cast of the agent: people who want plans, reminders, tasks, builds and set-ups, and a heartbeat that looks around meanwhile. */
import Database from 'better-sqlite3';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '../../core.ts';
import type { TelegramStub } from '../../telegram.ts';
import type { Cast, Stage } from '../cast.ts';
import type { OnAnswer } from '../people.ts';
import { judgeAgent } from './oracle.ts';
import { restless } from './rest.ts';
import { CHATS, HEART, ROLES, type Chat } from './roles.ts';
import { script } from './script.ts';
import { deedWord, type Deed, type Kind } from './words.ts';

/** A small topology of the user's own: it wins over the one that ships. */
const TOPOLOGY = `
[topology]
name = "development"

[[phases]]
name = "analyst"
agent = "analyst"
phase_type = "parse-brief"

[[phases]]
name = "developer"
agent = "developer"
post_validation = [{ type = "file_exists", paths = ["src/main.ts"] }]

[[phases]]
name = "qa"
agent = "qa"
phase_type = "corrective-loop"
retry = { max = 3, fix_agent = "developer" }

[[phases]]
name = "delivery"
agent = "delivery"
phase_type = "parse-summary"
`;

/** Longest wait until nothing is under way, ms. */
const REST_MS = 30_000;
/** Seconds of a minute in which no heartbeat is about to begin or has just begun. */
const CALM_FROM = 4;
const CALM_TO = 50;

/** The daemon is not killed in so many milliseconds before a heartbeat. */
const LINGER_MS = 6000;

function prepare(home: string): void {
  const folder = join(home, 'topologies', 'development');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'TOPOLOGY.toml'), TOPOLOGY);
  writeFileSync(join(home, 'HEARTBEAT.md'), '- the garden\n');
}

/** Open questions of a chat: their codes, and whether they are about what may have happened. */
function questionsIn(telegram: TelegramStub, chat: number): { code: string; id: number; uncertain: boolean }[] {
  return telegram.visible(chat).flatMap(({ id, text }) => {
    const code = /: yes ([2-9A-Z]{4}) /.exec(text)?.[1];
    return code === undefined ? [] : [{ code, id, uncertain: text.includes('I do not know whether') }];
  });
}

function chatOf(telegram: TelegramStub, chat: number, onAnswer: OnAnswer): Chat {
  const answered = new Set<string>();
  return {
    async allowsUntil(part) {
      while (!telegram.visible(chat).some((m) => m.text.includes(part))) {
        for (const { code, id, uncertain } of questionsIn(telegram, chat)) {
          if (answered.has(code)) continue;
          answered.add(code);
          const message = { message_id: id, chat: { id: chat, type: 'private' }, date: 1 };
          telegram.press(`${uncertain ? '/deny' : '/approve'} ${code}`, message, { userId: chat });
        }
        await sleep(30);
      }
      onAnswer();
    },
    say: (text) => void telegram.say(text, { userId: chat }),
    async sees(part) {
      while (!telegram.visible(chat).some((m) => m.text.includes(part))) await sleep(30);
      onAnswer();
    },
  };
}

/** Waits until nothing is under way and no heartbeat is near. What does not come to rest is found by the oracle. */
async function settle({ home }: Stage): Promise<void> {
  const until = Date.now() + REST_MS;
  const db = new Database(join(home, 'omega.db'), { readonly: true });
  const isCalm = (): boolean => {
    const second = new Date().getSeconds();
    return second >= CALM_FROM && second <= CALM_TO && restless(db).length === 0;
  };
  try {
    while (Date.now() < until && !isCalm()) await sleep(100);
  } finally {
    db.close();
  }
}

/** Builds the cast. */
export function agentCast(random: () => number): Cast {
  const { says, asked } = script(random);
  const deeds: Deed[] = [];
  const done: Record<Kind, number> = { plan: 0, reminder: 0, action: 0, build: 0, setup: 0, tools: 0 };
  let storm = true;
  let telegram: TelegramStub | undefined;
  const beats = (): number => telegram?.visible(HEART).filter((m) => m.text.startsWith('Beat ')).length ?? 0;
  const live = async (kind: Kind, chat: number, talk: Chat): Promise<void> => {
    for (let n = 0; storm; n++) {
      const word = deedWord(kind, chat, n);
      deeds.push({ kind, chat, word });
      await ROLES[kind](talk, word);
      done[kind]++;
    }
  };
  return {
    users: [...Object.values(CHATS).flat(), HEART],
    env: {
      OMEGA_HEARTBEAT__ENABLED: 'true',
      OMEGA_HEARTBEAT__INTERVAL_MINUTES: '1',
      OMEGA_HEARTBEAT__CONVERSATION: `telegram:${HEART}`,
    },
    says,
    prepare,
    play(stage, onAnswer) {
      telegram = stage.telegram;
      chatOf(telegram, HEART, onAnswer).say('Good morning');
      const runs = (Object.keys(CHATS) as Kind[]).flatMap((kind) =>
        CHATS[kind].map((chat) => live(kind, chat, chatOf(stage.telegram, chat, onAnswer))),
      );
      return { experiences: [], run: Promise.all(runs) };
    },
    // A heartbeat that was due while the daemon was down is left out, so it has to be up when the minute turns.
    linger: () => {
      const left = 60_000 - (Date.now() % 60_000);
      return left < LINGER_MS ? left : 0;
    },
    wantsMore: () => beats() === 0 || Object.values(done).some((n) => n === 0),
    calm: () => (storm = false),
    settle,
    judge: ({ home, telegram: stub }) => judgeAgent({ home, telegram: stub, deeds, asked }),
    count: () => ({ ...done, beats: beats() }),
  };
}
