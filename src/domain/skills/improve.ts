/** What using a skill taught, written into its file. */

const HEADING = '## Lessons Learned';

/**
 * Adds a lesson right below the heading for lessons, which is made at the end when it is missing.
 *
 * @returns the text as it was when the lesson stands there already
 */
export function improveSkill(file: string, lesson: string): { text: string; changed: boolean } {
  const line = `- ${lesson.trim().replaceAll(/\s+/g, ' ')}`;
  const lines = file.split('\n');
  if (lines.some((l) => l.trim().toLowerCase() === line.toLowerCase())) return { text: file, changed: false };
  const at = lines.findIndex((l) => l.trim().toLowerCase() === HEADING.toLowerCase());
  if (at === -1) return { text: `${file.trimEnd()}\n\n${HEADING}\n\n${line}\n`, changed: true };
  const behind = lines[at + 1]?.trim() === '' ? at + 2 : at + 1;
  return { text: [...lines.slice(0, behind), line, ...lines.slice(behind)].join('\n'), changed: true };
}
