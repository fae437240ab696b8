/** Portuguese: tasks, reminders, actions, and the heartbeat. */
import { formatter } from '../../format.ts';
import { after, bullets, lines, repeats } from '../../lines.ts';
import type { tasks as english } from '../en/tasks.ts';
import { repeatWords } from './words.ts';

const { count, form } = formatter('pt-BR');
const told = (p: { description: string; due: string; repeat: string }) =>
  `${p.description} — ${p.due}${repeats(p.repeat, repeatWords)}`;
const every = (minutes: number) => form(minutes, 'a cada minuto', `a cada ${minutes} minutos`);

/** The texts, by key. */
export const tasks: typeof english = {
  taskScheduled: (p) => `✓ Agendado: ${told(p)}`,
  taskScheduledMany: (p) =>
    bullets(`✓ ${count(p.items.length, 'tarefa agendada', 'tarefas agendadas')}:`, p.items.map(told)),
  taskExists: (p) => `Essa você já tem: ${p.description} — ${p.due} [${p.id}]. Não adicionei de novo.`,
  taskFailed: (p) => `✗ Não consegui agendar “${p.description}”: ${p.reason}`,
  taskCancelled: (p) => `✓ Cancelado: ${p.description}`,
  taskNotFound: (p) => `Não encontrei nenhuma tarefa aberta com o identificador ${p.id}. /tasks mostra todas.`,
  taskUpdated: (p) => `✓ Atualizado: ${told(p)}`,
  taskAmbiguous: (p) =>
    `${p.id} corresponde a ${count(p.count, 'tarefa', 'tarefas')}. Me dê mais letras do identificador, por favor; /tasks mostra todas.`,
  tasksHeader: () => 'As suas tarefas:',
  tasksEmpty: () => 'Você não tem tarefas abertas.',
  taskLine: (p) => `[${p.id}] ${told(p)}${p.action ? ' · eu mesmo faço' : ''}${after(' · ', p.project)}`,
  cancelUsage: () => 'Me diga qual tarefa: /cancel e o começo do identificador. /tasks mostra todas.',
  reminder: (p) => `⏰ Lembrete: ${p.description}`,
  reminderLate: (p) => `⏰ Lembrete: ${p.description}\n(Era para ${p.due}; não consegui avisar você antes, desculpe.)`,
  actionFailed: (p) =>
    `✗ “${p.description}” não deu certo: ${p.reason}\nTento de novo em ${count(p.retryMinutes, 'minuto', 'minutos')}.`,
  actionGaveUp: (p) =>
    `✗ “${p.description}” não deu certo depois de ${count(p.attempts, 'tentativa', 'tentativas')}, então parei: ${p.reason}`,
  actionUnverified: (p) =>
    `Trabalhei em “${p.description}”, mas não posso garantir que deu certo. Dê uma olhada, por favor.`,
  slotMissed: (p) => `“${p.description}” era para ${p.due}, mas eu não estava em funcionamento, então pulei essa vez.`,
  heartbeatOn: (p) =>
    lines(`Verifico se está tudo bem ${every(p.interval)}.`, p.next === '' ? '' : `A próxima vez: ${p.next}.`),
  heartbeatOff: () => 'A minha verificação regular está desligada.',
  heartbeatAdded: (p) => `✓ Vou ficar de olho nisto: ${p.item}`,
  heartbeatRemoved: (p) => `✓ Tirei da minha lista ${count(p.count, 'linha', 'linhas')} sobre “${p.needle}”.`,
  heartbeatNothingRemoved: (p) => `Não há nada sobre “${p.needle}” na minha lista.`,
  heartbeatInterval: (p) => `✓ Agora verifico se está tudo bem ${every(p.minutes)}.`,
  heartbeatSuppressed: (p) => `✓ Não vou mais avisar sobre “${p.section}”.`,
  heartbeatUnsuppressed: (p) => `✓ Vou avisar sobre “${p.section}” de novo.`,
  taskUsage: () =>
    'Escreva o que fazer com qual tarefa: /task, o identificador e pause, resume, snooze com um horário, ou a mudança. /tasks mostra todas.',
  taskPaused: (p) => `✓ Em pausa: ${p.description}`,
  taskResumed: (p) => `✓ Retomado: ${told(p)}`,
  taskSnoozed: (p) => `✓ Adiado: ${p.description} — ${p.due}`,
  timeUnknown: (p) => `Não entendo o horário “${p.text}”. Tente por exemplo “amanhã às 9h”.`,
  repeatUnknown: (p) => `Não entendo a repetição “${p.text}”. Tente por exemplo “toda segunda-feira”.`,
  timePast: (p) => `${p.due} já passou.`,
  taskAlike: (p) => `Você já tem algo parecido: ${told(p)} [${p.id}]. Se for o mesmo, /cancel ${p.id} o remove.`,
};
