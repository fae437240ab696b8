/** What the agents of a build say about a project: the brief at its beginning, the verdicts in between, the summary at its end. */

/** What is to be built. */
export interface Brief {
  name: string;
  language: string;
  database: string;
  frontend: boolean;
  scope: string;
  components: string[];
}

/** A verdict. */
export type Verdict = { pass: true } | { pass: false; reason: string };

/** What was built. */
export interface BuildSummary {
  project: string;
  location: string;
  language: string;
  summary: string;
  usage: string;
  skill: string | null;
}

/** Begins with a letter or number; no path, no way up. */
const PROJECT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** @returns whether a project may have this name, which is the name of its folder */
export function isProjectName(name: string): boolean {
  return PROJECT_NAME.test(name) && !name.includes('..');
}

const plain = (text: string): string =>
  text
    .trim()
    .replaceAll(/^[*_`"']+|[*_`"']+$/g, '')
    .trim();

/** Value of the first line `NAME: value`, whatever decorates the name; undefined when there is none. */
function field(text: string, name: string): string | undefined {
  const match = new RegExp(`^[\\s*_\`#-]*${name}[*_\`]*\\s*:[*_\`]*(.*)$`, 'm').exec(text);
  return match === null ? undefined : plain(match[1] ?? '');
}

/** The list items right below a line. */
function itemsBelow(text: string, name: string): string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => new RegExp(`^[\\s*_\`#]*${name}[*_\`]*\\s*:`).test(line));
  const items: string[] = [];
  for (const line of at === -1 ? [] : lines.slice(at + 1)) {
    const item = /^\s*(?:[-*•]|\d+[.)])\s+(.+)$/.exec(line)?.[1];
    if (item === undefined) break;
    items.push(plain(item));
  }
  return items;
}

/** Reads a brief. @returns undefined when it has no usable name */
export function parseBrief(text: string): Brief | undefined {
  const name = field(text, 'PROJECT_NAME') ?? '';
  if (!isProjectName(name)) return undefined;
  return {
    name,
    language: field(text, 'LANGUAGE') || 'Rust',
    database: field(text, 'DATABASE') || 'SQLite',
    frontend: /^(?:yes|true)$/i.test(field(text, 'FRONTEND') ?? ''),
    scope: field(text, 'SCOPE') || 'A software project.',
    components: itemsBelow(text, 'COMPONENTS'),
  };
}

/**
 * Reads a verdict: the last line that is exactly one. A verdict in the middle of a sentence never counts.
 *
 * @param name VERIFICATION or REVIEW
 */
export function parseVerdict(text: string, name: 'VERIFICATION' | 'REVIEW'): Verdict {
  const lines = text.split('\n').map(plain);
  const pattern = new RegExp(`^${name}:[*_\`\\s]*(PASS|FAIL)[.!]?$`, 'i');
  const at = lines.findLastIndex((line) => pattern.test(line));
  const passed = /PASS/i.test(pattern.exec(lines[at] ?? '')?.[1] ?? '');
  if (passed) return { pass: true };
  const reason = field(text, 'REASON');
  if (reason) return { pass: false, reason };
  if (at === -1 && name === 'REVIEW') return { pass: false, reason: 'No review marker found in response' };
  const below =
    at === -1
      ? ''
      : text
          .split('\n')
          .slice(at + 1)
          .join('\n')
          .trim();
  if (name === 'REVIEW' && below !== '') return { pass: false, reason: below };
  return { pass: false, reason: 'Verification failed (no reason provided)' };
}

/** Reads the summary of a finished build. @returns undefined when there is none */
export function parseBuildSummary(text: string): BuildSummary | undefined {
  if (!text.split('\n').some((line) => plain(line) === 'BUILD_COMPLETE')) return undefined;
  const one = (name: string): string => field(text, name) ?? '';
  return {
    project: one('PROJECT'),
    location: one('LOCATION'),
    language: one('LANGUAGE'),
    summary: one('SUMMARY'),
    usage: one('USAGE'),
    skill: one('SKILL') || null,
  };
}
