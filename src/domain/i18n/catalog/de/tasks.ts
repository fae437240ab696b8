/** German: tasks, reminders, actions, and the heartbeat. */
import { formatter } from '../../format.ts';
import { after, bullets, lines, repeats } from '../../lines.ts';
import type { tasks as english } from '../en/tasks.ts';
import { repeatWords } from './words.ts';

const { count, form } = formatter('de');
const told = (p: { description: string; due: string; repeat: string }) =>
  `${p.description} — ${p.due}${repeats(p.repeat, repeatWords)}`;
const every = (minutes: number) => form(minutes, 'jede Minute', `alle ${minutes} Minuten`);

/** The texts, by key. */
export const tasks: typeof english = {
  taskScheduled: (p) => `✓ Eingeplant: ${told(p)}`,
  taskScheduledMany: (p) => bullets(`✓ ${count(p.items.length, 'Aufgabe', 'Aufgaben')} eingeplant:`, p.items.map(told)),
  taskExists: (p) =>
    `Das steht schon auf deiner Liste: ${p.description} — ${p.due} [${p.id}]. Ich habe es nicht noch einmal eingetragen.`,
  taskFailed: (p) => `✗ Ich konnte „${p.description}“ nicht einplanen: ${p.reason}`,
  taskCancelled: (p) => `✓ Abgesagt: ${p.description}`,
  taskNotFound: (p) => `Ich habe keine offene Aufgabe mit der Kennung ${p.id} gefunden. /tasks zeigt sie alle.`,
  taskUpdated: (p) => `✓ Geändert: ${told(p)}`,
  taskAmbiguous: (p) =>
    `${p.id} passt auf ${count(p.count, 'Aufgabe', 'Aufgaben')}. Bitte gib mir mehr von der Kennung; /tasks zeigt sie alle.`,
  tasksHeader: () => 'Deine Aufgaben:',
  tasksEmpty: () => 'Du hast keine offenen Aufgaben.',
  taskLine: (p) => `[${p.id}] ${told(p)}${p.action ? ' · erledige ich selbst' : ''}${after(' · ', p.project)}`,
  cancelUsage: () => 'Sag mir, welche Aufgabe: /cancel und die ersten Zeichen der Kennung. /tasks zeigt sie alle.',
  reminder: (p) => `⏰ Erinnerung: ${p.description}`,
  reminderLate: (p) =>
    `⏰ Erinnerung: ${p.description}\n(Fällig war das ${p.due}; vorher konnte ich dich leider nicht erreichen.)`,
  actionFailed: (p) =>
    `✗ „${p.description}“ hat nicht geklappt: ${p.reason}\nIch versuche es in ${count(p.retryMinutes, 'Minute', 'Minuten')} noch einmal.`,
  actionGaveUp: (p) =>
    `✗ „${p.description}“ hat nach ${count(p.attempts, 'Versuch', 'Versuchen')} nicht geklappt, deshalb habe ich aufgegeben: ${p.reason}`,
  actionUnverified: (p) =>
    `Ich habe an „${p.description}“ gearbeitet, kann aber nicht sicher sagen, ob es geklappt hat. Bitte sieh einmal nach.`,
  slotMissed: (p) => `„${p.description}“ war ${p.due} fällig, aber da lief ich nicht; deshalb habe ich es ausgelassen.`,
  heartbeatOn: (p) =>
    lines(`Ich sehe ${every(p.interval)} nach dem Rechten.`, p.next === '' ? '' : `Das nächste Mal: ${p.next}.`),
  heartbeatOff: () => 'Meine regelmäßige Kontrolle ist ausgeschaltet.',
  heartbeatAdded: (p) => `✓ Ich behalte im Auge: ${p.item}`,
  heartbeatRemoved: (p) =>
    `✓ Ich habe ${count(p.count, 'Zeile', 'Zeilen')} zu „${p.needle}“ von meiner Liste gestrichen.`,
  heartbeatNothingRemoved: (p) => `Auf meiner Liste steht nichts zu „${p.needle}“.`,
  heartbeatInterval: (p) => `✓ Ich sehe jetzt ${every(p.minutes)} nach dem Rechten.`,
  heartbeatSuppressed: (p) => `✓ Zu „${p.section}“ melde ich nichts mehr.`,
  heartbeatUnsuppressed: (p) => `✓ Zu „${p.section}“ melde ich wieder etwas.`,
  taskUsage: () =>
    'Schreib, was mit welcher Aufgabe geschehen soll: /task, ihre Kennung und pause, resume, snooze mit einer Zeit oder die Änderung. /tasks zeigt sie alle.',
  taskPaused: (p) => `✓ Angehalten: ${p.description}`,
  taskResumed: (p) => `✓ Geht weiter: ${told(p)}`,
  taskSnoozed: (p) => `✓ Verschoben: ${p.description} — ${p.due}`,
  timeUnknown: (p) => `Die Zeitangabe „${p.text}“ verstehe ich nicht. Versuche zum Beispiel „morgen um 9 Uhr“.`,
  repeatUnknown: (p) => `Die Wiederholung „${p.text}“ verstehe ich nicht. Versuche zum Beispiel „jeden Montag“.`,
  timePast: (p) => `${p.due} ist schon vorbei.`,
  taskAlike: (p) =>
    `Du hast schon etwas Ähnliches: ${told(p)} [${p.id}]. Wenn es dasselbe ist, entfernt /cancel ${p.id} es.`,
};
