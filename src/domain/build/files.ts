/** Files that an agent without tools writes in its answer: code blocks whose first line says `path=`. */

/** A file of a project. */
export interface ProjectFile {
  /** relative, with `/` between names */
  path: string;
  content: string;
}

const OPENING = /^ {0,3}(`{3,}|~{3,})[^\n]*?\bpath=(?:"([^"\n]+)"|(\S+))[^\n]*$/;
const PART = /^[\p{L}\p{N}_.@+-][\p{L}\p{N}_.@+ -]*$/u;
const MOST_PATH = 200;

/** @returns whether a path stays inside its folder and is a plain name for every system */
export function isSafePath(path: string): boolean {
  if (path.length > MOST_PATH || path === '') return false;
  return path.split('/').every((part) => PART.test(part) && part !== '.' && part !== '..' && part !== '.git');
}

/**
 * Reads the files of an answer; a later block of the same path replaces the earlier one. A block with more marks may hold
 * blocks with fewer.
 *
 * @returns `problems` are sentences about blocks that were left out
 */
export function parseFiles(answer: string): { files: ProjectFile[]; problems: string[] } {
  const files = new Map<string, string>();
  const problems: string[] = [];
  const lines = answer.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const opening = OPENING.exec(lines[i] ?? '');
    if (opening === null) continue;
    const mark = opening[1] ?? '```';
    const path = opening[2] ?? opening[3] ?? '';
    const end = lines.findIndex(
      (line, n) => n > i && line.trim().startsWith(mark) && line.trim().replaceAll(mark[0] ?? '`', '') === '',
    );
    if (end === -1) {
      problems.push(`${path}: its block is not closed`);
      break;
    }
    if (isSafePath(path)) files.set(path, `${lines.slice(i + 1, end).join('\n')}\n`);
    else problems.push(`"${path}" is not a path inside the project`);
    i = end;
  }
  return { files: [...files].map(([path, content]) => ({ path, content })), problems };
}
