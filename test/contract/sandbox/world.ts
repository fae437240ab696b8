/** A machine with secrets for the sandbox to guard: a person's home, a data folder, workspaces, servers, a victim. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { homedir, networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import type { SandboxOptions } from '../../../src/adapters/sandbox/shared/options.ts';
import { shippedPrograms } from '../../../src/adapters/sandbox/shared/programs.ts';
import type { Sandbox, SandboxJob, SandboxResult } from '../../../src/contracts/ports/tools/sandbox.ts';
import { sandboxPaths } from '../../../src/domain/policy/paths.ts';

/** Stands in every secret; whoever reads it inside has got out. */
export const CANARY = 'CANARY-4711';
export const native = join(import.meta.dirname, '../../../native');

/** Programs of the machine, not of npm. */
const BWRAP = 'bwrap';
export const SETPRIV = 'setpriv';

/** Whether bubblewrap is installed; without it nothing here can be tried. */
export const hasBubblewrap = process.platform === 'linux' && spawnSync(BWRAP, ['--version']).status === 0;
export const isRoot = process.getuid?.() === 0;
/** A normal user can be tried from root only. */
export const canBeNobody = hasBubblewrap && isRoot && spawnSync(SETPRIV, ['--version']).status === 0;
export const NOBODY = 65_534;

export interface World {
  options: SandboxOptions;
  user: string;
  data: string;
  workspace: string;
  /** folder beside the data folder, readable by all */
  outside: string;
  victim: ChildProcess;
  tcp: { port: number; address: string; connections: () => number };
  udp: { port: number; datagrams: () => number };
  /** sockets of the machine */
  path: string;
  abstract: string;
  close: () => Promise<void>;
}

/** Not below /tmp: that is private in most modes, and what lies there would be hidden for that reason alone. */
const BASE = isRoot ? '/srv' : homedir();

function put(file: string, text = `${CANARY}\n`): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function listen(server: Server, ...where: [string] | [number, string]): Promise<void> {
  await new Promise<void>((resolve) => server.listen(...(where as [string]), resolve));
}

/** Fills a home folder with what people and Omega keep in it. */
function furnish(user: string): { data: string; workspace: string; outside: string } {
  const [data, outside] = [join(user, '.omega'), join(user, 'papers')];
  const workspace = join(data, 'workspaces/p');
  for (const name of ['omega.db', 'config.toml', 'token', 'backups/omega-1.db', 'workspaces/q/secret.txt'])
    put(join(data, name));
  for (const name of [
    '.ssh/id_ed25519',
    '.gnupg/private-keys',
    '.aws/credentials',
    '.mozilla/profile/logins.json',
    '.netrc',
  ])
    put(join(user, name));
  put(join(user, '.bashrc'), '# mine\n');
  put(join(outside, 'letter.txt'), 'dear reader\n');
  put(join(workspace, 'here.txt'), 'hello\n');
  symlinkSync(join(data, 'omega.db'), join(workspace, 'link-to-db'));
  symlinkSync(outside, join(workspace, 'link-to-papers'));
  return { data, workspace, outside };
}

/** @param uid who will run the jobs */
export async function buildWorld(uid: number): Promise<World> {
  const user = mkdtempSync(join(BASE, 'omega-sandbox-'));
  const { data, workspace, outside } = furnish(user);
  let connections = 0;
  let datagrams = 0;
  const address = Object.values(networkInterfaces())
    .flat()
    .find((net) => net?.family === 'IPv4' && !net.internal)?.address;
  const servers = [0, 1, 2].map(() =>
    createServer((socket) => void (connections++, socket.end(CANARY), socket.on('error', () => undefined))),
  );
  const [tcp, path, abstract] = servers as [Server, Server, Server];
  await listen(tcp, 0, '0.0.0.0');
  await listen(path, join(workspace, 'host.sock'));
  chmodSync(join(workspace, 'host.sock'), 0o777);
  const name = `omega-test-${process.pid}-${uid}`;
  await listen(abstract, `\0${name}`);
  const udp = createSocket('udp4', () => void datagrams++);
  await new Promise<void>((resolve) => udp.bind(0, '0.0.0.0', resolve));
  if (uid !== process.getuid?.()) spawnSync('chown', ['-R', `${uid}:${uid}`, user]);
  const victim = spawn('sleep', ['1000'], {
    env: { ...process.env, VICTIM: CANARY },
    ...(uid === process.getuid?.() ? {} : { uid, gid: uid }),
  });
  const options: SandboxOptions = {
    protect: sandboxPaths(data, user),
    user,
    scratch: join(data, 'sandbox'),
    native,
    programs: await shippedPrograms(native),
    searchPath: '',
    graceMs: 300,
  };
  return {
    options,
    user,
    data,
    workspace,
    outside,
    victim,
    tcp: {
      port: (tcp.address() as { port: number }).port,
      address: address ?? '127.0.0.1',
      connections: () => connections,
    },
    udp: { port: udp.address().port, datagrams: () => datagrams },
    path: join(workspace, 'host.sock'),
    abstract: name,
    close: async () => {
      victim.kill('SIGKILL');
      udp.close();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
      rmSync(user, { recursive: true, force: true });
    },
  };
}

/** How a job went, with streams as buffers. */
export type Outcome = Omit<SandboxResult, 'stdout' | 'stderr'> & { stdout: Buffer; stderr: Buffer };

/** Runs a job; its streams as buffers. */
export async function runIn(sandbox: Sandbox, job: SandboxJob): Promise<Outcome> {
  const result = await sandbox.run(job, new AbortController().signal);
  return { ...result, stdout: Buffer.from(result.stdout), stderr: Buffer.from(result.stderr) };
}
