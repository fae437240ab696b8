/** Paths that nothing an agent writes or reads may touch. Pure: symbolic links are the business of whoever opens the file. */
import { PERSONAL, protectedPaths, STARTERS, type ProtectedPaths } from './protected.ts';

/** Joins what `.` and `..` mean; `..` at the root stays there. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const SYSTEM =
  '/System /bin /sbin /usr/bin /usr/sbin /usr/lib /usr/libexec /private/etc /Library /etc /boot /proc /sys /dev'.split(
    ' ',
  );
/** Devices that swallow or give what nobody keeps. */
const HARMLESS: ReadonlySet<string> = new Set(['/dev/null', '/dev/zero', '/dev/tty', '/dev/stdout', '/dev/stderr']);
/** In the data folder: secrets and what Omega is made of. */
const SECRET =
  'data config.toml policy.yaml mcp.json token omega.db whatsapp_session stores/google.json secrets backups'.split(' ');
const OWN = 'prompts topologies HEARTBEAT.suppress'.split(' ');

/** Rules of a project: no call may loosen what it is judged by. */
const RULES = /^projects\/[^/]+\/policy\.yaml(?:[.~-].*)?$/;

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** A file such as config.toml.bak or omega.db-wal is as secret as what it belongs to. */
function isKin(path: string, file: string): boolean {
  return isBelow(path, file) || path.startsWith(`${file}.`) || path.startsWith(`${file}-`);
}

function isSecret(path: string, home: string): boolean {
  const user = normalPath(`${home}/..`);
  return (
    SECRET.some((name) => isKin(path, `${home}/${name}`)) || PERSONAL.some((name) => isBelow(path, `${user}/${name}`))
  );
}

/**
 * @param path absolute; a relative one is blocked, for nobody can say where it leads
 * @param home the data folder, e.g. /home/ada/.omega
 */
export function isReadBlocked(path: string, home: string): boolean {
  return !path.startsWith('/') || isSecret(normalPath(path), normalPath(home));
}

/** As {@link isReadBlocked}; also the system, what starts programs, and what Omega is made of. */
export function isWriteBlocked(path: string, home: string): boolean {
  if (isReadBlocked(path, home)) return true;
  const whole = normalPath(path);
  if (HARMLESS.has(whole)) return false;
  const user = normalPath(`${home}/..`);
  return (
    SYSTEM.some((folder) => isBelow(whole, folder)) ||
    STARTERS.some((name) => isBelow(whole, `${user}/${name}`)) ||
    OWN.some((name) => isBelow(whole, `${normalPath(home)}/${name}`)) ||
    (isBelow(whole, normalPath(home)) && RULES.test(whole.slice(normalPath(home).length + 1)))
  );
}

/**
 * What a sandbox has to hide or to hold fast.
 *
 * @param home the data folder
 * @param user home folder of the person
 */
export function sandboxPaths(home: string, user: string): ProtectedPaths {
  return protectedPaths(normalPath(home), SECRET, normalPath(user));
}
