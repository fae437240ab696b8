/** /stop, /pause, /resume: the conversation machine has done it already; these say so. */
import { text } from '../../domain/texts.ts';
import type { Command } from './command.ts';

/** Says whether there was an answer to stop. */
export const stop: Command = ({ stopped }) => text(stopped ? 'stopped' : 'nothingToStop');

/** Says that messages are kept but not answered. */
export const pause: Command = () => text('paused');

/** Says that answering goes on, and how much waits. */
export const resume: Command = ({ ports, key }) => text('resumed', { waiting: ports.messages.waitingCount(key) });
