/** What a job sees of the machine: the mounts, as arguments of bubblewrap, and what Landlock allows on top of them. */
import { existsSync, lstatSync, readlinkSync, statSync } from 'node:fs';
import type { SandboxMode } from '../../../contracts/ports/tools/sandbox.ts';
import type { SandboxOptions } from '../shared/options.ts';
import { between, isBelow, realPath, type Extras, type Place } from '../shared/places.ts';

/** Folder of our own programs inside. */
export const INSIDE = '/run/omega';
/** Home folder inside, where the person's own is not to be seen. */
export const NO_HOME = '/tmp/home';

/** What is mounted, and what Landlock lets through. */
export interface View {
  /** arguments of bubblewrap */
  readonly mounts: readonly string[];
  /** words of the launcher: ro=, rw=, dev= */
  readonly rules: readonly string[];
}

const ROOTS = '/bin /sbin /lib /lib32 /lib64 /libx32'.split(' ');
/** Of /etc only what programs need to run; no passwords, no keys, no settings of services. */
const SETTINGS =
  'alternatives ld.so.cache ld.so.conf ld.so.conf.d ssl/certs ssl/openssl.cnf pki/tls ca-certificates ca-certificates.conf localtime timezone mime.types nsswitch.conf protocols services passwd group bash.bashrc profile profile.d terminfo fonts python3 python3.11 python3.12 python3.13 perl java-17-openjdk java-21-openjdk'.split(
    ' ',
  );
const DEVICES = 'null zero full random urandom tty ptmx'.split(' ').map((name) => `/dev/${name}`);
/** Where a person works, beside the home folder. */
const OPEN = '/tmp /var/tmp /opt /srv /mnt /media'.split(' ');
const MIB = 1024 * 1024;

/** One thing done to the tree; all of them happen from the top down. */
interface Step {
  readonly path: string;
  readonly words: readonly string[];
}

/** What the view of one job is made of. */
export interface ViewRequest {
  readonly mode: SandboxMode;
  readonly place: Place;
  /** further folders */
  readonly extras?: Extras;
  readonly memMiB: number;
  /** socket of the proxy, when the job may reach hosts */
  readonly socket?: string;
  readonly options: SandboxOptions;
  readonly launcher: string;
}

/** @returns the mounts and rules of one job */
export function viewOf(request: ViewRequest): View {
  const { mode, place, memMiB, options, extras = { reads: [], writes: [] } } = request;
  const open = mode === 'rwx' ? [...new Set([options.user, ...OPEN])].filter((path) => isFolder(path)) : [];
  const own = [...extras.writes, place.workspace];
  const inner = [...extras.reads.map((path) => bind('--ro-bind', path)), ...own.map((path) => bind('--bind', path))];
  const steps = [...protection(request, open), ...open.map((path) => bind('--bind', path))];
  const size = String(Math.max(16, Math.min(memMiB, 1024)) * MIB);
  const mounts = [
    ...(mode === 'sandbox' ? system() : ['--ro-bind', '/', '/']),
    '--proc /proc --dev /dev'.split(' '),
    ['--size', String(64 * MIB), '--tmpfs', '/dev/shm'],
    // The machine's sockets live here: docker, D-Bus, agents of keys.
    ['--size', String(MIB), '--tmpfs', '/run'],
    ...(mode === 'rwx' ? [] : ['--size', size, '--tmpfs', '/tmp', '--dir', NO_HOME]),
    ...(mode === 'rx' ? ['--size', size, '--tmpfs', '/var/tmp'] : []),
    ...order(steps, inner),
    ...programs(request),
    ...(mode === 'sandbox' ? ['--remount-ro', '/'] : []),
    ['--remount-ro', '/run', '--remount-ro', '/dev'],
  ].flat();
  return { mounts, rules: rules(mode, extras.reads, [...own, ...open]) };
}

function rules(mode: SandboxMode, reads: readonly string[], written: readonly string[]): string[] {
  const read = mode === 'sandbox' ? ['/usr', '/nix/store', ...ROOTS, '/etc', '/proc', '/dev', INSIDE, ...reads] : ['/'];
  return [
    ...read.map((path) => `ro=${path}`),
    ...['/tmp', '/var/tmp', '/dev/shm', '/dev/pts', ...written].map((path) => `rw=${path}`),
    ...DEVICES.map((path) => `dev=${path}`),
  ];
}

/** The system's programs and nothing else. */
function system(): string[] {
  const words = ['--ro-bind', '/usr', '/usr', '--ro-bind-try', '/nix/store', '/nix/store'];
  for (const path of ROOTS) {
    if (!existsSync(path)) continue;
    if (lstatSync(path).isSymbolicLink()) words.push('--symlink', readlinkSync(path), path);
    else words.push('--ro-bind', path, path);
  }
  return [...words, ...SETTINGS.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`])];
}

function programs({ options, launcher, socket }: ViewRequest): string[] {
  const own = Object.entries(options.programs).filter(([, file]) => existsSync(file));
  return [
    ['--ro-bind', launcher, `${INSIDE}/launch`],
    ...own.flatMap(([name, file]) => ['--ro-bind', file, `${INSIDE}/bin/${name}`]),
    ...(socket === undefined ? [] : ['--bind', socket, `${INSIDE}/egress`]),
  ].flat();
}

function bind(kind: '--bind' | '--ro-bind', path: string): Step {
  return { path, words: [kind, path, path] };
}

/**
 * Hides and holds fast what is protected. A folder above something protected becomes a mount of its own where it could
 * be written: a mount cannot be renamed, so nobody can put another folder in its place.
 */
function protection({ mode, place, extras, options: { protect } }: ViewRequest, open: readonly string[]): Step[] {
  const writable = [place.workspace, ...(extras?.writes ?? []), ...open];
  const shown = [...writable, ...(extras?.reads ?? [])];
  // Mounts go to where a thing really is; its other names lead there.
  const seen = (path: string): boolean =>
    realPath(path) === path && (mode !== 'sandbox' || shown.some((folder) => isBelow(path, folder)));
  const hidden = [protect.data, ...protect.hidden].filter((path) => seen(path));
  // What lies in a hidden folder needs no hiding; there would be nothing to mount it on.
  const outer = hidden.filter((path) => !hidden.some((other) => other !== path && isBelow(path, other)));
  const frozen = protect.frozen.filter((path) => seen(path) && !hidden.some((other) => isBelow(path, other)));
  const pins = [...outer, ...frozen].flatMap((path) => {
    const root = writable.find((folder) => folder !== path && isBelow(path, folder));
    return root === undefined ? [] : between(root, path);
  });
  return [
    ...[...new Set(pins)].map((path) => bind('--bind', path)),
    ...frozen.map((path) => bind('--ro-bind', path)),
    ...outer.map((path) => hide(path)),
  ];
}

function hide(path: string): Step {
  const words = isFolder(path)
    ? ['--perms', '0555', '--size', '4096', '--tmpfs', path, '--remount-ro', path]
    : ['--ro-bind', '/dev/null', path];
  return { path, words };
}

/** From the top down; the workspace and other folders come after what they lie in and before what lies in them. */
function order(steps: readonly Step[], inner: readonly Step[]): string[] {
  const given = new Map(inner.map((step) => [step.path, step]));
  const all = [...steps.filter(({ path }) => !given.has(path)), ...given.values()];
  const depth = ({ path }: Step): number => path.split('/').length;
  return unsealed(
    all.toSorted((a, b) => depth(a) - depth(b)),
    [...given.keys()],
  );
}

/** A hidden folder in which the workspace lies is closed only after the workspace is in it; so it is for other folders. */
function unsealed(steps: readonly Step[], inner: readonly string[]): string[] {
  const sealed = steps.filter(
    ({ path, words }) => words.includes('--remount-ro') && inner.some((one) => isBelow(one, path)),
  );
  const open = steps.flatMap(({ path, words }) =>
    sealed.some((step) => step.path === path) ? words.slice(0, words.indexOf('--remount-ro')) : words,
  );
  return [...open, ...sealed.flatMap(({ path }) => ['--remount-ro', path])];
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
