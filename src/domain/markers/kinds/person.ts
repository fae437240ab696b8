/** Markers about how Omega is with a person. */
import { WITH_PERSON, type Marker } from '../marker.ts';

export const personMarkers: readonly Marker[] = [
  {
    name: 'LANG_SWITCH',
    form: 'value',
    contexts: WITH_PERSON,
    once: true,
    read: (language) => (language === '' ? 'empty' : { command: { type: 'language.set', language } }),
  },
  {
    name: 'PERSONALITY',
    form: 'value',
    contexts: WITH_PERSON,
    once: true,
    read(value) {
      if (value === '') return 'empty';
      return { command: { type: 'personality.set', text: /^reset[.!]?$/i.test(value) ? null : value } };
    },
  },
  {
    name: 'PROJECT_ACTIVATE',
    form: 'value',
    contexts: ['conversation', 'action', 'setup'],
    once: true,
    read: (name) => (name === '' ? 'empty' : { command: { type: 'project.activate', name } }),
  },
  {
    name: 'PROJECT_DEACTIVATE',
    form: 'bare',
    contexts: ['conversation', 'action', 'setup'],
    once: true,
    read: () => ({ command: { type: 'project.deactivate' } }),
  },
  {
    name: 'FORGET_CONVERSATION',
    form: 'bare',
    contexts: ['conversation', 'action', 'setup'],
    once: true,
    read: () => ({ command: { type: 'conversation.forget' } }),
  },
  {
    name: 'PURGE_FACTS',
    form: 'bare',
    contexts: WITH_PERSON,
    once: true,
    read: () => ({ command: { type: 'facts.purge' } }),
  },
];
