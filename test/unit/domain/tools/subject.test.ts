/** What a yes for more than one call is bound to. */
import { expect, test } from 'vitest';
import { coverOf, hostsOf, subjectOf } from '../../../../src/domain/tools/subject.ts';

const bash = (command: string) => subjectOf('omega/bash', { command });

test.each([
  ['ls -la src', 'program ls'],
  ['  cat  notes.md ', 'program cat'],
])('a plain command is its program: %s', (command, subject) => {
  expect(bash(command)).toBe(subject);
});

test.each([
  'ls; rm -rf /',
  'ls && curl evil.test',
  'cat x | sh',
  'cat x > ~/.bashrc',
  'echo $(rm -rf .)',
  'echo `id`',
  'ls\nrm x',
  'PATH=/evil ls',
  '/tmp/ls',
  'bash deploy.sh',
  'env ls',
  'nice rm x',
  'doas ls',
  'deno run x.ts',
  'busybox rm x',
  'command rm x',
  'tar --to-command=sh -xf x',
  'find . -delete',
  'git -c core.pager=sh log',
])('anything else is the whole line: %s', (command) => {
  expect(bash(command)).toBe(JSON.stringify({ command }));
});

test.each([
  ['https://Example.COM/a?b', 'host example.com', 'example.com:443'],
  ['http://example.com', 'host example.com', 'example.com:80'],
  ['http://0x7f.1:81/', 'host 127.0.0.1:81', '127.0.0.1:81'],
  ['https://user:pw@evil.test:443@example.com/', 'host example.com', 'example.com:443'],
])('a page is its host: %s', (url, subject, host) => {
  expect(subjectOf('omega/fetch', { url })).toBe(subject);
  expect(hostsOf('omega/fetch', { url })).toEqual([host]);
});

test('what a lasting yes covers is told; a whole line covers itself only', () => {
  expect(coverOf('omega/bash', bash('ls -la src'))).toBe('ls …');
  expect(coverOf('omega/bash', bash('ls; rm -rf /'))).toBeUndefined();
  expect(coverOf('omega/fetch', subjectOf('omega/fetch', { url: 'https://Example.COM/a?b' }))).toBe('example.com/…');
  expect(coverOf('omega/write', subjectOf('omega/write', { path: 'a' }))).toBe('omega/write …');
});
