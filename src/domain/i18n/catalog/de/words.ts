/** German: reasons, names of states, repeats, phases, and what each command does. */
import type { Reasons } from '../../lines.ts';
import type * as english from '../en/words.ts';

const reasonTable: typeof english.reasonTable = {
  'provider.rate_limited': {
    reason: 'hat mich gebeten, langsamer zu machen',
    advice: 'Warte ein paar Minuten und schick es noch einmal.',
  },
  'provider.overloaded': { reason: 'ist überlastet', advice: 'Warte ein paar Minuten und schick es noch einmal.' },
  'provider.unreachable': {
    reason: 'war nicht zu erreichen',
    advice: 'Prüfe das Netz und die Adresse des Anbieters.',
  },
  'provider.stream_truncated': { reason: 'brach mittendrin ab', advice: 'Schick es noch einmal.' },
  'provider.stream_idle': { reason: 'verstummte mittendrin', advice: 'Schick es noch einmal.' },
  'provider.timeout': {
    reason: 'brauchte zu lange',
    advice: 'Schick es noch einmal oder verlange weniger auf einmal.',
  },
  'provider.key_invalid': {
    reason: 'hat den Schlüssel abgelehnt',
    advice: 'Trage einen gültigen Schlüssel ein und starte mich neu.',
  },
  'provider.model_unknown': {
    reason: 'kennt das Modell nicht',
    advice: 'Wähle ein Modell, das es dort gibt, und starte mich neu.',
  },
  'provider.no_credit': {
    reason: 'hat kein Guthaben mehr',
    advice: 'Lade das Konto auf oder wähle einen anderen Anbieter.',
  },
  'provider.request_invalid': {
    reason: 'hat die Anfrage so nicht angenommen',
    advice: 'Versuche, es anders zu sagen.',
  },
  'provider.refused': { reason: 'wollte darauf nicht antworten', advice: 'Versuche, es anders zu sagen.' },
  'provider.context_too_long': {
    reason: 'kann ein so langes Gespräch nicht lesen',
    advice: 'Fang mit /forget neu an oder schick eine kürzere Nachricht.',
  },
  'provider.over_budget': {
    reason: 'hat die Ausgabengrenze erreicht',
    advice: 'Schreib /approve, um heute weiterzumachen, oder erhöhe die Grenze.',
  },
  'provider.not_configured': {
    reason: 'ist nicht eingerichtet',
    advice: 'Ergänze die Einstellungen oder nimm ihn aus der Liste der Anbieter.',
  },
  'channel.unreachable': { reason: 'war nicht zu erreichen', advice: 'Ich versuche es weiter.' },
  'channel.rate_limited': { reason: 'hat mich gebeten, langsamer zu machen', advice: 'Ich mache von selbst weiter.' },
  'channel.token_invalid': {
    reason: 'hat das Token abgelehnt',
    advice: 'Trage ein gültiges Token ein und starte mich neu.',
  },
  'channel.conflict': {
    reason: 'wird mit demselben Konto schon von einem anderen Programm benutzt',
    advice: 'Beende das andere Programm; ich versuche es dann wieder.',
  },
  'channel.not_configured': {
    reason: 'ist nicht eingerichtet',
    advice: 'Ergänze die Einstellungen und starte mich neu.',
  },
};

const TABLE: Readonly<Partial<Record<string, { reason: string; advice: string }>>> = reasonTable;

/** Words for every code. */
export const reasons: Reasons = (code) =>
  TABLE[code] ?? {
    reason: 'hatte ein Problem, das ich nicht lösen konnte',
    advice: 'Versuche es später noch einmal; /status zeigt, wie es mir geht.',
  };

/** States of providers, channels and runs. */
export const states: typeof english.states = {
  healthy: 'in Ordnung',
  limited: 'gebremst',
  broken: 'gestört',
  probing: 'wird wieder geprüft',
  connecting: 'verbindet sich',
  online: 'verbunden',
  off: 'aus',
  backingOff: 'gleich neuer Versuch',
  loggedOut: 'abgemeldet',
  conflicted: 'von einem anderen Programm belegt',
  misconfigured: 'falsch eingestellt',
  running: 'läuft',
  done: 'erledigt',
  refused: 'abgelehnt',
  cancelled: 'abgebrochen',
  failed: 'fehlgeschlagen',
};

/** Repeats of tasks. */
export const repeatWords: typeof english.repeatWords = {
  daily: 'jeden Tag',
  weekdays: 'jeden Werktag',
  weekly: 'jede Woche',
  monthly: 'jeden Monat',
  yearly: 'jedes Jahr',
};

/** Phases of a build. */
export const phases: typeof english.phases = {
  analyst: 'verstehen, was du brauchst',
  architect: 'die Architektur entwerfen',
  'test-writer': 'die Tests schreiben',
  developer: 'den Code schreiben',
  qa: 'prüfen, ob alles läuft',
  reviewer: 'den Code durchsehen',
  delivery: 'die Übergabe vorbereiten',
};

/** What a cap on spending is about. */
export const caps: typeof english.caps = {
  day: 'insgesamt',
  chat: 'für diesen Chat',
  task: 'für diese Aufgabe',
  heartbeat: 'für meine regelmäßigen Kontrollen',
  provider: 'für diesen KI-Dienst',
};

/** What each command does, as /help and the menus of chats show it. */
export const summaries: typeof english.summaries = {
  help: 'zeigen, was ich kann',
  stop: 'die Antwort abbrechen, die ich gerade schreibe',
  pause: 'Nachrichten annehmen, aber vorerst nicht antworten',
  resume: 'nach /pause weitermachen',
  forget: 'dieses Gespräch beenden und neu anfangen',
  status: 'zeigen, wie es mir geht',
  note: 'eine Notiz aufheben',
  recall: 'in Notizen und alten Nachrichten suchen',
  whoami: 'zeigen, wer du für mich bist',
  runs: 'auflisten, was ich zuletzt getan habe',
  why: 'zeigen, wie die letzte Antwort zustande kam',
  memory: 'zeigen, wie viel ich mir gemerkt habe',
  history: 'unsere letzten Gespräche zeigen',
  facts: 'zeigen, was ich über dich weiß',
  purge: 'alles vergessen, was ich über dich weiß',
  tasks: 'deine Aufgaben und Erinnerungen auflisten',
  task: 'eine Aufgabe anhalten, fortsetzen, verschieben oder ändern',
  cancel: 'eine Aufgabe absagen',
  language: 'meine Sprache zeigen oder ändern',
  personality: 'zeigen oder ändern, wie ich rede',
  skills: 'meine Fähigkeiten auflisten',
  projects: 'deine Projekte auflisten',
  project: 'zu einem Projekt wechseln oder es verlassen',
  heartbeat: 'zeigen, worauf ich ein Auge habe',
  learning: 'zeigen, was ich gelernt habe',
  token: 'zeigen, wie lang dieses Gespräch ist',
  context: 'zeigen, was ich dem Modell schicke',
  setup: 'mich für deine Arbeit einrichten',
  google: 'dein Google-Konto verbinden',
  whatsapp: 'WhatsApp verbinden',
  model: 'das KI-Modell zeigen oder wählen',
  usage: 'zeigen, was die Modelle gekostet haben',
  approve: 'erlauben, worum ich bitte, oder über die Kostengrenze hinaus weitermachen',
  deny: 'ablehnen, worum ich bitte',
  answer: 'eine Frage von mir beantworten',
  approvals: 'was auf deine Antwort wartet',
};
