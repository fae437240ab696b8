/** Russian: tasks, reminders, actions, and the heartbeat. */
import { formatter } from '../../format.ts';
import { after, bullets, lines, repeats } from '../../lines.ts';
import type { tasks as english } from '../en/tasks.ts';
import { repeatWords } from './words.ts';

const { count, form } = formatter('ru');
const told = (p: { description: string; due: string; repeat: string }) =>
  `${p.description} — ${p.due}${repeats(p.repeat, repeatWords)}`;
const every = (minutes: number) =>
  form(
    minutes,
    minutes === 1 ? 'каждую минуту' : `каждую ${minutes} минуту`,
    `каждые ${minutes} минуты`,
    `каждые ${minutes} минут`,
  );

/** The texts, by key. */
export const tasks: typeof english = {
  taskScheduled: (p) => `✓ Запланировано: ${told(p)}`,
  taskScheduledMany: (p) =>
    bullets(`✓ Запланировано: ${count(p.items.length, 'задача', 'задачи', 'задач')}`, p.items.map(told)),
  taskExists: (p) => `Такое уже есть: ${p.description} — ${p.due} [${p.id}]. Второй раз я не добавил.`,
  taskFailed: (p) => `✗ Не удалось запланировать «${p.description}»: ${p.reason}`,
  taskCancelled: (p) => `✓ Отменено: ${p.description}`,
  taskNotFound: (p) => `Я не нашёл открытой задачи с идентификатором ${p.id}. /tasks покажет все.`,
  taskUpdated: (p) => `✓ Изменено: ${told(p)}`,
  taskAmbiguous: (p) =>
    `Под ${p.id} подходит ${count(p.count, 'задача', 'задачи', 'задач')}. Напиши больше знаков идентификатора; /tasks покажет все.`,
  tasksHeader: () => 'Твои задачи:',
  tasksEmpty: () => 'Открытых задач у тебя нет.',
  taskLine: (p) => `[${p.id}] ${told(p)}${p.action ? ' · сделаю сам' : ''}${after(' · ', p.project)}`,
  cancelUsage: () => 'Скажи, какую задачу: /cancel и начало её идентификатора. /tasks покажет все.',
  reminder: (p) => `⏰ Напоминание: ${p.description}`,
  reminderLate: (p) => `⏰ Напоминание: ${p.description}\n(Срок был ${p.due}; раньше я не смог тебе написать, извини.)`,
  actionFailed: (p) =>
    `✗ Не получилось: «${p.description}»: ${p.reason}\nПопробую снова через ${count(p.retryMinutes, 'минуту', 'минуты', 'минут')}.`,
  actionGaveUp: (p) =>
    `✗ Не получилось: «${p.description}». Было ${count(p.attempts, 'попытка', 'попытки', 'попыток')}, больше я не пробую: ${p.reason}`,
  actionUnverified: (p) => `Я поработал над «${p.description}», но не уверен, что всё получилось. Проверь, пожалуйста.`,
  slotMissed: (p) => `Срок «${p.description}» был ${p.due}, но я тогда не работал, поэтому пропустил этот раз.`,
  heartbeatOn: (p) =>
    lines(`Я проверяю, всё ли в порядке, ${every(p.interval)}.`, p.next === '' ? '' : `В следующий раз: ${p.next}.`),
  heartbeatOff: () => 'Моя регулярная проверка выключена.',
  heartbeatAdded: (p) => `✓ Буду следить: ${p.item}`,
  heartbeatRemoved: (p) => `✓ Я убрал из своего списка ${count(p.count, 'строку', 'строки', 'строк')} о «${p.needle}».`,
  heartbeatNothingRemoved: (p) => `В моём списке нет ничего о «${p.needle}».`,
  heartbeatInterval: (p) => `✓ Теперь я проверяю, всё ли в порядке, ${every(p.minutes)}.`,
  heartbeatSuppressed: (p) => `✓ О «${p.section}» больше не сообщаю.`,
  heartbeatUnsuppressed: (p) => `✓ О «${p.section}» снова буду сообщать.`,
  taskUsage: () =>
    'Напиши, что сделать и с какой задачей: /task, её идентификатор и pause, resume, snooze со временем или само изменение. /tasks покажет все.',
  taskPaused: (p) => `✓ Приостановлено: ${p.description}`,
  taskResumed: (p) => `✓ Продолжается: ${told(p)}`,
  taskSnoozed: (p) => `✓ Отложено: ${p.description} — ${p.due}`,
  timeUnknown: (p) => `Я не понимаю время «${p.text}». Попробуй, например, «завтра в 9».`,
  repeatUnknown: (p) => `Я не понимаю повтор «${p.text}». Попробуй, например, «каждый понедельник».`,
  timePast: (p) => `${p.due}: это время уже прошло.`,
  taskAlike: (p) => `У тебя уже есть похожее: ${told(p)} [${p.id}]. Если это одно и то же, /cancel ${p.id} уберёт его.`,
};
