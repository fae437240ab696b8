/** Italian: connecting a Google account. */
import type { google as english } from '../en/google.ts';

const NO_CLIENT = {
  unreadable:
    'Non riesco a leggerlo come client. Mandami tutto il contenuto del file scaricato, dalla prima { all’ultima }, o dove si trova: file:/percorso/client.json',
  'no-file': 'Non riesco ad aprire quel file. Mandami il percorso completo: file:/percorso/client.json',
  'no-client':
    'Questo non è un client OAuth. Nella console scegli «Crea client», tipo «App desktop», e mandami quello che scarichi lì.',
  redirect:
    'Quel client web non permette a Google di rimandarti su questa macchina. Crea un client di tipo «App desktop» e mandami quello.',
};

const NO_CONSENT = {
  'no-code':
    'Lì non c’è nessun codice. Mandami l’indirizzo completo che il browser mostra dopo che hai accettato; contiene «code=».',
  other: 'Questo viene da una pagina precedente. Usa l’indirizzo che ho mandato per ultimo.',
  denied: 'Hai detto di no sulla pagina di Google, quindi non è collegato niente. /google ricomincia.',
  expired: 'Google non accetta più quel codice. Ecco un nuovo indirizzo.',
  client: 'Google non conosce questo client, o non con questo segreto. Scaricalo di nuovo e mandamelo.',
  incomplete: 'Google non ha dato un accesso duraturo. Accetta ancora una volta; ecco un nuovo indirizzo.',
};

const ASK = [
  'Per collegare il tuo account Google mi serve un client OAuth tuo; ci vogliono circa cinque minuti:',
  '1. Crea un progetto: https://console.cloud.google.com/projectcreate',
  '2. Attiva ciò che devo usare (Gmail, Calendar, Drive, Docs, Sheets, People): https://console.cloud.google.com/apis/library',
  '3. Configura la schermata di consenso, pubblico «Esterno», e pubblica l’app; finché è solo in prova, Google chiude l’accesso ogni sette giorni: https://console.cloud.google.com/auth/audience',
  '4. Crea un client di tipo «App desktop» e scarica il suo JSON: https://console.cloud.google.com/auth/clients',
  '5. Mandami il contenuto di quel file, o dove si trova sulla mia macchina: file:/percorso/client.json',
  'Quello che mandi non resta nella nostra conversazione, e nessun modello di IA lo legge. «annulla» chiude tutto, e così mezz’ora di silenzio.',
].join('\n');

/** The texts, by key. */
export const google: typeof english = {
  googleAskClient: () => ASK,
  googleClientKept: () => 'Ho ancora il tuo client di Google. L’indirizzo dove accettare sta arrivando.',
  googleReceived: () => 'Ce l’ho, e non resta nella nostra conversazione. Un momento.',
  googleNoClient: (p) => NO_CLIENT[p.fault],
  googleAskConsent: (p) =>
    [
      'Apri questo indirizzo e accetta:',
      p.url,
      'Google avverte di non aver verificato l’app: è la tua, quindi scegli «Avanzate» e vai avanti. Se il browser è sulla mia macchina, è tutto. Su un altro dispositivo l’ultima pagina non si aprirà: copia il suo indirizzo completo e mandamelo.',
    ].join('\n\n'),
  googleNoConsent: (p) => NO_CONSENT[p.fault],
  googleConnected: (p) => `Google: ${p.account} è collegato. /google disconnect lo scollega.`,
  googleDisconnecting: () => 'Sto chiudendo l’accesso.',
  googleDisconnected: (p) =>
    p.confirmed
      ? 'L’account Google è scollegato: Google ha chiuso l’accesso, e tutto quello che avevo è cancellato.'
      : 'Tutto quello che avevo dell’account Google è cancellato, ma Google non ha confermato la fine dell’accesso. Controlla tu: https://myaccount.google.com/connections',
  googleNone: () => 'Nessun account Google è collegato. /google ne collega uno.',
  googleCancelled: () => 'Va bene, nessun account Google verrà collegato.',
  googleNotAwaited: () =>
    'In questo momento non si sta collegando nessun account Google; non ne ho tenuto niente. /google comincia. Se hai mandato qualcosa di segreto, cancella il tuo messaggio.',
  googleNotHere: () =>
    'Collego un account Google solo per il mio proprietario, nella sua chat con me, sulla pagina o su Telegram.',
  googleTrouble: (p) =>
    p.isAway
      ? 'Google non è raggiungibile in questo momento. Riprova /google più tardi.'
      : 'Non ha funzionato: Google ha dato una risposta che non posso usare. /google ricomincia.',
  googleEnded: (p) => `Google ha chiuso l’accesso a ${p.trouble}. /google collega di nuovo l’account.`,
  googlePage: (p) =>
    p.isTaken
      ? 'Omega ha la tua risposta. Puoi chiudere questa pagina e tornare alla chat.'
      : 'Questa non è la pagina che Omega aspetta. Usa l’indirizzo mandato per ultimo.',
};
