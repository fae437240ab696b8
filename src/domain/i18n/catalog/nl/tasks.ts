/** Dutch: tasks, reminders, actions, and the heartbeat. */
import { formatter } from '../../format.ts';
import { after, bullets, lines, repeats } from '../../lines.ts';
import type { tasks as english } from '../en/tasks.ts';
import { repeatWords } from './words.ts';

const { count, form } = formatter('nl');
const told = (p: { description: string; due: string; repeat: string }) =>
  `${p.description} — ${p.due}${repeats(p.repeat, repeatWords)}`;
const every = (minutes: number) => form(minutes, 'elke minuut', `elke ${minutes} minuten`);

/** The texts, by key. */
export const tasks: typeof english = {
  taskScheduled: (p) => `✓ Ingepland: ${told(p)}`,
  taskScheduledMany: (p) => bullets(`✓ ${count(p.items.length, 'taak', 'taken')} ingepland:`, p.items.map(told)),
  taskExists: (p) => `Die heb je al: ${p.description} — ${p.due} [${p.id}]. Ik heb hem niet nog eens toegevoegd.`,
  taskFailed: (p) => `✗ Ik kon ‘${p.description}’ niet inplannen: ${p.reason}`,
  taskCancelled: (p) => `✓ Geannuleerd: ${p.description}`,
  taskNotFound: (p) => `Ik heb geen open taak gevonden met het id ${p.id}. /tasks laat ze allemaal zien.`,
  taskUpdated: (p) => `✓ Aangepast: ${told(p)}`,
  taskAmbiguous: (p) =>
    `${p.id} past bij ${count(p.count, 'taak', 'taken')}. Geef me wat meer van het id; /tasks laat ze allemaal zien.`,
  tasksHeader: () => 'Je taken:',
  tasksEmpty: () => 'Je hebt geen open taken.',
  taskLine: (p) => `[${p.id}] ${told(p)}${p.action ? ' · dit doe ik zelf' : ''}${after(' · ', p.project)}`,
  cancelUsage: () => 'Zeg me welke taak: /cancel en het begin van het id. /tasks laat ze allemaal zien.',
  reminder: (p) => `⏰ Herinnering: ${p.description}`,
  reminderLate: (p) =>
    `⏰ Herinnering: ${p.description}\n(Dit stond gepland voor ${p.due}; eerder kon ik je niet bereiken, sorry.)`,
  actionFailed: (p) =>
    `✗ ‘${p.description}’ is niet gelukt: ${p.reason}\nIk probeer het over ${count(p.retryMinutes, 'minuut', 'minuten')} opnieuw.`,
  actionGaveUp: (p) =>
    `✗ ‘${p.description}’ is na ${count(p.attempts, 'poging', 'pogingen')} niet gelukt, dus ik ben ermee gestopt: ${p.reason}`,
  actionUnverified: (p) =>
    `Ik heb aan ‘${p.description}’ gewerkt, maar ik weet niet zeker of het is gelukt. Kijk het alsjeblieft even na.`,
  slotMissed: (p) =>
    `‘${p.description}’ stond gepland voor ${p.due}, maar toen draaide ik niet, dus die keer heb ik overgeslagen.`,
  heartbeatOn: (p) =>
    lines(`Ik kijk ${every(p.interval)} of alles goed gaat.`, p.next === '' ? '' : `De volgende keer: ${p.next}.`),
  heartbeatOff: () => 'Mijn regelmatige controle staat uit.',
  heartbeatAdded: (p) => `✓ Ik houd dit in de gaten: ${p.item}`,
  heartbeatRemoved: (p) => `✓ Ik heb ${count(p.count, 'regel', 'regels')} over ‘${p.needle}’ van mijn lijst gehaald.`,
  heartbeatNothingRemoved: (p) => `Er staat niets over ‘${p.needle}’ op mijn lijst.`,
  heartbeatInterval: (p) => `✓ Ik kijk nu ${every(p.minutes)} of alles goed gaat.`,
  heartbeatSuppressed: (p) => `✓ Over ‘${p.section}’ meld ik niets meer.`,
  heartbeatUnsuppressed: (p) => `✓ Over ‘${p.section}’ houd ik je weer op de hoogte.`,
  taskUsage: () =>
    'Schrijf wat er met welke taak moet gebeuren: /task, het id en pause, resume, snooze met een tijd, of de wijziging. /tasks laat ze allemaal zien.',
  taskPaused: (p) => `✓ Gepauzeerd: ${p.description}`,
  taskResumed: (p) => `✓ Gaat verder: ${told(p)}`,
  taskSnoozed: (p) => `✓ Uitgesteld: ${p.description} — ${p.due}`,
  timeUnknown: (p) => `Ik begrijp het tijdstip ‘${p.text}’ niet. Probeer bijvoorbeeld ‘morgen om 9 uur’.`,
  repeatUnknown: (p) => `Ik begrijp de herhaling ‘${p.text}’ niet. Probeer bijvoorbeeld ‘elke maandag’.`,
  timePast: (p) => `${p.due} is al voorbij.`,
  taskAlike: (p) => `Je hebt al zoiets: ${told(p)} [${p.id}]. Is het hetzelfde, dan haalt /cancel ${p.id} het weg.`,
};
