/** A heartbeat's checklist: Markdown with a section per `## NAME — remark`. */

/** One section. */
export interface Section {
  /** the heading up to ` — ` */
  name: string;
  /** heading and lines, each with its line end */
  text: string;
}

/** A checklist in its parts. */
export interface Checklist {
  /** what stands before the first section */
  preamble: string;
  sections: Section[];
}

/**
 * Splits a checklist into its sections. Joined again they are the whole text, with a line end after the last line.
 *
 * @throws never
 */
export function parseSections(markdown: string): Checklist {
  const list: Checklist = { preamble: '', sections: [] };
  const lines = markdown === '' ? [] : markdown.replace(/\n$/, '').split('\n');
  for (const line of lines) {
    const heading = /^## +(.*)$/.exec(line)?.[1];
    if (heading !== undefined) list.sections.push({ name: heading.split(' — ', 1)[0]?.trim() ?? '', text: '' });
    const last = list.sections.at(-1);
    if (last === undefined) list.preamble += `${line}\n`;
    else last.text += `${line}\n`;
  }
  return list;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function without(markdown: string, isLeftOut: (name: string) => boolean): string {
  const { preamble, sections } = parseSections(markdown);
  const kept = sections.filter(({ name }) => !isLeftOut(plain(name)));
  return kept.length === sections.length ? markdown : preamble + kept.map((s) => s.text).join('');
}

/** Leaves out the sections whose name holds the name of a project: the project looks after them itself. */
export function withoutProjects(markdown: string, projects: readonly string[]): string {
  const names = projects.map(plain).filter((name) => name !== '');
  return without(markdown, (section) => names.some((name) => ` ${section} `.includes(` ${name} `)));
}

/** Leaves out the sections with these names, whatever their case. */
export function withoutSections(markdown: string, names: readonly string[]): string {
  const left = new Set(names.map(plain));
  return without(markdown, (section) => left.has(section));
}

/**
 * A cheap look whether there is anything to look after: a line that is no heading, comment or rule. Where there are
 * sections, only what stands in them counts.
 */
export function isWorthLooking(markdown: string): boolean {
  const { preamble, sections } = parseSections(markdown.replaceAll(/<!--[\s\S]*?-->/g, ''));
  const text = sections.length === 0 ? preamble : sections.map((s) => s.text).join('');
  return text.split('\n').some((line) => /[\p{L}\p{N}]/u.test(line) && !/^\s*#/.test(line));
}
