/** Writes the user messages of a run as run events. */
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';

/** Longer texts stand in the message table only; the event keeps the beginning. UTF-16 units. */
const PREVIEW = 16_384;

/** Appends one `user_message` per message of the run that comes after `after`. */
export function appendUserMessages(ports: AgentPorts, runId: string, context: ActivityContext, after = 0): void {
  for (const m of ports.messages.batch(runId)) {
    if (m.position <= after) continue;
    const whole = m.text.length <= PREVIEW;
    const payload = {
      message_id: m.id,
      text: whole ? m.text : m.text.slice(0, PREVIEW).toWellFormed(),
      ...(whole ? {} : { truncated: true, length: m.text.length }),
    };
    ports.runs.append({
      runId,
      kind: 'user_message',
      payload,
      actor: context.address,
      origin: 'channel_user',
      at: context.at,
    });
  }
}
