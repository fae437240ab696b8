/** The guide of the workspace out of the skills, projects and tools that there are now. */
import { guideText } from '../../domain/guide.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { projectNames, skillsOf } from './projects.ts';

/** What it is written from. */
export interface GuideParts extends Pick<AgentPorts, 'library' | 'hasProgram' | 'toolbox'> {
  /** what the agent calls itself */
  name: string;
  /** what is allowed on this machine, a sentence each */
  rules: readonly string[];
}

/** Tools are named that may be used in any conversation. */
const ANYWHERE = { conversation: '', where: 'conversation', question: '' } as const;

/**
 * Writes it anew; no model is asked.
 *
 * @param before the guide as it is, if there is one: its owner's part is kept
 */
export function guideOf(parts: GuideParts, before?: string): string {
  const { library, hasProgram, toolbox, name, rules } = parts;
  const facts = {
    intro: (library.read('prompts/GUIDE.md') ?? '').replaceAll('{name}', name),
    skills: skillsOf(parts).skills.map((skill) => ({
      name: skill.name,
      description: skill.description,
      missing: skill.requires.filter((program) => !hasProgram(program)),
    })),
    projects: projectNames({ library }),
    tools: toolbox.offered(ANYWHERE).map((tool) => ({ name: tool.name, description: tool.manifest.description })),
    rules,
  };
  return guideText(facts, before);
}
