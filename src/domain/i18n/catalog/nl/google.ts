/** Dutch: connecting a Google account. */
import type { google as english } from '../en/google.ts';

const NO_CLIENT = {
  unreadable:
    'Dat kan ik niet als client lezen. Stuur me de hele inhoud van het gedownloade bestand, van de eerste { tot de laatste }, of waar het staat: file:/pad/client.json',
  'no-file': 'Dat bestand kan ik niet openen. Stuur me het hele pad: file:/pad/client.json',
  'no-client':
    'Dat is geen OAuth-client. Kies in de console ‘Client maken’, type ‘Desktop-app’, en stuur me wat je daar downloadt.',
  redirect:
    'Die webclient laat Google je niet terugsturen naar deze machine. Maak een client van het type ‘Desktop-app’ en stuur me die.',
};

const NO_CONSENT = {
  'no-code':
    'Daar staat geen code in. Stuur me het hele adres dat je browser toont nadat je akkoord bent gegaan; er staat ‘code=’ in.',
  other: 'Dat hoort bij een oudere pagina. Gebruik het adres dat ik het laatst heb gestuurd.',
  denied: 'Je hebt op de pagina van Google nee gezegd, er is dus niets verbonden. /google begint opnieuw.',
  expired: 'Google neemt die code niet meer aan. Hier komt een nieuw adres.',
  client: 'Google kent deze client niet, of niet met dit geheim. Download hem opnieuw en stuur hem me.',
  incomplete: 'Google heeft geen blijvende toegang gegeven. Ga nog een keer akkoord; hier komt een nieuw adres.',
};

const ASK = [
  'Om je Google-account te verbinden heb ik een eigen OAuth-client van je nodig; dat duurt zo’n vijf minuten:',
  '1. Maak een project: https://console.cloud.google.com/projectcreate',
  '2. Zet aan wat ik moet gebruiken (Gmail, Calendar, Drive, Docs, Sheets, People): https://console.cloud.google.com/apis/library',
  '3. Stel het toestemmingsscherm in, doelgroep ‘Extern’, en publiceer de app; zolang die alleen getest wordt, beëindigt Google de toegang elke zeven dagen: https://console.cloud.google.com/auth/audience',
  '4. Maak een client van het type ‘Desktop-app’ en download de JSON ervan: https://console.cloud.google.com/auth/clients',
  '5. Stuur me de inhoud van dat bestand, of waar het op mijn machine staat: file:/pad/client.json',
  'Wat je stuurt blijft niet in ons gesprek, en geen AI-model leest het. ‘annuleren’ stopt dit, en een half uur stilte ook.',
].join('\n');

/** The texts, by key. */
export const google: typeof english = {
  googleAskClient: () => ASK,
  googleClientKept: () => 'Ik heb je Google-client nog. Het adres waar je akkoord gaat komt eraan.',
  googleReceived: () => 'Ik heb het, en het blijft niet in ons gesprek. Een ogenblik.',
  googleNoClient: (p) => NO_CLIENT[p.fault],
  googleAskConsent: (p) =>
    [
      'Open dit adres en ga akkoord:',
      p.url,
      'Google waarschuwt dat het de app niet heeft gecontroleerd: het is je eigen app, kies dus ‘Geavanceerd’ en ga door. Staat de browser op mijn machine, dan is dat alles. Op een ander apparaat gaat de laatste pagina niet open: kopieer het hele adres ervan en stuur het me.',
    ].join('\n\n'),
  googleNoConsent: (p) => NO_CONSENT[p.fault],
  googleConnected: (p) => `Google: ${p.account} is verbonden. /google disconnect maakt daar een eind aan.`,
  googleDisconnecting: () => 'Ik beëindig de toegang.',
  googleDisconnected: (p) =>
    p.confirmed
      ? 'Het Google-account is losgekoppeld: Google heeft de toegang beëindigd, en alles wat ik had is gewist.'
      : 'Alles wat ik van het Google-account had is gewist, maar Google heeft niet bevestigd dat de toegang is beëindigd. Kijk zelf even: https://myaccount.google.com/connections',
  googleNone: () => 'Er is geen Google-account verbonden. /google verbindt er een.',
  googleCancelled: () => 'Goed, er wordt geen Google-account verbonden.',
  googleNotAwaited: () =>
    'Er wordt nu geen Google-account verbonden; ik heb er niets van bewaard. /google begint. Als je iets geheims hebt gestuurd, wis dan je bericht.',
  googleNotHere: () =>
    'Een Google-account verbind ik alleen voor mijn eigenaar, in diens eigen chat met mij, op de pagina of op Telegram.',
  googleTrouble: (p) =>
    p.isAway
      ? 'Google is nu niet bereikbaar. Probeer /google later nog eens.'
      : 'Dat is niet gelukt: met het antwoord van Google kan ik niets. /google begint opnieuw.',
  googleEnded: (p) => `Google heeft de toegang tot ${p.trouble} beëindigd. /google verbindt het account weer.`,
  googlePage: (p) =>
    p.isTaken
      ? 'Omega heeft je antwoord. Je kunt deze pagina sluiten en teruggaan naar de chat.'
      : 'Op deze pagina wacht Omega niet. Gebruik het adres dat het laatst is gestuurd.',
};
