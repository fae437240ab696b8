/** Italian: reasons, names of states, repeats, phases, and what each command does. */
import type { Reasons } from '../../lines.ts';
import type * as english from '../en/words.ts';

const reasonTable: typeof english.reasonTable = {
  'provider.rate_limited': {
    reason: 'mi ha chiesto di rallentare',
    advice: 'Aspetta qualche minuto e invialo di nuovo.',
  },
  'provider.overloaded': { reason: 'è sovraccarico', advice: 'Aspetta qualche minuto e invialo di nuovo.' },
  'provider.unreachable': {
    reason: 'non è raggiungibile',
    advice: "Controlla la rete e l'indirizzo del fornitore.",
  },
  'provider.stream_truncated': { reason: 'si è interrotto a metà', advice: 'Invialo di nuovo.' },
  'provider.stream_idle': { reason: 'è rimasto in silenzio a metà', advice: 'Invialo di nuovo.' },
  'provider.timeout': {
    reason: 'ci ha messo troppo',
    advice: 'Invialo di nuovo, oppure chiedi meno in una volta sola.',
  },
  'provider.key_invalid': {
    reason: 'ha rifiutato la chiave',
    advice: 'Inserisci una chiave valida e riavviami.',
  },
  'provider.model_unknown': {
    reason: 'non conosce il modello',
    advice: 'Scegli un modello che offre e riavviami.',
  },
  'provider.no_credit': {
    reason: 'ha finito il credito',
    advice: "Ricarica l'account o scegli un altro fornitore.",
  },
  'provider.request_invalid': {
    reason: "ha rifiutato la richiesta così com'è",
    advice: 'Prova a dirlo in un altro modo.',
  },
  'provider.refused': { reason: 'non ha voluto rispondere', advice: 'Prova a dirlo in un altro modo.' },
  'provider.context_too_long': {
    reason: 'non riesce a leggere una conversazione così lunga',
    advice: 'Invia /forget per ricominciare, oppure un messaggio più corto.',
  },
  'provider.over_budget': {
    reason: 'ha raggiunto il limite di spesa',
    advice: 'Scrivi /approve per continuare oggi, o alza il limite.',
  },
  'provider.not_configured': {
    reason: 'non è configurato',
    advice: "Aggiungi le sue impostazioni o toglilo dall'elenco dei fornitori.",
  },
  'channel.unreachable': { reason: 'non è raggiungibile', advice: 'Continuo a provare.' },
  'channel.rate_limited': { reason: 'mi ha chiesto di rallentare', advice: 'Riprendo da solo.' },
  'channel.token_invalid': { reason: 'ha rifiutato il token', advice: 'Inserisci un token valido e riavviami.' },
  'channel.conflict': {
    reason: 'è già usato da un altro programma con lo stesso account',
    advice: "Chiudi l'altro programma; io riprovo.",
  },
  'channel.not_configured': { reason: 'non è configurato', advice: 'Aggiungi le sue impostazioni e riavviami.' },
};

const TABLE: Readonly<Partial<Record<string, { reason: string; advice: string }>>> = reasonTable;

/** Words for every code. */
export const reasons: Reasons = (code) =>
  TABLE[code] ?? {
    reason: 'ha avuto un problema che non ho saputo risolvere',
    advice: 'Riprova più tardi; /status mostra come sto.',
  };

/** States of providers, channels and runs. */
export const states: typeof english.states = {
  healthy: 'a posto',
  limited: 'rallentato',
  broken: 'guasto',
  probing: 'di nuovo in prova',
  connecting: 'in connessione',
  online: 'connesso',
  off: 'spento',
  backingOff: 'riprovo tra poco',
  loggedOut: 'disconnesso',
  conflicted: 'usato da un altro programma',
  misconfigured: 'configurato male',
  running: 'in corso',
  done: 'fatto',
  refused: 'rifiutato',
  cancelled: 'annullato',
  failed: 'non riuscito',
};

/** Repeats of tasks. */
export const repeatWords: typeof english.repeatWords = {
  daily: 'ogni giorno',
  weekdays: 'dal lunedì al venerdì',
  weekly: 'ogni settimana',
  monthly: 'ogni mese',
  yearly: 'ogni anno',
};

/** Phases of a build. */
export const phases: typeof english.phases = {
  analyst: 'capire di cosa hai bisogno',
  architect: "progettare l'architettura",
  'test-writer': 'scrivere i test',
  developer: 'scrivere il codice',
  qa: 'controllare che funzioni',
  reviewer: 'rivedere il codice',
  delivery: 'preparare la consegna',
};

/** What a cap on spending is about. */
export const caps: typeof english.caps = {
  day: 'in tutto',
  chat: 'per questa chat',
  task: 'per questa attività',
  heartbeat: 'per i miei controlli regolari',
  provider: 'per questo servizio di IA',
};

/** What each command does, as /help and the menus of chats show it. */
export const summaries: typeof english.summaries = {
  help: 'mostrare che cosa so fare',
  stop: 'fermare la risposta che sto scrivendo',
  pause: 'ricevere messaggi senza rispondere per ora',
  resume: 'riprendere dopo /pause',
  forget: 'chiudere questa conversazione e ricominciare',
  status: 'mostrare come sto',
  note: 'tenere una nota',
  recall: 'cercare nelle note e nei vecchi messaggi',
  whoami: 'mostrare chi sei per me',
  runs: 'elencare che cosa ho fatto di recente',
  why: "mostrare com'è nata l'ultima risposta",
  memory: 'mostrare quanto ricordo',
  history: 'mostrare le nostre ultime conversazioni',
  facts: 'mostrare che cosa so di te',
  purge: 'dimenticare tutto quello che so di te',
  tasks: 'elencare le tue attività e i tuoi promemoria',
  task: "sospendere, riprendere, rimandare o cambiare un'attività",
  cancel: "annullare un'attività",
  language: 'mostrare o cambiare la mia lingua',
  personality: 'mostrare o cambiare il mio modo di parlare',
  skills: 'elencare le mie abilità',
  projects: 'elencare i tuoi progetti',
  project: 'passare a un progetto o uscirne',
  heartbeat: "mostrare che cosa tengo d'occhio",
  learning: 'mostrare che cosa ho imparato',
  token: 'mostrare quanto è lunga questa conversazione',
  context: 'mostrare che cosa invio al modello',
  setup: 'prepararmi per il tuo lavoro',
  google: 'collegare il tuo account Google',
  whatsapp: 'collegare WhatsApp',
  model: 'mostrare o scegliere il modello di IA',
  usage: 'mostrare quanto sono costati i modelli',
  approve: 'permettere ciò che chiedo, o andare oltre il limite di spesa',
  deny: 'rifiutare ciò che chiedo',
  answer: 'rispondere a una mia domanda',
  approvals: 'ciò che aspetta la tua risposta',
};
