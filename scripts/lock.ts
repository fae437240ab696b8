/**
 * Keeps package-lock.json such that `npm ci` works on every machine. Two things npm leaves out when it writes the lock:
 * - the builds of a native package for other platforms, when the registry in use does not offer them: `npm ci` refuses the lock then;
 * - `"gypfile": false` of a package that ships prebuilt: `npm ci` then runs node-gyp for it, which fails where no Python is.
 *
 *   node scripts/lock.ts            adds what is missing
 *   node scripts/lock.ts --check    names what is missing; exit 1 then
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  version?: string;
  dev?: boolean;
  license?: string;
  gypfile?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const root = join(import.meta.dirname, '..');
const path = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Entry> };
const MODULES = 'node_modules/';

/** Where Node would find a package from another one: beside it or further up. */
function found(from: string, name: string): boolean {
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf(`/${MODULES}`)))) {
    if (`${folder}/${MODULES}${name}` in lock.packages) return true;
  }
  return `${MODULES}${name}` in lock.packages;
}

/** The platform a build is for, read from its name (`binding-linux-arm64-musl`); undefined for other packages. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> | undefined {
  const words = (name.split('/').at(-1) ?? '').split('-');
  const os = words.find((word) => /^(aix|android|darwin|freebsd|linux|openharmony|sunos|win32)$/.test(word));
  const cpu = words.find((word) => /^(arm|arm64|ia32|loong64|ppc64|riscv64|s390x|x64)$/.test(word));
  if (!os || !cpu) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : '';
  return { cpu: [cpu], ...(os === 'linux' && libc ? { libc: [libc] } : {}), os: [os] };
}

const missing: string[] = [];
for (const [from, { optionalDependencies = {}, dev, license }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (found(from, name)) continue;
    const platform = platformOf(name);
    if (!platform || !/^\d+\.\d+\.\d+$/.test(version)) {
      console.error(`lock: ${name}@${version} of ${from} is missing and is no build for one platform: npm install`);
      process.exit(1);
    }
    missing.push(`${name}@${version}`);
    const beside = from.slice(0, from.lastIndexOf(MODULES) + MODULES.length);
    const family = dev ? { dev, ...(license ? { license } : {}) } : license ? { license } : {};
    lock.packages[`${beside}${name}`] = { version, cpu: platform.cpu ?? [], ...family, optional: true, ...platform };
  }
}

for (const [at, entry] of Object.entries(lock.packages)) {
  const manifest = join(root, at, 'package.json');
  if (at === '' || entry.gypfile === false || !existsSync(manifest)) continue;
  if ((JSON.parse(readFileSync(manifest, 'utf8')) as Entry).gypfile !== false) continue;
  missing.push(`"gypfile": false of ${at}`);
  entry.gypfile = false;
}

if (missing.length === 0) console.log('the lock is complete');
else if (process.argv.includes('--check')) {
  console.error(
    `${missing.length} entries are not in package-lock.json; node scripts/lock.ts adds them. The first ones:`,
  );
  console.error(`  ${missing.slice(0, 8).join('\n  ')}`);
  process.exitCode = 1;
} else {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`added ${missing.length} entries`);
}
