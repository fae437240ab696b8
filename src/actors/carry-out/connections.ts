/** Commands that set something else going: builds, pairing, the heartbeat's pace. */
import { beginGoogle } from '../google/set-up.ts';
import type { Executors } from './executor.ts';

export const connectionExecutors: Executors<'build.propose' | 'whatsapp.pair' | 'google.setup' | 'heartbeat.interval'> =
  {
    'build.propose': ({ context, words, asker }, { request }) => {
      context.post(`session:${asker.key}`, { type: 'session.proposed', request }, `proposed:${context.newId()}`);
      return words.text('buildAsk', { request });
    },
    'whatsapp.pair': ({ words }) => words.text('notConnectable', { name: 'WhatsApp' }),
    'google.setup': ({ ports, context, words, asker }) =>
      beginGoogle(ports, context, { person: asker.person, key: asker.key, words }),
    'heartbeat.interval': ({ ports, context, words }, { minutes }) => {
      ports.chosen.set('owner', 'heartbeat.interval', String(minutes), context.at);
      context.post('heartbeat:main', { type: 'heartbeat.configured' }, `heartbeat:${context.newId()}`);
      return words.text('heartbeatInterval', { minutes });
    },
  };
