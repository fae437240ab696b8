/** Dutch: builds, plans, set-up, and spending. */
import { formatter } from '../../format.ts';
import { bullets, lines, wordFor } from '../../lines.ts';
import type { work as english } from '../en/work.ts';
import { caps, phases } from './words.ts';

const { count, form } = formatter('nl');

/** The texts, by key. */
export const work: typeof english = {
  buildAsk: (p) => `Dit zou ik voor je bouwen:\n\n${p.request}\n\nHet duurt even. Zal ik beginnen? (ja / nee)`,
  buildExpired: () => 'Je hebt niet geantwoord, dus ik heb het plan laten vallen. Vraag het gerust opnieuw.',
  buildCancelled: () => 'Goed, ik bouw het niet.',
  buildStarted: (p) => `🚀 Ik bouw *${p.name}* en houd je op de hoogte.`,
  buildPhase: (p) => `⚙️ *${p.name}* (${p.at}/${p.of}): ${wordFor(phases, p.phase)}…`,
  buildFailed: (p) =>
    `✗ *${p.name}* is bij deze stap niet gelukt: ${wordFor(phases, p.phase)}.\nWaarom: ${p.reason}\nWat al klaar is, blijft bewaard.`,
  buildDone: (p) =>
    lines(
      `✅ *${p.name}* is klaar.`,
      p.summary,
      p.location === '' ? '' : `📁 Waar: ${p.location}`,
      p.language === '' ? '' : `🛠️ Geschreven in: ${p.language}`,
      p.usage === '' ? '' : `▶️ Zo gebruik je het: ${p.usage}`,
    ),
  planStarted: (p) => `Komt in orde — ${count(p.count, 'stap', 'stappen')} te gaan. Ik houd je op de hoogte.`,
  planStep: (p) => `▶️ Stap ${p.at} van ${p.of}: ${p.title}`,
  planStepDone: (p) => `✓ Klaar: ${p.title}`,
  planStepFailed: (p) => `✗ Niet gelukt: ${p.title}\n${p.reason}`,
  planDone: (p) => (p.count === 1 ? '✅ Klaar, de stap is gezet.' : `✅ Klaar, alle ${p.count} stappen zijn gezet.`),
  planDoneWithFailures: (p) =>
    bullets(
      `⚠️ Ik ben klaar, maar ${p.failed} van ${count(p.total, 'stap', 'stappen')} ${form(p.failed, 'is', 'zijn')} niet gelukt:`,
      p.titles,
    ),
  planStopped: (p) => `Gestopt na ${p.done} van ${count(p.total, 'stap', 'stappen')}. Wat klaar is, blijft klaar.`,
  setupUsage: () => 'Vertel me wat je doet, bijvoorbeeld: /setup Ik heb een kleine bakkerij en verkoop online',
  setupBusy: () => 'We zijn al midden in een voorbereiding. Beantwoord mijn laatste vraag, of schrijf ‘annuleren’.',
  setupExpired: () => 'De voorbereiding wachtte te lang, dus ik heb haar afgesloten. Met /setup beginnen we opnieuw.',
  setupCancelled: () => 'Goed, ik heb de voorbereiding gestopt. Er is niets veranderd.',
  spendAsk: (p) =>
    `💸 De uitgavenlimiet van vandaag ${wordFor(caps, p.cap)} is bereikt: ${p.spent} van ${p.limit}. Zal ik doorgaan? Schrijf /approve en ik ga verder.`,
  spendBlocked: (p) =>
    `Ik ben hier gestopt: de uitgavenlimiet van vandaag ${wordFor(caps, p.cap)} (${p.limit}) is bereikt. Met /approve mag ik doorgaan.`,
};
