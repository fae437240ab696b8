/** Scenarios about appointments: times are instants in the owner's zone, a rule counts from its anchor, nothing is lost silently. */
import { expect } from 'vitest';
import { Stage, type Play } from './play.ts';

const PERSON = 'telegram:42';
const scheduled = (what: string, when: string, repeat = 'once') => `Sure.\nSCHEDULE: ${what} | ${when} | ${repeat}`;
const action = (what: string, when: string, repeat = 'once') => `Sure.\nSCHEDULE_ACTION: ${what} | ${when} | ${repeat}`;
const due = (stage: Stage): string[] => stage.slots().map((s) => new Date(s.dueAt).toISOString().slice(0, 16));
const begun = async (what: string, when: string, repeat = 'once'): Promise<Stage> => {
  const stage = new Stage();
  await stage.exchange(scheduled(what, when, repeat));
  return stage;
};

export const plays: Readonly<Record<string, Play>> = {
  'task create normalises due': async () => {
    const stage = await begun('Call John', '2026-12-31T15:00:00');
    expect(stage.open()).toMatchObject([
      { description: 'Call John', kind: 'reminder', state: 'active', anchor: Date.parse('2026-12-31T14:00:00Z') },
    ]);
    expect(stage.slots()).toHaveLength(1);
  },
  'due selection': async () => {
    const stage = new Stage();
    await stage.exchange(`${scheduled('soon', '2026-03-03T09:00')}\nSCHEDULE: late | 2099-12-31T23:59:59 | once`);
    await stage.until('2026-03-03T08:01:00Z');
    expect(stage.last()).toBe('⏰ Reminder: soon');
    expect(stage.open().map((t) => t.description)).toEqual(['late']);
    expect(await stage.exchange(scheduled('past', '2020-01-01T00:00:00'))).toMatch(/^Sure\.\n\n✗ .*past/);
  },
  'one-shot completion': async () => {
    const stage = await begun('tea', '2026-03-03T09:00');
    await stage.until('2026-03-03T08:01:00Z');
    expect(stage.ports.tasks.list(PERSON, ['done'])).toHaveLength(1);
    expect(stage.slots().map((s) => s.state)).toEqual(['ran']);
  },
  'weekly advance': async () => {
    const stage = await begun('report', '2026-03-03T09:00', 'weekly');
    await stage.until('2026-03-03T08:01:00Z');
    expect(due(stage)).toEqual(['2026-03-03T08:00', '2026-03-10T08:00']);
  },
  'monthly advance on the 31st': async () => {
    const stage = new Stage({ at: Date.parse('2026-01-30T08:00:00Z') });
    await stage.exchange(scheduled('rent', '2026-01-31T09:00', 'monthly'));
    await stage.until('2026-01-31T08:01:00Z');
    expect(due(stage).at(-1)).toBe('2026-02-28T08:00');
    await stage.until('2026-02-28T08:01:00Z');
    expect(due(stage).at(-1)).toBe('2026-03-31T07:00');
  },
  'weekdays advance Friday': async () => {
    const stage = await begun('stand-up', '2026-03-06T09:00', 'weekdays');
    await stage.until('2026-03-06T08:01:00Z');
    expect(due(stage)).toEqual(['2026-03-06T08:00', '2026-03-09T08:00']);
  },
  'unparseable due': async () => {
    const stage = new Stage();
    expect(await stage.exchange(scheduled('x', 'when the cows come home'))).toMatch(/✗ .*when the cows come home/);
    expect(stage.open()).toEqual([]);
    await stage.exchange(scheduled('x', 'tomorrow 9am'));
    expect(stage.open()).toMatchObject([{ anchor: Date.parse('2026-03-04T08:00:00Z') }]);
  },
  'cancel by prefix': async () => {
    const stage = await begun('tea', '2026-03-03T12:00');
    const { id } = stage.open()[0]!;
    expect(await stage.exchange(`Gone.\nCANCEL_TASK: ${id.slice(0, 8)}`)).toMatch(/✓ .*tea/);
    expect(stage.open()).toEqual([]);
    await stage.until('2026-03-03T12:00:00Z');
    expect(stage.texts().filter((text) => text.startsWith('⏰'))).toEqual([]);
  },
  'cancel wrong sender': async () => {
    const stage = await begun('tea', '2026-03-03T12:00');
    const { id } = stage.open()[0]!;
    expect(await stage.exchange(`Gone.\nCANCEL_TASK: ${id}`, '43')).not.toContain('✓');
    expect(stage.open()).toHaveLength(1);
  },
  'cancel with %': async () => {
    const stage = new Stage();
    await stage.exchange(`${scheduled('tea', '2026-03-03T12:00')}\nSCHEDULE: milk | 2026-03-03T15:00 | once`);
    expect(await stage.exchange('Gone.\nCANCEL_TASK: %')).not.toContain('✓');
    expect(await stage.exchange(`Gone.\nCANCEL_TASK: ${stage.open()[0]!.id.slice(0, 3)}`)).not.toContain('✓');
    expect(stage.open()).toHaveLength(2);
  },
  'update fields': async () => {
    const stage = await begun('tea', '2026-03-03T12:00', 'daily');
    const before = stage.open()[0]!;
    await stage.exchange(`Changed.\nUPDATE_TASK: ${before.id.slice(0, 8)} | green tea | | `);
    expect(stage.open()).toMatchObject([
      { id: before.id, description: 'green tea', anchor: before.anchor, recurrence: before.recurrence },
    ]);
  },
  'update no fields': async () => {
    const stage = await begun('tea', '2026-03-03T12:00');
    const before = stage.open()[0]!;
    expect(await stage.exchange(`Changed.\nUPDATE_TASK: ${before.id} | | | `)).not.toContain('✓');
    expect(stage.open()[0]).toMatchObject({ description: 'tea', anchor: before.anchor });
  },
  'exact dedup': async () => {
    const stage = new Stage({ config: { omega: { timezone: 'UTC' } } });
    await stage.exchange(scheduled('tea', '2026-03-03T12:00:00'));
    const { id } = stage.open()[0]!;
    expect(await stage.exchange(scheduled('tea', '2026-03-03T12:00:00Z'))).toContain(id);
    expect(stage.open().map((t) => t.id)).toEqual([id]);
  },
  'fuzzy dedup 30 min': async () => {
    const stage = await begun('Send daily email to Adriana', '2026-03-04T07:00', 'daily');
    const { id } = stage.open()[0]!;
    const said = await stage.exchange(
      scheduled('Send daily love email to Adriana via gmail', '2026-03-04T07:05', 'daily'),
    );
    expect(said).toContain(id);
    expect(stage.open()).toHaveLength(2);
  },
  'dedup other sender': async () => {
    const stage = await begun('tea', '2026-03-03T12:00');
    await stage.exchange(scheduled('tea', '2026-03-03T12:00'), '43');
    expect(stage.open('43')).toHaveLength(1);
    expect(stage.open('43')[0]!.id).not.toBe(stage.open()[0]!.id);
  },
  'retry delay': async () => {
    const stage = new Stage();
    await stage.exchange(action('check gold', '2026-03-03T09:00', 'daily'));
    stage.ready.push('Hm.\nACTION_OUTCOME: failed | no network', 'Fine.\nACTION_OUTCOME: success');
    await stage.until('2026-03-03T08:01:00Z');
    const [first] = stage.slots();
    expect(first).toMatchObject({ state: 'acting', attempts: 1 });
    await stage.until('2026-03-03T08:05:00Z');
    expect(stage.slots().map((s) => s.state)).toEqual(['ran', 'pending']);
    expect(due(stage)).toEqual(['2026-03-03T08:00', '2026-03-04T08:00']);
    expect(stage.slots()[1]).toMatchObject({ attempts: 0 });
  },
  'quiet hours defer': async () => {
    const stage = new Stage({ config: { quiet: { start: '22:00', end: '08:00' } } });
    await stage.exchange(action('look at the news', 'tonight', 'daily'));
    await stage.exchange(scheduled('pills', '2026-03-03T23:00', 'daily'));
    await stage.until('2026-03-03T22:01:00Z');
    expect(stage.last()).toBe('⏰ Reminder: pills');
    await stage.until('2026-03-04T12:00:00Z');
    const pills = stage.open().find((t) => t.description === 'pills')!;
    const slots = stage.slots().filter((s) => s.task === pills.id);
    expect(slots.map((s) => new Date(s.dueAt).toISOString().slice(0, 16))).toEqual([
      '2026-03-03T22:00',
      '2026-03-04T22:00',
    ]);
  },
  'confirmation one task': async () => {
    const stage = new Stage();
    expect(await stage.exchange(scheduled('tea', '2026-03-03T12:00', 'daily'))).toBe(
      'Sure.\n\n✓ Scheduled: tea — today, 12:00, every day',
    );
  },
  'confirmation hides replaced cancels': async () => {
    const stage = await begun('tea', '2026-03-03T12:00');
    const { id } = stage.open()[0]!;
    const said = await stage.exchange(`Moved.\nCANCEL_TASK: ${id}\nSCHEDULE: tea | 2026-03-03T13:00 | once`);
    expect(said).toMatch(/✓ Scheduled: tea — today, 13:00/);
    expect(said.match(/✓/g)).toHaveLength(1);
    expect(stage.open()).toHaveLength(1);
  },
  'action outcome missing': async () => {
    const stage = new Stage();
    await stage.exchange(action('check gold', '2026-03-03T09:00'));
    stage.ready.push('Gold is at 2,900.');
    await stage.until('2026-03-03T08:05:00Z');
    expect(stage.last()).toContain('Gold is at 2,900.');
    expect(stage.last()).not.toBe('Gold is at 2,900.');
    expect(stage.slots()[0]!.reason).toMatch(/unverified|not said/);
  },
};
