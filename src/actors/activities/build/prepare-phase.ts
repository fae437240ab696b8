/** Activity preparePhase: checks what a phase needs before it begins, and shows how far the build is. */
import { unmet } from '../../../domain/build/topology.ts';
import type { PhaseInput } from '../../../machines/turn/build.machine.ts';
import { activity } from '../../activity.ts';
import { askedOf, briefOf, phaseOf, topologyOf } from '../../thinking/builds.ts';
import { wordsFor, type Words } from '../../agent/words.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { logEvent } from '../../log-event.ts';
import { progressEvent, resetEvent } from '../turn/drafts.ts';

function progress(ports: AgentPorts, words: Words, { runId, phase, attempt, fixing }: PhaseInput): string {
  const topology = topologyOf(ports);
  const phases = 'problem' in topology ? [] : topology.phases;
  const name = briefOf(ports.runs, runId)?.project ?? '…';
  const line = words.text('buildPhase', { name, phase: phases[phase - 1]?.name ?? '', at: phase, of: phases.length });
  const marks = phases.map((_, i) =>
    i + 1 < phase ? '✓' : i + 1 === phase ? (fixing || attempt > 1 ? `↻${attempt}` : '▶') : '·',
  );
  return `${words.text('buildStarted', { name })}\n\n${line}\n${marks.join(' ')}`;
}

/** Builds the activity. */
export const preparePhase = (ports: AgentPorts) =>
  activity<PhaseInput, { fit: boolean }>({
    name: 'preparePhase',
    semantics: 'transactional',
    run(input, context) {
      const { runId, conversation, phase: n, fixing, part } = input;
      const phase = phaseOf(ports, n);
      const project = briefOf(ports.runs, runId)?.project;
      const log = (payload: { type: string; [key: string]: string | number | boolean }): void =>
        logEvent(ports, context, runId, payload);
      if (phase === undefined || askedOf(ports.runs, runId) === undefined) {
        const topology = topologyOf(ports);
        log({
          type: 'build.found',
          phase: n,
          reason: 'problem' in topology ? topology.problem : 'there is no such phase',
        });
        return { fit: false };
      }
      const files = project === undefined ? [] : ports.workshop.list(project);
      const problem = phase.pre_validation === undefined ? undefined : unmet(phase.pre_validation, files);
      if (problem !== undefined) {
        log({ type: 'build.found', phase: n, reason: problem });
        return { fit: false };
      }
      const agent = fixing ? (phase.retry?.fix_agent ?? phase.agent) : phase.agent;
      log({ type: 'build.phase', part, phase: n, agent, fixing });
      const words = wordsFor(ports, ports.messages.lastPlace(conversation)?.person ?? '', context.at);
      const place = { runId, part: 'a' };
      ports.runs.append(resetEvent(place, context.address, context.at));
      ports.runs.append(progressEvent(place, progress(ports, words, input), context.address, context.at));
      return { fit: true };
    },
  });
