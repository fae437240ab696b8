/** Dutch: reasons, names of states, repeats, phases, and what each command does. */
import type { Reasons } from '../../lines.ts';
import type * as english from '../en/words.ts';

const reasonTable: typeof english.reasonTable = {
  'provider.rate_limited': {
    reason: 'vroeg me het rustiger aan te doen',
    advice: 'Wacht een paar minuten en stuur het opnieuw.',
  },
  'provider.overloaded': { reason: 'is overbelast', advice: 'Wacht een paar minuten en stuur het opnieuw.' },
  'provider.unreachable': {
    reason: 'was niet bereikbaar',
    advice: 'Controleer het netwerk en het adres van de aanbieder.',
  },
  'provider.stream_truncated': { reason: 'brak halverwege af', advice: 'Stuur het opnieuw.' },
  'provider.stream_idle': { reason: 'viel halverwege stil', advice: 'Stuur het opnieuw.' },
  'provider.timeout': { reason: 'deed er te lang over', advice: 'Stuur het opnieuw, of vraag minder tegelijk.' },
  'provider.key_invalid': { reason: 'weigerde de sleutel', advice: 'Stel een geldige sleutel in en herstart me.' },
  'provider.model_unknown': {
    reason: 'kent het model niet',
    advice: 'Kies een model dat daar wel bestaat en herstart me.',
  },
  'provider.no_credit': {
    reason: 'heeft geen tegoed meer',
    advice: 'Vul het tegoed aan of kies een andere aanbieder.',
  },
  'provider.request_invalid': {
    reason: 'weigerde de vraag zoals die er staat',
    advice: 'Probeer het anders te zeggen.',
  },
  'provider.refused': { reason: 'wilde hier geen antwoord op geven', advice: 'Probeer het anders te zeggen.' },
  'provider.context_too_long': {
    reason: 'kan zo’n lang gesprek niet lezen',
    advice: 'Stuur /forget om opnieuw te beginnen, of een korter bericht.',
  },
  'provider.over_budget': {
    reason: 'heeft de uitgavenlimiet bereikt',
    advice: 'Schrijf /approve om vandaag door te gaan, of verhoog de limiet.',
  },
  'provider.not_configured': {
    reason: 'is niet ingesteld',
    advice: 'Vul de instellingen aan, of haal hem uit de lijst met aanbieders.',
  },
  'channel.unreachable': { reason: 'was niet bereikbaar', advice: 'Ik blijf het proberen.' },
  'channel.rate_limited': {
    reason: 'vroeg me het rustiger aan te doen',
    advice: 'Ik ga vanzelf weer verder.',
  },
  'channel.token_invalid': { reason: 'weigerde het token', advice: 'Stel een geldig token in en herstart me.' },
  'channel.conflict': {
    reason: 'wordt met hetzelfde account al door een ander programma gebruikt',
    advice: 'Sluit het andere programma; ik probeer het dan weer.',
  },
  'channel.not_configured': { reason: 'is niet ingesteld', advice: 'Vul de instellingen aan en herstart me.' },
};

const TABLE: Readonly<Partial<Record<string, { reason: string; advice: string }>>> = reasonTable;

/** Words for every code. */
export const reasons: Reasons = (code) =>
  TABLE[code] ?? {
    reason: 'had een probleem dat ik niet kon oplossen',
    advice: 'Probeer het later opnieuw; /status laat zien hoe het met me gaat.',
  };

/** States of providers, channels and runs. */
export const states: typeof english.states = {
  healthy: 'in orde',
  limited: 'afgeremd',
  broken: 'kapot',
  probing: 'wordt weer geprobeerd',
  connecting: 'maakt verbinding',
  online: 'verbonden',
  off: 'uit',
  backingOff: 'zo meteen een nieuwe poging',
  loggedOut: 'uitgelogd',
  conflicted: 'in gebruik door een ander programma',
  misconfigured: 'verkeerd ingesteld',
  running: 'bezig',
  done: 'klaar',
  refused: 'geweigerd',
  cancelled: 'geannuleerd',
  failed: 'mislukt',
};

/** Repeats of tasks. */
export const repeatWords: typeof english.repeatWords = {
  daily: 'elke dag',
  weekdays: 'elke werkdag',
  weekly: 'elke week',
  monthly: 'elke maand',
  yearly: 'elk jaar',
};

/** Phases of a build. */
export const phases: typeof english.phases = {
  analyst: 'begrijpen wat je nodig hebt',
  architect: 'de architectuur ontwerpen',
  'test-writer': 'de tests schrijven',
  developer: 'de code schrijven',
  qa: 'controleren of alles werkt',
  reviewer: 'de code nakijken',
  delivery: 'de oplevering voorbereiden',
};

/** What a cap on spending is about. */
export const caps: typeof english.caps = {
  day: 'in totaal',
  chat: 'voor deze chat',
  task: 'voor deze taak',
  heartbeat: 'voor mijn regelmatige controles',
  provider: 'voor deze AI-dienst',
};

/** What each command does, as /help and the menus of chats show it. */
export const summaries: typeof english.summaries = {
  help: 'laten zien wat ik kan',
  stop: 'het antwoord afbreken dat ik aan het schrijven ben',
  pause: 'berichten aannemen maar voorlopig niet antwoorden',
  resume: 'verdergaan na /pause',
  forget: 'dit gesprek afsluiten en opnieuw beginnen',
  status: 'laten zien hoe het met me gaat',
  note: 'een notitie bewaren',
  recall: 'zoeken in notities en oude berichten',
  whoami: 'laten zien wie je voor mij bent',
  runs: 'opsommen wat ik de laatste tijd heb gedaan',
  why: 'laten zien hoe het laatste antwoord ontstond',
  memory: 'laten zien hoeveel ik onthoud',
  history: 'onze laatste gesprekken laten zien',
  facts: 'laten zien wat ik over je weet',
  purge: 'alles vergeten wat ik over je weet',
  tasks: 'je taken en herinneringen opsommen',
  task: 'een taak pauzeren, hervatten, uitstellen of veranderen',
  cancel: 'een taak annuleren',
  language: 'mijn taal laten zien of veranderen',
  personality: 'laten zien of veranderen hoe ik praat',
  skills: 'mijn vaardigheden opsommen',
  projects: 'je projecten opsommen',
  project: 'naar een project gaan of het verlaten',
  heartbeat: 'laten zien wat ik in de gaten houd',
  learning: 'laten zien wat ik heb geleerd',
  token: 'laten zien hoe lang dit gesprek is',
  context: 'laten zien wat ik naar het model stuur',
  setup: 'mij voor jouw werk instellen',
  google: 'je Google-account koppelen',
  whatsapp: 'WhatsApp koppelen',
  model: 'het AI-model laten zien of kiezen',
  usage: 'laten zien wat de modellen hebben gekost',
  approve: 'toestaan wat ik vraag, of verdergaan boven de uitgavenlimiet',
  deny: 'afwijzen wat ik vraag',
  answer: 'een vraag van mij beantwoorden',
  approvals: 'wat op je antwoord wacht',
};
