/** Who an answer is for: the person of its conversation, or the one an inner conversation is held for. */
import type { AgentPorts } from '../agent-ports.ts';
import { isInner } from './inner.ts';
import { homeKey } from './home.ts';
import type { Asker } from './tasks.ts';

/** Finds the person, the conversation words for them go to, and their project. */
export function askerOf(ports: AgentPorts, conversation: string, runId: string): Asker {
  const task = conversation.startsWith('task:') ? ports.tasks.get(conversation.slice('task:'.length)) : undefined;
  const key = task?.key ?? (isInner(conversation) ? homeKey(ports) : conversation);
  const person = task?.person ?? ports.messages.lastPlace(key)?.person ?? '';
  const last = ports.messages.batch(runId).at(-1);
  const own = conversation.startsWith('heartbeat:') ? conversation.slice('heartbeat:'.length) : '';
  const beating = own === 'main' ? '' : own;
  const project = task?.project ?? (isInner(conversation) ? beating : (ports.chosen.get(person, 'project') ?? ''));
  return {
    person,
    key,
    sender: task?.sender ?? last?.sender ?? '',
    senderName: task?.senderName ?? last?.senderName ?? '',
    project,
    run: runId,
  };
}
