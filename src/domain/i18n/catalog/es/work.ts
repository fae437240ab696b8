/** Spanish: builds, plans, set-up, and spending. */
import { formatter } from '../../format.ts';
import { bullets, lines, wordFor } from '../../lines.ts';
import type { work as english } from '../en/work.ts';
import { caps, phases } from './words.ts';

const { count, form } = formatter('es');

/** The texts, by key. */
export const work: typeof english = {
  buildAsk: (p) => `Esto es lo que construiría para ti:\n\n${p.request}\n\nTarda un rato. ¿Empiezo? (sí / no)`,
  buildExpired: () => 'No respondiste, así que dejé el plan de construirlo. Pídemelo otra vez cuando quieras.',
  buildCancelled: () => 'De acuerdo, no lo construyo.',
  buildStarted: (p) => `🚀 Estoy construyendo *${p.name}* y te voy contando.`,
  buildPhase: (p) => `⚙️ *${p.name}* (${p.at}/${p.of}): ${wordFor(phases, p.phase)}…`,
  buildFailed: (p) =>
    `✗ *${p.name}* no salió adelante en este paso: ${wordFor(phases, p.phase)}.\nPor qué: ${p.reason}\nLo que ya está hecho se conserva.`,
  buildDone: (p) =>
    lines(
      `✅ *${p.name}* está listo.`,
      p.summary,
      p.location === '' ? '' : `📁 Dónde: ${p.location}`,
      p.language === '' ? '' : `🛠️ Escrito en: ${p.language}`,
      p.usage === '' ? '' : `▶️ Cómo se usa: ${p.usage}`,
    ),
  planStarted: (p) => `En marcha — ${count(p.count, 'paso', 'pasos')} por delante. Te voy contando.`,
  planStep: (p) => `▶️ Paso ${p.at} de ${p.of}: ${p.title}`,
  planStepDone: (p) => `✓ Hecho: ${p.title}`,
  planStepFailed: (p) => `✗ No funcionó: ${p.title}\n${p.reason}`,
  planDone: (p) =>
    p.count === 1 ? '✅ Listo, el paso está completo.' : `✅ Listo, los ${p.count} pasos están completos.`,
  planDoneWithFailures: (p) =>
    bullets(
      `⚠️ He terminado, pero ${p.failed} de ${count(p.total, 'paso', 'pasos')} no ${form(p.failed, 'funcionó', 'funcionaron')}:`,
      p.titles,
    ),
  planStopped: (p) => `Parado después de ${p.done} de ${count(p.total, 'paso', 'pasos')}. Lo hecho, hecho está.`,
  setupUsage: () => 'Cuéntame a qué te dedicas, por ejemplo: /setup Tengo una pequeña panadería y vendo por internet',
  setupBusy: () => 'Ya estamos en medio de una preparación. Responde a mi última pregunta o escribe «cancelar».',
  setupExpired: () => 'La preparación esperó demasiado, así que la cerré. Con /setup empezamos otra vez.',
  setupCancelled: () => 'De acuerdo, he parado la preparación. No se ha cambiado nada.',
  spendAsk: (p) =>
    `💸 Se ha alcanzado el límite de gasto de hoy ${wordFor(caps, p.cap)}: ${p.spent} de ${p.limit}. ¿Sigo? Escribe /approve y sigo.`,
  spendBlocked: (p) =>
    `Me he parado aquí: se ha alcanzado el límite de gasto de hoy ${wordFor(caps, p.cap)} (${p.limit}). Con /approve puedo seguir.`,
};
