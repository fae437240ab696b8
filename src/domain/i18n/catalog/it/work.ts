/** Italian: builds, plans, set-up, and spending. */
import { formatter } from '../../format.ts';
import { bullets, lines, wordFor } from '../../lines.ts';
import type { work as english } from '../en/work.ts';
import { caps, phases } from './words.ts';

const { count, form } = formatter('it');

/** The texts, by key. */
export const work: typeof english = {
  buildAsk: (p) => `Ecco che cosa costruirei per te:\n\n${p.request}\n\nCi vuole un po’. Comincio? (sì / no)`,
  buildExpired: () => 'Non hai risposto, quindi ho lasciato perdere. Chiedimelo di nuovo quando vuoi.',
  buildCancelled: () => 'Va bene, non lo costruisco.',
  buildStarted: (p) => `🚀 Sto costruendo *${p.name}* e ti tengo aggiornato.`,
  buildPhase: (p) => `⚙️ *${p.name}* (${p.at}/${p.of}): ${wordFor(phases, p.phase)}…`,
  buildFailed: (p) =>
    `✗ *${p.name}* non è riuscito a questo passo: ${wordFor(phases, p.phase)}.\nPerché: ${p.reason}\nQuello che è già fatto resta.`,
  buildDone: (p) =>
    lines(
      `✅ *${p.name}* è pronto.`,
      p.summary,
      p.location === '' ? '' : `📁 Dove: ${p.location}`,
      p.language === '' ? '' : `🛠️ Scritto in: ${p.language}`,
      p.usage === '' ? '' : `▶️ Come si usa: ${p.usage}`,
    ),
  planStarted: (p) => `Ci penso io — ${count(p.count, 'passo', 'passi')} da fare. Ti tengo aggiornato.`,
  planStep: (p) => `▶️ Passo ${p.at} di ${p.of}: ${p.title}`,
  planStepDone: (p) => `✓ Fatto: ${p.title}`,
  planStepFailed: (p) => `✗ Non riuscito: ${p.title}\n${p.reason}`,
  planDone: (p) =>
    p.count === 1 ? '✅ Fatto, il passo è completo.' : `✅ Fatto, tutti i ${p.count} passi sono completi.`,
  planDoneWithFailures: (p) =>
    bullets(
      `⚠️ Ho finito, ma ${p.failed} di ${count(p.total, 'passo', 'passi')} non ${form(p.failed, 'è riuscito', 'sono riusciti')}:`,
      p.titles,
    ),
  planStopped: (p) => `Fermato dopo ${p.done} di ${count(p.total, 'passo', 'passi')}. Quello che è fatto resta fatto.`,
  setupUsage: () => 'Dimmi che cosa fai, per esempio: /setup Ho un piccolo forno e vendo online',
  setupBusy: () => 'Siamo già nel mezzo di una preparazione. Rispondi alla mia ultima domanda, o scrivi «annulla».',
  setupExpired: () => "La preparazione ha aspettato troppo, quindi l'ho chiusa. Con /setup si ricomincia.",
  setupCancelled: () => 'Va bene, ho fermato la preparazione. Non è cambiato niente.',
  spendAsk: (p) =>
    `💸 Il limite di spesa di oggi ${wordFor(caps, p.cap)} è raggiunto: ${p.spent} di ${p.limit}. Continuo? Scrivi /approve e continuo.`,
  spendBlocked: (p) =>
    `Mi sono fermato qui: il limite di spesa di oggi ${wordFor(caps, p.cap)} (${p.limit}) è raggiunto. Con /approve posso continuare.`,
};
