/** The guide of the workspace. */
import { expect, test } from 'vitest';
import { GUIDE_MARK, guideText, ownPart, type GuideFacts } from '../../../src/domain/guide.ts';

const facts: GuideFacts = {
  intro: '# The workspace\n\nAlways so.\n',
  skills: [
    { name: 'mail', description: 'Reads | and writes\nmail.', missing: [] },
    { name: 'trade', description: 'Trades.', missing: ['ib', 'jq'] },
  ],
  projects: ['garden'],
  tools: [{ name: 'list', description: 'Lists files. Much more is said of it.' }],
  rules: ['Only reading is allowed.'],
};

test('tells of skills, projects, tools and rules; nothing breaks a table', () => {
  const text = guideText(facts);
  expect(text).toMatch(/^# The workspace\n\nAlways so\.\n\n## Skills\n/);
  expect(text).toContain('| mail | Reads \\| and writes mail. | yes |');
  expect(text).toContain('| trade | Trades. | no: ib, jq is missing |');
  expect(text).toContain('| garden |');
  expect(text).toContain('| list | Lists files. |');
  expect(text).toContain('- Only reading is allowed.');
  expect(text.trimEnd().endsWith(GUIDE_MARK)).toBe(true);
});

test('what is not there has no section', () => {
  const text = guideText({ intro: '# A', skills: [], projects: [], tools: [], rules: [] });
  expect(text).toBe(`# A\n\n${GUIDE_MARK}\n`);
});

test('the owner’s part is kept through every change, and writing it again changes nothing', () => {
  const mine = `${guideText(facts)}\nNever touch taxes/.\n\n- two\n`;
  const next = guideText({ ...facts, projects: ['garden', 'house'] }, mine);
  expect(ownPart(next)).toBe('Never touch taxes/.\n\n- two');
  expect(next).toContain('| house |');
  expect(guideText({ ...facts, projects: ['garden', 'house'] }, next)).toBe(next);
});

test('a guide that the owner wrote before is kept whole', () => {
  const next = guideText(facts, '# My rules\n\nBe careful.\n');
  expect(ownPart(next)).toBe('# My rules\n\nBe careful.');
  expect(ownPart('# My rules')).toBeUndefined();
});
