/** The heartbeat's pace, and what there is to look at. */
import { withoutProjects, withoutSections } from '../../domain/heartbeat/sections.ts';
import { suppressedNames } from '../../domain/heartbeat/suppressed.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { checklistPath, suppressPath } from '../carry-out/files.ts';

/** The address key of the heartbeat that looks after everything outside of projects. */
export const MAIN = 'main';

/** Project of a heartbeat; empty for the main one. */
export function projectOf(key: string): string {
  return key === MAIN ? '' : key;
}

/** Minutes between two beats: what was chosen while running wins over the configuration. */
export function intervalOf({ chosen, settings }: Pick<AgentPorts, 'chosen' | 'settings'>): number {
  const minutes = Number(chosen.get('owner', 'heartbeat.interval'));
  return minutes >= 1 && minutes <= 1440 ? minutes : settings.heartbeat.intervalMinutes;
}

/** Projects with a checklist of their own. */
export function beatingProjects({ library }: Pick<AgentPorts, 'library'>): string[] {
  return library.folders('projects').filter((name) => library.read(checklistPath(name)) !== undefined);
}

/** The checklist of a heartbeat without what is suppressed and without what a project looks after itself. */
export function checklistOf(ports: Pick<AgentPorts, 'library'>, key: string): string {
  const project = projectOf(key);
  const text = ports.library.read(checklistPath(project)) ?? '';
  const suppressed = suppressedNames(ports.library.read(suppressPath(project)) ?? '');
  const own = project === '' ? withoutProjects(text, beatingProjects(ports)) : text;
  return withoutSections(own, suppressed);
}
