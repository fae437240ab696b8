/** /stop, /pause, /resume: the conversation machine has done it already, these say so. /forget closes the conversation. */
import type { Command } from './command.ts';

/** Says whether there was an answer to stop. */
export const stop: Command = ({ stopped, words }) => words.text(stopped ? 'stopped' : 'nothingToStop');

/** Says that messages are kept but not answered. */
export const pause: Command = ({ words }) => words.text('paused');

/** Says that answering goes on, and how much waits. */
export const resume: Command = ({ ports, key, words }) =>
  words.text('resumed', { waiting: ports.messages.waitingCount(key) });

/** Closes the conversation; the next message opens a new one. The command itself is a message, so one means there was nothing before. */
export const forget: Command = ({ ports, key, at, words }) =>
  words.text(ports.messages.close(key, at) > 1 ? 'forgotten' : 'nothingToForget');
