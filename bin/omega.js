#!/usr/bin/env node
// Starts Omega with a Node that can run it: this one when it is new enough, else the one of the npm package `node`.
// Plain old JavaScript on purpose: it has to run, and to explain itself, on Node 18 and 20 too.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The first number of a version such as "24.21.0". */
function major(version) {
  return Number(version.split('.')[0]);
}

/** The path of the Node binary in the optional npm package `node`, or undefined when it is not there. */
function bundledNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json');
    const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8'));
    // An old one would start this file again, which would start it again, for ever.
    if (major(version) < NEEDED) return undefined;
    const path = join(dirname(manifest), typeof bin === 'string' ? bin : bin.node);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined; // not installed: optional dependencies may be left out
  }
}

/** Runs this file again with another Node; passes signals on and ends as the child ended. */
function rerunWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child already; passing it on would count as a second one.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`omega: cannot start ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code === null ? 1 : code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    // Reached only when the signal did not end this process: then say it the way shells do.
    setTimeout(() => process.exit(128 + (constants.signals[signal] || 0)), 1000);
  });
}

/** Loads the command line: the compiled one of a package, else the sources of a checkout. */
async function run() {
  if (module.enableCompileCache) module.enableCompileCache();
  const compiled = join(root, 'dist', 'src', 'cli', 'main.js');
  await import(existsSync(compiled) ? '../dist/src/cli/main.js' : '../src/cli/main.ts');
}

if (major(process.versions.node) >= NEEDED) {
  await run();
} else {
  const node = bundledNode();
  if (node) {
    rerunWith(node);
  } else {
    console.error(
      `omega: Node ${process.versions.node} is too old; Omega needs Node ${NEEDED} or newer` +
        ' (or install it with its optional dependencies, which bring a fitting Node).',
    );
    process.exitCode = 1;
  }
}
