/** What must be true of the agent's work, whatever was killed when: by what the chats show, what the model was asked, and the tables. */
import Database from 'better-sqlite3';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TelegramStub } from '../../telegram.ts';
import { restless } from './rest.ts';
import { HEART } from './roles.ts';
import { planResult, type Asked, type Deed, type Kind } from './words.ts';

/** Everything there is to judge by. */
export interface Evidence {
  home: string;
  telegram: TelegramStub;
  deeds: readonly Deed[];
  asked: readonly Asked[];
}

/** Texts that a piece of work leaves in its chat, each exactly once. */
const SHOWN: Readonly<Record<Kind, (word: string) => string[]>> = {
  plan: (word) => [planResult(word), `I do not know /mistyped-${word}.`],
  reminder: (word) => [`Scheduled: tea ${word}`, `Reminder: tea ${word}`],
  action: (word) => [`Scheduled: job ${word}`, `Did ${word}.`],
  build: (word) => [`a tracker ${word}`, `${word} is ready.`],
  setup: (word) => [
    `What is it about ${word}?`,
    `A project for ${word}. Shall I?`,
    `It is made: ${word}.`,
    `projects/${word}/ROLE.md`,
    `Scheduled: count ${word}`,
    `Reminder: count ${word}`,
  ],
  tools: (word) => [`Used ${word}.`],
};

/** Calls of the model, in their order; attempts at the same call count as one. */
const ASKED: Readonly<Record<Kind, readonly string[]>> = {
  plan: ['route', 's1', 's2', 's3'],
  reminder: ['talk'],
  action: ['talk', 'act'],
  build: ['talk', 'Analyst', 'Developer', 'Quality assurance', 'Developer', 'Quality assurance', 'Delivery'],
  setup: ['questions', 'proposal', 'execute'],
  tools: ['call', 'used'],
};

/** Files that a piece of work leaves in the data folder. */
const FILES: Partial<Readonly<Record<Kind, (word: string) => Readonly<Record<string, string>>>>> = {
  build: (word) => ({
    [`workspace/builds/${word}/src/main.ts`]: `mended ${word}\n`,
    [`workspace/builds/${word}/README.md`]: `# ${word}\n`,
  }),
  setup: (word) => ({
    [`projects/${word}/ROLE.md`]: `You know ${word}.\n`,
    [`projects/${word}/HEARTBEAT.md`]: `- look at ${word}\n`,
  }),
};

/** What a person must never read: words that the agent and the model use among themselves. */
const INTERNAL =
  /\b(?:SCHEDULE(?:_ACTION)?:|REWARD:|ACTION_OUTCOME|SETUP_[A-Z]+|PROJECT_ACTIVATE|BUILD_[A-Z]+|HEARTBEAT_OK|VERIFICATION:)/;

const occurrences = (texts: readonly string[], part: string): number =>
  texts.reduce((sum, text) => sum + text.split(part).length - 1, 0);

function exactly(n: number, wanted: number, what: string): string[] {
  return n === wanted ? [] : [`${what}: ${n} times, wanted ${wanted}`];
}

/** What one piece of work left in its chat, asked of the model, and wrote. */
function checkDeed({ home, telegram, asked }: Evidence, { kind, chat, word }: Deed): string[] {
  const texts = telegram.visible(chat).map((m) => m.text);
  const shown = SHOWN[kind](word).flatMap((part) =>
    exactly(occurrences(texts, part), 1, `chat ${chat} shows "${part}"`),
  );
  const parts = asked.filter((call) => call.word === word && call.part !== 'learn').map(({ part }) => part);
  const calls = parts.filter((part, i) => part !== parts[i - 1] && part !== 'beat').join(' ');
  const inOrder = calls === ASKED[kind].join(' ') ? [] : [`the model was asked for ${word}: ${calls}`];
  const files = Object.entries(FILES[kind]?.(word) ?? {}).flatMap(([path, text]) => {
    const whole = join(home, path);
    const found = existsSync(whole) ? readFileSync(whole, 'utf8') : '(missing)';
    return found === text ? [] : [`${path} holds ${JSON.stringify(found)}`];
  });
  return [...shown, ...inOrder, ...files];
}

type Db = Database.Database;

/** Events of one type whose run was about a word, as JSON texts in their order. */
function runEvents(db: Db, type: string, word: string, part: string): string[] {
  return db
    .prepare<[string, string, string], string>(
      `SELECT json_extract(payload, ?) FROM run_event WHERE json_extract(payload, '$.type') = ? AND run IN
         (SELECT run FROM message WHERE run IS NOT NULL AND instr(text, ?) > 0) ORDER BY gseq`,
    )
    .pluck()
    .all(part, type, word);
}

/** One call that has ended, at most one question of each kind about it, and none that still waits. */
function checkTool(db: Db, word: string): string[] {
  const get = (sql: string): number => db.prepare<[string], number>(sql).pluck().get(word) ?? 0;
  const asked = "FROM approval WHERE instr(json_extract(card, '$.body'), ?) > 0";
  return [
    ...exactly(get('SELECT count(*) FROM tool_call WHERE instr(args, ?) > 0'), 1, `call of ${word}`),
    ...exactly(
      get("SELECT count(*) FROM tool_call WHERE instr(args, ?) > 0 AND state IN ('done', 'error')"),
      1,
      `ended call of ${word}`,
    ),
    ...exactly(get(`SELECT count(*) ${asked} AND kind = 'call'`), 1, `question about ${word}`),
    ...exactly(get(`SELECT count(*) ${asked} AND state = 'pending'`), 0, `question that waits about ${word}`),
  ];
}

/** What commands left behind: once each, or not at all where it is known that nobody knows. */
function checkLog(db: Db, { home, deeds }: Evidence): string[] {
  const path = join(home, 'workspace', 'log.txt');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const unsure = db
    .prepare<[string], number>(
      "SELECT count(*) FROM approval WHERE kind = 'uncertain' AND instr(json_extract(card, '$.body'), ?) > 0",
    )
    .pluck();
  return deeds
    .filter(({ kind }) => kind === 'tools')
    .flatMap(({ word }) => {
      const times = lines.filter((line) => line === word).length;
      const least = (unsure.get(word) ?? 0) > 0 ? 0 : 1;
      return times >= least && times <= 1 ? [] : [`the command of ${word} ran ${times} times`];
    });
}

/** Every step marked once, every phase passed once, every due time with one final state, every lesson learnt once. */
function checkTables(db: Db, { kind, word }: Deed): string[] {
  const count = (sql: string): number => db.prepare<[string], number>(sql).pluck().get(word) ?? 0;
  if (kind === 'plan') {
    const marks = runEvents(db, 'plan.progress', word, '$.marks').join(' ');
    const wanted = '[] ["done"] ["done","done"] ["done","done","done"]';
    return [
      ...(marks === wanted ? [] : [`the steps of ${word} were marked ${marks}`]),
      ...exactly(count('SELECT count(*) FROM outcome WHERE lesson = ?'), 1, `outcome of ${word}`),
    ];
  }
  if (kind === 'build') {
    const done = runEvents(db, 'build.progress', word, '$.done').join(' ');
    return done === '1 2 3 4' ? [] : [`the phases of ${word} were passed ${done}`];
  }
  if (kind === 'tools') return checkTool(db, word);
  const ofTask = 'FROM slot JOIN task ON task.id = slot.task WHERE instr(task.description, ?) > 0';
  return [
    ...exactly(count('SELECT count(*) FROM task WHERE instr(description, ?) > 0'), 1, `task of ${word}`),
    ...exactly(count(`SELECT count(*) ${ofTask}`), 1, `due time of ${word}`),
    ...exactly(
      count(`SELECT count(*) ${ofTask} AND slot.state IN ('ran', 'caught_up')`),
      1,
      `due time done of ${word}`,
    ),
    ...(kind === 'setup'
      ? []
      : exactly(count('SELECT count(*) FROM outcome WHERE lesson = ?'), 1, `outcome of ${word}`)),
  ];
}

/** Every report of a heartbeat came once, none was said twice, and no minute had two looks. */
function checkBeats(db: Db, { telegram }: Evidence): string[] {
  const texts = telegram.visible(HEART).map((m) => m.text);
  const told = db.prepare<[], string>("SELECT text FROM notice WHERE source LIKE 'heartbeat:%'").pluck().all();
  const twice = db
    .prepare<[], string>(
      `SELECT key || ' at ' || (at / 60000) FROM message WHERE key LIKE 'heartbeat:%' AND role = 'user'
         GROUP BY key, at / 60000 HAVING count(*) > 1`,
    )
    .pluck()
    .all();
  return [
    ...told.flatMap((text) => exactly(occurrences(texts, text), 1, `the heart reads "${text}"`)),
    ...exactly(texts.filter((text) => text.startsWith('Beat ')).length, told.length, 'reports of heartbeats'),
    ...(told.length > 0 ? [] : ['no heartbeat was told']),
    ...twice.map((look) => `two looks of ${look}`),
  ];
}

/** Judges. @returns one sentence per finding */
export function judgeAgent(evidence: Evidence): string[] {
  const { home, telegram, deeds } = evidence;
  const db = new Database(join(home, 'omega.db'), { readonly: true });
  try {
    const leaked = telegram.sent.map((s: { text?: string }) => s.text ?? '').filter((t) => INTERNAL.test(t));
    return [
      ...deeds.flatMap((deed) => [...checkDeed(evidence, deed), ...checkTables(db, deed)]),
      ...checkLog(db, evidence),
      ...checkBeats(db, evidence),
      ...restless(db),
      ...[...new Set(leaked)].map((text) => `a person could read ${JSON.stringify(text.slice(0, 200))}`),
    ];
  } finally {
    db.close();
  }
}
