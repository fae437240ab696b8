/** /setup, /whatsapp, /google: connecting and setting up. */
import { beginGoogle, isOwners, openIn, tellGoogle } from '../google/set-up.ts';
import type { Command, CommandCall } from './command.ts';

/** Says how a set-up is begun; one that is told what for never gets here, for the agent talks it over. */
export const setup: Command = ({ words }) => words.text('setupUsage');

/** Says how WhatsApp is connected. */
export const whatsapp: Command = ({ words }) => words.text('notConnectable', { name: 'WhatsApp' });

/** What was kept aside when this message came in goes to the set-up; where none waits, it is forgotten. */
function given({ ports, runId, key, words, context }: CommandCall): string {
  const message = ports.messages.batch(runId).findLast(({ kind }) => kind === 'command');
  if (message === undefined || openIn(ports) !== key) {
    // A set-up in another chat clears everything at its end.
    if (openIn(ports) === undefined) tellGoogle(context, { type: 'google.cancelled' });
    return words.text('googleNotAwaited');
  }
  tellGoogle(context, { type: 'google.given', id: message.id });
  return words.text('googleReceived');
}

/** Connects the owner's Google account: without arguments begins or says how it is; `disconnect` and `cancel` end; anything else is what was given. */
export const google: Command = (call) => {
  const { ports, args, key, asker, words, context } = call;
  const asked = { person: asker.person, key };
  if (args === '') return beginGoogle(ports, context, { ...asked, words });
  if (!isOwners(ports, asked)) return words.text('googleNotHere');
  switch (args.toLowerCase()) {
    case 'cancel': {
      const isOpen = openIn(ports) !== undefined;
      tellGoogle(context, { type: 'google.cancelled' });
      return words.text(isOpen ? 'googleCancelled' : 'googleNotAwaited');
    }
    case 'disconnect': {
      const { client, account } = ports.google.state();
      if (!client && account === '') return words.text('googleNone');
      tellGoogle(context, { type: 'google.disconnect', conversation: key });
      return words.text('googleDisconnecting');
    }
    default:
      return given(call);
  }
};
