/** Where a marker stands: inside quotations of eight languages never, decorated and behind prose when nothing else can be meant. */
import { describe, expect, test } from 'vitest';
import { parseAnswer } from '../../../../src/domain/markers/parse.ts';

const M = 'SCHEDULE: call John | 2026-02-17T15:00:00 | once';
const parse = (text: string) => parseAnswer(text, 'conversation');
const untouched = (text: string) => ({ text, commands: [], problems: [], ignored: [], silent: false });

/** Opening and closing marks as people write them. */
const STYLES: readonly (readonly [string, string, string])[] = [
  ['English', '“', '”'],
  ['English, single', '‘', '’'],
  ['typewriter', '"', '"'],
  ['typewriter, single', "'", "'"],
  ['German', '„', '“'],
  ['German, single', '‚', '‘'],
  ['German, angles', '»', '«'],
  ['Swiss', '«', '»'],
  ['Swiss, inner', '‹', '›'],
  ['French', '«\u00A0', '\u00A0»'],
  ['French, inner', '‹\u00A0', '\u00A0›'],
  ['Spanish', '«', '»'],
  ['Italian', '«', '»'],
  ['Portuguese', '“', '”'],
  ['Dutch', '„', '”'],
  ['Russian', '«', '»'],
  ['Russian, inner', '„', '“'],
  ['Japanese', '「', '」'],
  ['Japanese, inner', '『', '』'],
];

describe.each(STYLES)('%s quotation marks %s %s', (_, open, close) => {
  test.each([
    ['in one line', `She wrote: ${open}${M}${close} to me.`],
    ['over two lines', `She wrote: ${open}Hello,\n${M}${close}`],
    ['over three lines', `${open}Hello,\n${M}\nRegards.${close}`],
    ['with the marks on lines of their own', `It says:\n${open}Hi.\n${M}\nBye.${close}\nThat is all.`],
    ['behind prose inside', `She wrote: ${open}Hello. ${M}\nRegards.${close}`],
    ['with carriage returns', `She wrote: ${open}Hello,\r\n${M}\r\nRegards.${close}`],
    ['around a bullet', `She wrote: ${open}Hello:\n- ${M}\nRegards.${close}`],
  ])('%s are quoted', (__, text) => expect(parse(text)).toEqual(untouched(text)));

  test('that are closed before it quote nothing', () => {
    const parsed = parse(`She wrote: ${open}Hello,\ncome to me.${close}\n${M}`);
    expect(parsed.commands).toHaveLength(1);
    expect(parsed.text).toBe(`She wrote: ${open}Hello,\ncome to me.${close}`);
  });

  test('of another paragraph quote nothing', () => {
    expect(parse(`She wrote: ${open}Hello.${close}\n\n${M}`).commands).toHaveLength(1);
  });
});

describe('marks that quote nothing', () => {
  test.each([
    ['an apostrophe', "I'll do it, don't worry."],
    ['a typographic apostrophe', 'I’ll do it, don’t worry.'],
    ['a plural possessive', "The boys' room is booked."],
    ['inches', 'The 27" screen is ordered.'],
    ['feet', "It is 6' long."],
    ['a quotation that is never closed', 'He said "wait.'],
    ['the same in German', 'Er sagte „warte.'],
    ['a lone backtick', 'The ` key is stuck.'],
  ])('%s', (_, prose) => {
    const parsed = parse(`${prose}\n${M}`);
    expect(parsed.commands).toHaveLength(1);
    expect(parsed.text).toBe(prose);
  });

  test('inline code over two lines quotes', () => {
    const text = `Write \`a\n${M}\` at the end.`;
    expect(parse(text)).toEqual(untouched(text));
  });
});

describe('decoration', () => {
  const VALUE = 'call John | 2026-02-17T15:00:00 | once';
  test.each([
    `**${M}**`,
    `*${M}*`,
    `_${M}_`,
    `__${M}__`,
    `***${M}***`,
    `\`${M}\``,
    `**SCHEDULE:** ${VALUE}`,
    `**SCHEDULE**: ${VALUE}`,
    `*SCHEDULE:* ${VALUE}`,
    `_SCHEDULE:_ ${VALUE}`,
    `__SCHEDULE__: ${VALUE}`,
    `***SCHEDULE:*** ${VALUE}`,
    `\`SCHEDULE:\` ${VALUE}`,
    `- **SCHEDULE:** ${VALUE}`,
    `- [ ] ${M}`,
    `- [x] ${M}`,
    `* [X] **${M}**`,
    `+ ${M}`,
    `• ${M}`,
    `  3) ${M}`,
    `1. - ${M}`,
  ])('%s counts', (line) => {
    const parsed = parse(`Ok.\n${line}\nBye.`);
    expect(parsed.commands).toEqual([
      { type: 'task.create', kind: 'reminder', description: 'call John', due: '2026-02-17T15:00:00', repeat: 'once' },
    ]);
    expect(parsed.text).toBe('Ok.\nBye.');
  });

  test('around a name with underscores is no part of it', () => {
    expect(parse('_HEARTBEAT_ADD:_ the disk').commands).toEqual([{ type: 'heartbeat.add', item: 'the disk' }]);
    expect(parse('_WHATSAPP_QR_').commands).toEqual([{ type: 'whatsapp.pair' }]);
  });

  test('that began in the prose ends with it', () => {
    expect(parse('**Done. LANG_SWITCH: French**').text).toBe('**Done.**');
    expect(parse('Done. **LANG_SWITCH:** French')).toMatchObject({
      text: 'Done.',
      commands: [{ type: 'language.set', language: 'French' }],
    });
  });
});

describe('tables and blocks', () => {
  test.each([
    ['a row of a table', `| what | when |\n| --- | --- |\n| ${M} |`],
    ['a fence inside a longer one', `\`\`\`\`\n\`\`\`\n${M}\n\`\`\`\n${M}\n\`\`\`\``],
    ['backticks inside tildes', `~~~\n\`\`\`\n${M}\n~~~`],
    ['a fence in a list', `- so:\n  \`\`\`\n  ${M}\n  \`\`\``],
    ['a fence behind a bullet', `- \`\`\`\n  ${M}\n  \`\`\``],
    ['a fence that is not closed by text behind it', `\`\`\`\n${M}\n\`\`\` js\n${M}`],
    ['a quoted line in a list', `- > ${M}`],
    ['a nested quotation', `> > ${M}`],
    ['preformatted HTML', `<pre>\n${M}\n</pre>`],
    ['quoted HTML with attributes', `<blockquote cite="x">\n<p>\n${M}\n</p>\n</blockquote>`],
    ['HTML code', `<code>\n${M}\n</code>`],
    ['HTML that is never closed', `<pre>\n${M}`],
  ])('%s is left alone', (_, text) => expect(parse(text)).toEqual(untouched(text)));

  test.each([
    ['a fence', `\`\`\`\nx\n\`\`\`\n${M}`],
    ['a fence in a list', `- x\n  ~~~\n  y\n  ~~~\n- ${M}`],
    ['a quoted line', `> x\n\n${M}`],
    ['a table', `| a | b |\n\n${M}`],
    ['HTML', `<pre>x</pre>\n${M}`],
    ['HTML of several lines', `<blockquote>\nx\n</blockquote>\n${M}`],
  ])('what stands behind %s counts', (_, text) => expect(parse(text).commands).toHaveLength(1));
});

describe('behind prose', () => {
  test.each([
    'I did it, e.g. LANG_SWITCH: French',
    'I did it, i.e. LANG_SWITCH: French',
    'Ich schreibe z.B. LANG_SWITCH: French',
    'Das ist d. h. LANG_SWITCH: French',
    'Deutsch bzw. LANG_SWITCH: French',
    'Schreibe ggf. LANG_SWITCH: French',
    'Par ex. LANG_SWITCH: French',
    'Por ej. LANG_SWITCH: French',
    'Schrijf bijv. LANG_SWITCH: French',
    'Scrivi p. es. LANG_SWITCH: French',
    'Пиши напр. LANG_SWITCH: French',
    'Это т. е. LANG_SWITCH: French',
    'Write LANG_SWITCH: French',
    'You write SCHEDULE: what | when | how often',
    'The form is SCHEDULE: x | y | z',
    'He said CANCEL_TASK: everything',
    'Done 🎉 LANG_SWITCH: French',
  ])('%s stays', (text) => expect(parse(text)).toEqual(untouched(text)));

  test.each([
    ['I speak it now! LANG_SWITCH: French', 'I speak it now!'],
    ['¡Hecho! LANG_SWITCH: French', '¡Hecho!'],
    ['Готово. LANG_SWITCH: French', 'Готово.'],
    ['できました。 LANG_SWITCH: French', 'できました。'],
    ['Done. 🎉 LANG_SWITCH: French', 'Done. 🎉'],
    ['(As you wished.) LANG_SWITCH: French', '(As you wished.)'],
    ['She said “yes.” LANG_SWITCH: French', 'She said “yes.”'],
  ])('%s', (text, left) => {
    expect(parse(text)).toMatchObject({ text: left, commands: [{ type: 'language.set', language: 'French' }] });
  });
});

describe('ends of lines', () => {
  test('carriage returns stay where lines stay', () => {
    expect(parse(`Ok.\r\n${M}\r\nBye.\r\n`)).toMatchObject({ text: 'Ok.\r\nBye.\r\n', commands: [{}] });
    expect(parse(`Ok. ${M}\r\nBye.`).text).toBe('Ok.\r\nBye.');
    expect(parse(`Ok.\r\n\r\n${M}\r\n\r\nBye.`).text).toBe('Ok.\r\n\r\nBye.');
  });

  test('blank lines around what is taken out become one', () => {
    expect(parse(`Ok.\n\n${M}\n\nBye.`).text).toBe('Ok.\n\nBye.');
    expect(parse(`${M}\n\nBye.`).text).toBe('Bye.');
    expect(parse(`Ok.\n\n${M}\n`).text).toBe('Ok.');
    expect(parse(`A.\n\n\n\nB.\n\n${M}`).text).toBe('A.\n\n\n\nB.');
  });
});

describe('the quiet word', () => {
  const beat = (text: string) => parseAnswer(text, 'heartbeat');

  test.each([
    ['HEARTBEAT_OK', ''],
    ['_HEARTBEAT_OK_', ''],
    ['- HEARTBEAT_OK', ''],
    ['1. HEARTBEAT_OK\n2. HEARTBEAT_OK', ''],
    ['- HEARTBEAT_OK\n- ⚠️ the disk', '- ⚠️ the disk'],
    ['HEARTBEAT_OK\r\n', ''],
    ['HEARTBEAT_OK\n\nHEARTBEAT_OK', ''],
    ['The disk is full.\nHEARTBEAT_OK', 'The disk is full.'],
    ['**HEARTBEAT_OK** but look', 'but look'],
    ['Mail: all `HEARTBEAT_OK`', 'Mail: all'],
  ])('%j is told as %j', (text, told) => expect(beat(text)).toMatchObject({ text: told, silent: told === '' }));

  test.each([
    'The page says "HEARTBEAT_OK" to me.',
    'Man schreibt „alles gut:\nHEARTBEAT_OK“ dafür.',
    'It is written so:\n```\nHEARTBEAT_OK\n```',
    '> HEARTBEAT_OK',
    'XHEARTBEAT_OK and HEARTBEAT_OKAY are words',
  ])('%j stays', (text) => expect(beat(text)).toMatchObject({ text, silent: false }));

  test('beside a marker it goes, and the marker counts', () => {
    expect(beat(`HEARTBEAT_OK\n${M}`)).toMatchObject({ text: '', silent: true, commands: [{ type: 'task.create' }] });
  });
});
