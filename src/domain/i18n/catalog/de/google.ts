/** German: connecting a Google account. */
import type { google as english } from '../en/google.ts';

const NO_CLIENT = {
  unreadable:
    'Das kann ich nicht als Client lesen. Schick mir bitte den ganzen Inhalt der heruntergeladenen Datei, von der ersten { bis zur letzten }, oder wo sie liegt: file:/pfad/client.json',
  'no-file': 'Diese Datei kann ich nicht öffnen. Schick mir bitte ihren ganzen Pfad: file:/pfad/client.json',
  'no-client':
    'Das ist kein OAuth-Client. Wähle in der Konsole „Client erstellen“, Typ „Desktop-App“, und schick mir, was du dort herunterlädst.',
  redirect:
    'Dieser Web-Client erlaubt Google nicht, dich auf diesen Rechner zurückzuschicken. Mach bitte einen Client vom Typ „Desktop-App“ und schick mir den.',
};

const NO_CONSENT = {
  'no-code':
    'Darin steht kein Code. Schick mir bitte die ganze Adresse, die dein Browser nach der Zustimmung zeigt; darin steht „code=“.',
  other: 'Das gehört zu einer älteren Seite. Nimm bitte die Adresse, die ich zuletzt geschickt habe.',
  denied: 'Du hast auf Googles Seite abgelehnt, es ist also nichts verbunden. /google fängt neu an.',
  expired: 'Google nimmt diesen Code nicht mehr an. Hier kommt eine neue Adresse.',
  client:
    'Google kennt diesen Client nicht, oder nicht mit diesem Geheimnis. Lade ihn bitte noch einmal herunter und schick ihn mir.',
  incomplete: 'Google hat keinen dauerhaften Zugang gegeben. Stimm bitte noch einmal zu; hier kommt eine neue Adresse.',
};

const ASK = [
  'Um dein Google-Konto zu verbinden, brauche ich einen eigenen OAuth-Client von dir; das dauert etwa fünf Minuten:',
  '1. Lege ein Projekt an: https://console.cloud.google.com/projectcreate',
  '2. Schalte ein, was ich benutzen soll (Gmail, Calendar, Drive, Docs, Sheets, People): https://console.cloud.google.com/apis/library',
  '3. Richte den Zustimmungsbildschirm ein, Zielgruppe „Extern“, und veröffentliche die App; solange sie nur getestet wird, beendet Google den Zugang alle sieben Tage: https://console.cloud.google.com/auth/audience',
  '4. Erstelle einen Client vom Typ „Desktop-App“ und lade sein JSON herunter: https://console.cloud.google.com/auth/clients',
  '5. Schick mir den Inhalt dieser Datei, oder wo sie auf meinem Rechner liegt: file:/pfad/client.json',
  'Was du schickst, bleibt nicht in unserem Gespräch, und kein KI-Modell liest es. „abbrechen“ beendet das, eine halbe Stunde Stille auch.',
].join('\n');

/** The texts, by key. */
export const google: typeof english = {
  googleAskClient: () => ASK,
  googleClientKept: () => 'Deinen Google-Client habe ich noch. Die Adresse zum Zustimmen kommt gleich.',
  googleReceived: () => 'Ich habe es, und in unserem Gespräch bleibt es nicht. Einen Moment.',
  googleNoClient: (p) => NO_CLIENT[p.fault],
  googleAskConsent: (p) =>
    [
      'Öffne bitte diese Adresse und stimme zu:',
      p.url,
      'Google warnt, dass es die App nicht geprüft hat: Es ist deine eigene, wähle also „Erweitert“ und geh weiter. Ist der Browser auf meinem Rechner, war das alles. Auf einem anderen Gerät lässt sich die letzte Seite nicht öffnen: Kopiere ihre ganze Adresse und schick sie mir.',
    ].join('\n\n'),
  googleNoConsent: (p) => NO_CONSENT[p.fault],
  googleConnected: (p) => `Google: ${p.account} ist verbunden. /google disconnect beendet das.`,
  googleDisconnecting: () => 'Ich beende den Zugang.',
  googleDisconnected: (p) =>
    p.confirmed
      ? 'Das Google-Konto ist getrennt: Google hat den Zugang beendet, und alles, was ich hatte, ist gelöscht.'
      : 'Alles, was ich vom Google-Konto hatte, ist gelöscht, aber Google hat nicht bestätigt, dass der Zugang beendet ist. Sieh bitte selbst nach: https://myaccount.google.com/connections',
  googleNone: () => 'Es ist kein Google-Konto verbunden. /google verbindet eins.',
  googleCancelled: () => 'Gut, es wird kein Google-Konto verbunden.',
  googleNotAwaited: () =>
    'Gerade wird kein Google-Konto verbunden; ich habe nichts davon behalten. /google fängt an. Falls du etwas Geheimes geschickt hast, lösch bitte deine Nachricht.',
  googleNotHere: () =>
    'Ein Google-Konto verbinde ich nur für meinen Besitzer, in seinem eigenen Chat mit mir, auf der Seite oder in Telegram.',
  googleTrouble: (p) =>
    p.isAway
      ? 'Google ist gerade nicht zu erreichen. Versuch /google bitte später noch einmal.'
      : 'Das hat nicht geklappt: Mit Googles Antwort kann ich nichts anfangen. /google fängt neu an.',
  googleEnded: (p) => `Google hat den Zugang zu ${p.trouble} beendet. /google verbindet das Konto wieder.`,
  googlePage: (p) =>
    p.isTaken
      ? 'Omega hat deine Antwort. Du kannst diese Seite schließen und zum Chat zurückgehen.'
      : 'Auf diese Seite wartet Omega nicht. Nimm bitte die Adresse, die zuletzt geschickt wurde.',
};
