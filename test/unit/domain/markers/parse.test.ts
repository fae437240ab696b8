/** Markers: well-formed ones count wherever a model may put them, prose and quotes stay as they are. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerContext } from '../../../../src/contracts/agent-command.ts';
import { parseAnswer } from '../../../../src/domain/markers/parse.ts';
import { markers } from '../../../../src/domain/markers/registry.ts';

const names = markers.map((m) => m.name);
/** A well-formed line per marker. */
const WELL_FORMED: Readonly<Record<string, string>> = {
  SCHEDULE: 'SCHEDULE: call John | 2026-02-17T15:00:00 | once',
  SCHEDULE_ACTION: 'SCHEDULE_ACTION: check the price | 2026-02-17T15:00:00 | daily',
  CANCEL_TASK: 'CANCEL_TASK: a1b2c3d4',
  UPDATE_TASK: 'UPDATE_TASK: a1b2c3d4 | | 2026-02-17T16:00 | ',
  LANG_SWITCH: 'LANG_SWITCH: French',
  PERSONALITY: 'PERSONALITY: brief and dry',
  PROJECT_ACTIVATE: 'PROJECT_ACTIVATE: real-estate',
  PROJECT_DEACTIVATE: 'PROJECT_DEACTIVATE',
  FORGET_CONVERSATION: 'FORGET_CONVERSATION',
  PURGE_FACTS: 'PURGE_FACTS',
  HEARTBEAT_ADD: 'HEARTBEAT_ADD: check the disk',
  HEARTBEAT_REMOVE: 'HEARTBEAT_REMOVE: disk',
  HEARTBEAT_INTERVAL: 'HEARTBEAT_INTERVAL: 15',
  HEARTBEAT_SUPPRESS_SECTION: 'HEARTBEAT_SUPPRESS_SECTION: TRADING',
  HEARTBEAT_UNSUPPRESS_SECTION: 'HEARTBEAT_UNSUPPRESS_SECTION: TRADING',
  REWARD: 'REWARD: +1|training|went well',
  LESSON: 'LESSON: training|train in the morning',
  SKILL_IMPROVE: 'SKILL_IMPROVE: travel | look at trains first',
  BUG_REPORT: 'BUG_REPORT: I cannot read my own interval',
  ACTION_OUTCOME: 'ACTION_OUTCOME: failed | no network',
  BUILD_PROPOSAL: 'BUILD_PROPOSAL: a small dashboard',
  WHATSAPP_QR: 'WHATSAPP_QR',
  GOOGLE_SETUP: 'GOOGLE_SETUP',
};
const contextOf = (name: string): AnswerContext => (name === 'ACTION_OUTCOME' ? 'action' : 'conversation');

test('every marker has a well-formed line here', () => {
  expect(Object.keys(WELL_FORMED).toSorted()).toEqual(names.toSorted());
});

describe.each(Object.entries(WELL_FORMED))('%s', (name, line) => {
  const where = contextOf(name);

  test.each([
    ['alone', line],
    ['bulleted', `- ${line}`],
    ['numbered', `1. ${line}`],
    ['bold', `**${line}**`],
    ['in backticks', `\`${line}\``],
    ['indented', `   ${line}  `],
  ])('counts %s and is taken out', (_, written) => {
    const parsed = parseAnswer(`Before.\n${written}\nAfter.`, where);
    expect(parsed.commands).toHaveLength(1);
    expect(parsed.text).toBe('Before.\nAfter.');
  });

  test.each([
    ['a code block', `\`\`\`\n${line}\n\`\`\``],
    ['a code block of tildes', `~~~text\n${line}\n~~~`],
    ['a quoted line', `> ${line}`],
    ['quotation marks', `The page said "${line}" to me.`],
    ['typographic quotation marks', `Sie schrieb: „${line}“ und ging.`],
    ['inline code', `Write \`${line}\` at the end of it.`],
    ['a longer code block around a shorter one', `\`\`\`\`\n\`\`\`\n${line}\n\`\`\`\`\n`],
    ['a code block that is never closed', `\`\`\`\n${line}`],
  ])('does not count in %s', (_, text) => {
    expect(parseAnswer(text, where)).toEqual({ text, commands: [], problems: [], ignored: [], silent: false });
  });

  test('is taken out and ignored where it does not count', () => {
    const marker = markers.find((m) => m.name === name)!;
    for (const other of ['conversation', 'action', 'heartbeat', 'setup'] as const) {
      const parsed = parseAnswer(`Words.\n${line}`, other);
      expect(parsed.text).toBe('Words.');
      expect(parsed.commands).toHaveLength(marker.contexts.includes(other) ? 1 : 0);
      expect(parsed.ignored).toEqual(marker.contexts.includes(other) ? [] : [name]);
    }
  });
});

describe('prose', () => {
  /** Sentences of eight languages around a marker's name. */
  const AROUND = [
    (m: string) => `I learned a ${m}: never give up`,
    (m: string) => `Your ${m} for today is packed, see ${m}: it says so`,
    (m: string) => `El ${m}: de hoy está completo y ${m} es una palabra`,
    (m: string) => `O ${m} de amanhã — ${m}: que palavra!`,
    (m: string) => `Le mot ${m}: il ne veut rien dire ici.`,
    (m: string) => `Das Wort ${m}: es bedeutet hier nichts`,
    (m: string) => `La parola ${m}: qui non vuol dire niente`,
    (m: string) => `Het woord ${m}: het betekent hier niets`,
    (m: string) => `Слово ${m}: здесь оно ничего не значит`,
    (m: string) => `## About ${m}s and ${m.toLowerCase()}: an overview`,
    (m: string) => `| ${m} | what it does |`,
    (m: string) => `See https://example.org/${m}:8080/x?y=${m}:1 for more`,
    (m: string) => `${m}D is a word, and so is X${m}: both`,
    (m: string) => `"${m}: x | 2026-01-01T00:00:00 | once" is how it is written`,
    (m: string) => `What about ${m}?`,
    (m: string) => `the ${m.toLowerCase()}: small letters | with bars | once`,
    (m: string) => `(${m}: see above)`,
    (m: string) => `a${m}: b | c | d`,
  ];

  test('10,000 lines with marker words in them lose no character and do nothing', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => {
      const around = AROUND[i % AROUND.length]!;
      return around(names[Math.floor(i / AROUND.length) % names.length]!);
    });
    for (const line of lines)
      expect(parseAnswer(line, 'conversation')).toMatchObject({ text: line, commands: [], problems: [] });
    const text = lines.join('\n');
    expect(parseAnswer(text, 'conversation').text).toBe(text);
  });

  test('any text without a marker name comes back as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        fc.pre(!names.some((name) => text.includes(name)));
        expect(parseAnswer(text, 'conversation')).toMatchObject({ text, commands: [] });
      }),
    );
  });
});

test('what is left holds no marker any more', () => {
  const piece = fc.oneof(
    fc.constantFrom(...Object.values(WELL_FORMED), '```', '> quoted', '- item', 'Some words.', '', '"', '`'),
    fc.string({ maxLength: 20 }),
  );
  const separator = fc.constantFrom('\n', ' ', '. ', '\n\n');
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, separator), { maxLength: 12 }), (parts) => {
      const text = parts.map(([words, end]) => words + end).join('');
      const once = parseAnswer(text, 'conversation').text;
      const twice = parseAnswer(once, 'conversation');
      expect(twice.commands).toEqual([]);
      expect(twice.text).toBe(once);
    }),
    { numRuns: 2000 },
  );
});

describe('behind prose', () => {
  test.each([
    ['Ok. SCHEDULE: call John | 2026-02-17T15:00 | once', 'Ok.', 'task.create'],
    ['I will do that, SCHEDULE_ACTION: check | tomorrow 9 | daily', 'I will do that,', 'task.create'],
    ['Gone. CANCEL_TASK: a1b2c3d4', 'Gone.', 'task.cancel'],
    ['Bien sûr ! LANG_SWITCH: French', 'Bien sûr !', 'language.set'],
    ['There is a gap. **BUG_REPORT: no access**', 'There is a gap. **', 'bug.report'],
  ])('%s', (line, text, type) => {
    const parsed = parseAnswer(line, 'conversation');
    expect(parsed.commands.map((c) => c.type)).toEqual([type]);
    expect(parsed.text.replace(/ ?\*\*$/, '')).toBe(text.replace(/ ?\*\*$/, ''));
  });

  test('several of one line all count, in their order', () => {
    const parsed = parseAnswer('Done. CANCEL_TASK: aaaa1111 CANCEL_TASK: bbbb2222', 'conversation');
    expect(parsed.commands).toEqual([
      { type: 'task.cancel', id: 'aaaa1111' },
      { type: 'task.cancel', id: 'bbbb2222' },
    ]);
    expect(parsed.text).toBe('Done.');
  });
});

describe('a malformed one is told, not lost', () => {
  test.each([
    ['SCHEDULE: | 2026-01-01T00:00 | once', 'SCHEDULE'],
    ['CANCEL_TASK: %', 'CANCEL_TASK'],
    ['HEARTBEAT_INTERVAL: 0', 'HEARTBEAT_INTERVAL'],
    ['HEARTBEAT_INTERVAL: soon', 'HEARTBEAT_INTERVAL'],
    ['REWARD: 5|a|b', 'REWARD'],
    ['SKILL_IMPROVE: only one', 'SKILL_IMPROVE'],
    [`BUG_REPORT: ${'x'.repeat(3000)}`, 'BUG_REPORT'],
  ])('%s', (line, marker) => {
    const parsed = parseAnswer(`Words.\n${line}`, 'conversation');
    expect(parsed.problems).toMatchObject([{ marker }]);
    expect(parsed.text).toBe('Words.');
  });
});

describe('all is well', () => {
  test.each(['HEARTBEAT_OK', '**HEARTBEAT_OK**', '`HEARTBEAT_OK`', ' HEARTBEAT_OK.\n'])('%j says nothing', (text) => {
    expect(parseAnswer(text, 'heartbeat')).toMatchObject({ text: '', silent: true });
    expect(parseAnswer(text, 'action')).toMatchObject({ text: '', silent: true });
    expect(parseAnswer(text, 'conversation')).toMatchObject({ text, silent: false });
  });

  test('beside other words only the word is left out', () => {
    expect(parseAnswer('HEARTBEAT_OK but the disk is 95 % full', 'heartbeat').text).toBe('but the disk is 95 % full');
  });
});

test('a long answer full of names takes time in proportion to its length', () => {
  const text = 'SCHEDULE: x LESSON: y CANCEL_TASK: % '.repeat(30_000);
  expect(parseAnswer(text, 'conversation').text).toBe(text);
}, 5000);
