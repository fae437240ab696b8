/** Activity reportBuild: the card at the end of a build: what was made and how to use it, or where it stopped and why. */
import type { BuildSummary } from '../../../domain/build/brief.ts';
import type { PhaseInput } from '../../../machines/turn/build.machine.ts';
import { activity } from '../../activity.ts';
import { briefOf, foundIn, phaseOf } from '../../thinking/builds.ts';
import { wordsFor, type Words } from '../../agent/words.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { logEvent } from '../../log-event.ts';
import { deltaEvent, resetEvent } from '../turn/drafts.ts';

function card(ports: AgentPorts, words: Words, { runId, phase, failed }: PhaseInput & { failed: boolean }): string {
  const brief = briefOf(ports.runs, runId);
  const name = brief?.project ?? '…';
  const reason = foundIn(ports.runs, runId);
  if (failed) {
    const where = phaseOf(ports, phase)?.name ?? String(phase);
    return words.text('buildFailed', { name, phase: where, reason: reason === '' ? words.text('wentWrong') : reason });
  }
  const told = ports.runs.latest(runId, 'build.summary')?.['summary'] as unknown as BuildSummary | undefined;
  // Where it lies is what we know, not what the agent says.
  const location = brief ? ports.workshop.location(brief.project) : '';
  return words.text('buildDone', {
    name,
    location,
    language: brief?.brief.language ?? '',
    summary: told?.summary ?? '',
    usage: told?.usage ?? '',
  });
}

/** Builds the activity. */
export const reportBuild = (ports: AgentPorts) =>
  activity<PhaseInput & { failed: boolean }, null>({
    name: 'reportBuild',
    semantics: 'transactional',
    run(input, context) {
      const { runId, conversation, failed } = input;
      const words = wordsFor(ports, ports.messages.lastPlace(conversation)?.person ?? '', context.at);
      const place = { runId, part: 'a' };
      ports.runs.append(resetEvent(place, context.address, context.at));
      ports.runs.append(deltaEvent(place, card(ports, words, input), context.address, context.at));
      if (!failed) logEvent(ports, context, runId, { type: 'build.done' });
      return null;
    },
  });
