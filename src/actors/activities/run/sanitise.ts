/** Activity sanitise (transform.sanitize): models read a harmless form of untrusted text; the text as written is kept. */
import { detectLanguage } from '../../../domain/i18n/detect.ts';
import { sanitizeText } from '../../../domain/sanitize.ts';
import type { Sanitised, StepInput } from '../../../machines/chat/run.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { isInner } from '../../agent/inner.ts';
import { findsByMeaning } from '../../thinking/embedding.ts';

/** Omega's own words follow the language a person writes in, until they choose one themselves. */
function noteLanguage(ports: AgentPorts, runId: string, conversation: string, at: number): void {
  const person = ports.messages.lastPlace(conversation)?.person ?? '';
  if (isInner(conversation) || ports.chosen.get(person, 'language.chosen') === '1') return;
  const text = ports.messages
    .batch(runId)
    .filter((m) => m.kind === 'text')
    .map((m) => m.text)
    .join('\n');
  const { language, confident } = detectLanguage(text);
  if (confident && ports.chosen.get(person, 'language') !== language)
    ports.chosen.set(person, 'language', language, at);
}

/** Builds the activity. */
export const sanitise = (ports: AgentPorts) =>
  activity<StepInput, Sanitised>({
    name: 'sanitise',
    semantics: 'transactional',
    run({ runId, conversation }, context) {
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
      noteLanguage(ports, runId, conversation, context.at);
      return { findings: findings.length, recall: findsByMeaning(ports) };
    },
  });
