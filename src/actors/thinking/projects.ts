/** Projects and skills as they lie in the library, read anew each time so that a change counts at once. */
import { LRUCache } from 'lru-cache';
import { parseRole, type Role } from '../../domain/projects/role.ts';
import { parseSkill, type ParsedSkill, type Skill } from '../../domain/skills/parse.ts';
import type { AgentPorts } from '../agent-ports.ts';

type Files = Pick<AgentPorts, 'library'>;

/** Files as they were read last: a text that has not changed is not read again. */
const read = new LRUCache<string, { text: string; skill: ParsedSkill }>({ max: 500 });

function skillIn(folder: string, text: string): ParsedSkill {
  const known = read.get(folder);
  if (known?.text === text) return known.skill;
  const skill = parseSkill(folder, text);
  read.set(folder, { text, skill });
  return skill;
}

/** A file that cannot be used, with the reason. */
export interface Broken {
  path: string;
  problem: string;
}

/** Names of the projects that have instructions. */
export function projectNames({ library }: Files): string[] {
  return library.folders('projects').filter((name) => (library.read(`projects/${name}/ROLE.md`) ?? '').trim() !== '');
}

/** The instructions of a project; undefined when it has none that can be read. */
export function roleOf({ library }: Files, name: string): Role | undefined {
  const text = library.read(`projects/${name}/ROLE.md`);
  if (text === undefined || text.trim() === '') return undefined;
  const role = parseRole(text);
  return 'problem' in role ? undefined : role;
}

/** All skills, and the files that are no skill. */
export function skillsOf({ library }: Files): { skills: Skill[]; broken: Broken[] } {
  const skills: Skill[] = [];
  const broken: Broken[] = [];
  for (const folder of library.folders('skills')) {
    const path = `skills/${folder}/SKILL.md`;
    const text = library.read(path);
    if (text === undefined) continue;
    const skill = skillIn(folder, text);
    if ('problem' in skill) broken.push({ path, problem: skill.problem });
    else skills.push(skill);
  }
  return { skills, broken };
}
