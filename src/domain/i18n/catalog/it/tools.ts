/** Italian: tools and approvals. */

const TITLES: Readonly<Record<string, string>> = {
  'omega/bash': 'Eseguire un comando',
  'omega/write': 'Scrivere un file',
  'omega/edit': 'Modificare un file',
  'omega/fetch': 'Leggere una pagina web',
  'omega/send_message': 'Inviare un messaggio',
};
const LABELS: Readonly<Record<string, string>> = {
  folder: 'cartella',
  file: 'file',
  seconds: 'secondi',
  hosts: 'server',
  host: 'server',
  tool: 'strumento',
  address: 'indirizzo',
  covers: 'un sì duraturo vale per',
};

/** The texts, by key. */
export const tools = {
  /** a tool of ours by its id; of others the title that its maker gave it */
  toolTitle: (p: { id: string; title: string }) => TITLES[p.id] ?? p.title,
  /** what a fact of a question is called */
  factLabel: (p: { label: string }) => LABELS[p.label] ?? p.label,
  toolUsing: (p: { tool: string; what: string }) => `🔧 ${p.tool}${p.what === '' ? '' : `: ${p.what}`}`,
  toolLoop: (p: { tool: string }) =>
    `Mi sono fermato qui: stavo per fare esattamente la stessa cosa (${p.tool}) per la quinta volta, senza andare avanti. Dimmi come proseguire.`,
  commandHeld: (p: { what: string }) =>
    `✗ Non l’ho fatto (${p.what}): la mia risposta aveva letto parole venute da fuori. Se lo vuoi, dimmelo tu.`,
  approvalAsk: () => 'Posso farlo?',
  approvalUncertain: () => 'Non so se sia successo prima che venissi interrotto. Devo farlo (di nuovo)?',
  approvalQuestion: () => '❓ Ho bisogno di sapere:',
  approvalWhy: () => 'Si chiede a causa di:',
  approvalHow: (p: { code: string }) =>
    `Rispondi: sì ${p.code} · no ${p.code} e perché. Per più di questa volta: /approve ${p.code} run, oppure /approve ${p.code} project.`,
  approvalHowAnswer: (p: { code: string }) =>
    `Scrivi qui la tua risposta, o da un altro posto: /answer ${p.code} e le tue parole.`,
  approvalHowAnswerCode: (p: { code: string }) => `Rispondi con: /answer ${p.code} e le tue parole.`,
  approvalLong: () => 'È troppo lungo da mostrare qui. Guardalo sulla pagina o con: omega approvals show',
  approvalWaiting: (p: { title: string; code: string }) => `⏳ Aspetto il tuo sì: ${p.title} (${p.code})`,
  approvalYes: () => 'Sì, una volta',
  approvalYesRun: () => 'Sì, per questa risposta',
  approvalYesProject: () => 'Sì, sempre qui',
  approvalNo: () => 'No, non farlo',
  approvalAllowed: (p: { title: string; by: string; words: string }) =>
    `✓ ${p.title}: ${p.words === '' ? `sì (${p.by})` : p.words}`,
  approvalDenied: (p: { title: string; by: string; words: string }) =>
    `✗ ${p.title}: rifiutato (${p.by})${p.words === '' ? '' : `: ${p.words}`}`,
  approvalExpired: (p: { title: string }) => `⌛ ${p.title}: nessuno ha risposto in tempo; non l’ho fatto.`,
  approvalWithdrawn: (p: { title: string }) => `✗ ${p.title}: non serve più.`,
  approvalUnknown: (p: { code: string }) => `Non c’è nessuna domanda aperta ${p.code}.`,
  approvalLate: (p: { title: string; by: string }) =>
    `${p.title} ha già una risposta${p.by === '' ? '' : ` di ${p.by}`}.`,
  approvalsNone: () => 'Niente aspetta la tua risposta.',
  approvalsHeader: () => 'Questo aspetta la tua risposta:',
};
