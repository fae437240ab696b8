/** /why: how the last answer came about, read from its run events. */
import type { RunEvent } from '../../contracts/run-event.ts';
import { text } from '../../domain/texts.ts';
import type { Command } from './command.ts';

interface Finished {
  provider: string;
  model: string;
  ms: number;
  usage: { input: number | null; output: number | null };
}

function sentence(event: RunEvent): string | undefined {
  const p = event.payload;
  if (event.kind === 'user_message') return `You wrote: "${String(p['text']).slice(0, 80)}"`;
  if (p['type'] === 'context.assembled') {
    const left = (p['dropped'] as unknown[]).length;
    return `I read ${(p['items'] as unknown[]).length} messages (about ${String(p['tokens'])} tokens)${left > 0 ? ` and left ${left} out` : ''}.`;
  }
  if (p['type'] === 'input.sanitised')
    return `I made parts of the text harmless: ${(p['findings'] as string[]).join(', ')}.`;
  if (p['type'] === 'turn.gave_up') return 'No model could answer.';
  if (p['type'] !== 'model.finished') return undefined;
  const { provider, model, ms, usage } = p as unknown as Finished;
  return `${provider} (${model}) answered in ${(ms / 1000).toFixed(1)} s: ${usage.input ?? '?'} tokens read, ${usage.output ?? '?'} written.`;
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
