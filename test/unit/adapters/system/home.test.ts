/** The data folder, its token and the record of the running daemon. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  apiToken,
  checkTokenFile,
  homeFolder,
  prepareHome,
  readDaemonRecord,
  removeDaemonRecord,
  writeDaemonRecord,
} from '../../../../src/adapters/system/home/index.ts';

let root: string;
let home: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'omega-home-'));
  home = join(root, 'deep', 'home');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the folder', () => {
  test('is OMEGA_HOME, else .omega in the home of the user', () => {
    expect(homeFolder({ HOME: '/home/ada' })).toBe('/home/ada/.omega');
    expect(homeFolder({ HOME: '/home/ada', OMEGA_HOME: '~/o' })).toBe('/home/ada/o');
    expect(homeFolder({ OMEGA_HOME: '/srv/omega/' })).toBe('/srv/omega');
    expect(homeFolder({ OMEGA_HOME: 'here' })).toBe(join(process.cwd(), 'here'));
  });

  test('is made for its owner only, and taken as it is when it exists', () => {
    prepareHome(home);
    expect(mode(home)).toBe('700');
    chmodSync(home, 0o755);
    prepareHome(home);
    expect(mode(home)).toBe('755');
  });

  test('a file in its place is refused with the way out', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => prepareHome(join(root, 'file'))).toThrow(
      expect.objectContaining({ code: 'store.read_only', message: expect.stringContaining('OMEGA_HOME') }),
    );
  });
});

describe('the token', () => {
  test('is made once, 256 bits, private', () => {
    prepareHome(home);
    const first = apiToken(home, {}).reveal();
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(apiToken(home, {}).reveal()).toBe(first);
    expect(mode(join(home, 'token'))).toBe('600');
    expect(readFileSync(join(home, 'token'), 'utf8')).toBe(`${first}\n`);
    expect(readdirSync(home)).toEqual(['token']);
    expect(checkTokenFile(home)).toEqual({ exists: true, mode: '600', private: true });
  });

  test('a generous umask changes nothing', () => {
    const before = process.umask(0);
    try {
      prepareHome(home);
      apiToken(home, {});
    } finally {
      process.umask(before);
    }
    expect([mode(home), mode(join(home, 'token'))]).toEqual(['700', '600']);
  });

  test('OMEGA_API_TOKEN wins and leaves no file', () => {
    prepareHome(home);
    expect(apiToken(home, { OMEGA_API_TOKEN: ' abc ' }).reveal()).toBe('abc');
    expect(checkTokenFile(home).exists).toBe(false);
  });

  test('a file others can read is made private; an empty one is filled', () => {
    prepareHome(home);
    writeFileSync(join(home, 'token'), 'mine\n', { mode: 0o644 });
    expect(checkTokenFile(home)).toEqual({ exists: true, mode: '644', private: false });
    expect(apiToken(home, {}).reveal()).toBe('mine');
    expect(mode(join(home, 'token'))).toBe('600');
    writeFileSync(join(home, 'token'), '');
    expect(apiToken(home, {}).reveal()).toMatch(/^[\w-]{43}$/);
  });

  test('one no header can carry is refused without printing it', () => {
    prepareHome(home);
    expect(() => apiToken(home, { OMEGA_API_TOKEN: 'LEAK it' })).toThrow(
      expect.objectContaining({ code: 'config.invalid', message: expect.not.stringContaining('LEAK') }),
    );
  });
});

describe('the record of the daemon', () => {
  const record = { pid: process.pid, url: 'http://127.0.0.1:7777', startedAt: 1, version: '0.1.0' };

  test('is written, read and removed', () => {
    prepareHome(home);
    expect(readDaemonRecord(home)).toBeUndefined();
    writeDaemonRecord(home, record);
    expect(readDaemonRecord(home)).toEqual(record);
    expect(mode(join(home, 'daemon.json'))).toBe('600');
    removeDaemonRecord(home);
    expect(readdirSync(home)).toEqual([]);
  });

  test('of a dead process counts as none, and another one does not remove it', () => {
    prepareHome(home);
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeDaemonRecord(home, { ...record, pid: dead });
    expect(readDaemonRecord(home)).toBeUndefined();
    removeDaemonRecord(home);
    expect(readdirSync(home)).toEqual(['daemon.json']);
  });

  test.each(['', '{', '{"pid":"x"}', '{"pid":1,"url":"no","startedAt":1,"version":"0"}'])('broken: %s', (text) => {
    prepareHome(home);
    writeFileSync(join(home, 'daemon.json'), text);
    expect(readDaemonRecord(home)).toBeUndefined();
  });
});
