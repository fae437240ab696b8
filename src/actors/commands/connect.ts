/** /setup, /whatsapp, /google: connecting and setting up. */
import type { Command } from './command.ts';

/** Says how a set-up is begun; one that is told what for never gets here, for the agent talks it over. */
export const setup: Command = ({ words }) => words.text('setupUsage');

/** Says how WhatsApp is connected. */
export const whatsapp: Command = ({ words }) => words.text('notConnectable', { name: 'WhatsApp' });

/** Says how Google is connected. */
export const google: Command = ({ words }) => words.text('notConnectable', { name: 'Google' });
