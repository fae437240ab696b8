/** French: tasks, reminders, actions, and the heartbeat. */
import { formatter } from '../../format.ts';
import { after, bullets, lines, repeats } from '../../lines.ts';
import type { tasks as english } from '../en/tasks.ts';
import { repeatWords } from './words.ts';

const { count, form } = formatter('fr');
const told = (p: { description: string; due: string; repeat: string }) =>
  `${p.description} — ${p.due}${repeats(p.repeat, repeatWords)}`;
const every = (minutes: number) => form(minutes, 'toutes les minutes', `toutes les ${minutes} minutes`);

/** The texts, by key. */
export const tasks: typeof english = {
  taskScheduled: (p) => `✓ Programmé : ${told(p)}`,
  taskScheduledMany: (p) =>
    bullets(`✓ ${count(p.items.length, 'tâche programmée', 'tâches programmées')} :`, p.items.map(told)),
  taskExists: (p) => `Tu l'as déjà : ${p.description} — ${p.due} [${p.id}]. Je ne l'ai pas ajoutée une deuxième fois.`,
  taskFailed: (p) => `✗ Je n'ai pas pu programmer « ${p.description} » : ${p.reason}`,
  taskCancelled: (p) => `✓ Annulé : ${p.description}`,
  taskNotFound: (p) => `Je n'ai trouvé aucune tâche en cours avec l'identifiant ${p.id}. /tasks les montre toutes.`,
  taskUpdated: (p) => `✓ Modifié : ${told(p)}`,
  taskAmbiguous: (p) =>
    `${p.id} correspond à ${count(p.count, 'tâche', 'tâches')}. Donne-moi plus de caractères de l'identifiant ; /tasks les montre toutes.`,
  tasksHeader: () => 'Tes tâches :',
  tasksEmpty: () => "Tu n'as aucune tâche en cours.",
  taskLine: (p) => `[${p.id}] ${told(p)}${p.action ? " · je m'en charge" : ''}${after(' · ', p.project)}`,
  cancelUsage: () => 'Dis-moi quelle tâche : /cancel et le début de son identifiant. /tasks les montre toutes.',
  reminder: (p) => `⏰ Rappel : ${p.description}`,
  reminderLate: (p) =>
    `⏰ Rappel : ${p.description}\n(C'était prévu pour ${p.due} ; je n'ai pas pu te joindre avant, désolé.)`,
  actionFailed: (p) =>
    `✗ « ${p.description} » n'a pas marché : ${p.reason}\nJe réessaie dans ${count(p.retryMinutes, 'minute', 'minutes')}.`,
  actionGaveUp: (p) =>
    `✗ « ${p.description} » n'a pas marché après ${count(p.attempts, 'essai', 'essais')}, alors j'ai arrêté : ${p.reason}`,
  actionUnverified: (p) =>
    `J'ai travaillé sur « ${p.description} », mais je ne peux pas garantir que ça a réussi. Jettes-y un œil, s'il te plaît.`,
  slotMissed: (p) =>
    `« ${p.description} » était prévu pour ${p.due}, mais je n'étais pas en marche ; j'ai donc sauté cette fois-là.`,
  heartbeatOn: (p) =>
    lines(`Je vérifie que tout va bien ${every(p.interval)}.`, p.next === '' ? '' : `La prochaine fois : ${p.next}.`),
  heartbeatOff: () => 'Ma vérification régulière est désactivée.',
  heartbeatAdded: (p) => `✓ Je garde un œil là-dessus : ${p.item}`,
  heartbeatRemoved: (p) => `✓ J'ai retiré de ma liste ${count(p.count, 'ligne', 'lignes')} sur « ${p.needle} ».`,
  heartbeatNothingRemoved: (p) => `Rien sur ma liste ne mentionne « ${p.needle} ».`,
  heartbeatInterval: (p) => `✓ Désormais je vérifie que tout va bien ${every(p.minutes)}.`,
  heartbeatSuppressed: (p) => `✓ Je ne te dirai plus rien sur « ${p.section} ».`,
  heartbeatUnsuppressed: (p) => `✓ Je te tiens de nouveau au courant de « ${p.section} ».`,
  taskUsage: () =>
    'Écris ce que je dois faire et avec quelle tâche : /task, son identifiant, puis pause, resume, snooze avec une heure, ou la modification. /tasks les montre toutes.',
  taskPaused: (p) => `✓ En suspens : ${p.description}`,
  taskResumed: (p) => `✓ Repris : ${told(p)}`,
  taskSnoozed: (p) => `✓ Reporté : ${p.description} — ${p.due}`,
  timeUnknown: (p) => `Je ne comprends pas le moment « ${p.text} ». Essaie par exemple « demain à 9 h ».`,
  repeatUnknown: (p) => `Je ne comprends pas la répétition « ${p.text} ». Essaie par exemple « tous les lundis ».`,
  timePast: (p) => `${p.due}, c'est déjà passé.`,
  taskAlike: (p) =>
    `Tu as déjà quelque chose de semblable : ${told(p)} [${p.id}]. Si c'est la même chose, /cancel ${p.id} la retire.`,
};
