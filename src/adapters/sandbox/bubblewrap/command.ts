/** The arguments of one job: those of bubblewrap, which travel by a pipe, and the words of the launcher. */
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { SandboxProgram } from '../../../contracts/ports/tools/program.ts';
import type { SandboxOptions } from '../shared/options.ts';
import type { Extras, Place } from '../shared/places.ts';
import { INSIDE, NO_HOME, viewOf } from './view.ts';

/** File descriptors inside, beside the three streams. */
export const FD = { args: 3, orders: 4, news: 5 } as const;
/** Port inside on which the proxy is reached. */
const PORT = 3128;
const MIB = 1024 * 1024;
/** Who a job is when the daemon is root: programs that see root try what it cannot do. */
const NOBODY = '1000';
/** Processes beside those of the job: the launcher; with a proxy, its connections. */
const OWN_TASKS = 4;
const BRIDGES = 64;
const SYSTEM_PATH = '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin';

/** What is started on the machine. */
export interface Command {
  /** of bubblewrap, given by a pipe so that no list of processes shows them */
  readonly hidden: readonly string[];
  readonly argv: readonly string[];
}

/** Where a job works, and how it reaches hosts. */
export interface Ways {
  readonly place: Place;
  readonly extras?: Extras;
  /** of the proxy, when the job may reach hosts */
  readonly socket?: string | undefined;
}

/** @returns how to start a job or a program that lives on */
export function commandOf(job: SandboxProgram, options: SandboxOptions, ways: Ways): Command {
  const { place, extras, socket } = ways;
  const launcher = join(options.native, 'bin', `linux-${process.arch}`, 'launch');
  const view = viewOf({
    mode: job.mode,
    place,
    memMiB: job.limits.memMiB,
    options,
    launcher,
    ...(extras === undefined ? {} : { extras }),
    ...(socket === undefined ? {} : { socket }),
  });
  const env = Object.entries(environment(job, options, socket !== undefined));
  const isRoot = userInfo().uid === 0;
  const hidden = [
    '--unshare-user --unshare-all --die-with-parent --new-session --as-pid-1 --disable-userns --clearenv'.split(' '),
    ['--cap-drop', 'ALL', '--hostname', 'omega'],
    isRoot ? ['--uid', NOBODY, '--gid', NOBODY] : [],
    view.mounts,
    ...env.map(([name, value]) => ['--setenv', name, value]),
    ['--chdir', place.cwd],
  ].flat();
  const words = [...view.rules, ...limits(job, options, socket !== undefined), `at=${place.workspace}`];
  return { hidden, argv: ['--args', String(FD.args), '--', `${INSIDE}/launch`, ...words, '--', ...job.argv] };
}

function environment(job: SandboxProgram, options: SandboxOptions, hasProxy: boolean): Record<string, string> {
  const proxy = `http://127.0.0.1:${PORT}`;
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'ALL_PROXY'];
  const way = job.mode === 'sandbox' || options.searchPath === '' ? SYSTEM_PATH : options.searchPath;
  return {
    ...job.env,
    PATH: `${INSIDE}/bin:${way}`,
    HOME: job.mode === 'rwx' ? options.user : NO_HOME,
    LANG: 'C.UTF-8',
    TMPDIR: '/tmp',
    ...(hasProxy ? Object.fromEntries(names.map((name) => [name, proxy])) : {}),
    ...(hasProxy ? { NODE_USE_ENV_PROXY: '1', NO_PROXY: direct(job.egress) } : {}),
  };
}

/** Its own loopback is reached directly, unless the list names the machine's. */
function direct(egress: readonly string[]): string {
  return ['localhost', '127.0.0.1', '::1'].filter((host) => !egress.some((rule) => rule.includes(host))).join(',');
}

/**
 * Memory: what is resident of all processes is counted by the launcher; each process is bounded besides, a little wider,
 * so that the count comes first and the end says what it was. Address space is bounded widely: runtimes reserve a lot; for
 * what lives on, such as a whole agent, it is not bounded at all.
 */
function limits({ limits: bounds }: SandboxProgram, options: SandboxOptions, hasProxy: boolean): string[] {
  const tasks = bounds.pids + (hasProxy ? BRIDGES : 0);
  return [
    `cpu=${Math.ceil((bounds.cpuMs ?? 0) / 1000)}`,
    `fsize=${bounds.fileMiB * MIB}`,
    `data=${bounds.memMiB * 2 * MIB + 64 * MIB}`,
    `as=${bounds.wallMs === undefined ? 0 : bounds.memMiB * 4 * MIB + 16 * 1024 * MIB}`,
    `nproc=${tasks + OWN_TASKS}`,
    'nofile=1024',
    `tasks=${tasks}`,
    `kib=${bounds.memMiB * 1024}`,
    `disk=${options.reserveMiB ?? 512}`,
    `ctl=${FD.orders}`,
    `status=${FD.news}`,
    ...(hasProxy ? [`port=${PORT}`, `socket=${INSIDE}/egress`] : []),
  ];
}
