/** Portuguese: tools and approvals. */

const TITLES: Readonly<Record<string, string>> = {
  'omega/bash': 'Executar um comando',
  'omega/write': 'Escrever um ficheiro',
  'omega/edit': 'Alterar um ficheiro',
  'omega/fetch': 'Ler uma página web',
  'omega/send_message': 'Enviar uma mensagem',
};
const LABELS: Readonly<Record<string, string>> = {
  folder: 'pasta',
  file: 'ficheiro',
  seconds: 'segundos',
  hosts: 'servidores',
  host: 'servidor',
  tool: 'ferramenta',
  address: 'endereço',
  covers: 'um sim duradouro vale para',
};

/** The texts, by key. */
export const tools = {
  /** a tool of ours by its id; of others the title that its maker gave it */
  toolTitle: (p: { id: string; title: string }) => TITLES[p.id] ?? p.title,
  /** what a fact of a question is called */
  factLabel: (p: { label: string }) => LABELS[p.label] ?? p.label,
  toolUsing: (p: { tool: string; what: string }) => `🔧 ${p.tool}${p.what === '' ? '' : `: ${p.what}`}`,
  toolLoop: (p: { tool: string }) =>
    `Parei aqui: eu ia fazer exatamente a mesma coisa (${p.tool}) pela quinta vez, sem avançar. Diga-me como continuar.`,
  commandHeld: (p: { what: string }) =>
    `✗ Não fiz isto (${p.what}): a minha resposta tinha lido palavras de fora. Se quiser, diga-mo você mesmo.`,
  approvalAsk: () => 'Posso fazer isto?',
  approvalUncertain: () => 'Não sei se isto chegou a acontecer antes de eu ser interrompido. Devo fazê-lo (outra vez)?',
  approvalQuestion: () => '❓ Preciso de saber:',
  approvalWhy: () => 'Perguntado por causa de:',
  approvalHow: (p: { code: string }) =>
    `Responda: sim ${p.code} · não ${p.code} e porquê. Para mais do que esta vez: /approve ${p.code} run, ou /approve ${p.code} project.`,
  approvalHowAnswer: (p: { code: string }) =>
    `Escreva a sua resposta aqui, ou de outro lugar: /answer ${p.code} e as suas palavras.`,
  approvalHowAnswerCode: (p: { code: string }) => `Responda com: /answer ${p.code} e as suas palavras.`,
  approvalLong: () => 'É longo demais para mostrar aqui. Veja na página ou com: omega approvals show',
  approvalWaiting: (p: { title: string; code: string }) => `⏳ Espero o seu sim: ${p.title} (${p.code})`,
  approvalYes: () => 'Sim, uma vez',
  approvalYesRun: () => 'Sim, para esta resposta',
  approvalYesProject: () => 'Sim, sempre aqui',
  approvalNo: () => 'Não',
  approvalAllowed: (p: { title: string; by: string; words: string }) =>
    `✓ ${p.title}: ${p.words === '' ? `sim (${p.by})` : p.words}`,
  approvalDenied: (p: { title: string; by: string; words: string }) =>
    `✗ ${p.title}: não (${p.by})${p.words === '' ? '' : `: ${p.words}`}`,
  approvalExpired: (p: { title: string }) => `⌛ ${p.title}: ninguém respondeu a tempo; não o fiz.`,
  approvalWithdrawn: (p: { title: string }) => `✗ ${p.title}: já não é preciso.`,
  approvalUnknown: (p: { code: string }) => `Não há nenhuma pergunta aberta ${p.code}.`,
  approvalLate: (p: { title: string; by: string }) =>
    `${p.title} já foi respondido${p.by === '' ? '' : ` por ${p.by}`}.`,
  approvalsNone: () => 'Nada espera a sua resposta.',
  approvalsHeader: () => 'Isto espera a sua resposta:',
};
