/** bin/omega.js: which code it loads, which Node it takes, and that exit codes and signals come through. */
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** Makes the launcher's process believe it is Node 20; processes it starts are not touched. */
const AS_NODE_20 = `--import=data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })",
)}`;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-launcher-'));
  write('package.json', '{ "type": "module" }');
  mkdirSync(join(home, 'bin'));
  copyFileSync(join(import.meta.dirname, '../../../bin/omega.js'), join(home, 'bin', 'omega.js'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const full = join(home, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

/** Puts an npm package `node` beside the launcher whose binary is the Node of this test. */
function installNode(version = '24.21.0'): void {
  write('node_modules/node/package.json', JSON.stringify({ name: 'node', version, bin: { node: 'bin/node' } }));
  mkdirSync(join(home, 'node_modules/node/bin'), { recursive: true });
  symlinkSync(process.execPath, join(home, 'node_modules/node/bin/node'));
}

function launch(...flags: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [...flags, join(home, 'bin', 'omega.js'), 'ask', 'two words'], {
    encoding: 'utf8',
  });
}

describe('on a Node that is new enough', () => {
  test('it runs the sources of a checkout', () => {
    write('src/cli/main.ts', 'const who: string = "source"; console.log(who, process.argv.slice(2).join("|"));');
    expect(launch()).toMatchObject({ stdout: 'source ask|two words\n', stderr: '', status: 0 });
  });

  test('it prefers the compiled code of an installed package', () => {
    write('src/cli/main.ts', 'console.log("source");');
    write('dist/src/cli/main.js', 'console.log("compiled");');
    expect(launch().stdout).toBe('compiled\n');
  });

  test('the compile cache is on before the first import', () => {
    write('dist/src/cli/main.js', 'import m from "node:module"; console.log(m.getCompileCacheDir() !== undefined);');
    expect(launch().stdout).toBe('true\n');
  });

  test('a link to it works as the link of an npm install does', () => {
    write('dist/src/cli/main.js', 'console.log("compiled");');
    chmodSync(join(home, 'bin', 'omega.js'), 0o755);
    symlinkSync(join(home, 'bin', 'omega.js'), join(home, 'omega'));
    expect(spawnSync(process.execPath, [join(home, 'omega')], { encoding: 'utf8' }).stdout).toBe('compiled\n');
  });
});

describe('on an old Node', () => {
  test('it runs itself again with the Node of the package `node`, arguments and exit code included', () => {
    installNode();
    write('dist/src/cli/main.js', 'console.log(process.argv.slice(2).join("|")); process.exitCode = 7;');
    expect(launch(AS_NODE_20)).toMatchObject({ stdout: 'ask|two words\n', stderr: '', status: 7 });
  });

  test('without that package it says in one line what is missing', () => {
    write('dist/src/cli/main.js', 'console.log("must not run");');
    const run = launch(AS_NODE_20);
    expect(run).toMatchObject({ stdout: '', status: 1 });
    expect(run.stderr).toMatch(/^omega: Node 20\.20\.2 is too old; Omega needs Node 24 or newer.*\n$/);
  });

  test('a package `node` that is itself too old is not started over and over', () => {
    installNode('22.1.0');
    write('dist/src/cli/main.js', 'console.log("must not run");');
    expect(launch(AS_NODE_20)).toMatchObject({ stdout: '', status: 1 });
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s reaches the child, which ends in its own way',
    async (signal) => {
      installNode();
      write(
        'dist/src/cli/main.js',
        `const keep = setInterval(() => {}, 1000);
       process.on('${signal}', () => { console.log('stopping'); clearInterval(keep); process.exitCode = 3; });
       console.log('ready');`,
      );
      const { child, output } = await start();
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([3, null]);
      expect(output()).toBe('ready\nstopping\n');
    },
  );

  test('a child that a signal ends, ends the launcher by the same signal', async () => {
    installNode();
    write('dist/src/cli/main.js', 'setInterval(() => {}, 1000); console.log("ready");');
    const { child } = await start();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
  });
});

/** Starts the launcher as an old Node and waits until the program under it has written its first line. */
async function start() {
  const child = spawn(process.execPath, [AS_NODE_20, join(home, 'bin', 'omega.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child.stdout, 'data');
  return { child, output: () => text };
}
