/** German: answers to messages, failures, and the basic commands. */
import { duration, formatter } from '../../format.ts';
import { firstWord, gaveUpLines, helpLines, item, lines, partLine, wordFor, type FailedProvider } from '../../lines.ts';
import type { core as english } from '../en/core.ts';
import { reasons, states, summaries } from './words.ts';

const { count } = formatter('de');
const messages = (n: number) => count(n, 'Nachricht', 'Nachrichten');

const gaveUp = (failed: readonly FailedProvider[]) =>
  gaveUpLines(failed, reasons, {
    none: 'Ich habe keine Antwort bekommen: Es ist kein KI-Modell eingerichtet. Richte eines ein und starte mich neu.',
    sorry: 'Ich habe leider keine Antwort bekommen.',
    todo: 'Was du tun kannst:',
  });

/** The texts, by key. */
export const core: typeof english = {
  ack: () => 'Alles klar. Ich kümmere mich darum, sobald diese Antwort fertig ist.',
  busy: (p) =>
    `Ich habe noch ${messages(p.waiting)} zu beantworten, gib mir bitte einen Moment. Es geht nichts verloren.`,
  refused: (p) =>
    `Tut mir leid, ich rede nur mit Leuten, die mein Besitzer zugelassen hat. Deine Kennung auf ${p.channel} ist ` +
    `${p.sender}. Wenn du der Besitzer bist, trage sie in ${p.setting} ein und starte mich neu.`,
  gaveUp: (p) => gaveUp(p.failed),
  brokeOff: (p) => `(Hier ist die Antwort abgebrochen.)\n\n${gaveUp(p.failed)}`,
  tookTooLong: () =>
    'Ich habe zu lange gebraucht. Bitte versuche es noch einmal, manchmal klappt es bei schwierigen Fragen erst beim zweiten Mal.',
  wentWrong: () => 'Da ist etwas schiefgegangen. Bitte versuche es noch einmal.',
  stopped: () => 'Angehalten.',
  nothingToStop: () => 'Es gibt nichts anzuhalten; ich schreibe gerade keine Antwort.',
  interrupted: () => '(Hier habe ich wegen deiner neuen Nachricht aufgehört.)',
  paused: () => 'Ich mache Pause. Deine Nachrichten hebe ich auf und beantworte sie nach /resume.',
  resumed: (p) =>
    p.waiting === 0 ? 'Ich bin wieder da.' : `Ich bin wieder da und habe ${messages(p.waiting)} zu beantworten.`,
  forgotten: () => 'Dieses Gespräch ist beendet; wir fangen neu an.',
  nothingToForget: () => 'Es gibt nichts zu vergessen; dieses Gespräch ist noch leer.',
  unknownCommand: (p) => `Ich kenne /${firstWord(p.command)} nicht. /help zeigt, was ich kann.`,
  help: () => helpLines('Du kannst mir einfach schreiben. Diese Befehle gibt es auch:', summaries),
  status: (p) =>
    lines(
      `Omega ${p.version}, läuft seit ${duration(p.uptimeMs, ['Tg.', 'Std.', 'Min.', 'Sek.'])}`,
      p.trouble === '' ? '' : `Störung: ${p.trouble}`,
      ...p.providers.map((part) => `Modell ${partLine(part, states)}`),
      ...p.channels.map((part) => `Kanal ${partLine(part, states)}`),
      p.waiting === 0 ? 'Es wartet keine Nachricht.' : `Es warten: ${messages(p.waiting)}.`,
    ),
  noted: () => 'Notiert.',
  noteUsage: () => 'Schreib, was ich notieren soll, zum Beispiel: /note Milch kaufen',
  recalled: (p) => [`Das habe ich zu „${p.words}“:`, ...p.items.map((i) => item(i.when, i.text))].join('\n'),
  recallUsage: () => 'Schreib, wonach ich suchen soll, zum Beispiel: /recall Milch',
  nothingFound: (p) => `Zu „${p.words}“ habe ich nichts gefunden.`,
  whoami: (p) => `Du bist ${p.name === '' ? p.sender : `${p.name} (${p.sender})`} auf ${p.channel}, im Chat ${p.chat}.`,
  runs: (p) =>
    p.items.length === 0
      ? 'Ich habe hier noch nichts getan.'
      : [
          'Was ich zuletzt getan habe:',
          ...p.items.map((i) => item(i.when, `${i.id} ${wordFor(states, i.status)}`)),
        ].join('\n'),
  why: (p) =>
    p.steps.length === 0
      ? 'Hier gibt es noch keine Antwort von mir.'
      : ['So kam meine letzte Antwort zustande:', ...p.steps.map((step, i) => `${i + 1}. ${step}`)].join('\n'),
  whyWrote: (p) => `Du hast geschrieben: „${p.text}“`,
  whyRead: (p) =>
    `Ich habe ${messages(p.messages)} gelesen (etwa ${count(p.tokens, 'Token', 'Token')})` +
    `${p.dropped === 0 ? '' : ` und ${p.dropped} weggelassen`}.`,
  whySanitised: (p) => `Ich habe Teile des Textes unschädlich gemacht: ${p.findings}.`,
  whyGaveUp: () => 'Kein Modell konnte antworten.',
  whyAnswered: (p) =>
    `${p.provider} (${p.model}) hat in ${p.seconds} s geantwortet: ${p.input} Token gelesen, ${p.output} geschrieben.`,
  whyRun: (p) => `Lauf: ${p.id}`,
  channelOff: (p) =>
    `Ich bekomme keine Nachrichten über ${p.channel}: Der Dienst ${reasons(p.code).reason}. ${p.todo ?? reasons(p.code).advice}`,
  mcpOff: (p) =>
    p.refused
      ? `Ich kann die Werkzeuge von „${p.server}“ nicht benutzen: Der Server lehnt die Zugangsdaten in mcp.json ab. Trage gültige ein und starte mich neu.`
      : `Ich kann die Werkzeuge von „${p.server}“ nicht benutzen: Das Programm wurde nicht gefunden. Berichtige mcp.json und starte mich neu.`,
  mcpSignIn: (p) =>
    p.scope === ''
      ? `Ich kann die Werkzeuge von „${p.server}“ erst benutzen, wenn du dich dort anmeldest. Gib im Terminal „omega mcp login ${p.server}“ ein.`
      : `Der Server „${p.server}“ will dafür mehr Rechte (${p.scope}). Um sie zu geben, gib im Terminal „omega mcp login ${p.server}“ ein.`,
  mcpWaiting: (p) =>
    `Der Server „${p.server}“ hat seine Werkzeuge geändert. Diese benutze ich erst, wenn du zustimmst: ${p.tools}. ` +
    `Was sich geändert hat, zeigt „omega mcp consent ${p.server}“.`,
  channelOn: (p) => `Ich bekomme wieder Nachrichten über ${p.channel}.`,
  poisoned: () =>
    'Mit deiner letzten Nachricht bin ich nicht zurechtgekommen und habe sie beiseitegelegt; der Fehler liegt bei mir. ' +
    'Bitte sag es anders. Die Einzelheiten sind für meinen Besitzer aufgehoben.',
  offline: () =>
    'Es ist kein KI-Modell verbunden, deshalb kann ich darüber noch nicht nachdenken; deine Nachricht ist aufgehoben. ' +
    'Um eines zu verbinden, setze ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY oder GEMINI_API_KEY, oder starte Ollama auf ' +
    'diesem Rechner, und starte mich neu. Notizen gehen schon: /note, /recall und /help.',
  emptyAnswer: () =>
    'Das Modell hat eine leere Antwort gegeben. Bitte frag noch einmal, vielleicht mit anderen Worten.',
  declined: () => 'Das Modell wollte darauf nicht antworten. Du kannst versuchen, es anders zu sagen.',
  lengthReached: () => '(Länger darf meine Antwort nicht werden. Schreib „weiter“, dann kommt der Rest.)',
  tooLarge: (p) =>
    `Deine Nachricht ist mir zu lang: Ich nehme höchstens ${count(p.limit, 'Zeichen', 'Zeichen')}. Bitte schick sie in Teilen.`,
  emptyMessage: () => 'Ich kann bisher nur Text lesen, und in deiner Nachricht war keiner.',
  diskFull: () =>
    'Die Festplatte ist voll, deshalb kann ich Nachrichten nicht sicher annehmen. Bitte schaffe Platz; ich mache dann von selbst weiter.',
  placeholder: () => '…',
  commandFailed: (p) => `✗ Das hat nicht geklappt (${p.what}): ${p.reason}`,
  reasonIncomplete: () => 'es fehlt etwas darin',
  reasonUnreadable: () => 'ich kann einen Wert darin nicht lesen',
  reasonTooLong: () => 'es ist zu lang',
  policyBroken: (p) =>
    `In einer Regeldatei steht ein Fehler: ${p.trouble}. Bis er behoben ist, gelten die Regeln von vorher; gab es keine, frage ich vor allem. \`omega policy check\` zeigt ihn.`,
  databaseDamaged: (p) =>
    `Meine Datenbank hat einen Schaden (${p.trouble}). Bitte sieh bald danach; eine heile Kopie liegt im Ordner für Sicherungen.`,
  filesFailed: () => '✗ Ich konnte die Dateien dafür nicht schreiben.',
  notConnectable: (p) => `${p.name} lässt sich von diesem Chat aus noch nicht verbinden.`,
  whyRecalled: (p) => `Ich habe mich erinnert an: ${p.items.join('; ')}.`,
  whyRoute: (p) => `Ich habe diesen Weg gewählt: ${p.way} (${p.reason}).`,
  whyTool: (p) => {
    const decision = {
      rules: 'Die Regeln haben entschieden',
      grant: 'Ein früheres Ja gilt dafür',
      yes: `Erlaubt von ${p.who}`,
      no: `Abgelehnt von ${p.who}`,
      expired: 'Niemand hat rechtzeitig geantwortet',
      withdrawn: 'Die Frage wurde zurückgezogen',
      '': '',
    }[p.decided];
    const outcome = `${p.tool}: ${p.error === '' ? 'erledigt' : `fehlgeschlagen (${p.error})`}, ${p.ms} ms.`;
    const rules = p.rules === '' ? '' : ` (Regeln: ${p.rules})`;
    return decision === '' ? outcome : `${outcome} ${decision}${rules}.`;
  },
  whyCommands: (p) => `Die Antwort hat mir das aufgetragen: ${p.names.join(', ')}.`,
  noConversation: () => 'Hier gibt es noch kein Gespräch.',
};
