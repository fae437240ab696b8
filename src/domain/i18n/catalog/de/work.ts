/** German: builds, plans, set-up, and spending. */
import { formatter } from '../../format.ts';
import { bullets, lines, wordFor } from '../../lines.ts';
import type { work as english } from '../en/work.ts';
import { caps, phases } from './words.ts';

const { count, form } = formatter('de');

/** The texts, by key. */
export const work: typeof english = {
  buildAsk: (p) =>
    `Das würde ich für dich bauen:\n\n${p.request}\n\nEs dauert eine Weile. Soll ich anfangen? (ja / nein)`,
  buildExpired: () =>
    'Du hast nicht geantwortet, deshalb habe ich das Vorhaben fallen lassen. Frag einfach wieder, wenn du es willst.',
  buildCancelled: () => 'In Ordnung, ich baue es nicht.',
  buildStarted: (p) => `🚀 Ich baue *${p.name}* und halte dich auf dem Laufenden.`,
  buildPhase: (p) => `⚙️ *${p.name}* (${p.at}/${p.of}): ${wordFor(phases, p.phase)}…`,
  buildFailed: (p) =>
    `✗ *${p.name}* ist an diesem Schritt gescheitert: ${wordFor(phases, p.phase)}.\nWarum: ${p.reason}\nWas schon fertig ist, bleibt erhalten.`,
  buildDone: (p) =>
    lines(
      `✅ *${p.name}* ist fertig.`,
      p.summary,
      p.location === '' ? '' : `📁 Wo: ${p.location}`,
      p.language === '' ? '' : `🛠️ Geschrieben in: ${p.language}`,
      p.usage === '' ? '' : `▶️ So benutzt du es: ${p.usage}`,
    ),
  planStarted: (p) =>
    `Mache ich — das sind ${count(p.count, 'Schritt', 'Schritte')}. Ich halte dich auf dem Laufenden.`,
  planStep: (p) => `▶️ Schritt ${p.at} von ${p.of}: ${p.title}`,
  planStepDone: (p) => `✓ Erledigt: ${p.title}`,
  planStepFailed: (p) => `✗ Hat nicht geklappt: ${p.title}\n${p.reason}`,
  planDone: (p) =>
    p.count === 1 ? '✅ Fertig, der Schritt ist erledigt.' : `✅ Fertig, alle ${p.count} Schritte sind erledigt.`,
  planDoneWithFailures: (p) =>
    bullets(
      `⚠️ Fertig, aber ${p.failed} von ${count(p.total, 'Schritt', 'Schritten')} ${form(p.failed, 'hat', 'haben')} nicht geklappt:`,
      p.titles,
    ),
  planStopped: (p) =>
    `Angehalten nach ${p.done} von ${count(p.total, 'Schritt', 'Schritten')}. Was erledigt ist, bleibt erledigt.`,
  setupUsage: () => 'Sag mir, was du machst, zum Beispiel: /setup Ich habe eine kleine Bäckerei und verkaufe online',
  setupBusy: () =>
    'Wir sind schon mitten in einer Einrichtung. Antworte auf meine letzte Frage oder schreib „abbrechen“.',
  setupExpired: () =>
    'Die Einrichtung hat zu lange gewartet, deshalb habe ich sie beendet. Mit /setup geht es neu los.',
  setupCancelled: () => 'In Ordnung, ich habe die Einrichtung abgebrochen. Es wurde nichts geändert.',
  spendAsk: (p) =>
    `💸 Die heutige Ausgabengrenze ${wordFor(caps, p.cap)} ist erreicht: ${p.spent} von ${p.limit}. Soll ich weitermachen? Schreib /approve, dann mache ich weiter.`,
  spendBlocked: (p) =>
    `Ich habe hier aufgehört: Die heutige Ausgabengrenze ${wordFor(caps, p.cap)} (${p.limit}) ist erreicht. Mit /approve mache ich weiter.`,
};
