/** Italian: tasks, reminders, actions, and the heartbeat. */
import { formatter } from '../../format.ts';
import { after, bullets, lines, repeats } from '../../lines.ts';
import type { tasks as english } from '../en/tasks.ts';
import { repeatWords } from './words.ts';

const { count, form } = formatter('it');
const told = (p: { description: string; due: string; repeat: string }) =>
  `${p.description} — ${p.due}${repeats(p.repeat, repeatWords)}`;
const every = (minutes: number) => form(minutes, 'ogni minuto', `ogni ${minutes} minuti`);

/** The texts, by key. */
export const tasks: typeof english = {
  taskScheduled: (p) => `✓ Programmato: ${told(p)}`,
  taskScheduledMany: (p) =>
    bullets(`✓ ${count(p.items.length, 'attività programmata', 'attività programmate')}:`, p.items.map(told)),
  taskExists: (p) => `Questa ce l'hai già: ${p.description} — ${p.due} [${p.id}]. Non l'ho aggiunta di nuovo.`,
  taskFailed: (p) => `✗ Non ho potuto programmare «${p.description}»: ${p.reason}`,
  taskCancelled: (p) => `✓ Annullato: ${p.description}`,
  taskNotFound: (p) => `Non ho trovato nessuna attività aperta con l'identificativo ${p.id}. /tasks le mostra tutte.`,
  taskUpdated: (p) => `✓ Aggiornato: ${told(p)}`,
  taskAmbiguous: (p) =>
    `${p.id} corrisponde a ${count(p.count, 'attività', 'attività')}. Dammi qualche lettera in più; /tasks le mostra tutte.`,
  tasksHeader: () => 'Le tue attività:',
  tasksEmpty: () => 'Non hai attività aperte.',
  taskLine: (p) => `[${p.id}] ${told(p)}${p.action ? ' · ci penso io' : ''}${after(' · ', p.project)}`,
  cancelUsage: () => "Dimmi quale attività: /cancel e l'inizio del suo identificativo. /tasks le mostra tutte.",
  reminder: (p) => `⏰ Promemoria: ${p.description}`,
  reminderLate: (p) =>
    `⏰ Promemoria: ${p.description}\n(Era previsto per ${p.due}; prima non sono riuscito ad avvisarti, scusa.)`,
  actionFailed: (p) =>
    `✗ «${p.description}» non è riuscito: ${p.reason}\nRiprovo tra ${count(p.retryMinutes, 'minuto', 'minuti')}.`,
  actionGaveUp: (p) =>
    `✗ «${p.description}» non è riuscito dopo ${count(p.attempts, 'tentativo', 'tentativi')}, quindi ho smesso: ${p.reason}`,
  actionUnverified: (p) =>
    `Ho lavorato su «${p.description}», ma non posso dire con certezza che sia riuscito. Dai un'occhiata, per favore.`,
  slotMissed: (p) =>
    `«${p.description}» era previsto per ${p.due}, ma in quel momento non ero in funzione, quindi l'ho saltato.`,
  heartbeatOn: (p) =>
    lines(`Controllo che tutto vada bene ${every(p.interval)}.`, p.next === '' ? '' : `La prossima volta: ${p.next}.`),
  heartbeatOff: () => 'Il mio controllo regolare è disattivato.',
  heartbeatAdded: (p) => `✓ Terrò d'occhio: ${p.item}`,
  heartbeatRemoved: (p) => `✓ Ho tolto dalla mia lista ${count(p.count, 'riga', 'righe')} su «${p.needle}».`,
  heartbeatNothingRemoved: (p) => `Nella mia lista non c'è niente su «${p.needle}».`,
  heartbeatInterval: (p) => `✓ Ora controllo che tutto vada bene ${every(p.minutes)}.`,
  heartbeatSuppressed: (p) => `✓ Non ti dirò più niente su «${p.section}».`,
  heartbeatUnsuppressed: (p) => `✓ Ti tengo di nuovo al corrente su «${p.section}».`,
  taskUsage: () =>
    'Scrivi che cosa fare e con quale attività: /task, il suo identificativo e pause, resume, snooze con un orario, o la modifica. /tasks le mostra tutte.',
  taskPaused: (p) => `✓ In sospeso: ${p.description}`,
  taskResumed: (p) => `✓ Ripreso: ${told(p)}`,
  taskSnoozed: (p) => `✓ Rimandato: ${p.description} — ${p.due}`,
  timeUnknown: (p) => `Non capisco il momento «${p.text}». Prova per esempio «domani alle 9».`,
  repeatUnknown: (p) => `Non capisco la ripetizione «${p.text}». Prova per esempio «ogni lunedì».`,
  timePast: (p) => `${p.due} è già passato.`,
  taskAlike: (p) => `Hai già qualcosa di simile: ${told(p)} [${p.id}]. Se è lo stesso, /cancel ${p.id} lo toglie.`,
};
