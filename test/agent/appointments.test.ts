/** Appointments from the marker in an answer to the words in the chat: on time, once, late when late, quiet when asked. */
import { afterAll, describe, expect, test } from 'vitest';
import { AgentRig, cleanUp } from './rig.ts';

afterAll(cleanUp);

const remind = (what: string, when: string, repeat = 'once') => `Sure.\nSCHEDULE: ${what} | ${when} | ${repeat}`;
const act = (what: string, when: string, repeat = 'once') => `Sure.\nSCHEDULE_ACTION: ${what} | ${when} | ${repeat}`;
const isAction = (system: string): boolean => system.includes('A task of yours is due');

test('a reminder is confirmed from what was stored and comes on time, without a model', async () => {
  const config = { memory: { learn: false } };
  const rig = new AgentRig({ config, script: () => remind('call John', '2026-03-03T15:00') });
  await rig.say('remind me to call John at three');
  expect(rig.last()).toMatch(/^Sure\.\n\n✓ Scheduled: call John — today, 15:00/);
  const calls = rig.requests.length;
  await rig.until('2026-03-03T13:59:00Z');
  expect(rig.texts()).toHaveLength(1);
  await rig.until('2026-03-03T14:00:10Z');
  expect(rig.last()).toBe('⏰ Reminder: call John');
  expect(rig.requests.length).toBe(calls);
  await rig.until('2026-03-05T14:00:00Z');
  expect(rig.texts()).toHaveLength(2);
  expect(rig.slots().map((s) => s.state)).toEqual(['ran']);
});

test('a daily reminder keeps its hour over the change of the clocks', async () => {
  const rig = new AgentRig({ script: () => remind('tea', '2026-03-27T09:00', 'daily') });
  await rig.say('remind me of tea');
  await rig.until('2026-03-31T12:00:00Z');
  const times = rig.shown
    .get('42')!
    .slice(1)
    .map((m) => new Date(m.at).toISOString().slice(0, 16));
  expect(times).toEqual([
    '2026-03-27T08:00',
    '2026-03-28T08:00',
    '2026-03-29T07:00',
    '2026-03-30T07:00',
    '2026-03-31T07:00',
  ]);
});

test('what was missed while the machine was off comes once, marked late; the rest is skipped with its reason', async () => {
  const rig = new AgentRig({ script: () => remind('pills', '2026-03-04T09:00', 'daily') });
  await rig.say('remind me of my pills');
  rig.crash(4 * 86_400_000 + 3 * 3_600_000);
  await rig.settle(5000);
  expect(rig.texts().slice(1)).toHaveLength(1);
  expect(rig.last()).toMatch(/Reminder: pills\n\(It was due today, 09:00/);
  expect(rig.slots().map((s) => s.state)).toEqual(['skipped', 'skipped', 'skipped', 'caught_up', 'pending']);
  expect(rig.slots()[0]!.reason).toMatch(/not running/);
  await rig.until('2026-03-08T08:00:30Z');
  expect(rig.last()).toBe('⏰ Reminder: pills');
});

test('a reminder that was due once while the machine was off is not lost', async () => {
  const rig = new AgentRig({ script: () => remind('the train', '2026-03-03T12:00') });
  await rig.say('remind me of the train');
  rig.crash(6 * 3_600_000);
  await rig.settle(5000);
  expect(rig.last()).toMatch(/Reminder: the train\n\(It was due today, 12:00/);
});

describe('quiet hours', () => {
  const config = { quiet: { start: '22:00', end: '07:00' } };

  test('delay what has no hour of its own, and leave the rule alone', async () => {
    const rig = new AgentRig({
      config,
      script: () => remind('stretch', 'in 16 hours', 'once'),
      at: Date.parse('2026-03-03T06:30:00Z'),
    });
    await rig.say('remind me');
    await rig.until('2026-03-03T22:35:00Z');
    expect(rig.texts()).toHaveLength(2);
    const daily = new AgentRig({ config, script: () => remind('news', '2026-03-04', 'daily') });
    await daily.say('remind me');
    await daily.until('2026-03-05T12:00:00Z');
    expect(daily.texts().slice(1)).toHaveLength(2);
  });

  test('let a reminder pass whose hour the person named', async () => {
    const rig = new AgentRig({ config, script: () => remind('flight', '2026-03-03T23:30') });
    await rig.say('remind me of my flight at half past eleven');
    await rig.until('2026-03-03T22:30:30Z');
    expect(rig.last()).toBe('⏰ Reminder: flight');
  });
});

describe('an action', () => {
  test('is carried out in a conversation of its own; its answer is the message', async () => {
    const rig = new AgentRig({
      script: ({ system }) =>
        isAction(system) ? 'Gold is at 2,900.\nACTION_OUTCOME: success' : act('check gold', '2026-03-03T10:00'),
    });
    await rig.say('check gold at ten');
    await rig.until('2026-03-03T09:00:30Z');
    expect(rig.last()).toBe('Gold is at 2,900.');
    expect(rig.slots()).toMatchObject([{ state: 'ran', reason: '', attempts: 1 }]);
  });

  test('without an outcome is unverified, never silently a success', async () => {
    const rig = new AgentRig({
      script: ({ system }) => (isAction(system) ? 'I sent it.' : act('send the mail', '2026-03-03T10:00')),
    });
    await rig.say('send it at ten');
    await rig.until('2026-03-03T09:00:30Z');
    expect(rig.last()).toMatch(/I sent it\.\n\nI worked on "send the mail", but I cannot tell/);
    expect(rig.slots()).toMatchObject([{ state: 'ran', reason: 'unverified' }]);
  });

  test('that fails is tried three times, two minutes apart; the rule does not drift and the next day counts anew', async () => {
    let fail = true;
    const rig = new AgentRig({
      script: ({ system }) => {
        if (!isAction(system)) return act('upload', '2026-03-03T10:00', 'daily');
        return fail ? 'No.\nACTION_OUTCOME: failed | no network' : 'Uploaded.\nACTION_OUTCOME: success';
      },
    });
    await rig.say('upload daily');
    await rig.until('2026-03-03T09:10:00Z');
    expect(rig.texts().slice(1)).toEqual([
      expect.stringMatching(/"upload" did not work: no network\nI try again in 2 minutes/),
      expect.stringMatching(/"upload" did not work: no network\nI try again in 2 minutes/),
      expect.stringMatching(/"upload" did not work after 3 attempts/),
    ]);
    expect(rig.slots()[0]).toMatchObject({ state: 'failed', reason: 'no network', attempts: 3 });
    fail = false;
    await rig.until('2026-03-04T09:00:30Z');
    expect(rig.last()).toBe('Uploaded.');
    expect(rig.slots()[1]).toMatchObject({ state: 'ran', attempts: 1, dueAt: Date.parse('2026-03-04T09:00:00Z') });
  });

  test('that takes long does not delay the reminders of others', async () => {
    let finish: (text: string) => void = () => undefined;
    const rig = new AgentRig({
      script: ({ system }) =>
        isAction(system)
          ? new Promise<string>((resolve) => (finish = resolve))
          : 'Ok.\nSCHEDULE_ACTION: long work | 2026-03-03T10:00 | once\nSCHEDULE: water | 2026-03-03T10:01 | once',
    });
    await rig.say('both please');
    await rig.until('2026-03-03T09:01:30Z');
    expect(rig.last()).toBe('⏰ Reminder: water');
    finish('Done at last.\nACTION_OUTCOME: success');
    await rig.settle();
    expect(rig.last()).toBe('Done at last.');
  });
});

describe('what cannot be', () => {
  test.each([
    ['SCHEDULE: x | someday | once', /could not schedule "x": .*someday/],
    ['SCHEDULE: x | 2026-03-04T09:00 | every blue moon', /could not schedule "x": .*every blue moon/],
    ['SCHEDULE: x | 2026-03-01T09:00 | once', /could not schedule "x"/],
    ['CANCEL_TASK: zzzz9999', /found no open task with the id zzzz9999/],
  ])('%s is said, not lost', async (line, expected) => {
    const rig = new AgentRig({ script: () => `Ok.\n${line}` });
    await rig.say('please');
    expect(rig.last()).toMatch(expected);
    expect(rig.slots()).toEqual([]);
  });

  test('an exact duplicate is the one that exists, and said to be; one that looks alike is kept and mentioned', async () => {
    let answer = remind('take the blue pill every morning', '2026-03-04T08:00');
    const rig = new AgentRig({ script: () => answer });
    await rig.say('remind me');
    await rig.say('again');
    expect(rig.last()).toMatch(/You already have that one: take the blue pill/);
    answer = remind('take the red pill every morning', '2026-03-04T08:10');
    await rig.say('and the red one');
    expect(rig.last()).toMatch(/✓ Scheduled: take the red pill/);
    expect(rig.ports.tasks.list('telegram:42', ['active'])).toHaveLength(2);
  });
});

test('without any model a reminder is taken when it is asked for in so many words', async () => {
  const rig = new AgentRig({ chain: ['offline'] });
  await rig.say('Remind me to water the plants today at 6pm');
  expect(rig.last()).toMatch(/^✓ Scheduled: water the plants today at 6pm — today, 18:00/);
  await rig.say('remind me to do something someday');
  expect(rig.last()).toMatch(/could not schedule/);
  await rig.until('2026-03-03T17:00:30Z');
  expect(rig.last()).toBe('⏰ Reminder: water the plants today at 6pm');
  expect(rig.requests).toEqual([]);
});

describe('commands', () => {
  test('/tasks lists, /task pauses, resumes, snoozes and edits, /cancel ends; nobody touches the tasks of another', async () => {
    const rig = new AgentRig({ script: () => remind('water the plants', '2026-03-03T18:00', 'daily') });
    await rig.say('/tasks');
    expect(rig.last()).toBe('You have no open tasks.');
    await rig.say('remind me');
    const [task] = rig.ports.tasks.list('telegram:42', ['active']);
    const id = task!.id.slice(0, 6);
    await rig.say('/tasks');
    expect(rig.last()).toContain(`[${task!.id}] water the plants — today, 18:00, every day`);
    await rig.say(`/cancel ${id}`, '43');
    expect(rig.last('43')).toMatch(/found no open task/);
    await rig.say(`/task ${id} pause`);
    await rig.until('2026-03-04T12:00:00Z');
    expect(rig.texts().filter((t) => t.startsWith('⏰'))).toEqual([]);
    await rig.say(`/task ${id} resume`);
    await rig.say(`/task ${id} snooze today at 19:30`);
    expect(rig.last()).toContain('19:30');
    await rig.until('2026-03-04T18:00:00Z');
    expect(rig.texts().filter((t) => t.startsWith('⏰'))).toEqual([]);
    await rig.until('2026-03-04T18:30:30Z');
    expect(rig.last()).toBe('⏰ Reminder: water the plants');
    await rig.say(`/task ${id} water the garden | | weekly`);
    expect(rig.last()).toMatch(/✓ Updated: water the garden/);
    await rig.say(`/cancel ${id}`);
    expect(rig.last()).toBe('✓ Cancelled: water the garden');
    const before = rig.texts().length;
    await rig.until('2026-03-20T18:30:30Z');
    expect(rig.texts()).toHaveLength(before);
  });
});

test('every due slot has exactly one final state, and the database does not let it change', async () => {
  const rig = new AgentRig({ script: () => remind('x', '2026-03-03T12:00') });
  await rig.say('please');
  await rig.until('2026-03-03T11:00:30Z');
  expect(() => rig.stores.db.exec("UPDATE slot SET state = 'failed'")).toThrow(/written once/);
});
