/** French: builds, plans, set-up, and spending. */
import { formatter } from '../../format.ts';
import { bullets, lines, wordFor } from '../../lines.ts';
import type { work as english } from '../en/work.ts';
import { caps, phases } from './words.ts';

const { count, form } = formatter('fr');

/** The texts, by key. */
export const work: typeof english = {
  buildAsk: (p) =>
    `Voici ce que je construirais pour toi :\n\n${p.request}\n\nÇa prend un moment. Je commence ? (oui / non)`,
  buildExpired: () => "Tu n'as pas répondu, j'ai donc laissé tomber ce projet. Redemande-le quand tu veux.",
  buildCancelled: () => "D'accord, je ne le construis pas.",
  buildStarted: (p) => `🚀 Je construis *${p.name}* et je te tiens au courant.`,
  buildPhase: (p) => `⚙️ *${p.name}* (${p.at}/${p.of}) : ${wordFor(phases, p.phase)}…`,
  buildFailed: (p) =>
    `✗ *${p.name}* a échoué à cette étape : ${wordFor(phases, p.phase)}.\nPourquoi : ${p.reason}\nCe qui est déjà fait est conservé.`,
  buildDone: (p) =>
    lines(
      `✅ *${p.name}* est prêt.`,
      p.summary,
      p.location === '' ? '' : `📁 Où : ${p.location}`,
      p.language === '' ? '' : `🛠️ Écrit en : ${p.language}`,
      p.usage === '' ? '' : `▶️ Comment l'utiliser : ${p.usage}`,
    ),
  planStarted: (p) => `C'est parti — ${count(p.count, 'étape', 'étapes')} à faire. Je te tiens au courant.`,
  planStep: (p) => `▶️ Étape ${p.at} sur ${p.of} : ${p.title}`,
  planStepDone: (p) => `✓ Fait : ${p.title}`,
  planStepFailed: (p) => `✗ Échec : ${p.title}\n${p.reason}`,
  planDone: (p) =>
    p.count === 1 ? "✅ C'est fait, l'étape est terminée." : `✅ C'est fait, les ${p.count} étapes sont terminées.`,
  planDoneWithFailures: (p) =>
    bullets(
      `⚠️ C'est fini, mais ${p.failed} ${form(p.failed, 'étape', 'étapes')} sur ${p.total} ${form(p.failed, 'a', 'ont')} échoué :`,
      p.titles,
    ),
  planStopped: (p) => `Arrêté après ${p.done} sur ${count(p.total, 'étape', 'étapes')}. Ce qui est fait reste fait.`,
  setupUsage: () => "Dis-moi ce que tu fais, par exemple : /setup J'ai une petite boulangerie et je vends en ligne",
  setupBusy: () => 'Nous sommes déjà au milieu des préparatifs. Réponds à ma dernière question, ou écris « annuler ».',
  setupExpired: () => 'Les préparatifs ont attendu trop longtemps, je les ai donc arrêtés. /setup les recommence.',
  setupCancelled: () => "D'accord, j'ai arrêté les préparatifs. Rien n'a été modifié.",
  spendAsk: (p) =>
    `💸 La limite de dépense du jour ${wordFor(caps, p.cap)} est atteinte : ${p.spent} sur ${p.limit}. Je continue ? Écris /approve et je continue.`,
  spendBlocked: (p) =>
    `Je me suis arrêté ici : la limite de dépense du jour ${wordFor(caps, p.cap)} (${p.limit}) est atteinte. Avec /approve je peux continuer.`,
};
