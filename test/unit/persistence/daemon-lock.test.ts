/** One daemon per data folder: real processes, real kills. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OmegaError } from '../../../src/contracts/errors.ts';
import { acquireLock } from '../../../src/persistence/daemon-lock.ts';

const lockModule = pathToFileURL(join(import.meta.dirname, '../../../src/persistence/daemon-lock.ts')).href;
let root: string;
let path: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'omega-lock-'));
  path = join(root, 'lock.db');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** A process that takes the lock, says so, and keeps it until it dies. */
async function hold(options: { uid?: number } = {}) {
  const script = `import { acquireLock } from ${JSON.stringify(lockModule)};
    try { globalThis.lock = acquireLock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1e6); }
    catch (error) { console.log(error.code + ' ' + error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: line.toString().trim() };
}

const refusal = () => {
  try {
    acquireLock(path).release();
    return undefined;
  } catch (error) {
    return error instanceof OmegaError ? error : undefined;
  }
};

test('the second one is refused with the pid of the first', async () => {
  const { child, said } = await hold();
  expect(said).toBe('held');
  const error = refusal();
  expect(error?.code).toBe('store.locked');
  expect(error?.facts.details).toEqual({ pid: child.pid, folder: root });
  expect(error?.message).toContain(`process ${child.pid}`);
  expect(error?.message).toContain('OMEGA_HOME');
});

test('kill -9 gives it free at once', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { child, said } = await hold();
    expect(said).toBe('held');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = acquireLock(path);
    expect(refusal()?.facts.details?.['pid']).toBe(process.pid);
    lock.release();
  }
});

test('released means free, for this process and for others; twice does no harm', async () => {
  const lock = acquireLock(path);
  expect(refusal()?.code).toBe('store.locked');
  lock.release();
  lock.release();
  expect(existsSync(`${path}.pid`)).toBe(false);
  expect((await hold()).said).toBe('held');
});

test('of eight that start at the same time exactly one gets it', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => hold()));
  expect(all.filter(({ said }) => said === 'held')).toHaveLength(1);
  expect(all.filter(({ said }) => said.startsWith('store.locked'))).toHaveLength(7);
});

test('the folder is made when it is missing', () => {
  path = join(root, 'a', 'b', 'lock.db');
  acquireLock(path).release();
  expect(existsSync(path)).toBe(true);
});

test('a folder that cannot be written is said to be so', async () => {
  // Root may write anywhere, so the attempt is made as nobody.
  const folder = join(root, 'readonly');
  mkdirSync(folder);
  chmodSync(root, 0o755);
  chmodSync(folder, 0o555);
  path = join(folder, 'lock.db');
  const { said } = await hold(process.getuid?.() === 0 ? { uid: 65_534 } : {});
  expect(said).toMatch(/^store\.read_only The data folder cannot be written \(SQLITE_CANTOPEN/);
  expect(said).toContain('OMEGA_HOME');
});

test('a folder in the place of the file, and a file that is no database', () => {
  mkdirSync(path);
  expect(refusal()?.code).toBe('store.read_only');
  rmSync(path, { recursive: true });
  writeFileSync(path, 'this is no database at all, but it is long enough to be looked at');
  expect(refusal()?.code).toBe('store.read_only');
});
