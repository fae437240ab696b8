/** Servers that skills bring along: offered only where the question is about the skill. */
import type { Skill, SkillServer } from '../skills/parse.ts';
import { triggered } from '../skills/parse.ts';

/** A server of a skill. */
export interface BroughtServer extends SkillServer {
  skill: string;
  triggers: string[];
}

/**
 * The servers of all skills; a name that is taken stays with who has it.
 *
 * @param skills those that are usable here
 * @param taken  names of servers that were set up by hand
 */
export function serversOfSkills(skills: readonly Skill[], taken: ReadonlySet<string>): BroughtServer[] {
  const used = new Set(taken);
  return skills.flatMap((skill) =>
    skill.mcp.flatMap((server) => {
      if (used.has(server.name) || !/^[A-Za-z0-9_-]{1,40}$/.test(server.name)) return [];
      used.add(server.name);
      return [{ ...server, skill: skill.name, triggers: skill.triggers }];
    }),
  );
}

/** Whether a server of a skill takes part in answering this. */
export function isCalledFor({ triggers }: { triggers: readonly string[] }, said: string): boolean {
  const skill: Skill = {
    name: '',
    description: '',
    requires: [],
    env: [],
    homepage: '',
    triggers: [...triggers],
    mcp: [],
    body: '',
    warnings: [],
  };
  return triggered([skill], said).length > 0;
}
