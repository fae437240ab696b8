/** Dutch: tools and approvals. */

const TITLES: Readonly<Record<string, string>> = {
  'omega/bash': 'Een opdracht uitvoeren',
  'omega/write': 'Een bestand schrijven',
  'omega/edit': 'Een bestand wijzigen',
  'omega/fetch': 'Een webpagina lezen',
  'omega/send_message': 'Een bericht sturen',
};
const LABELS: Readonly<Record<string, string>> = {
  folder: 'map',
  file: 'bestand',
  seconds: 'seconden',
  hosts: 'servers',
  host: 'server',
  tool: 'gereedschap',
  address: 'adres',
  covers: 'een blijvend ja geldt voor',
};

/** The texts, by key. */
export const tools = {
  /** a tool of ours by its id; of others the title that its maker gave it */
  toolTitle: (p: { id: string; title: string }) => TITLES[p.id] ?? p.title,
  /** what a fact of a question is called */
  factLabel: (p: { label: string }) => LABELS[p.label] ?? p.label,
  toolUsing: (p: { tool: string; what: string }) => `🔧 ${p.tool}${p.what === '' ? '' : `: ${p.what}`}`,
  toolLoop: (p: { tool: string }) =>
    `Hier ben ik gestopt: ik wilde precies hetzelfde (${p.tool}) voor de vijfde keer doen en kwam zo niet verder. Zeg me hoe het verder moet.`,
  commandHeld: (p: { what: string }) =>
    `✗ Dit heb ik niet gedaan (${p.what}): in mijn antwoord zaten woorden van buiten. Als je het wilt, zeg het me dan zelf.`,
  approvalAsk: () => 'Mag ik dit doen?',
  approvalUncertain: () =>
    'Ik weet niet of dit nog is gebeurd voordat ik werd onderbroken. Zal ik het (nog eens) doen?',
  approvalQuestion: () => '❓ Ik moet weten:',
  approvalWhy: () => 'Gevraagd vanwege:',
  approvalHow: (p: { code: string }) =>
    `Antwoord: ja ${p.code} · nee ${p.code} en waarom. Voor meer dan deze ene keer: /approve ${p.code} run, of /approve ${p.code} project.`,
  approvalHowAnswer: (p: { code: string }) =>
    `Schrijf je antwoord gewoon hier, of vanaf elders: /answer ${p.code} en je woorden.`,
  approvalHowAnswerCode: (p: { code: string }) => `Antwoord met: /answer ${p.code} en je woorden.`,
  approvalLong: () => 'Dit is te lang om hier te tonen. Bekijk het op de pagina of met: omega approvals show',
  approvalWaiting: (p: { title: string; code: string }) => `⏳ Ik wacht op je ja: ${p.title} (${p.code})`,
  approvalYes: () => 'Ja, één keer',
  approvalYesRun: () => 'Ja, voor dit antwoord',
  approvalYesProject: () => 'Ja, hier altijd',
  approvalNo: () => 'Nee',
  approvalAllowed: (p: { title: string; by: string; words: string }) =>
    `✓ ${p.title}: ${p.words === '' ? `ja (${p.by})` : p.words}`,
  approvalDenied: (p: { title: string; by: string; words: string }) =>
    `✗ ${p.title}: nee (${p.by})${p.words === '' ? '' : `: ${p.words}`}`,
  approvalExpired: (p: { title: string }) => `⌛ ${p.title}: niemand antwoordde op tijd; ik heb het niet gedaan.`,
  approvalWithdrawn: (p: { title: string }) => `✗ ${p.title}: niet meer nodig.`,
  approvalUnknown: (p: { code: string }) => `Er is geen open vraag ${p.code}.`,
  approvalLate: (p: { title: string; by: string }) =>
    `${p.title} is al beantwoord${p.by === '' ? '' : ` door ${p.by}`}.`,
  approvalsNone: () => 'Er wacht niets op je antwoord.',
  approvalsHeader: () => 'Dit wacht op je antwoord:',
};
