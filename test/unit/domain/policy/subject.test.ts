/** What a grant is bound to. */
import { expect, test } from 'vitest';
import { commandSubject, hostOf } from '../../../../src/domain/policy/subject.ts';

test.each([
  ['git status', 'git'],
  ['  ls  -la src ', 'ls'],
  ['/usr/bin/git push', '/usr/bin/git'],
])('a plain command is its program: %s', (command, subject) => {
  expect(commandSubject(command)).toBe(subject);
});

test.each([
  'git status; rm -rf /',
  'git status && curl evil.test',
  'git log | sh',
  'git log > ~/.bashrc',
  'echo $(rm -rf .)',
  'echo `id`',
  'git status\nrm x',
  'PATH=/evil git status',
  'bash deploy.sh',
  '/bin/sh -c id',
  'env git',
  'sudo ls',
  'python3 x.py',
  'node x.js',
  'find . -delete',
  'xargs rm',
])('anything else is the whole line: %s', (command) => {
  expect(commandSubject(command)).toBe(command.trim());
});

test.each([
  ['https://Example.COM/a?b', 'example.com:443'],
  ['http://example.com', 'example.com:80'],
  ['http://example.com.:8080/', 'example.com:8080'],
  ['https://user:pw@evil.test:443@example.com/', 'example.com:443'],
  ['http://0x7f.1/', '127.0.0.1:80'],
  ['http://2130706433/', '127.0.0.1:80'],
  ['http://[::ffff:127.0.0.1]/', '[::ffff:7f00:1]:80'],
  ['http://exämple.com/', 'xn--exmple-cua.com:80'],
  ['ftp://example.com/', undefined],
  ['file:///etc/passwd', undefined],
  ['nonsense', undefined],
])('the host of %s', (url, host) => {
  expect(hostOf(url)).toBe(host);
});
