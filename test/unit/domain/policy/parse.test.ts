/** Policy files: rules, and mistakes with line, column, key and what was meant. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../../src/domain/policy/parse.ts';

const read = (lines: string[], project?: string) =>
  parsePolicy(lines.join('\n'), { file: 'policy.yaml', ...(project === undefined ? {} : { project }) });
const mistakes = (lines: string[], project?: string) => {
  const parsed = read(lines, project);
  return parsed.ok ? [] : parsed.problems.map(({ text }) => text);
};

test('rules get their layer and their defaults', () => {
  expect(read(['rules:', '  - id: no-mail', '    effect: deny', '    match: { tool: "mcp.mail/*" }'])).toEqual({
    ok: true,
    rules: [
      { id: 'no-mail', effect: 'deny', match: { principal: '*', tool: 'mcp.mail/*', scopes: ['*'] }, layer: 'user' },
    ],
  });
});

test.each([[''], ['# nothing yet'], ['rules: []']])('no rules: %j', (...lines) => {
  expect(read(lines)).toEqual({ ok: true, rules: [] });
});

test('rules of a project hold in it alone and may not allow', () => {
  const lines = ['rules:', '  - id: a', '    effect: ask', '    level: typed_confirm', '    match: {}'];
  expect(read(lines, 'garden')).toMatchObject({
    ok: true,
    rules: [{ layer: 'project', match: { project: 'garden' } }],
  });
  expect(mistakes(['rules:', '  - { id: a, effect: allow, match: { project: other } }'], 'garden')).toEqual([
    'policy.yaml:2:14: rules[0].effect: a project may only be stricter; allow stands in the policy.yaml of the data folder',
    'policy.yaml:2:38: rules[0].match.project: this file is about the project "garden" alone',
  ]);
});

describe('mistakes', () => {
  const rule = (...more: string[]) => [
    'rules:',
    '  - id: a',
    '    effect: ask',
    '    match:',
    '      tool: "*"',
    ...more,
  ];

  test('a misspelt key, on every level', () => {
    expect(mistakes(['ruels: []'])).toEqual(['policy.yaml:1:1: ruels: unknown key; did you mean "rules"?']);
    expect(mistakes(rule('      tol: x'))).toEqual([
      'policy.yaml:6:7: rules[0].match.tol: unknown key; did you mean "tool"?',
    ]);
    expect(mistakes(rule('    efect: deny'))).toEqual([
      'policy.yaml:6:5: rules[0].efect: unknown key; did you mean "effect"?',
    ]);
    expect(mistakes(rule('      args: [{ pointr: /a, pointer: /a, op: eq, value: 1 }]'))).toEqual([
      'policy.yaml:6:16: rules[0].match.args[0].pointr: unknown key; did you mean "pointer"?',
    ]);
  });

  test('a key of the level below', () => {
    expect(mistakes(rule('    scopes: ["*"]'))).toEqual([
      'policy.yaml:6:5: rules[0].scopes: unknown key here; it belongs below "match"',
    ]);
    expect(mistakes(rule('    zzz: 1'))[0]).toContain('allowed here: id, effect, level, match, until, obligations');
  });

  test('a wrong value says what is allowed', () => {
    expect(mistakes(['rules:', '  - id: a', '    effect: alow', '    match: {}'])).toEqual([
      'policy.yaml:3:5: rules[0].effect: "alow" is not allowed; allowed: "deny", "ask", "allow"; did you mean "allow"?',
    ]);
    expect(mistakes(rule('      tainted: maybe', '    until: tomorrow'))).toEqual([
      'policy.yaml:6:7: rules[0].match.tainted: must be true or false, not "maybe"',
      'policy.yaml:7:5: rules[0].until: "tomorrow" is not allowed; allowed: a time such as "2026-12-31T18:00:00Z"',
    ]);
    expect(mistakes(rule('      args: [{ pointer: path, op: eq, value: 1 }]'))[0]).toContain('a JSON Pointer');
    expect(mistakes(rule('      scopes: fs:*'))[0]).toContain('must be a list, not "fs:*"');
  });

  test('what is missing is named where it belongs', () => {
    expect(mistakes(['rules:', '  - effect: deny'])).toEqual([
      'policy.yaml:2:5: rules[0].id: is missing',
      'policy.yaml:2:5: rules[0].match: is missing',
    ]);
  });

  test('the same id twice, a level without a question', () => {
    expect(
      mistakes([
        'rules:',
        '- { id: a, effect: deny, match: {} }',
        '- { id: a, effect: deny, level: ask_each, match: {} }',
      ]),
    ).toEqual([
      'policy.yaml:3:5: rules[1].id: there is another rule "a"; every id stands once',
      'policy.yaml:3:26: rules[1].level: belongs to effect: ask; this rule says deny',
    ]);
  });

  test('no YAML at all', () => {
    expect(mistakes(['rules:', '  - id: "a'])[0]).toMatch(
      /^policy\.yaml:2:\d+: not valid YAML: Missing closing "quote/,
    );
    expect(mistakes(['rules: []', 'rules: []'])[0]).toMatch(
      /^policy\.yaml:2:1: not valid YAML: Map keys must be unique/,
    );
    expect(mistakes(['- a'])[0]).toBe('policy.yaml:1:1: must be a table, not a list');
    expect(mistakes(['just words'])[0]).toBe('policy.yaml:1:1: must be a table, not "just words"');
  });

  test('a file that blows up when it is read is refused', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((c, i) => {
        const before = 'abcdefg'[i];
        return `${c}: &${c} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
      }),
    ];
    expect(mistakes(bomb)[0]).toContain('Excessive alias count');
  });
});
