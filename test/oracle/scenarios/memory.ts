/** Scenarios about what is known, learnt and found again. */
import { expect } from 'vitest';
import { cutAtCharacter } from '../../../src/domain/memory/recall.ts';
import { Stage, type Play } from './play.ts';

const PERSON = 'telegram:42';
const LATER = 31 * 60_000;

/** An agent that knows these facts. */
function knowing(facts: Readonly<Record<string, string>>): Stage {
  const stage = new Stage();
  const source = { person: PERSON, project: '', confidence: 0.9, sensitive: false, message: null, run: null };
  stage.stores.db.transaction(() => {
    for (const [n, [key, text]] of Object.entries(facts).entries())
      stage.ports.memory.addFact({ ...source, id: `f${n}`, key, text, at: n });
  })();
  return stage;
}

const lesson = (stage: Stage, rule: string, at: number, domain = 'travel', project = ''): void =>
  stage.ports.memory.addLesson({ person: PERSON, project, domain, rule, run: null, at });
const rules = (stage: Stage, project = ''): string[] =>
  stage.ports.memory.lessons(PERSON, project, 50).map((l) => l.rule);

export const plays: Readonly<Record<string, Play>> = {
  'fact upsert': async () => {
    const stage = new Stage();
    await stage.say('/facts set color blue');
    await stage.say('/facts set color red');
    expect(stage.ports.memory.facts(PERSON)).toMatchObject([{ key: 'color', text: 'red' }]);
  },
  'profile filter': async () => {
    const stage = knowing({ name: 'Ada' });
    for (const key of ['welcomed', 'preferred_language', 'active_project']) await stage.say(`/facts set ${key} x`);
    stage.ports.chosen.set(PERSON, 'language', 'English', 1);
    await stage.say('/facts');
    expect(stage.last().split('\n').slice(1)).toEqual(['- name: Ada']);
  },
  'profile order': async () => {
    const stage = knowing({ timezone: 'UTC', interests: 'tea', name: 'Ada', pronouns: 'she', occupation: 'teacher' });
    await stage.say('hello');
    const profile = /## What you know about the person\n\n((?:- .*\n?)+)/.exec(stage.system())![1]!;
    expect(profile.trim().split('\n')).toEqual([
      '- name: Ada',
      '- pronouns: she',
      '- timezone: UTC',
      '- occupation: teacher',
      '- interests: tea',
    ]);
  },
  'profile empty': async () => {
    const stage = new Stage();
    stage.ports.chosen.set(PERSON, 'personality', 'brief', 1);
    await stage.say('hello');
    expect(stage.system()).not.toContain('## What you know about the person');
  },
  'onboarding first contact': async () => {
    const stage = new Stage();
    await stage.say('hello');
    expect(stage.system()).toContain('## First contact');
  },
  'onboarding advance': async () => {
    const stage = new Stage();
    await stage.say('hello');
    await stage.say('/facts set name Ada');
    await stage.say('and now?');
    expect(stage.last()).toMatch(/\/help/);
    await stage.say('and now?');
    expect(stage.last()).toBe('Ok.');
  },
  // Nobody becomes somebody else by writing from another place: that handed the owner's tasks to strangers.
  'alias resolve': async () => {
    const stage = knowing({ name: 'Ada' });
    await stage.say('who am I?', '43');
    expect(stage.system()).not.toContain('Ada\n');
    expect(stage.ports.memory.facts('telegram:43')).toEqual([]);
  },
  'outcomes project filter': () => {
    const stage = new Stage();
    const outcome = { person: PERSON, domain: 'd', score: 1, source: 'conversation', run: null, at: 1 };
    stage.ports.memory.addOutcome({ ...outcome, project: '', lesson: 'general' });
    stage.ports.memory.addOutcome({ ...outcome, project: 'house', lesson: 'special' });
    expect(stage.ports.memory.exported(PERSON).outcomes).toHaveLength(2);
    expect(stage.ports.memory.outcomes(PERSON, 'house', 9).map((o) => o.lesson)).toEqual(['special']);
    expect(stage.ports.memory.outcomes(PERSON, '', 9).map((o) => o.lesson)).toEqual(['general']);
  },
  'lessons layering': () => {
    const stage = new Stage();
    lesson(stage, 'general', 2);
    lesson(stage, 'special', 1, 'travel', 'house');
    expect(rules(stage)).toEqual(['general']);
    expect(rules(stage, 'house')).toEqual(['special', 'general']);
  },
  'lesson dedup': () => {
    const stage = new Stage();
    lesson(stage, 'leave earlier', 1);
    lesson(stage, 'leave earlier', 2);
    expect(stage.ports.memory.lessons(PERSON, '', 9)).toMatchObject([{ occurrences: 2, updatedAt: 2 }]);
  },
  'lesson reinforced survives cap': () => {
    const stage = new Stage();
    for (let n = 0; n < 10; n++) lesson(stage, `rule ${n}`, n);
    lesson(stage, 'rule 0', 10);
    for (let n = 11; n < 16; n++) lesson(stage, `rule ${n}`, n);
    expect(rules(stage)).toContain('rule 0');
    expect(rules(stage)).not.toContain('rule 1');
    expect(rules(stage)).toHaveLength(10);
  },
  'lessons limit': async () => {
    const stage = new Stage();
    for (let n = 0; n < 60; n++) lesson(stage, `rule number ${n}`, n, `domain ${n}`);
    expect(rules(stage)).toHaveLength(50);
    await stage.say('hello');
    expect(stage.system().match(/rule number/g)).toHaveLength(50);
  },
  'fts operators': async () => {
    const stage = new Stage();
    await stage.say('AND OR NOT (test)');
    expect(stage.last()).toBe('Ok.');
    await stage.say('/find AND OR NOT (test) "');
    expect(stage.last()).not.toBe('Ok.');
  },
  'fts natural question': async () => {
    const stage = new Stage();
    await stage.say('My dog is called Rex and likes cheese');
    await stage.settle(LATER);
    await stage.say('what is my dog called');
    expect(stage.system()).toContain('My dog is called Rex');
  },
  'recall truncation': async () => {
    const stage = new Stage();
    const long = `zebra ${'Привет 👋 '.repeat(60)}`;
    await stage.say(long);
    await stage.settle(LATER);
    await stage.say('where is the zebra?');
    const line = /- (zebra Привет.*)/.exec(stage.system())![1]!;
    expect(line.endsWith('...')).toBe(true);
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(203);
    expect(line).not.toContain('\uFFFD');
    expect(line).toBe(cutAtCharacter(long.trim(), 200));
  },
  'token estimate': async () => {
    const stage = new Stage();
    await stage.exchange('x'.repeat(394));
    await stage.say('/token');
    // "please" and the answer: 400 characters of Latin letters are 100 tokens.
    expect(stage.last()).toMatch(/\b2\b/);
    expect(stage.last()).toMatch(/\b10[01]\b/);
  },
  'token no conversation': async () => {
    const stage = new Stage();
    await stage.say('/token');
    expect(stage.last()).toMatch(/no .*conversation/i);
    expect(stage.requests).toEqual([]);
  },
};
