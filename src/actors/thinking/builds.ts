/** A build as the events of its run hold it: what was asked for, the brief, where it is, what was found. */
import type { Json } from '../../contracts/json.ts';
import type { RunStore } from '../../contracts/ports/stores/run-store.ts';
import { isWriteBlocked } from '../../domain/policy/paths.ts';
import type { Brief } from '../../domain/build/brief.ts';
import { parseTopology, type Phase, type Topology } from '../../domain/build/topology.ts';
import { cutToTokens } from '../../domain/text/tokens.ts';
import type { AgentPorts } from '../agent-ports.ts';

/** The one that ships with Omega. */
export const TOPOLOGY = 'development';

/** What a build began with. */
export interface Asked {
  request: string;
  /** phases that an earlier run has done, and its brief */
  done: number;
  brief: Brief | null;
  project: string;
}

/** A call of a phase. */
export interface PhaseCall {
  part: string;
  phase: number;
  agent: string;
  fixing: boolean;
}

type Runs = Pick<RunStore, 'latest'>;

/** The topology, or a sentence with file and line. */
export function topologyOf({ library }: Pick<AgentPorts, 'library'>): Topology | { problem: string } {
  const path = `topologies/${TOPOLOGY}/TOPOLOGY.toml`;
  const read = parseTopology(library.read(path) ?? '');
  return 'problem' in read ? { problem: `${path}: ${read.problem}` } : read;
}

/** The phase with this number, from 1. */
export function phaseOf(ports: Pick<AgentPorts, 'library'>, n: number): Phase | undefined {
  const topology = topologyOf(ports);
  return 'problem' in topology ? undefined : topology.phases[n - 1];
}

/** What a run was asked to build. */
export function askedOf(runs: Runs, runId: string): Asked | undefined {
  return runs.latest(runId, 'build.asked') as unknown as Asked | undefined;
}

/** The brief of a run's build, once there is one, with the name of the project's folder. */
export function briefOf(runs: Runs, runId: string): { brief: Brief; project: string } | undefined {
  const own = runs.latest(runId, 'build.brief') as unknown as { brief: Brief; project: string } | undefined;
  const asked = askedOf(runs, runId);
  return own ?? (asked?.brief ? { brief: asked.brief, project: asked.project } : undefined);
}

/** What the last check found, empty when nothing. */
export function foundIn(runs: Runs, runId: string): string {
  const reason = runs.latest(runId, 'build.found')?.['reason'];
  return typeof reason === 'string' ? reason : '';
}

/** @returns whether a file may be written where it would lie */
export function mayWrite(
  { workshop, library }: Pick<AgentPorts, 'workshop' | 'library'>,
  project: string,
  path: string,
): boolean {
  return !isWriteBlocked(`${workshop.location(project)}/${path}`, library.home);
}

/** Tokens of the project's files that an agent gets to read. */
const FILES_BUDGET = 40_000;
const FILE_BUDGET = 8000;

function filesText(ports: Pick<AgentPorts, 'workshop'>, project: string): string {
  let left = FILES_BUDGET;
  const paths = ports.workshop.list(project);
  const blocks = paths.flatMap((path) => {
    const text = ports.workshop.read(project, path);
    if (text === undefined || left <= 0) return [];
    const shown = cutToTokens(text, Math.min(FILE_BUDGET, left));
    left -= Math.ceil(shown.length / 4);
    return [`\`\`\`\` path=${path}\n${shown}\n\`\`\`\``];
  });
  return paths.length === 0 ? '' : `Files of the project: ${paths.join(', ')}\n\n${blocks.join('\n\n')}`;
}

function briefText({ brief, project }: { brief: Brief; project: string }, location: string): string {
  return [
    `PROJECT_NAME: ${project}`,
    `LANGUAGE: ${brief.language}`,
    `DATABASE: ${brief.database}`,
    `FRONTEND: ${brief.frontend ? 'yes' : 'no'}`,
    `SCOPE: ${brief.scope}`,
    'COMPONENTS:',
    ...brief.components.map((c) => `- ${c}`),
    `LOCATION: ${location}`,
  ].join('\n');
}

/** What the agent of a phase is called with. */
export function phasePrompt(
  ports: AgentPorts,
  runId: string,
  part: string,
): { system: string; message: string } | undefined {
  const call = ports.runs.latest(runId, 'build.phase') as unknown as PhaseCall | undefined;
  const asked = askedOf(ports.runs, runId);
  if (call?.part !== part || asked === undefined) return undefined;
  const brief = briefOf(ports.runs, runId);
  const found = foundIn(ports.runs, runId);
  const sections = [
    `Request:\n${asked.request}`,
    ...(brief
      ? [`Brief:\n${briefText(brief, ports.workshop.location(brief.project))}`, filesText(ports, brief.project)]
      : []),
    ...(found === '' ? [] : [`${call.fixing ? 'Findings to mend' : 'What was wrong the last time'}:\n${found}`]),
  ];
  const system = ports.library.read(`topologies/${TOPOLOGY}/agents/${call.agent}.md`) ?? '';
  return { system, message: sections.filter((s) => s !== '').join('\n\n') };
}

/** The newest build of a conversation that did not end well, to be gone on with. */
export function unfinishedBuild(
  ports: Pick<AgentPorts, 'runs' | 'library'>,
  conversation: string,
  except: string,
): (Asked & { steps: number }) | undefined {
  const topology = topologyOf(ports);
  for (const run of ports.runs.list({ limit: 10, conversation })) {
    const asked = run.id === except ? undefined : askedOf(ports.runs, run.id);
    if (asked === undefined || 'problem' in topology) continue;
    const done = Number(ports.runs.latest(run.id, 'build.progress')?.['done'] ?? asked.done);
    const brief = briefOf(ports.runs, run.id);
    if (ports.runs.latest(run.id, 'build.done') !== undefined || brief === undefined) return undefined;
    return { request: asked.request, done, ...brief, steps: topology.phases.length };
  }
  return undefined;
}

/** The payload of `build.asked`. */
export function askedPayload({ request, done, brief, project }: Asked): { type: string; [key: string]: Json } {
  return { type: 'build.asked', request, done, brief: brief as unknown as Json, project };
}
