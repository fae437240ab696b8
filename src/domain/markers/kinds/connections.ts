/** Markers that set something larger going. */
import { WITH_PERSON, type Marker } from '../marker.ts';

export const connectionMarkers: readonly Marker[] = [
  {
    name: 'BUILD_PROPOSAL',
    form: 'value',
    contexts: WITH_PERSON,
    once: true,
    read: (request) => (request === '' ? 'empty' : { command: { type: 'build.propose', request } }),
  },
  {
    name: 'WHATSAPP_QR',
    form: 'bare',
    contexts: WITH_PERSON,
    once: true,
    read: () => ({ command: { type: 'whatsapp.pair' } }),
  },
  {
    name: 'GOOGLE_SETUP',
    form: 'bare',
    contexts: WITH_PERSON,
    once: true,
    read: () => ({ command: { type: 'google.setup' } }),
  },
];
