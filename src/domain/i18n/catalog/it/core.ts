/** Italian: answers to messages, failures, and the basic commands. */
import { duration, formatter } from '../../format.ts';
import { firstWord, gaveUpLines, helpLines, item, lines, partLine, wordFor, type FailedProvider } from '../../lines.ts';
import type { core as english } from '../en/core.ts';
import { reasons, states, summaries } from './words.ts';

const { count } = formatter('it');

const messages = (n: number) => count(n, 'messaggio', 'messaggi');

const gaveUp = (failed: readonly FailedProvider[]) =>
  gaveUpLines(failed, reasons, {
    none: 'Non ho potuto ottenere una risposta: nessun modello di IA è configurato. Configurane uno e riavviami.',
    sorry: 'Mi dispiace, non ho potuto ottenere una risposta.',
    todo: 'Che cosa puoi fare:',
  });

/** The texts, by key. */
export const core: typeof english = {
  ack: () => 'Ricevuto. Me ne occupo appena finisco questa risposta.',
  busy: (p) => `Ho ancora ${messages(p.waiting)} a cui rispondere, dammi un attimo per favore. Niente va perso.`,
  refused: (p) =>
    `Mi dispiace, parlo solo con le persone ammesse dal mio proprietario. Il tuo identificativo su ${p.channel} è ${p.sender}. ` +
    `Se sei il proprietario, aggiungilo a ${p.setting} e riavviami.`,
  gaveUp: (p) => gaveUp(p.failed),
  brokeOff: (p) => `(La risposta si è interrotta qui.)\n\n${gaveUp(p.failed)}`,
  tookTooLong: () =>
    'Ci ho messo troppo a rispondere. Riprova per favore: a volte le richieste complesse riescono al secondo tentativo.',
  wentWrong: () => 'Qualcosa è andato storto. Riprova per favore.',
  stopped: () => 'Fermato.',
  nothingToStop: () => "Non c'è niente da fermare; non sto scrivendo nessuna risposta.",
  interrupted: () => '(Mi sono fermato qui per via del tuo nuovo messaggio.)',
  paused: () => 'In pausa. Tengo i tuoi messaggi e rispondo dopo /resume.',
  resumed: (p) =>
    p.waiting === 0 ? 'Eccomi di nuovo.' : `Eccomi di nuovo, con ${messages(p.waiting)} a cui rispondere.`,
  forgotten: () => 'Questa conversazione è chiusa; ricominciamo da capo.',
  nothingToForget: () => "Non c'è niente da dimenticare; questa conversazione è ancora vuota.",
  unknownCommand: (p) => `Non conosco /${firstWord(p.command)}. /help mostra che cosa so fare.`,
  help: () => helpLines('Puoi semplicemente scrivermi. Funzionano anche questi comandi:', summaries),
  status: (p) =>
    lines(
      `Omega ${p.version}, in funzione da ${duration(p.uptimeMs, ['g', 'h', 'min', 's'])}.`,
      p.trouble === '' ? '' : `Problema: ${p.trouble}`,
      ...p.providers.map((part) => `Modello ${partLine(part, states)}`),
      ...p.channels.map((part) => `Canale ${partLine(part, states)}`),
      p.waiting === 0 ? 'Nessun messaggio in attesa.' : `In attesa: ${messages(p.waiting)}.`,
    ),
  noted: () => 'Annotato.',
  noteUsage: () => 'Scrivi che cosa devo annotare, per esempio: /note comprare il latte',
  recalled: (p) => [`Ecco che cosa ho su «${p.words}»:`, ...p.items.map((i) => item(i.when, i.text))].join('\n'),
  recallUsage: () => 'Scrivi che cosa devo cercare, per esempio: /recall latte',
  nothingFound: (p) => `Non ho trovato niente su «${p.words}».`,
  whoami: (p) => `Sei ${p.name === '' ? p.sender : `${p.name} (${p.sender})`} su ${p.channel}, nella chat ${p.chat}.`,
  runs: (p) =>
    p.items.length === 0
      ? 'Qui non ho ancora fatto niente.'
      : [
          'Che cosa ho fatto di recente:',
          ...p.items.map((i) => item(i.when, `${i.id} ${wordFor(states, i.status)}`)),
        ].join('\n'),
  why: (p) =>
    p.steps.length === 0
      ? "Qui non c'è ancora nessuna mia risposta."
      : ["Ecco com'è nata la mia ultima risposta:", ...p.steps.map((step, i) => `${i + 1}. ${step}`)].join('\n'),
  whyWrote: (p) => `Hai scritto: «${p.text}»`,
  whyRead: (p) =>
    `Ho letto ${messages(p.messages)} (circa ${count(p.tokens, 'token', 'token')})` +
    `${p.dropped === 0 ? '' : ` e ne ho tralasciati ${p.dropped}`}.`,
  whySanitised: (p) => `Ho reso innocue parti del testo: ${p.findings}.`,
  whyGaveUp: () => 'Nessun modello ha potuto rispondere.',
  whyAnswered: (p) =>
    `${p.provider} (${p.model}) ha risposto in ${p.seconds} s: ${p.input} token letti, ${p.output} scritti.`,
  whyRun: (p) => `Esecuzione: ${p.id}`,
  channelOff: (p) =>
    `Non ricevo messaggi su ${p.channel}: il servizio ${reasons(p.code).reason}. ${p.todo ?? reasons(p.code).advice}`,
  mcpOff: (p) =>
    p.refused
      ? `Non posso usare gli strumenti di «${p.server}»: rifiuta le credenziali in mcp.json. Mettine di valide e riavviami.`
      : `Non posso usare gli strumenti di «${p.server}»: il suo programma non è stato trovato. Correggi mcp.json e riavviami.`,
  mcpSignIn: (p) =>
    p.scope === ''
      ? `Non posso usare gli strumenti di «${p.server}» finché non accedi lì. Esegui «omega mcp login ${p.server}» in un terminale.`
      : `Il server «${p.server}» vuole più diritti per questo (${p.scope}). Per darli, esegui «omega mcp login ${p.server}» in un terminale.`,
  mcpWaiting: (p) =>
    `Il server «${p.server}» ha cambiato i suoi strumenti; non uso questi finché non sei d'accordo: ${p.tools}. ` +
    `«omega mcp consent ${p.server}» mostra che cosa è cambiato.`,
  channelOn: (p) => `Ricevo di nuovo i messaggi su ${p.channel}.`,
  poisoned: () =>
    "Non sono riuscito a gestire il tuo ultimo messaggio e l'ho messo da parte; la colpa è mia. " +
    'Dillo in un altro modo, per favore. I dettagli sono conservati per il mio proprietario.',
  offline: () =>
    'Nessun modello di IA è collegato, quindi non posso ancora pensarci; il tuo messaggio è al sicuro. Per collegarne uno, ' +
    'imposta ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY o GEMINI_API_KEY, oppure avvia Ollama su questa macchina, e riavviami. ' +
    'Le note funzionano già: /note, /recall e /help.',
  emptyAnswer: () => 'Il modello ha dato una risposta vuota. Chiedi di nuovo, magari con altre parole.',
  declined: () => 'Il modello non ha voluto rispondere. Puoi provare a dirlo in un altro modo.',
  lengthReached: () => '(Ho raggiunto la lunghezza massima di una risposta. Scrivi «continua» per leggere il resto.)',
  tooLarge: (p) =>
    `Il tuo messaggio è troppo lungo per me: accetto fino a ${count(p.limit, 'carattere', 'caratteri')}. Invialo a pezzi, per favore.`,
  emptyMessage: () => "Per ora so leggere solo il testo, e nel tuo messaggio non ce n'era.",
  diskFull: () =>
    'Il disco è pieno, quindi non posso ricevere messaggi in sicurezza. Libera un po’ di spazio; poi riprendo da solo.',
  placeholder: () => '…',
  commandFailed: (p) => `✗ Questo non è riuscito (${p.what}): ${p.reason}`,
  reasonIncomplete: () => 'manca qualcosa',
  reasonUnreadable: () => 'non riesco a leggere uno dei valori',
  reasonTooLong: () => 'è troppo lungo',
  policyBroken: (p) =>
    `In un file di regole c'è un errore: ${p.trouble}. Finché non è corretto valgono le regole di prima; se non ce n'erano, chiedo prima di ogni cosa. \`omega policy check\` lo mostra.`,
  databaseDamaged: (p) =>
    `Il mio database è danneggiato (${p.trouble}). Dacci un'occhiata presto; c'è una copia integra nella cartella dei backup.`,
  filesFailed: () => '✗ Non ho potuto scrivere i file per questo.',
  notConnectable: (p) => `Da questa chat non si può ancora collegare ${p.name}.`,
  whyRecalled: (p) => `Mi sono ricordato di: ${p.items.join('; ')}.`,
  whyRoute: (p) => `Ho scelto questa strada: ${p.way} (${p.reason}).`,
  whyTool: (p) => {
    const decision = {
      rules: 'Hanno deciso le regole',
      grant: 'Lo copre un sì precedente',
      yes: `Permesso da ${p.who}`,
      no: `Rifiutato da ${p.who}`,
      expired: 'Nessuno ha risposto in tempo',
      withdrawn: 'La domanda è stata ritirata',
      '': '',
    }[p.decided];
    const outcome = `${p.tool}: ${p.error === '' ? 'fatto' : `non riuscito (${p.error})`}, ${p.ms} ms.`;
    const rules = p.rules === '' ? '' : ` (regole: ${p.rules})`;
    return decision === '' ? outcome : `${outcome} ${decision}${rules}.`;
  },
  whyCommands: (p) => `La risposta mi ha chiesto di fare questo: ${p.names.join(', ')}.`,
  noConversation: () => "Qui non c'è ancora nessuna conversazione.",
};
