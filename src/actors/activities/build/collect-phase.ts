/** Activity collectPhase: writes the files an agent handed over, checks what it must leave behind, and reads its verdict. */
import { isProjectName, parseBrief, parseBuildSummary, parseVerdict } from '../../../domain/build/brief.ts';
import { parseFiles } from '../../../domain/build/files.ts';
import { unmet, type Phase } from '../../../domain/build/topology.ts';
import type { Collected, PhaseInput } from '../../../machines/turn/build.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import { briefOf, mayWrite, phaseOf } from '../../thinking/builds.ts';
import { draftId, type AgentPorts } from '../../agent-ports.ts';
import { logEvent } from '../../log-event.ts';

const ATTEMPTS = 3;

/** What became of a phase's answer: where it goes on, and what is written down. */
interface Outcome extends Collected {
  events: { type: string; [key: string]: unknown }[];
}

const found = (reason: string): Outcome['events'][number] => ({ type: 'build.found', reason });
const clean = found('');

/** Tried again while attempts are left. */
function failed(input: PhaseInput, reason: string): Outcome {
  return { next: input.attempt < ATTEMPTS ? 'again' : 'stop', events: [found(reason)] };
}

/** A project of its own folder, so that an earlier one of the same name is not overwritten. */
function freeName({ workshop }: AgentPorts, name: string): string {
  const names = [name, ...Array.from({ length: 50 }, (_, i) => `${name}-${i + 2}`)];
  return names.find((n) => isProjectName(n) && workshop.list(n).length === 0) ?? name;
}

function collectBrief(ports: AgentPorts, input: PhaseInput, text: string): Outcome {
  const brief = parseBrief(text);
  if (brief === undefined) return failed(input, 'the brief has no usable PROJECT_NAME');
  return { next: 'pass', events: [{ type: 'build.brief', brief, project: freeName(ports, brief.name) }, clean] };
}

function collectVerdict(input: PhaseInput, phase: Phase, text: string): Outcome {
  const verdict = parseVerdict(text, phase.verdict);
  if (verdict.pass) return { next: 'pass', events: [clean] };
  const { max = 1, fatal = false } = phase.retry ?? {};
  if (input.attempt <= max) return { next: 'fix', events: [found(verdict.reason)] };
  // What could not be mended is handed on as a known limit, unless the phase has the last word.
  return fatal ? { next: 'stop', events: [found(verdict.reason)] } : { next: 'pass', events: [found(verdict.reason)] };
}

function collectFiles(ports: AgentPorts, input: PhaseInput, phase: Phase, text: string): Outcome {
  const project = briefOf(ports.runs, input.runId)?.project;
  if (project === undefined) return { next: 'stop', events: [found('there is no brief')] };
  const { files, problems } = parseFiles(text);
  const blocked = files
    .filter(({ path }) => !mayWrite(ports, project, path))
    .map(({ path }) => `${path} may not be written`);
  for (const { path, content } of files)
    if (mayWrite(ports, project, path)) ports.workshop.write(project, path, content);
  const trouble = [...problems, ...blocked].join('; ');
  if (input.fixing) return { next: 'again', events: [found(trouble)] };
  if (phase.phase_type === 'parse-summary') {
    const summary = parseBuildSummary(text);
    if (summary === undefined) return failed(input, 'the answer does not end with BUILD_COMPLETE and its lines');
    return { next: 'pass', events: [{ type: 'build.summary', summary }, clean] };
  }
  const missing = phase.post_validation
    .map((check) => unmet(check, ports.workshop.list(project)))
    .find((m) => m !== undefined);
  if (missing !== undefined) return failed(input, missing);
  return files.length === 0
    ? failed(input, trouble || 'no file was handed over')
    : { next: 'pass', events: [found(trouble)] };
}

function collect(ports: AgentPorts, input: PhaseInput): Outcome {
  const phase = phaseOf(ports, input.phase);
  const text = ports.runs.draft(input.runId, draftId(input.runId, input.part));
  if (phase === undefined) return { next: 'stop', events: [found('there is no such phase')] };
  if (phase.phase_type === 'parse-brief') return collectBrief(ports, input, text);
  return phase.phase_type === 'corrective-loop' && !input.fixing
    ? collectVerdict(input, phase, text)
    : collectFiles(ports, input, phase, text);
}

function write(ports: AgentPorts, context: ActivityContext, input: PhaseInput, { next, events }: Outcome): void {
  for (const event of events) logEvent(ports, context, input.runId, event as never);
  if (next === 'pass') logEvent(ports, context, input.runId, { type: 'build.progress', done: input.phase });
}

/** Builds the activity. Writing the same files again does no harm. */
export const collectPhase = (ports: AgentPorts) =>
  activity<PhaseInput, Collected>({
    name: 'collectPhase',
    semantics: 'idempotent',
    attempts: 3,
    run(input, context) {
      const outcome = collect(ports, input);
      context.settle(() => write(ports, context, input, outcome));
      return { next: outcome.next };
    },
  });
