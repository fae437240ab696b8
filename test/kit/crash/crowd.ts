/** The cast of plain talk: people on Telegram, through the API and on the page, whose every word must come back once and in order. */
import type { Ctx, Reply } from '../core.ts';
import type { Cast } from './cast.ts';
import { apiPerson, telegramExperience, telegramPerson, webPerson, type Experience } from './people.ts';

/** How many, and how much they write. */
export interface Crowd {
  /** messages in all */
  messages: number;
  /** Telegram chats; a quarter as many again write through the API, and as many on the page */
  chats: number;
}

/** One answer in thirty breaks off or is refused, so that retries are under fire as well. */
function echo(c: Ctx, random: () => number): Reply {
  const dice = random();
  const text = `You wrote: ${c.lastUser}`;
  if (dice < 0.02) return { text, chunkMs: 8, fault: { kind: 'cut', afterChunks: 3 } };
  if (dice < 0.033) return { fault: { kind: 'status', status: 503 } };
  return { text, latencyMs: 5 + random() * 20, chunkMs: 4 + random() * 10 };
}

/** Builds the cast. */
export function crowd({ messages, chats }: Crowd, random: () => number): Cast {
  return {
    users: Array.from({ length: chats }, (_, i) => i + 1),
    env: {},
    says: (c) => echo(c, random),
    prepare: () => undefined,
    play({ telegram, victim }, onAnswer) {
      const others = Math.max(1, Math.floor(chats / 4));
      const each = Math.ceil(messages / (chats + 2 * others));
      const experiences: Experience[] = [];
      const runs: Promise<void>[] = [];
      for (let chat = 1; chat <= chats; chat++) {
        experiences.push(telegramExperience(telegram, chat, each));
        runs.push(telegramPerson(telegram, chat, each, { burst: chat % 2 === 0, onAnswer }));
      }
      for (let i = 0; i < others; i++)
        for (const person of [
          apiPerson(victim.url, `a${i}`, each, onAnswer),
          webPerson(victim.url, `w${i}`, each, onAnswer),
        ]) {
          experiences.push(person.experience);
          runs.push(person.run);
        }
      return { experiences, run: Promise.all(runs) };
    },
    linger: () => 0,
    wantsMore: () => false,
    calm: () => undefined,
    settle: () => Promise.resolve(),
    judge: () => [],
    count: () => ({}),
  };
}
