/** /forget: closes the conversation; the next message opens a new one. */
import { text } from '../../domain/texts.ts';
import type { Command } from './command.ts';

/** Closes it. The command itself is a message, so one message means there was nothing before. */
export const forget: Command = ({ ports, key, at }) =>
  text(ports.messages.close(key, at) > 1 ? 'forgotten' : 'nothingToForget');
