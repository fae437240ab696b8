/** French: tools and approvals. */

const TITLES: Readonly<Record<string, string>> = {
  'omega/bash': 'Exécuter une commande',
  'omega/write': 'Écrire un fichier',
  'omega/edit': 'Modifier un fichier',
  'omega/fetch': 'Lire une page web',
  'omega/send_message': 'Envoyer un message',
};
const LABELS: Readonly<Record<string, string>> = {
  folder: 'dossier',
  file: 'fichier',
  seconds: 'secondes',
  hosts: 'serveurs',
  host: 'serveur',
  tool: 'outil',
  address: 'adresse',
  covers: 'un oui durable vaut pour',
};

/** The texts, by key. */
export const tools = {
  /** a tool of ours by its id; of others the title that its maker gave it */
  toolTitle: (p: { id: string; title: string }) => TITLES[p.id] ?? p.title,
  /** what a fact of a question is called */
  factLabel: (p: { label: string }) => LABELS[p.label] ?? p.label,
  toolUsing: (p: { tool: string; what: string }) => `🔧 ${p.tool}${p.what === '' ? '' : `: ${p.what}`}`,
  toolLoop: (p: { tool: string }) =>
    `Je me suis arrêté ici : j’allais faire exactement la même chose (${p.tool}) pour la cinquième fois, sans avancer. Dis-moi comment continuer.`,
  commandHeld: (p: { what: string }) =>
    `✗ Je ne l’ai pas fait (${p.what}) : ma réponse avait lu des mots venus d’ailleurs. Si tu le veux, dis-le-moi toi-même.`,
  approvalAsk: () => 'Puis-je faire cela ?',
  approvalUncertain: () =>
    'Je ne sais pas si cela a eu lieu avant que je sois interrompu. Dois-je le faire (encore une fois) ?',
  approvalQuestion: () => '❓ J’ai besoin de savoir :',
  approvalWhy: () => 'Question posée à cause de :',
  approvalHow: (p: { code: string }) =>
    `Réponds : oui ${p.code} · non ${p.code} et pourquoi. Pour plus que cette fois : /approve ${p.code} run, ou /approve ${p.code} project.`,
  approvalHowAnswer: (p: { code: string }) =>
    `Écris simplement ta réponse ici, ou d’ailleurs : /answer ${p.code} et tes mots.`,
  approvalHowAnswerCode: (p: { code: string }) => `Réponds avec : /answer ${p.code} et tes mots.`,
  approvalLong: () => 'C’est trop long pour être montré ici. Regarde-le sur la page ou avec : omega approvals show',
  approvalWaiting: (p: { title: string; code: string }) => `⏳ J’attends ton oui : ${p.title} (${p.code})`,
  approvalYes: () => 'Oui, une fois',
  approvalYesRun: () => 'Oui, pour cette réponse',
  approvalYesProject: () => 'Oui, toujours ici',
  approvalNo: () => 'Non',
  approvalAllowed: (p: { title: string; by: string; words: string }) =>
    `✓ ${p.title} : ${p.words === '' ? `oui (${p.by})` : p.words}`,
  approvalDenied: (p: { title: string; by: string; words: string }) =>
    `✗ ${p.title} : non (${p.by})${p.words === '' ? '' : ` : ${p.words}`}`,
  approvalExpired: (p: { title: string }) => `⌛ ${p.title} : personne n’a répondu à temps ; je ne l’ai pas fait.`,
  approvalWithdrawn: (p: { title: string }) => `✗ ${p.title} : plus nécessaire.`,
  approvalUnknown: (p: { code: string }) => `Il n’y a pas de question ouverte ${p.code}.`,
  approvalLate: (p: { title: string; by: string }) =>
    `${p.title} a déjà reçu une réponse${p.by === '' ? '' : ` de ${p.by}`}.`,
  approvalsNone: () => 'Rien n’attend ta réponse.',
  approvalsHeader: () => 'Ceci attend ta réponse :',
};
