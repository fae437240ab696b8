/** Markers about what Omega looks after. */
import { ALL, type Marker, type Reading } from '../marker.ts';

const MINUTES = /^\+?0*(\d{1,4})\s*(?:m|min|mins|minute|minutes|minuten|minutos|minuti|minuut|мин|минут[аы]?)?[.!]?$/iu;

function interval(value: string): Reading {
  if (value === '') return 'empty';
  const minutes = Number(MINUTES.exec(value)?.[1] ?? 0);
  if (minutes < 1 || minutes > 1440) return { problem: 'unreadable' };
  return { command: { type: 'heartbeat.interval', minutes } };
}

export const heartbeatMarkers: readonly Marker[] = [
  {
    name: 'HEARTBEAT_ADD',
    form: 'value',
    contexts: ALL,
    read: (item) => (item === '' ? 'empty' : { command: { type: 'heartbeat.add', item } }),
  },
  {
    name: 'HEARTBEAT_REMOVE',
    form: 'value',
    contexts: ALL,
    read: (needle) => (needle === '' ? 'empty' : { command: { type: 'heartbeat.remove', needle } }),
  },
  { name: 'HEARTBEAT_INTERVAL', form: 'value', contexts: ALL, read: interval },
  {
    name: 'HEARTBEAT_SUPPRESS_SECTION',
    form: 'value',
    contexts: ['conversation', 'heartbeat', 'setup'],
    read: (section) => (section === '' ? 'empty' : { command: { type: 'heartbeat.suppress', section } }),
  },
  {
    name: 'HEARTBEAT_UNSUPPRESS_SECTION',
    form: 'value',
    contexts: ['conversation', 'heartbeat', 'setup'],
    read: (section) => (section === '' ? 'empty' : { command: { type: 'heartbeat.unsuppress', section } }),
  },
];
