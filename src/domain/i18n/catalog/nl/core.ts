/** Dutch: answers to messages, failures, and the basic commands. */
import { duration, formatter } from '../../format.ts';
import { firstWord, gaveUpLines, helpLines, item, lines, partLine, wordFor, type FailedProvider } from '../../lines.ts';
import type { core as english } from '../en/core.ts';
import { reasons, states, summaries } from './words.ts';

const { count } = formatter('nl');

const messages = (n: number) => count(n, 'bericht', 'berichten');

const gaveUp = (failed: readonly FailedProvider[]) =>
  gaveUpLines(failed, reasons, {
    none: 'Ik kon geen antwoord krijgen: er is geen AI-model ingesteld. Stel er een in en herstart me.',
    sorry: 'Sorry, ik kon geen antwoord krijgen.',
    todo: 'Wat je kunt doen:',
  });

/** The texts, by key. */
export const core: typeof english = {
  ack: () => 'Begrepen. Ik pak het op zodra dit antwoord klaar is.',
  busy: (p) => `Ik moet nog ${messages(p.waiting)} beantwoorden, dus geef me even de tijd. Er gaat niets verloren.`,
  refused: (p) =>
    `Sorry, ik praat alleen met mensen die mijn eigenaar heeft toegelaten. Jouw id op ${p.channel} is ${p.sender}. ` +
    `Ben jij de eigenaar, zet het dan in ${p.setting} en herstart me.`,
  gaveUp: (p) => gaveUp(p.failed),
  brokeOff: (p) => `(Het antwoord brak hier af.)\n\n${gaveUp(p.failed)}`,
  tookTooLong: () =>
    'Ik deed er te lang over. Probeer het nog eens; ingewikkelde vragen lukken soms pas de tweede keer.',
  wentWrong: () => 'Er ging iets mis. Probeer het nog eens.',
  stopped: () => 'Gestopt.',
  nothingToStop: () => 'Er valt niets te stoppen; ik ben geen antwoord aan het schrijven.',
  interrupted: () => '(Ik ben hier gestopt vanwege je nieuwe bericht.)',
  paused: () => 'Gepauzeerd. Ik bewaar je berichten en beantwoord ze na /resume.',
  resumed: (p) =>
    p.waiting === 0 ? 'Ik ben er weer.' : `Ik ben er weer en moet nog ${messages(p.waiting)} beantwoorden.`,
  forgotten: () => 'Dit gesprek is afgesloten; we beginnen opnieuw.',
  nothingToForget: () => 'Er valt niets te vergeten; dit gesprek is nog leeg.',
  unknownCommand: (p) => `Ik ken /${firstWord(p.command)} niet. /help laat zien wat ik kan.`,
  help: () => helpLines('Je kunt me gewoon schrijven. Deze opdrachten werken ook:', summaries),
  status: (p) =>
    lines(
      `Omega ${p.version}, draait al ${duration(p.uptimeMs, ['d', 'u', 'min', 's'])}.`,
      p.trouble === '' ? '' : `Probleem: ${p.trouble}`,
      ...p.providers.map((part) => `AI-model ${partLine(part, states)}`),
      ...p.channels.map((part) => `Kanaal ${partLine(part, states)}`),
      p.waiting === 0 ? 'Er wacht geen bericht.' : `In de wacht: ${messages(p.waiting)}.`,
    ),
  noted: () => 'Genoteerd.',
  noteUsage: () => 'Schrijf wat ik moet noteren, bijvoorbeeld: /note melk kopen',
  recalled: (p) => [`Dit heb ik over ‘${p.words}’:`, ...p.items.map((i) => item(i.when, i.text))].join('\n'),
  recallUsage: () => 'Schrijf wat ik moet zoeken, bijvoorbeeld: /recall melk',
  nothingFound: (p) => `Ik heb niets gevonden over ‘${p.words}’.`,
  whoami: (p) =>
    `Jij bent ${p.name === '' ? p.sender : `${p.name} (${p.sender})`} op ${p.channel}, in de chat ${p.chat}.`,
  runs: (p) =>
    p.items.length === 0
      ? 'Ik heb hier nog niets gedaan.'
      : [
          'Wat ik de laatste tijd deed:',
          ...p.items.map((i) => item(i.when, `${i.id} ${wordFor(states, i.status)}`)),
        ].join('\n'),
  why: (p) =>
    p.steps.length === 0
      ? 'Er is hier nog geen antwoord van mij.'
      : ['Zo kwam mijn laatste antwoord tot stand:', ...p.steps.map((step, i) => `${i + 1}. ${step}`)].join('\n'),
  whyWrote: (p) => `Je schreef: ‘${p.text}’`,
  whyRead: (p) =>
    `Ik heb ${messages(p.messages)} gelezen (ongeveer ${count(p.tokens, 'token', 'tokens')})` +
    `${p.dropped === 0 ? '' : ` en er ${p.dropped} weggelaten`}.`,
  whySanitised: (p) => `Ik heb delen van de tekst onschadelijk gemaakt: ${p.findings}.`,
  whyGaveUp: () => 'Geen enkel model kon antwoorden.',
  whyAnswered: (p) =>
    `${p.provider} (${p.model}) antwoordde in ${p.seconds} s: ${p.input} tokens gelezen, ${p.output} geschreven.`,
  whyRun: (p) => `Uitvoering: ${p.id}`,
  channelOff: (p) =>
    `Ik ontvang geen berichten via ${p.channel}: de dienst ${reasons(p.code).reason}. ${p.todo ?? reasons(p.code).advice}`,
  mcpOff: (p) =>
    p.refused
      ? `Ik kan de gereedschappen van "${p.server}" niet gebruiken: de server weigert de gegevens in mcp.json. Zet er geldige in en start me opnieuw.`
      : `Ik kan de gereedschappen van "${p.server}" niet gebruiken: het programma is niet gevonden. Verbeter mcp.json en start me opnieuw.`,
  mcpSignIn: (p) =>
    p.scope === ''
      ? `Ik kan de gereedschappen van "${p.server}" pas gebruiken als je je daar aanmeldt. Voer in een terminal "omega mcp login ${p.server}" uit.`
      : `De server "${p.server}" wil hiervoor meer rechten (${p.scope}). Om die te geven, voer je in een terminal "omega mcp login ${p.server}" uit.`,
  mcpWaiting: (p) =>
    `De server "${p.server}" heeft zijn gereedschappen veranderd; deze gebruik ik pas als je ermee instemt: ${p.tools}. ` +
    `Met "omega mcp consent ${p.server}" zie je wat er is veranderd.`,
  channelOn: (p) => `Ik ontvang weer berichten via ${p.channel}.`,
  poisoned: () =>
    'Ik kon je laatste bericht niet verwerken en heb het opzijgelegd; de fout ligt bij mij. ' +
    'Zeg het alsjeblieft anders. De details zijn bewaard voor mijn eigenaar.',
  offline: () =>
    'Er is geen AI-model verbonden, dus ik kan hier nog niet over nadenken; je bericht is bewaard. Om er een te verbinden, stel ' +
    'je ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY of GEMINI_API_KEY in, of start je Ollama op deze machine, en herstart je mij. ' +
    'Notities werken al wel: /note, /recall en /help.',
  emptyAnswer: () => 'Het model gaf een leeg antwoord. Vraag het nog eens, misschien met andere woorden.',
  declined: () => 'Het model wilde hier geen antwoord op geven. Je kunt proberen het anders te zeggen.',
  lengthReached: () => '(Langer mag mijn antwoord niet worden. Schrijf ‘ga door’ voor de rest.)',
  tooLarge: (p) =>
    `Je bericht is te lang voor mij: ik neem hooguit ${count(p.limit, 'teken', 'tekens')} aan. Stuur het alsjeblieft in delen.`,
  emptyMessage: () => 'Ik kan tot nu toe alleen tekst lezen, en die zat niet in je bericht.',
  diskFull: () =>
    'De schijf is vol, dus ik kan berichten niet veilig aannemen. Maak alsjeblieft ruimte vrij; daarna ga ik vanzelf verder.',
  placeholder: () => '…',
  commandFailed: (p) => `✗ Dit is niet gelukt (${p.what}): ${p.reason}`,
  reasonIncomplete: () => 'er ontbreekt iets',
  reasonUnreadable: () => 'ik kan een waarde erin niet lezen',
  reasonTooLong: () => 'het is te lang',
  policyBroken: (p) =>
    `Er staat een fout in een bestand met regels: ${p.trouble}. Tot die is hersteld gelden de regels van daarvoor; waren die er niet, dan vraag ik bij alles. \`omega policy check\` laat haar zien.`,
  databaseDamaged: (p) =>
    `Mijn database is beschadigd (${p.trouble}). Kijk er snel naar; een gave kopie staat in de map met back-ups.`,
  filesFailed: () => '✗ Ik kon de bestanden hiervoor niet schrijven.',
  notConnectable: (p) => `${p.name} kan nog niet vanuit deze chat worden gekoppeld.`,
  whyRecalled: (p) => `Ik herinnerde me: ${p.items.join('; ')}.`,
  whyRoute: (p) => `Ik koos deze weg: ${p.way} (${p.reason}).`,
  whyTool: (p) => {
    const decision = {
      rules: 'De regels hebben beslist',
      grant: 'Een eerder ja geldt hiervoor',
      yes: `Toegestaan door ${p.who}`,
      no: `Geweigerd door ${p.who}`,
      expired: 'Niemand antwoordde op tijd',
      withdrawn: 'De vraag is ingetrokken',
      '': '',
    }[p.decided];
    const outcome = `${p.tool}: ${p.error === '' ? 'gedaan' : `mislukt (${p.error})`}, ${p.ms} ms.`;
    const rules = p.rules === '' ? '' : ` (regels: ${p.rules})`;
    return decision === '' ? outcome : `${outcome} ${decision}${rules}.`;
  },
  whyCommands: (p) => `Het antwoord vroeg me dit te doen: ${p.names.join(', ')}.`,
  noConversation: () => 'Er is hier nog geen gesprek.',
};
