/** `omega policy`: what it prints and how it ends. */
import { expect, test } from 'vitest';
import type { PolicyExplanation, PolicyQuestion, PolicyReport } from '../../../src/contracts/app.ts';
import { FakeWorld } from './fake-context.ts';

const explained: PolicyExplanation = {
  call: { tool: 'omega/fetch', version: '1.0.0', scopes: ['net:http:read'], egress: ['a.test:443'], subject: 'a.test' },
  decision: { effect: 'ask', level: 'ask_once', rules: ['floor:egress'], obligations: [], grant: null },
  changes: [
    { what: { kind: 'grant' }, effect: 'allow', level: null, rules: ['floor:egress'] },
    { what: { kind: 'without', rule: 'user:x' }, effect: 'deny', level: null, rules: ['floor:nothing-allows'] },
  ],
  problems: [],
};

function world(report: PolicyReport = { files: [] }) {
  const asked: PolicyQuestion[] = [];
  const w = new FakeWorld();
  w.module = {
    checkPolicy: async () => report,
    explainPolicy: async (question) => {
      asked.push(question);
      return explained;
    },
  };
  return { w, asked };
}

test('explain prints verdict, rules and what would change', async () => {
  const { w, asked } = world();
  expect(await w.run('policy', 'explain', 'fetch', '{"url":"https://a.test"}', '--tainted', '--origin', 'web')).toBe(0);
  expect(asked).toEqual([
    {
      home: '/home/ada/.omega',
      tool: 'fetch',
      args: { url: 'https://a.test' },
      project: '',
      origin: 'web',
      tainted: true,
      at: w.time,
    },
  ]);
  expect(w.out.split('\n')).toEqual([
    'omega/fetch 1.0.0: asked for; a yes may cover the run or the project',
    'rules    floor:egress',
    'scopes   net:http:read',
    'hosts    a.test:443',
    'a yes is bound to a.test',
    'after a yes for the run or the project: allowed (floor:egress)',
    'without the rule user:x: refused (floor:nothing-allows)',
    '',
  ]);
});

test.each([['{'], ['[1]'], ['null']])('arguments that are no object are wrong usage: %s', async (text) => {
  const { w, asked } = world();
  expect(await w.run('policy', 'explain', 'fetch', text)).toBe(2);
  expect(w.err).toContain('arguments');
  expect(asked).toEqual([]);
});

test('an origin that does not exist is wrong usage', async () => {
  const { w } = world();
  expect(await w.run('policy', 'explain', 'fetch', '{}', '--origin', 'moon')).toBe(2);
});

test('check prints the files, and fails on mistakes', async () => {
  const good = world({
    files: [
      { path: '/h/policy.yaml', exists: false, rules: 0, problems: [] },
      { path: '/h/projects/a/policy.yaml', exists: true, rules: 1, problems: [] },
    ],
  });
  expect(await good.w.run('policy', 'check')).toBe(0);
  expect(good.w.out).toBe('/h/policy.yaml: none; the built-in rules hold\n/h/projects/a/policy.yaml: 1 rule\n');
  const bad = world({ files: [{ path: '/h/policy.yaml', exists: true, rules: 0, problems: ['policy.yaml:1:1: no'] }] });
  expect(await bad.w.run('policy', 'check')).toBe(2);
  expect(bad.w.err).toBe('policy.yaml:1:1: no\n/h/policy.yaml: 1 mistake\n');
  expect(await bad.w.run('policy', 'check', '--json')).toBe(2);
  expect(JSON.parse(bad.w.out)).toMatchObject({ ok: false, files: [{ rules: 0 }] });
});
