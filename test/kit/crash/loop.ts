/** The kill loop: a real daemon between a stub provider and a stub Telegram, killed again and again while people write to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep } from '../core.ts';
import { OpenAIStub } from '../openai.ts';
import { TelegramStub } from '../telegram.ts';
import { Victim, freePort } from './daemon.ts';
import { judge, type Findings } from './oracle.ts';
import { apiPerson, telegramExperience, telegramPerson, webPerson, type Experience } from './people.ts';

/** How hard. */
export interface CrashOptions {
  kills: number;
  /** messages in all */
  messages: number;
  /** Telegram chats; a quarter as many again write through the API, and as many on the page */
  chats: number;
  seed: number;
  /** further settings of the daemon, as environment variables */
  env: Record<string, string>;
  progress: (text: string) => void;
}

/** Moments at which the daemon was killed. */
export type Phase = 'starting' | 'streaming' | 'delivering' | 'stopping' | 'other';

/** Result of a loop. */
export interface CrashResult extends Findings {
  kills: number;
  phases: Record<Phase, number>;
  sent: number;
  /** ms from a kill to the next answer anybody saw */
  recovery: number[];
  took: number;
  home: string;
}

/** Mulberry32: small, seeded, good enough to choose moments. Source: Tommy Ettinger, public domain. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Open requests of the stubs tell what the daemon was doing when it died. */
function phaseNow(provider: OpenAIStub, telegram: TelegramStub): Phase {
  if (telegram.log.some((e) => e.status === undefined && /sendMessage|editMessageText/.test(e.path)))
    return 'delivering';
  return provider.log.some((e) => e.status === undefined) ? 'streaming' : 'other';
}

interface Stage {
  victim: Victim;
  provider: OpenAIStub;
  telegram: TelegramStub;
  random: () => number;
}

async function killOnce({ victim, provider, telegram, random }: Stage): Promise<Phase> {
  const dice = random();
  if (dice < 0.12) {
    victim.start();
    await sleep(20 + random() * 350);
    victim.signal('SIGKILL');
    await victim.gone();
    return 'starting';
  }
  victim.start();
  await victim.ready();
  await sleep(90 + random() * 510);
  let phase: Phase = 'stopping';
  if (dice < 0.22) {
    victim.signal('SIGTERM');
    await sleep(random() * 60);
  } else phase = phaseNow(provider, telegram);
  victim.signal('SIGKILL');
  await victim.gone();
  return phase;
}

function stubs(random: () => number): { provider: OpenAIStub; telegram: TelegramStub } {
  const provider = new OpenAIStub({
    // One answer in thirty breaks off or is refused, so that retries are under fire as well.
    fallback: (c) => {
      const dice = random();
      const text = `You wrote: ${c.lastUser}`;
      if (dice < 0.02) return { text, chunkMs: 8, fault: { kind: 'cut', afterChunks: 3 } };
      if (dice < 0.033) return { fault: { kind: 'status', status: 503 } };
      return { text, latencyMs: 5 + random() * 20, chunkMs: 4 + random() * 10 };
    },
  });
  const telegram = new TelegramStub();
  // A killed call may have been carried out or not: both halves of its time are long enough to be hit.
  telegram.latency = (method) => (/^(sendMessage|editMessageText)$/.test(method) ? random() * 25 : 0);
  return { provider, telegram };
}

function writers(
  stage: Stage,
  options: CrashOptions,
  onAnswer: () => void,
): { experiences: Experience[]; runs: Promise<void>[] } {
  const { telegram, victim } = stage;
  const others = Math.max(1, Math.floor(options.chats / 4));
  const each = Math.ceil(options.messages / (options.chats + 2 * others));
  const experiences: Experience[] = [];
  const runs: Promise<void>[] = [];
  for (let chat = 1; chat <= options.chats; chat++) {
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
  return { experiences, runs };
}

/** Runs the loop. The folder of a loop that found nothing is removed. */
export async function crashLoop(options: CrashOptions): Promise<CrashResult> {
  const began = Date.now();
  const random = seeded(options.seed);
  const { provider, telegram } = stubs(random);
  await Promise.all([provider.listen(), telegram.listen()]);
  const home = mkdtempSync(join(tmpdir(), 'omega-crash-'));
  const users = Array.from({ length: options.chats }, (_, i) => i + 1).join(',');
  const victim = new Victim(await freePort(), {
    OMEGA_HOME: home,
    OPENAI_API_KEY: 'stub',
    OPENAI_BASE_URL: `${provider.url}/v1`,
    OPENAI_MODEL: 'gpt-stub',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_ALLOWED_USERS: users,
    OMEGA_PROVIDER__RETRIES: '6',
    ...options.env,
  });
  const stage = { victim, provider, telegram, random };
  const phases: Record<Phase, number> = { starting: 0, streaming: 0, delivering: 0, stopping: 0, other: 0 };
  const recovery: number[] = [];
  let killedAt = 0;
  const onAnswer = (): void => {
    if (killedAt > 0) recovery.push(Date.now() - killedAt);
    killedAt = 0;
  };
  const { experiences, runs } = writers(stage, options, onAnswer);
  const everybody = Promise.all(runs);
  everybody.catch(() => undefined);
  for (let n = 1; n <= options.kills; n++) {
    phases[await killOnce(stage)]++;
    killedAt = Date.now();
    if (n % 10 === 0) options.progress(`${n} of ${options.kills} kills`);
  }
  victim.start();
  await victim.ready();
  const patience = new Promise<'late'>((resolve) => setTimeout(resolve, 120_000, 'late').unref());
  const late = (await Promise.race([everybody, patience])) === 'late';
  const findings = await judge(home, experiences, async () => {
    victim.signal('SIGTERM');
    await victim.gone();
    await Promise.all([provider.close(), telegram.close()]);
  });
  if (late) findings.troubles.push('not everybody had an answer two minutes after the last kill');
  const sent = experiences.reduce((sum, p) => sum + p.sent.length, 0);
  const result = { ...findings, kills: options.kills, phases, sent, recovery, took: Date.now() - began, home };
  if (isClean(result)) rmSync(home, { recursive: true, force: true });
  return result;
}

/** Whether nothing at all was found. */
export function isClean(r: CrashResult): boolean {
  return r.lost.length + r.duplicated.length + r.outOfOrder.length + r.journalGaps + r.troubles.length === 0;
}
