/** /setup, /whatsapp, /google: connecting and setting up. */
import type { Command } from './command.ts';

/** Begins a set-up conversation. */
export const setup: Command = ({ args, words }) => (args === '' ? words.text('setupUsage') : words.text('setupUsage'));

/** Says how WhatsApp is connected. */
export const whatsapp: Command = ({ words }) => words.text('notConnectable', { name: 'WhatsApp' });

/** Says how Google is connected. */
export const google: Command = ({ words }) => words.text('notConnectable', { name: 'Google' });
