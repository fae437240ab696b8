/** The guide of the workspace: what an agent reads that works there. Written from what there is, without a model; the owner's part is kept. */

/** Below this line the owner writes. */
export const GUIDE_MARK = '<!-- below this line is yours: it is kept as it is -->';

/** What the guide tells of. */
export interface GuideFacts {
  /** text that ships, with everything that is always so */
  intro: string;
  skills: readonly { name: string; description: string; missing: readonly string[] }[];
  projects: readonly string[];
  tools: readonly { name: string; description: string }[];
  /** what is allowed on this machine, a sentence each; nothing of a person: everybody's conversations are told the guide */
  rules: readonly string[];
}

/** One line of a table: nothing in it ends the cell. */
const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))].map(
    (row) => `| ${row.join(' | ')} |`,
  );
  return [`## ${title}\n\n${lines.join('\n')}`];
}

/** First sentence of a description, for a table. */
const brief = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;

/**
 * The owner's part of a guide.
 *
 * @returns what stands below the line, without blank lines around it; undefined where there is no such line
 */
export function ownPart(text: string): string | undefined {
  const at = text.indexOf(GUIDE_MARK);
  return at === -1 ? undefined : text.slice(at + GUIDE_MARK.length).trim();
}

/**
 * Writes the guide.
 *
 * @param facts  what there is
 * @param before the guide as it is; one without the line was written by its owner and is kept whole below it
 * @returns      the whole text; the same for the same facts
 */
export function guideText({ intro, skills, projects, tools, rules }: GuideFacts, before?: string): string {
  const own = before === undefined ? '' : (ownPart(before) ?? before.trim());
  const sections = [
    intro.trim(),
    ...table(
      'Skills',
      ['skill', 'what it is for', 'ready'],
      skills.map((s) => [
        s.name,
        s.description,
        s.missing.length === 0 ? 'yes' : `no: ${s.missing.join(', ')} is missing`,
      ]),
    ),
    ...table(
      'Projects',
      ['project', 'instructions'],
      projects.map((name) => [name, `projects/${name}/ROLE.md in the data folder`]),
    ),
    ...table(
      'Tools of the assistant',
      ['tool', 'what it does'],
      tools.map((tool) => [tool.name, brief(tool.description)]),
    ),
    ...(rules.length === 0 ? [] : [`## Rules of this machine\n\n${rules.map((rule) => `- ${cell(rule)}`).join('\n')}`]),
    GUIDE_MARK,
    ...(own === '' ? [] : [own]),
  ];
  return `${sections.join('\n\n')}\n`;
}
