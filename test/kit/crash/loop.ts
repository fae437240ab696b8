/** The kill loop: a real daemon between a stub provider and a stub Telegram, killed again and again while people write to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenAIStub } from '../openai.ts';
import { TelegramStub } from '../telegram.ts';
import { agentCast } from './agent/cast.ts';
import type { Cast, Stage } from './cast.ts';
import { crowd, type Crowd } from './crowd.ts';
import { Victim, freePort } from './daemon.ts';
import { killOnce, type Phase } from './kill.ts';
import { judge, type Findings } from './oracle.ts';

/** How hard. */
export interface CrashOptions extends Crowd {
  kills: number;
  seed: number;
  /** people = plain talk, unless given; agent = plans, tasks, builds, set-ups and heartbeats */
  cast?: 'people' | 'agent';
  /** further settings of the daemon, as environment variables */
  env: Record<string, string>;
  progress: (text: string) => void;
}

/** Result of a loop. */
export interface CrashResult extends Findings {
  kills: number;
  phases: Record<Phase, number>;
  sent: number;
  /** what the cast did, beside plain talk */
  deeds: Readonly<Record<string, number>>;
  /** ms from a kill to the next answer anybody saw */
  recovery: number[];
  took: number;
  home: string;
}

/** After the last kill everybody has this long to get what they wrote for. */
const PATIENCE_MS = 150_000;

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

async function setStage(cast: Cast, env: Record<string, string>, random: () => number): Promise<Stage> {
  const provider = new OpenAIStub({ fallback: cast.says });
  const telegram = new TelegramStub();
  // A killed call may have been carried out or not: both halves of its time are long enough to be hit.
  telegram.latency = (method) => (/^(sendMessage|editMessageText)$/.test(method) ? random() * 25 : 0);
  await Promise.all([provider.listen(), telegram.listen()]);
  const home = mkdtempSync(join(tmpdir(), 'omega-crash-'));
  cast.prepare(home);
  const victim = new Victim(await freePort(), {
    OMEGA_HOME: home,
    OPENAI_API_KEY: 'stub',
    OPENAI_BASE_URL: `${provider.url}/v1`,
    OPENAI_MODEL: 'gpt-stub',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_ALLOWED_USERS: cast.users.join(','),
    OMEGA_PROVIDER__RETRIES: '6',
    ...cast.env,
    ...env,
  });
  return { victim, provider, telegram, home, random };
}

/** What the kills came to. */
interface Storm {
  kills: number;
  phases: Record<Phase, number>;
}

/** Kills as often as asked for, and on while the cast has not seen everything under fire, up to three times as often. */
async function storm(stage: Stage, cast: Cast, options: CrashOptions, onKill: () => void): Promise<Storm> {
  const phases: Record<Phase, number> = { starting: 0, streaming: 0, delivering: 0, stopping: 0, other: 0 };
  let kills = 0;
  while (kills < options.kills || (cast.wantsMore() && kills < options.kills * 3)) {
    phases[await killOnce(stage, cast.linger)]++;
    kills++;
    onKill();
    if (kills % 10 === 0) options.progress(`${kills} of ${options.kills} kills`);
  }
  return { kills, phases };
}

async function end(stage: Stage): Promise<void> {
  stage.victim.signal('SIGTERM');
  await stage.victim.gone();
  await Promise.all([stage.provider.close(), stage.telegram.close()]);
}

/** Runs the loop. The folder of a loop that found nothing is removed. */
export async function crashLoop(options: CrashOptions): Promise<CrashResult> {
  const began = Date.now();
  const random = seeded(options.seed);
  const cast = options.cast === 'agent' ? agentCast(random) : crowd(options, random);
  const stage = await setStage(cast, options.env, random);
  // What a first start makes is there; a process that is killed never writes its cache of compiled code.
  await stage.victim.live();
  const recovery: number[] = [];
  let killedAt = 0;
  const { experiences, run } = cast.play(stage, () => {
    if (killedAt > 0) recovery.push(Date.now() - killedAt);
    killedAt = 0;
  });
  run.catch(() => undefined);
  const { kills, phases } = await storm(stage, cast, options, () => (killedAt = Date.now()));
  cast.calm();
  stage.victim.start();
  await stage.victim.ready();
  const patience = new Promise<'late'>((resolve) => setTimeout(resolve, PATIENCE_MS, 'late').unref());
  const late = (await Promise.race([run, patience])) === 'late';
  await cast.settle(stage);
  const findings = await judge(stage.home, experiences, () => end(stage));
  if (late) findings.troubles.push(`not everybody had an answer ${PATIENCE_MS / 1000} s after the last kill`);
  findings.troubles.push(...cast.judge(stage));
  const sent = experiences.reduce((sum, p) => sum + p.sent.length, 0);
  const { home } = stage;
  const result = { ...findings, kills, phases, sent, deeds: cast.count(), recovery, took: Date.now() - began, home };
  if (isClean(result)) rmSync(home, { recursive: true, force: true });
  return result;
}

/** Whether nothing at all was found. */
export function isClean(r: CrashResult): boolean {
  return r.lost.length + r.duplicated.length + r.outOfOrder.length + r.journalGaps + r.troubles.length === 0;
}
