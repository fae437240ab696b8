/** A day with Omega, told by what people wrote and read; docs/a-day-with-omega.md is its transcript. `UPDATE=1` writes it anew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DateTime } from 'luxon';
import { turns } from '../host/rig.ts';
import { AgentRig, cleanUp, ZONE, type Script } from './rig.ts';

afterAll(cleanUp);

const FILE = join(import.meta.dirname, '..', '..', 'docs', 'a-day-with-omega.md');
const HEAD = `# A day with Omega

Everything below happened in a test (\`test/agent/day.test.ts\`): the real agent on a real database with a clock that is set, a chat
that shows what a person sees, and a model that says what it was told to say. Lines of Omega that begin with ✓, ⏰ or ✗ come from what
was stored, not from the model.
`;

const PLAN = JSON.stringify({
  route: 'plan',
  reason: 'research, then writing',
  steps: [
    { title: 'Collect three e-bikes', goal: 'names and prices' },
    { title: 'Compare them', goal: 'a table in words' },
    { title: 'Write the recommendation', goal: 'one paragraph' },
  ],
});
const FACTS: Record<string, object[]> = {
  Ada: [
    { key: 'name', value: 'Ada', confidence: 1, quote: 'I am Ada' },
    { key: 'occupation', value: 'runs a small bakery', confidence: 0.9, quote: 'I run a small bakery' },
  ],
};

/** What the model says, by what it is asked. */
const script =
  (news: { disk: boolean }): Script =>
  ({ system, messages }) => {
    const said = messages.at(-1)?.text ?? '';
    if (system.startsWith('## How should this')) return PLAN;
    if (system.startsWith('## What a person says'))
      return JSON.stringify({ facts: Object.entries(FACTS).find(([word]) => said.includes(word))?.[1] ?? [] });
    if (system.startsWith('## A conversation has ended'))
      return 'Ada set up reminders, compared e-bikes and looked after her bakery project.';
    if (system.includes('## A look around'))
      return news.disk ? 'The disk of the oven controller is 95 % full.' : 'HEARTBEAT_OK';
    if (system.includes('## A task of yours is due'))
      return 'Good morning, Ada. Today: flour delivery at 10:00. Open: the order of new trays.\nACTION_OUTCOME: success';
    const step = /Now do step (\d)/.exec(said)?.[1];
    if (step === '1') return 'Alpha 2,499 €, Beta 2,199 €, Gamma 2,899 €.';
    if (step === '2') return 'Beta is the cheapest, Gamma has the best battery, Alpha sits between them.';
    if (step === '3') return 'Take the Beta: it carries your bread boxes and leaves 300 € for a good lock.';
    if (system.includes('## First contact'))
      return "Hi, I'm Omega, your assistant on this machine: I answer, remember, remind and get things done. What is your name, and what do you do?";
    if (said.includes('I am Ada')) return 'Nice to meet you, Ada. What shall I take off your hands first?';
    if (said.includes('trays')) return 'Gladly.\nSCHEDULE: order the new trays | 2026-03-03T11:00 | once';
    if (said.includes('every morning')) return 'I will.\nSCHEDULE_ACTION: morning summary | 2026-03-04T07:30 | daily';
    if (said.includes('bakery project')) return 'Switching.\nPROJECT_ACTIVATE: bakery';
    if (said.includes('by phone'))
      return 'Good to know.\nSKILL_IMPROVE: inbox-triage | the mill only answers by phone\nLESSON: suppliers|call the mill, never write';
    if (said.includes('oven controller'))
      return 'I will keep an eye on it.\nHEARTBEAT_ADD: free space on the oven controller';
    return 'All right.';
  };

/** Plays and writes down. */
class Teller {
  readonly rig: AgentRig;
  readonly lines: string[] = [];
  #seen = 0;

  constructor(rig: AgentRig) {
    this.rig = rig;
  }

  #time(): string {
    return DateTime.fromMillis(this.rig.clock.time, { zone: ZONE }).toFormat('ccc HH:mm', { locale: 'en' });
  }

  #quote(text: string): string {
    return text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
  }

  heading(text: string): void {
    this.lines.push(`## ${text}`);
  }

  note(text: string): void {
    this.lines.push(`*${this.#time()} · ${text}*`);
  }

  /** What the chat shows that it did not show before. */
  look(): void {
    const texts = this.rig.texts();
    for (const text of texts.slice(this.#seen))
      this.lines.push(`**${this.#time()} Omega**\n\n${this.#quote(text.replaceAll(this.rig.home, '~/.omega'))}`);
    this.#seen = texts.length;
  }

  async says(text: string): Promise<void> {
    this.lines.push(`**${this.#time()} Ada**\n\n${this.#quote(text)}`);
    await this.rig.say(text);
    if (this.rig.texts().at(-1) === '…') await this.rig.settle(10_000);
    this.look();
  }

  async until(iso: string): Promise<void> {
    await this.rig.until(iso);
    this.look();
  }
}

test('is what the document tells', async () => {
  const news = { disk: false };
  let cut = true;
  const usual = script(news);
  const rig: AgentRig = new AgentRig({
    config: { heartbeat: { enabled: true, interval_minutes: 60 }, quiet: { start: '22:00', end: '06:00' } },
    async script(request) {
      if (!request.messages.at(-1)?.text.includes('shop window')) return usual(request);
      await turns(40);
      if (cut) rig.crash();
      cut = false;
      return 'Warm since four, gone by noon.';
    },
  });
  mkdirSync(join(rig.home, 'projects', 'bakery'), { recursive: true });
  writeFileSync(join(rig.home, 'projects', 'bakery', 'ROLE.md'), 'You look after a small bakery.');
  const day = new Teller(rig);

  day.heading('First contact');
  await day.says('hello');
  await day.says('I am Ada. I run a small bakery in Hamburg.');
  await rig.settle(10_000);
  await day.says('/facts');

  day.heading('Reminders and appointments');
  await day.says('please remind me of the new trays at eleven');
  await day.says('and send me a summary every morning at half past seven');
  await day.says('/tasks');

  day.heading('A plan with three steps');
  await day.says(
    'Research three e-bikes for my deliveries, compare them in a table and then write a recommendation for me',
  );
  await day.says('/why');

  day.heading('A project, and what was learnt');
  await day.says('let us work on the bakery project');
  await day.says('the mill never answers mails, only calls by phone');
  await day.says('/learning');

  day.heading('The heartbeat, and the reminder');
  await day.says('please watch the oven controller');
  await day.until('2026-03-03T09:30:00Z');
  day.note('The heartbeat has looked around and found all in order: nothing is said.');
  await day.until('2026-03-03T10:00:30Z');
  news.disk = true;
  await day.until('2026-03-03T12:00:30Z');
  news.disk = false;

  day.heading('The power goes');
  await day.says('write me a line for the shop window');
  day.note('The machine lost its power in the middle of that answer; when it was back, the answer came, once.');
  await day.says('/status');

  day.heading('The next morning');
  await day.until('2026-03-04T06:31:00Z');
  await day.says('/history');
  await day.says('/usage');

  const told = `${[HEAD.trimEnd(), ...day.lines].join('\n\n')}\n`
    .replaceAll(/\brm[a-z0-9]{12,}\b/g, 'r…')
    .replaceAll(/\[[a-z0-9]{8}\]/g, '[k3j2h1g0]');
  if (process.env['UPDATE'] === '1') writeFileSync(FILE, told);
  expect(told).toBe(readFileSync(FILE, 'utf8'));
  const texts = rig.texts();
  for (const part of [
    'What is your name',
    'location' in FACTS ? '' : '- name: Ada',
    '⏰ Reminder: order the new trays',
    'all 3 steps are complete',
    'Omega Bakery',
    'improved my skill',
    '95 % full',
    'Good morning, Ada',
    'compared e-bikes',
  ])
    expect(texts.join('\n')).toContain(part);
});
