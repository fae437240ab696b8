/** /why: how the last answer came about, read from its run events. */
import type { RunEvent } from '../../contracts/run-event.ts';
import { text } from '../../domain/texts.ts';
import type { Command } from './command.ts';

/** The payloads the explanation is read from, as the activities write them. */
interface Told {
  type?: string;
  text: string;
  items: string[];
  dropped: unknown[];
  tokens: number;
  findings: string[];
  provider: string;
  model: string;
  ms: number;
  usage: { input: number | null; output: number | null };
}

function sentence(event: RunEvent): string | undefined {
  const p = event.payload as unknown as Told;
  if (event.kind === 'user_message') return `You wrote: "${p.text.slice(0, 80)}"`;
  switch (p.type) {
    case 'context.assembled': {
      const left = p.dropped.length > 0 ? ` and left ${p.dropped.length} out` : '';
      return `I read ${p.items.length} messages (about ${p.tokens} tokens)${left}.`;
    }
    case 'input.sanitised':
      return `I made parts of the text harmless: ${p.findings.join(', ')}.`;
    case 'turn.gave_up':
      return 'No model could answer.';
    case 'model.finished':
      return `${p.provider} (${p.model}) answered in ${(p.ms / 1000).toFixed(1)} s: ${p.usage.input ?? '?'} tokens read, ${p.usage.output ?? '?'} written.`;
    default:
      return undefined;
  }
}

/** Explains the newest run of this conversation that was an answer and not a command. */
export const why: Command = ({ ports, key, runId }) => {
  for (const run of ports.runs.list({ limit: 20, conversation: key })) {
    if (run.id === runId) continue;
    const events = ports.runs.events(run.id, 0, 500);
    if (!events.some((e) => e.payload['type'] === 'context.assembled')) continue;
    return text('why', { steps: [...events.map(sentence).filter((s) => s !== undefined), `Run: ${run.id}`] });
  }
  return text('why', { steps: [] });
};
