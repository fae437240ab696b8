/** Activity sanitise (transform.sanitize): models read a harmless form of untrusted text; the text as written is kept. */
import { sanitizeText } from '../../../domain/sanitize.ts';
import type { StepInput } from '../../../machines/run.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';

/** Builds the activity. */
export const sanitise = (ports: AgentPorts) =>
  activity<StepInput, { findings: number }>({
    name: 'sanitise',
    semantics: 'transactional',
    run({ runId }, context) {
      const findings: string[] = [];
      for (const message of ports.messages.batch(runId)) {
        const clean = sanitizeText(message.text);
        findings.push(...clean.findings);
        if (clean.text !== message.text) ports.messages.setClean(message.id, clean.text);
      }
      if (findings.length > 0) {
        const payload = { type: 'input.sanitised', findings };
        ports.runs.append({
          runId,
          kind: 'system_event',
          payload,
          actor: context.address,
          origin: 'system',
          at: context.at,
        });
      }
      return { findings: findings.length };
    },
  });
