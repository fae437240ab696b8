/** Portuguese: builds, plans, set-up, and spending. */
import { formatter } from '../../format.ts';
import { bullets, lines, wordFor } from '../../lines.ts';
import type { work as english } from '../en/work.ts';
import { caps, phases } from './words.ts';

const { count, form } = formatter('pt-BR');

/** The texts, by key. */
export const work: typeof english = {
  buildAsk: (p) =>
    `Isto é o que eu construiria para você:\n\n${p.request}\n\nDemora um pouco. Posso começar? (sim / não)`,
  buildExpired: () => 'Você não respondeu, então desisti do plano. Peça de novo quando quiser.',
  buildCancelled: () => 'Tudo bem, não vou construir.',
  buildStarted: (p) => `🚀 Estou construindo *${p.name}* e vou contando como anda.`,
  buildPhase: (p) => `⚙️ *${p.name}* (${p.at}/${p.of}): ${wordFor(phases, p.phase)}…`,
  buildFailed: (p) =>
    `✗ *${p.name}* não deu certo nesta etapa: ${wordFor(phases, p.phase)}.\nPor quê: ${p.reason}\nO que já está feito fica guardado.`,
  buildDone: (p) =>
    lines(
      `✅ *${p.name}* está pronto.`,
      p.summary,
      p.location === '' ? '' : `📁 Onde: ${p.location}`,
      p.language === '' ? '' : `🛠️ Escrito em: ${p.language}`,
      p.usage === '' ? '' : `▶️ Como usar: ${p.usage}`,
    ),
  planStarted: (p) => `Pode deixar — ${count(p.count, 'etapa', 'etapas')} pela frente. Vou contando como anda.`,
  planStep: (p) => `▶️ Etapa ${p.at} de ${p.of}: ${p.title}`,
  planStepDone: (p) => `✓ Feito: ${p.title}`,
  planStepFailed: (p) => `✗ Não deu certo: ${p.title}\n${p.reason}`,
  planDone: (p) =>
    p.count === 1 ? '✅ Pronto, a etapa está concluída.' : `✅ Pronto, todas as ${p.count} etapas estão concluídas.`,
  planDoneWithFailures: (p) =>
    bullets(
      `⚠️ Terminei, mas ${p.failed} de ${count(p.total, 'etapa', 'etapas')} não ${form(p.failed, 'deu', 'deram')} certo:`,
      p.titles,
    ),
  planStopped: (p) =>
    `Parado depois de ${p.done} de ${count(p.total, 'etapa', 'etapas')}. O que está feito continua feito.`,
  setupUsage: () => 'Me conte o que você faz, por exemplo: /setup Tenho uma pequena padaria e vendo pela internet',
  setupBusy: () => 'Já estamos no meio de uma preparação. Responda à minha última pergunta ou escreva “cancelar”.',
  setupExpired: () => 'A preparação esperou demais, então a encerrei. Com /setup começamos de novo.',
  setupCancelled: () => 'Tudo bem, parei a preparação. Nada foi alterado.',
  spendAsk: (p) =>
    `💸 O limite de gasto de hoje ${wordFor(caps, p.cap)} foi atingido: ${p.spent} de ${p.limit}. Posso continuar? Escreva /approve e eu continuo.`,
  spendBlocked: (p) =>
    `Parei aqui: o limite de gasto de hoje ${wordFor(caps, p.cap)} (${p.limit}) foi atingido. Com /approve posso continuar.`,
};
