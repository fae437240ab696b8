/** Spanish: tools and approvals. */

const TITLES: Readonly<Record<string, string>> = {
  'omega/bash': 'Ejecutar una orden',
  'omega/write': 'Escribir un archivo',
  'omega/edit': 'Cambiar un archivo',
  'omega/fetch': 'Leer una página web',
  'omega/send_message': 'Enviar un mensaje',
};
const LABELS: Readonly<Record<string, string>> = {
  folder: 'carpeta',
  file: 'archivo',
  seconds: 'segundos',
  hosts: 'servidores',
  host: 'servidor',
  tool: 'herramienta',
  address: 'dirección',
  covers: 'un sí duradero vale para',
};

/** The texts, by key. */
export const tools = {
  /** a tool of ours by its id; of others the title that its maker gave it */
  toolTitle: (p: { id: string; title: string }) => TITLES[p.id] ?? p.title,
  /** what a fact of a question is called */
  factLabel: (p: { label: string }) => LABELS[p.label] ?? p.label,
  toolUsing: (p: { tool: string; what: string }) => `🔧 ${p.tool}${p.what === '' ? '' : `: ${p.what}`}`,
  toolLoop: (p: { tool: string }) =>
    `Me detuve aquí: iba a hacer exactamente lo mismo (${p.tool}) por quinta vez y así no avanzaba. Dime cómo seguir.`,
  commandHeld: (p: { what: string }) =>
    `✗ No hice esto (${p.what}): mi respuesta había leído palabras de fuera. Si lo quieres, dímelo tú.`,
  approvalAsk: () => '¿Puedo hacer esto?',
  approvalUncertain: () => 'No sé si esto llegó a ocurrir antes de que me interrumpieran. ¿Lo hago (otra vez)?',
  approvalQuestion: () => '❓ Necesito saber:',
  approvalWhy: () => 'Se pregunta por:',
  approvalHow: (p: { code: string }) =>
    `Responde: sí ${p.code} · no ${p.code} y por qué. Para más de esta vez: /approve ${p.code} run, o /approve ${p.code} project.`,
  approvalHowAnswer: (p: { code: string }) =>
    `Escribe tu respuesta aquí, o desde otro sitio: /answer ${p.code} y tus palabras.`,
  approvalHowAnswerCode: (p: { code: string }) => `Responde con: /answer ${p.code} y tus palabras.`,
  approvalLong: () => 'Es demasiado largo para mostrarlo aquí. Míralo en la página o con: omega approvals show',
  approvalWaiting: (p: { title: string; code: string }) => `⏳ Espero tu sí: ${p.title} (${p.code})`,
  approvalYes: () => 'Sí, una vez',
  approvalYesRun: () => 'Sí, para esta respuesta',
  approvalYesProject: () => 'Sí, siempre aquí',
  approvalNo: () => 'No, no lo hagas',
  approvalAllowed: (p: { title: string; by: string; words: string }) =>
    `✓ ${p.title}: ${p.words === '' ? `sí (${p.by})` : p.words}`,
  approvalDenied: (p: { title: string; by: string; words: string }) =>
    `✗ ${p.title}: rechazado (${p.by})${p.words === '' ? '' : `: ${p.words}`}`,
  approvalExpired: (p: { title: string }) => `⌛ ${p.title}: nadie respondió a tiempo; no lo hice.`,
  approvalWithdrawn: (p: { title: string }) => `✗ ${p.title}: ya no hace falta.`,
  approvalUnknown: (p: { code: string }) => `No hay ninguna pregunta abierta ${p.code}.`,
  approvalLate: (p: { title: string; by: string }) =>
    `${p.title} ya tiene respuesta${p.by === '' ? '' : ` de ${p.by}`}.`,
  approvalsNone: () => 'Nada espera tu respuesta.',
  approvalsHeader: () => 'Esto espera tu respuesta:',
};
