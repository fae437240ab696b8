/** Italian: language, manner, memory, projects, skills, models, hints, and small talk. */
import { formatter } from '../../format.ts';
import { OWN_NAMES } from '../../languages.ts';
import { after, remark, variant } from '../../lines.ts';
import type { state as english } from '../en/state.ts';

const { count, form, list, money, number } = formatter('it');

/** The texts, by key. */
export const state: typeof english = {
  nudge15: (p) =>
    variant(
      [
        'Fammi pensare un attimo… 🧠',
        'Dammi un momento, ci sono… 🔍',
        'Bella domanda, ora guardo… 🤔',
        'Ci sto lavorando… ⚙️',
        'Un attimo, voglio farlo bene… 🎯',
        'Sto mettendo insieme i pezzi… 🧩',
        'Aspetta un po’, sto scavando… ⛏️',
        'Questa merita uno sguardo attento… 👀',
        'Lascia che metta ordine per te… 📚',
        'Me ne occupo, torno subito… 🚀',
      ],
      p.variant,
    ),
  stillWorking: (p) =>
    variant(
      [
        'Ci sto ancora lavorando ⏳',
        'Ci vuole un po’ di più, ma ci sto arrivando… 🛠️',
        'Sono ancora al lavoro, grazie della pazienza… 🙏',
        'Non ho ancora finito, ma vado avanti… 🚶',
        'È più complicato di quanto pensassi; continuo… 🔎',
        'Sono ancora qui, sempre al lavoro… 💪',
      ],
      p.variant,
    ),
  languageSet: () => '✓ Da adesso ti parlo in italiano.',
  languageUsage: (p) => `Con te parlo: ${p.current}. Per cambiare, scrivi per esempio: /language inglese`,
  languageUnknown: (p) => `Non parlo ancora «${p.name}». Parlo ${list(Object.values(OWN_NAMES))}.`,
  personalitySet: (p) => `✓ Da adesso parlo così: ${p.text}`,
  personalityReset: () => '✓ Parlo di nuovo come al solito.',
  personalityShow: (p) => `Ecco come parlo con te: ${p.text}\nCon /personality reset parlo di nuovo come al solito.`,
  personalityNone: () => 'Parlo come al solito. Per cambiare, scrivi per esempio: /personality breve e diretto',
  factsEmpty: () => 'Non so ancora niente di te. Raccontami qualcosa e me lo ricorderò.',
  factsHeader: () => 'Ecco che cosa so di te:',
  factsPurged: (p) =>
    p.count === 0
      ? "Non c'era niente da dimenticare."
      : `✓ Ho dimenticato ${count(p.count, 'cosa', 'cose')} che sapevo di te.`,
  factNote: (p) => remark([p.project === '' ? '' : `progetto ${p.project}`, p.sensitive ? 'confidenziale' : '']),
  factForgotten: (p) => `✓ Ho dimenticato «${p.key}».`,
  memoryCounts: (p) =>
    [
      'Che cosa ricordo:',
      `- ${count(p.conversations, 'conversazione', 'conversazioni')}`,
      `- ${count(p.messages, 'messaggio', 'messaggi')}`,
      `- ${count(p.facts, 'informazione', 'informazioni')} su di te`,
      `- ${count(p.lessons, 'lezione imparata', 'lezioni imparate')}`,
      `- ${count(p.tasks, 'attività aperta', 'attività aperte')}`,
    ].join('\n'),
  historyHeader: () => 'Le nostre ultime conversazioni:',
  historyEmpty: () => 'Non abbiamo ancora concluso nessuna conversazione.',
  historyNoSummary: () => '(nessun riassunto)',
  projectActive: (p) => `✓ Il progetto «${p.name}» è attivo.`,
  projectOff: (p) => `✓ Siamo usciti dal progetto «${p.name}».`,
  projectNone: () => 'Nessun progetto è attivo. /projects mostra quelli che ci sono.',
  projectUnknown: (p) =>
    `Non conosco nessun progetto «${p.name}».${p.known.length === 0 ? '' : ` Quelli che ci sono: ${list(p.known)}.`}`,
  projectGreeting: (p) => `Ciao, sono *Omega ${p.name}*, che cosa posso fare per te?`,
  projectsEmpty: () => 'Non ci sono ancora progetti. Dimmi a che cosa lavori e con /setup ne preparo uno.',
  projectsHeader: () => 'I tuoi progetti (con /project e un nome passi a uno):',
  skillsEmpty: () => 'Non ho ancora abilità installate.',
  skillsHeader: () => 'Le mie abilità:',
  skillMissing: (p) => `manca: ${list(p.names)}`,
  skillImproved: (p) => `✓ Ho migliorato la mia abilità «${p.skill}».`,
  skillImproveFailed: (p) => `✗ Non ho potuto migliorare la mia abilità «${p.skill}»: ${p.reason}`,
  learningEmpty: () => 'Non ho ancora imparato niente. Arriverà lavorando insieme.',
  learningRules: () => 'Le regole che seguo:',
  learningOutcomes: () => 'Che cosa ha funzionato e che cosa no:',
  bugLogged: () => "✓ Grazie, l'ho annotato come errore.",
  usageHeader: () => 'Quanto hanno consumato i modelli:',
  usageLine: (p) =>
    `- ${p.provider}: ${count(p.calls, 'chiamata', 'chiamate')}, ${count(p.tokens, 'token', 'token')}` +
    after(', ', p.cost === null ? 'costo sconosciuto' : money(p.cost)),
  capReached: (p) => {
    const cap = {
      chat: 'Il limite di oggi di questa conversazione è raggiunto',
      task: 'Il limite di oggi di questa attività è raggiunto',
      heartbeat: 'Il limite di oggi per i controlli spontanei è raggiunto',
      provider: `Il limite di oggi di ${p.provider} è raggiunto`,
    }[p.scope];
    const amount = p.unit === 'cost' ? money(p.spent) : number(p.spent);
    const limit = p.unit === 'cost' ? money(p.limit) : count(p.limit, 'token', 'token');
    return `${cap ?? 'Il limite di oggi di tutti i modelli è raggiunto'}: ${amount} su ${limit}.`;
  },
  modelShow: (p) => `Uso ${p.model}.\nProvo questi servizi nell'ordine: ${p.chain.join(' → ')}`,
  modelSet: (p) => `✓ Da adesso uso ${p.model}.`,
  welcome: () =>
    'Ciao, sono *Omega*, il tuo assistente personale 👋\n' +
    'Rispondo alle domande, ricordo quello che conta per te, ti avviso in tempo e faccio lavoro vero su questa macchina.\n' +
    'Prima di iniziare: come ti chiami e che cosa fai?',
  hintHelp: () => '💡 /help mostra tutto quello che so fare.',
  hintPersonality: () => '💡 Puoi scegliere come ti parlo, per esempio: /personality breve e diretto',
  hintTasks: () => '💡 /tasks mostra tutte le tue attività e i promemoria, e /cancel ne toglie uno.',
  hintProjects: () => '💡 Se lavori a più cose, i progetti le tengono separate: /projects li mostra.',
  justNow: () => 'proprio ora',
  agoMinutes: (p) => `${count(p.n, 'minuto', 'minuti')} fa`,
  agoHours: (p) => `${count(p.n, 'ora', 'ore')} fa`,
  agoDays: (p) => (p.n === 1 ? 'ieri' : `${number(p.n)} ${form(p.n, 'giorno', 'giorni')} fa`),
  skillUnknown: (p) => `Non ho nessuna abilità «${p.name}». /skills mostra quelle che ho.`,
  whyCost: (p) =>
    `Chiamate a un modello: ${number(p.calls)}, ${p.cost === null ? 'costo sconosciuto' : money(p.cost)}.`,
  tokenReport: (p) =>
    `Questa conversazione: ${count(p.messages, 'messaggio', 'messaggi')}, circa ${number(p.conversation)} token. Con il resto che dico al modello (${number(p.system)}): ${number(p.system + p.conversation)}.`,
  contextReport: (p) =>
    ['Che cosa dico al modello, in token:', ...p.parts.map((part) => `- ${part.name}: ${number(part.tokens)}`)].join(
      '\n',
    ),
  approved: () => '✓ Grazie, oggi continuo oltre il limite di spesa.',
};
