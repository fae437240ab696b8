/** The commands of a conversation that wait to be answered beside its turns. */
import { parseCommand, paceOf } from '../../../domain/commands.ts';
import type { AgentPorts } from '../../agent-ports.ts';

/** Most waiting commands looked at: those that wait their turn stand among them. */
const LOOK = 1000;

/** A question for help in plain words, and an answer that acted when it came in, are told what became of them at once. */
function isAside(text: string): boolean {
  const command = parseCommand(text);
  return command === undefined || paceOf(command) === 'aside';
}

/** @returns their positions, oldest first */
export function waitingAsides({ messages }: AgentPorts, key: string): number[] {
  return messages
    .waitingCommands(key, LOOK)
    .filter(({ text }) => isAside(text))
    .map(({ position }) => position);
}
