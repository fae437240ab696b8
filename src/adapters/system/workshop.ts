/** The folder for built projects: `workspace/builds` in the data folder. */
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { OmegaError } from '../../contracts/errors.ts';
import type { Workshop } from '../../contracts/ports/workshop.ts';
import { cannotWrite } from './home/folder.ts';

const MOST_BYTES = 262_144;
const MOST_DEPTH = 10;
/** Folders that hold what tools made. */
const MADE = new Set(['node_modules', 'target', 'dist', '__pycache__', '.git']);

function realFolder(path: string): string {
  return existsSync(path) ? realpathSync(path) : realFolder(dirname(path));
}

function filesIn(folder: string, base: string, depth: number): string[] {
  if (depth > MOST_DEPTH || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return MADE.has(entry.name) ? [] : filesIn(path, base, depth + 1);
    return entry.isFile() ? [relative(base, path).split(sep).join('/')] : [];
  });
}

/** Opens the workshop. @param home data folder, absolute */
export function workshop(home: string): Workshop {
  const root = join(home, 'workspace', 'builds');
  const below = (project: string, path: string): string => {
    const folder = join(root, project);
    const whole = join(folder, ...path.split('/'));
    const inside = (from: string, to: string): boolean => {
      const way = relative(from, to);
      return way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep);
    };
    const real = existsSync(folder) ? inside(realpathSync(folder), realFolder(whole)) : true;
    if (!inside(folder, whole) || !inside(root, folder) || folder === root || !real)
      throw new OmegaError('file.outside', `"${path}" is not a path inside the project "${project}".`);
    return whole;
  };
  return {
    location: (project) => join(root, project),
    list: (project) => filesIn(below(project, ''), join(root, project), 0).toSorted(),
    read(project, path) {
      const file = below(project, path);
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat?.isFile() && stat.size <= MOST_BYTES ? readFileSync(file, 'utf8') : undefined;
    },
    write(project, path, text) {
      const file = below(project, path);
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writeFileSync(file, text);
      } catch (cause) {
        throw cannotWrite(file, cause);
      }
    },
  };
}
