/** Ends a process with everything it has started, also what has left its group, its session or its parent. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { MARK } from './environment.ts';

interface Known {
  pid: number;
  parent: number;
  session: number;
}

/** New ones may appear while we look; after so many rounds the kernel has none left to give. */
const ROUNDS = 5;

function fromProc(): Known[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // pid (name of the program, which may hold anything) state parent group session …
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state = '', parent = '', , session = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' ? [] : { pid: Number(name), parent: Number(parent), session: Number(session) };
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

function fromPs(): Known[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,sess='], { encoding: 'utf8', timeout: 5000 });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [pid = 0, parent = 0, session = 0] = line.trim().split(/\s+/).map(Number);
    return pid > 0 ? { pid, parent, session } : [];
  });
}

function isMarked(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${MARK}=${mark}`);
  } catch {
    return false; // not ours to read, or ended
  }
}

/**
 * The processes that belong to one.
 *
 * @param root pid of the first, which leads its own session
 * @param mark value of the variable {@link MARK} in its environment
 * @returns    pids that are alive, the first among them
 */
export function treeOf(root: number, mark: string): number[] {
  const all = existsSync('/proc/self/stat') ? fromProc() : fromPs();
  const found = new Set(all.filter(({ pid, session }) => pid === root || session === root).map(({ pid }) => pid));
  for (const { pid } of all) if (isMarked(pid, mark)) found.add(pid);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  found.delete(process.pid);
  return [...found];
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

/** Ends all of {@link treeOf}. Never throws. */
export function endTree(root: number, mark: string): void {
  for (let round = 0; round < ROUNDS; round++) {
    const pids = treeOf(root, mark);
    if (pids.length === 0) return;
    for (const pid of pids) end(pid);
  }
}
