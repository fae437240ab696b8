/** Skills as they ship and as others write them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseTopology } from '../../../src/domain/build/topology.ts';
import { markers } from '../../../src/domain/markers/registry.ts';
import { parseRole } from '../../../src/domain/projects/role.ts';
import { improveSkill } from '../../../src/domain/skills/improve.ts';
import { parseSkill, triggered, type Skill } from '../../../src/domain/skills/parse.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const names = readdirSync(join(root, 'skills'));
const skill = (name: string, text: string): Skill => {
  const parsed = parseSkill(name, text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
};

describe('what ships', () => {
  test('has the skills that were promised', () => {
    expect(names.toSorted()).toEqual([
      'claude-code',
      'daily-briefing',
      'google-workspace',
      'ibkr-trader',
      'inbox-triage',
      'playwright-mcp',
      'skill-creator',
      'travel',
    ]);
  });

  test.each(names)('%s can be read without a warning, and is worth reading', (name) => {
    const parsed = skill(name, read(`skills/${name}/SKILL.md`));
    expect(parsed.warnings).toEqual([]);
    expect(parsed.description.length).toBeGreaterThan(60);
    expect(parsed.triggers.length).toBeGreaterThan(0);
    expect(parsed.body.split('\n').length).toBeGreaterThanOrEqual(25);
  });

  test('the server of the browser skill is one', () => {
    expect(skill('playwright-mcp', read('skills/playwright-mcp/SKILL.md')).mcp).toEqual([
      {
        name: 'playwright',
        command: 'npx',
        args: ['@playwright/mcp@latest', '--headless', '--isolated'],
        egress: ['*:443', '*:80'],
      },
    ]);
  });

  test('the topology has its seven phases, and an agent for each', () => {
    const topology = parseTopology(read('topologies/development/TOPOLOGY.toml'));
    if ('problem' in topology) throw new Error(topology.problem);
    expect(topology.phases.map((p) => p.name)).toEqual([
      'analyst',
      'architect',
      'test-writer',
      'developer',
      'qa',
      'reviewer',
      'delivery',
    ]);
    for (const { agent, retry } of topology.phases)
      for (const name of [agent, ...(retry ? [retry.fix_agent] : [])])
        expect(read(`topologies/development/agents/${name}.md`)).toMatch(/^# \S/);
  });

  test('the prompt teaches every marker that counts in a conversation', () => {
    const taught = read('prompts/SYSTEM.md') + read('prompts/ACTION.md');
    expect(markers.map((m) => m.name).filter((name) => !new RegExp(`\`${name}\\b`).test(taught))).toEqual([]);
  });
});

describe('front matter of others', () => {
  test('metadata of OpenClaw, as JSON or as a map', () => {
    const json = skill(
      'x',
      '---\nname: x\ndescription: d\nmetadata: {"openclaw": {"requires": {"bins": ["gh"], "env": ["TOKEN"]}}}\n---\nB',
    );
    const map = skill(
      'x',
      '---\nname: x\ndescription: d\nmetadata:\n  openclaw:\n    requires:\n      bins: [gh]\n      env: [TOKEN]\n---\nB',
    );
    const flat = skill('x', '---\nname: x\ndescription: d\nmetadata: \'{"bins": ["gh"]}\'\n---\nB');
    expect([json.requires, json.env]).toEqual([['gh'], ['TOKEN']]);
    expect([map.requires, map.env]).toEqual([['gh'], ['TOKEN']]);
    expect(flat.requires).toEqual(['gh']);
  });

  test('a server whose command is no plain program is left out, with a warning', () => {
    const parsed = skill(
      'x',
      '---\nname: x\ndescription: d\nmcp-evil: sh;rm -rf /\nmcp-up: ../../bin/sh\nmcp-ok: npx thing --flag\n---\nB',
    );
    expect(parsed.mcp).toEqual([{ name: 'ok', command: 'npx', args: ['thing', '--flag'] }]);
    expect(parsed.warnings).toHaveLength(2);
  });

  test('hosts a server may reach are host:port; others are left out, with a warning', () => {
    const parsed = skill(
      'x',
      '---\nname = "x"\ndescription = "d"\n[mcp.ok]\ncommand = "npx"\negress = ["api.example.com:443", "every where"]\n---\nB',
    );
    expect(parsed.mcp).toEqual([{ name: 'ok', command: 'npx', args: [], egress: ['api.example.com:443'] }]);
    expect(parsed.warnings).toEqual([expect.stringContaining('host:port')]);
  });

  test.each([
    ['no name', '---\ndescription: d\n---\nB', /name is missing/],
    ['no description', '---\nname: x\n---\nB', /description is missing/],
    ['broken YAML', '---\nname: x\ndescription: [open\n---\nB', /^line \d+: /],
    ['broken TOML', '---\nname = "x"\ndescription = "open\n---\nB', /^line 3: /],
    ['never closed', '---\nname: x\n', /not closed/],
    ['none at all', 'just text', /name is missing/],
  ])('%s is a sentence with its line', (_, text, expected) => {
    expect(parseSkill('x', text)).toEqual({ problem: expect.stringMatching(expected) });
  });
});

test('triggers are whole words, whatever the case', () => {
  const travel = skill('travel', '---\nname: travel\ndescription: d\ntrigger: train to|trip\n---\nB');
  expect(triggered([travel], 'I take the TRAIN TO Rome')).toHaveLength(1);
  expect(triggered([travel], 'a strip of paper')).toEqual([]);
});

test('a lesson stands below its heading, newest first, once', () => {
  const first = improveSkill('# X\n', 'one').text;
  const second = improveSkill(first, 'two').text;
  expect(second).toBe('# X\n\n## Lessons Learned\n\n- two\n- one\n');
  expect(improveSkill(second, 'ONE')).toEqual({ text: second, changed: false });
});

test('a role names its skills, as a list or as words', () => {
  expect(parseRole('---\nskills: [a, b]\n---\nBe kind.\n')).toEqual({ skills: ['a', 'b'], body: 'Be kind.' });
  expect(parseRole('---\nskills = ["a"]\n---\nBe kind.\n')).toEqual({ skills: ['a'], body: 'Be kind.' });
  expect(parseRole('Be kind.')).toEqual({ skills: [], body: 'Be kind.' });
  expect(parseRole('---\nskills: [a\n---\nx')).toEqual({ problem: expect.stringMatching(/^line \d/) });
});
