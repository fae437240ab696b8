/** Spanish: tasks, reminders, actions, and the heartbeat. */
import { formatter } from '../../format.ts';
import { after, bullets, lines, repeats } from '../../lines.ts';
import type { tasks as english } from '../en/tasks.ts';
import { repeatWords } from './words.ts';

const { count, form } = formatter('es');
const told = (p: { description: string; due: string; repeat: string }) =>
  `${p.description} — ${p.due}${repeats(p.repeat, repeatWords)}`;
const every = (minutes: number) => form(minutes, 'cada minuto', `cada ${minutes} minutos`);

/** The texts, by key. */
export const tasks: typeof english = {
  taskScheduled: (p) => `✓ Programado: ${told(p)}`,
  taskScheduledMany: (p) =>
    bullets(`✓ ${count(p.items.length, 'tarea programada', 'tareas programadas')}:`, p.items.map(told)),
  taskExists: (p) => `Esa ya la tienes: ${p.description} — ${p.due} [${p.id}]. No la he añadido otra vez.`,
  taskFailed: (p) => `✗ No pude programar «${p.description}»: ${p.reason}`,
  taskCancelled: (p) => `✓ Cancelado: ${p.description}`,
  taskNotFound: (p) => `No encontré ninguna tarea pendiente con el identificador ${p.id}. /tasks las muestra todas.`,
  taskUpdated: (p) => `✓ Actualizado: ${told(p)}`,
  taskAmbiguous: (p) =>
    `${p.id} coincide con ${count(p.count, 'tarea', 'tareas')}. Dame más letras del identificador, por favor; /tasks las muestra todas.`,
  tasksHeader: () => 'Tus tareas:',
  tasksEmpty: () => 'No tienes tareas pendientes.',
  taskLine: (p) => `[${p.id}] ${told(p)}${p.action ? ' · la hago yo' : ''}${after(' · ', p.project)}`,
  cancelUsage: () => 'Dime qué tarea: /cancel y el principio de su identificador. /tasks las muestra todas.',
  reminder: (p) => `⏰ Recordatorio: ${p.description}`,
  reminderLate: (p) => `⏰ Recordatorio: ${p.description}\n(Era para ${p.due}; no pude avisarte antes, lo siento.)`,
  actionFailed: (p) =>
    `✗ «${p.description}» no funcionó: ${p.reason}\nLo intento de nuevo en ${count(p.retryMinutes, 'minuto', 'minutos')}.`,
  actionGaveUp: (p) =>
    `✗ «${p.description}» no funcionó después de ${count(p.attempts, 'intento', 'intentos')}, así que lo dejé: ${p.reason}`,
  actionUnverified: (p) =>
    `Trabajé en «${p.description}», pero no puedo asegurar que haya salido bien. Échale un vistazo, por favor.`,
  slotMissed: (p) => `«${p.description}» era para ${p.due}, pero yo no estaba en marcha, así que esa vez me la salté.`,
  heartbeatOn: (p) =>
    lines(`Reviso que todo vaya bien ${every(p.interval)}.`, p.next === '' ? '' : `La próxima vez: ${p.next}.`),
  heartbeatOff: () => 'Mi revisión periódica está desactivada.',
  heartbeatAdded: (p) => `✓ Estaré pendiente de esto: ${p.item}`,
  heartbeatRemoved: (p) => `✓ Quité de mi lista ${count(p.count, 'línea', 'líneas')} sobre «${p.needle}».`,
  heartbeatNothingRemoved: (p) => `En mi lista no hay nada sobre «${p.needle}».`,
  heartbeatInterval: (p) => `✓ Ahora reviso que todo vaya bien ${every(p.minutes)}.`,
  heartbeatSuppressed: (p) => `✓ Ya no te avisaré sobre «${p.section}».`,
  heartbeatUnsuppressed: (p) => `✓ Vuelvo a avisarte sobre «${p.section}».`,
  taskUsage: () =>
    'Escribe qué hago con qué tarea: /task, su identificador y pause, resume, snooze con una hora, o el cambio. /tasks las muestra todas.',
  taskPaused: (p) => `✓ En pausa: ${p.description}`,
  taskResumed: (p) => `✓ Reanudado: ${told(p)}`,
  taskSnoozed: (p) => `✓ Pospuesto: ${p.description} — ${p.due}`,
  timeUnknown: (p) => `No entiendo la hora «${p.text}». Prueba por ejemplo «mañana a las 9».`,
  repeatUnknown: (p) => `No entiendo la repetición «${p.text}». Prueba por ejemplo «cada lunes».`,
  timePast: (p) => `${p.due} ya ha pasado.`,
  taskAlike: (p) => `Ya tienes algo parecido: ${told(p)} [${p.id}]. Si es lo mismo, /cancel ${p.id} lo quita.`,
};
