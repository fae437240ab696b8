/** German: tools and approvals. */

const TITLES: Readonly<Record<string, string>> = {
  'omega/bash': 'Einen Befehl ausführen',
  'omega/write': 'Eine Datei schreiben',
  'omega/edit': 'Eine Datei ändern',
  'omega/fetch': 'Eine Webseite lesen',
  'omega/send_message': 'Eine Nachricht senden',
};
const LABELS: Readonly<Record<string, string>> = {
  folder: 'Ordner',
  file: 'Datei',
  seconds: 'Sekunden',
  hosts: 'Rechner',
  host: 'Rechner',
  tool: 'Werkzeug',
  address: 'Adresse',
  covers: 'ein dauerhaftes Ja gilt für',
};

/** The texts, by key. */
export const tools = {
  /** a tool of ours by its id; of others the title that its maker gave it */
  toolTitle: (p: { id: string; title: string }) => TITLES[p.id] ?? p.title,
  /** what a fact of a question is called */
  factLabel: (p: { label: string }) => LABELS[p.label] ?? p.label,
  toolUsing: (p: { tool: string; what: string }) => `🔧 ${p.tool}${p.what === '' ? '' : `: ${p.what}`}`,
  toolLoop: (p: { tool: string }) =>
    `Hier habe ich aufgehört: Ich wollte genau dasselbe (${p.tool}) zum fünften Mal tun und kam so nicht weiter. Sag mir, wie es weitergehen soll.`,
  commandHeld: (p: { what: string }) =>
    `✗ Das habe ich nicht getan (${p.what}): In meine Antwort sind Worte von außen eingeflossen. Wenn du es willst, sag es mir bitte selbst.`,
  approvalAsk: () => 'Darf ich das tun?',
  approvalUncertain: () =>
    'Ich weiß nicht, ob das noch geschehen ist, bevor ich unterbrochen wurde. Soll ich es (noch einmal) tun?',
  approvalQuestion: () => '❓ Ich muss wissen:',
  approvalWhy: () => 'Gefragt wird wegen:',
  approvalHow: (p: { code: string }) =>
    `Antworte: ja ${p.code} · nein ${p.code} und warum. Für mehr als dieses eine Mal: /approve ${p.code} run oder /approve ${p.code} project.`,
  approvalHowAnswer: (p: { code: string }) =>
    `Schreib deine Antwort einfach hierher, oder von woanders: /answer ${p.code} und deine Worte.`,
  approvalHowAnswerCode: (p: { code: string }) => `Antworte mit: /answer ${p.code} und deinen Worten.`,
  approvalLong: () =>
    'Das ist zu lang, um es hier zu zeigen. Sieh es dir auf der Seite an oder mit: omega approvals show',
  approvalWaiting: (p: { title: string; code: string }) => `⏳ Ich warte auf dein Ja: ${p.title} (${p.code})`,
  approvalYes: () => 'Ja, einmal',
  approvalYesRun: () => 'Ja, für diese Antwort',
  approvalYesProject: () => 'Ja, hier immer',
  approvalNo: () => 'Nein',
  approvalAllowed: (p: { title: string; by: string; words: string }) =>
    `✓ ${p.title}: ${p.words === '' ? `ja (${p.by})` : p.words}`,
  approvalDenied: (p: { title: string; by: string; words: string }) =>
    `✗ ${p.title}: nein (${p.by})${p.words === '' ? '' : `: ${p.words}`}`,
  approvalExpired: (p: { title: string }) =>
    `⌛ ${p.title}: Niemand hat rechtzeitig geantwortet; ich habe es nicht getan.`,
  approvalWithdrawn: (p: { title: string }) => `✗ ${p.title}: nicht mehr nötig.`,
  approvalUnknown: (p: { code: string }) => `Es gibt keine offene Frage ${p.code}.`,
  approvalLate: (p: { title: string; by: string }) =>
    `${p.title} wurde schon beantwortet${p.by === '' ? '' : ` von ${p.by}`}.`,
  approvalsNone: () => 'Nichts wartet auf deine Antwort.',
  approvalsHeader: () => 'Das wartet auf deine Antwort:',
};
