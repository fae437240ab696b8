/** The rules of a job as a profile of macOS's sandbox: all is refused, some is allowed, what is protected is refused last. */
import type { SandboxMode } from '../../../contracts/ports/tools/sandbox.ts';
import type { Protected } from '../shared/options.ts';

/** What a profile is made of; all paths absolute, with links resolved. */
export interface ProfileRequest {
  readonly mode: SandboxMode;
  readonly workspace: string;
  /** folder for the job's own temporary files */
  readonly tmp: string;
  /** further folders that may be read, or written too */
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  /** home folder of the person */
  readonly user: string;
  /** files of our own programs */
  readonly programs: readonly string[];
  readonly protect: Protected;
  /** port on 127.0.0.1 of the bridge to the proxy, when the job may reach hosts */
  readonly port?: number;
}

/** What any program needs to start; no data of people. */
const SYSTEM =
  '/System /usr /bin /sbin /Library/Apple /Library/Developer /Library/Frameworks /opt/homebrew /private/var/db/dyld /private/var/db/timezone /private/etc/ssl /private/etc/localtime /private/etc/passwd /private/etc/protocols /private/etc/services /private/etc/bashrc /private/etc/profile'.split(
    ' ',
  );
const DEVICES = 'null zero random urandom tty dtracehelper stdin stdout stderr'
  .split(' ')
  .map((name) => `/dev/${name}`);
/** Where a person works, beside the home folder. */
const OPEN = ['/private/tmp', '/private/var/tmp', '/Volumes', '/opt'];

/** @returns the profile; in it the last rule that fits counts */
export function profileOf(request: ProfileRequest): string {
  const { mode, workspace, tmp, user, port, writes = [] } = request;
  const written = [workspace, tmp, ...writes, ...(mode === 'rwx' ? [user, ...OPEN] : [])];
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-fork)',
    '(allow signal (target same-sandbox))',
    '(allow process-info* (target same-sandbox))',
    '(allow sysctl-read)',
    '(allow file-read-metadata)',
    '(allow mach-lookup (global-name "com.apple.system.opendirectoryd.libinfo") (global-name "com.apple.system.logger"))',
    ...reading(request, written),
    allow('file-write*', written.map(subpath)),
    allow('file-write-data file-ioctl', DEVICES.map(literal)),
    ...(port === undefined ? [] : [`(allow network-outbound (remote ip "localhost:${port}"))`]),
    ...protection(request),
    '',
  ].join('\n');
}

function reading({ mode, programs, reads = [] }: ProfileRequest, written: readonly string[]): string[] {
  if (mode !== 'sandbox') return ['(allow file-read*)', '(allow process-exec)', '(allow file-map-executable)'];
  const seen = [...[...SYSTEM, ...reads, ...written].map(subpath), ...[...programs, ...DEVICES, '/'].map(literal)];
  return [allow('file-read* file-map-executable', seen), allow('process-exec', seen)];
}

/** Last, so that nothing above can open it again; but folders in the data folder are opened after that is closed. */
function protection({ workspace, reads = [], writes = [], protect }: ProfileRequest): string[] {
  const { data, hidden, frozen } = protect;
  const inside = (paths: readonly string[]): string[] =>
    paths.filter((path) => path.startsWith(`${data}/`)).map(subpath);
  return [
    deny('file-read* file-write* process-exec', [subpath(data)]),
    allow('file-read*', inside(reads)),
    allow('file-read* file-write* process-exec', inside([workspace, ...writes])),
    deny('file-read* file-write* process-exec', hidden.map(subpath)),
    deny('file-write*', frozen.map(subpath)),
    // Sockets of the machine: docker, agents of keys, the window server.
    '(deny network-outbound (remote unix-socket))',
    '(deny network-bind)',
    '(deny file-write-setugid)',
  ];
}

const allow = (what: string, filters: readonly string[]): string => rule('allow', what, filters);
const deny = (what: string, filters: readonly string[]): string => rule('deny', what, filters);

function rule(word: string, what: string, filters: readonly string[]): string {
  return filters.length === 0 ? '' : `(${word} ${what}\n  ${filters.join('\n  ')})`;
}

function subpath(path: string): string {
  return `(subpath ${quoted(path)})`;
}

function literal(path: string): string {
  return `(literal ${quoted(path)})`;
}

/** A string of the profile; a path cannot end it early. */
function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&')}"`;
}
