/**
 * Builds the two small programs of the sandbox from native/*.c into native/bin/.
 *
 *   node scripts/native.ts            builds for every architecture whose compiler is installed
 *   node scripts/native.ts --check    says whether what is committed is what the sources give; exit 1 if not
 *
 * They are freestanding: no C library, nothing of the machine that built them gets in. The same compiler gives the same
 * bytes; native/bin/built.json names it, with the hash of the sources and of each program.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../native');
const bin = join(root, 'bin');
const PROGRAMS = ['launch', 'files'];
const COMPILERS: Readonly<Record<string, readonly string[]>> = {
  x64: ['x86_64-linux-gnu-gcc', 'gcc'],
  arm64: ['aarch64-linux-gnu-gcc', 'gcc'],
};
const MACHINE: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };
const FLAGS = (
  '-Os -std=gnu11 -Wall -Wextra -Werror -ffreestanding -nostdlib -static -fno-pie -no-pie -fno-builtin -fno-stack-protector ' +
  '-fno-asynchronous-unwind-tables -fno-ident -Wl,--build-id=none -Wl,-z,noexecstack -Wl,-z,max-page-size=4096 -s'
).split(' ');

/** What native/bin/built.json holds. */
export interface Built {
  sources: string;
  programs: Record<string, { compiler: string; sha256: string }>;
}

const hash = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Hash of all sources and of the flags. */
export function sourcesHash(): string {
  const files = globSync('*.{c,h}', { cwd: root }).toSorted();
  return hash(
    `${FLAGS.join(' ')}\n${files.map((file) => `${file}\n${readFileSync(join(root, file), 'utf8')}`).join('')}`,
  );
}

/** @returns compiler and its version for an architecture, or undefined when none is installed */
export function compilerOf(arch: string): { program: string; version: string } | undefined {
  for (const program of COMPILERS[arch] ?? []) {
    const target = spawnSync(program, ['-dumpmachine'], { encoding: 'utf8' });
    if (target.status !== 0 || !target.stdout.startsWith(MACHINE[arch] ?? '?')) continue;
    const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0] ?? '';
    return { program, version: version.replace(/^\S+ /, '') };
  }
  return undefined;
}

/** @returns the bytes the compiler gives for a program */
export function compile(compiler: string, program: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'omega-native-'));
  try {
    const run = spawnSync(compiler, [...FLAGS, '-o', join(folder, program), `${program}.c`], {
      cwd: root,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return readFileSync(join(folder, program));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns what native/bin/built.json says */
export function readBuilt(): Built {
  const file = join(bin, 'built.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Built) : { sources: '', programs: {} };
}

function build(): void {
  const built: Built = { sources: sourcesHash(), programs: {} };
  for (const arch of Object.keys(COMPILERS)) {
    const compiler = compilerOf(arch);
    if (compiler === undefined) throw new Error(`no compiler for ${arch}: install ${COMPILERS[arch]?.[0]}`);
    mkdirSync(join(bin, `linux-${arch}`), { recursive: true });
    for (const program of PROGRAMS) {
      const bytes = compile(compiler.program, program);
      writeFileSync(join(bin, `linux-${arch}`, program), bytes, { mode: 0o755 });
      built.programs[`linux-${arch}/${program}`] = { compiler: compiler.version, sha256: hash(bytes) };
    }
  }
  writeFileSync(join(bin, 'built.json'), `${JSON.stringify(built, null, 2)}\n`);
}

/** @returns what is not as the sources have it; compares bytes where the same compiler is installed */
export function stale(): string[] {
  const built = readBuilt();
  const found = built.sources === sourcesHash() ? [] : ['native/bin was built from other sources'];
  for (const [path, { compiler, sha256 }] of Object.entries(built.programs)) {
    const [arch = '', program = ''] = path.replace('linux-', '').split('/');
    if (hash(readFileSync(join(bin, path))) !== sha256) found.push(`native/bin/${path} is not the file that was built`);
    const here = compilerOf(arch);
    if (here?.version === compiler && hash(compile(here.program, program)) !== sha256)
      found.push(`native/bin/${path} is not what its source gives`);
  }
  return found;
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--check')) {
    const found = stale();
    for (const line of found) console.error(`${line}; run node scripts/native.ts`);
    process.exitCode = found.length === 0 ? 0 : 1;
  } else build();
}
