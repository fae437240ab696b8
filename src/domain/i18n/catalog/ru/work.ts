/** Russian: builds, plans, set-up, and spending. */
import { formatter } from '../../format.ts';
import { bullets, lines, wordFor } from '../../lines.ts';
import type { work as english } from '../en/work.ts';
import { caps, phases } from './words.ts';

const { count, form } = formatter('ru');

/** The texts, by key. */
export const work: typeof english = {
  buildAsk: (p) => `Вот что я бы для тебя сделал:\n\n${p.request}\n\nЭто займёт время. Начинать? (да / нет)`,
  buildExpired: () => 'Ответа не было, поэтому я отложил эту затею. Попроси снова, когда захочешь.',
  buildCancelled: () => 'Хорошо, делать это не буду.',
  buildStarted: (p) => `🚀 Я делаю *${p.name}* и буду держать тебя в курсе.`,
  buildPhase: (p) => `⚙️ *${p.name}* (${p.at}/${p.of}): ${wordFor(phases, p.phase)}…`,
  buildFailed: (p) =>
    `✗ *${p.name}*: не получилось на этом шаге: ${wordFor(phases, p.phase)}.\nПочему: ${p.reason}\nВсё, что уже сделано, сохранено.`,
  buildDone: (p) =>
    lines(
      `✅ *${p.name}*: готово.`,
      p.summary,
      p.location === '' ? '' : `📁 Где: ${p.location}`,
      p.language === '' ? '' : `🛠️ Написано на: ${p.language}`,
      p.usage === '' ? '' : `▶️ Как пользоваться: ${p.usage}`,
    ),
  planStarted: (p) => `Берусь — впереди ${count(p.count, 'шаг', 'шага', 'шагов')}. Буду держать тебя в курсе.`,
  planStep: (p) => `▶️ Шаг ${p.at} из ${p.of}: ${p.title}`,
  planStepDone: (p) => `✓ Сделано: ${p.title}`,
  planStepFailed: (p) => `✗ Не получилось: ${p.title}\n${p.reason}`,
  planDone: (p) => (p.count === 1 ? '✅ Готово, шаг выполнен.' : `✅ Готово, выполнены все шаги: ${p.count}.`),
  planDoneWithFailures: (p) =>
    bullets(
      `⚠️ Закончил, но ${p.failed} из ${count(p.total, 'шага', 'шагов', 'шагов')} не ${form(p.failed, 'получился', 'получились', 'получились')}:`,
      p.titles,
    ),
  planStopped: (p) =>
    `Остановлено после ${p.done} из ${count(p.total, 'шага', 'шагов', 'шагов')}. Что сделано, то сделано.`,
  setupUsage: () =>
    'Расскажи, чем ты занимаешься, например: /setup У меня небольшая пекарня, и я продаю через интернет',
  setupBusy: () => 'Мы уже занимаемся настройкой. Ответь на мой последний вопрос или напиши «отмена».',
  setupExpired: () => 'Настройка ждала слишком долго, и я её закрыл. С /setup начнём заново.',
  setupCancelled: () => 'Хорошо, я остановил настройку. Ничего не изменилось.',
  spendAsk: (p) =>
    `💸 Сегодняшний предел расходов ${wordFor(caps, p.cap)} достигнут: ${p.spent} из ${p.limit}. Продолжать? Напиши /approve, и я продолжу.`,
  spendBlocked: (p) =>
    `Здесь я остановился: сегодняшний предел расходов ${wordFor(caps, p.cap)} (${p.limit}) достигнут. С /approve я смогу продолжить.`,
};
