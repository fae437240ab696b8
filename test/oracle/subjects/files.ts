/** The part of files: checklists, skills, prompts. */
import { expect } from 'vitest';
import { parseFrontMatter } from '../../../src/domain/text/front-matter.ts';
import { ownPart } from '../../../src/domain/guide.ts';
import { isWorthLooking, parseSections, withoutProjects } from '../../../src/domain/heartbeat/sections.ts';
import { isSafeCommand, skillOf } from '../../../src/domain/skills/parse.ts';
import type { Subject } from '../subject.ts';

const skill = (block: string) => {
  const read = parseFrontMatter(block);
  const found = 'problem' in read ? undefined : skillOf(read.data, '');
  if (found === undefined) return null;
  const { name, description, requires, homepage, triggers, mcp } = found;
  return { name, description, requires, homepage, trigger: triggers.length === 0 ? null : triggers.join('|'), mcp };
};

export const subject: Subject = {
  functions: {
    // Theirs keeps what a model wrote below the line; ours keeps what the owner wrote there.
    extract_dynamic_content: (text: string) => ownPart(text) ?? null,
    parse_heartbeat_sections: (text: string) => {
      const { preamble, sections } = parseSections(text);
      return [preamble, sections.map((s) => [s.name, s.text])];
    },
    strip_project_sections: (text: string, projects: string[]) => {
      const left = withoutProjects(text, projects);
      return isWorthLooking(left) ? left : null;
    },
    parse_yaml_frontmatter_block: skill,
    is_safe_mcp_command: isSafeCommand,
    parse_markdown_sections: (text: string) =>
      parseSections(text).sections.map((s) => [s.name, s.text.slice(s.text.indexOf('\n') + 1).trim()]),
  },
  deviations: {
    'is_safe_mcp_command#613': () => expect(isSafeCommand('../../bin/sh')).toBe(false),
    'parse_yaml_frontmatter_block#622': ({ args }) =>
      expect(skill(args[0] as string)).toMatchObject({ description: 'folded text' }),
    'parse_yaml_frontmatter_block#624': ({ args }) =>
      expect(skill(args[0] as string)).toMatchObject({ requires: ['a', 'b'] }),
  },
};
