/** Italian words of attempts to replace the instructions. */
import type { Language } from '../lexicon.ts';

export const italian: Language = {
  drop: 'ignora ignori ignorate ignorare ignorando dimentica dimentichi dimenticate dimenticare dimenticati scorda scordati scordare trascura trascurare tralascia tralasciare disobbedisci disobbedire scarta scartare annulla annullare parte aggira aggirare sovrascrivi sovrascrivere viola elimina scavalca',
  follow:
    'segui seguire seguendo segua obbedire obbedisci ubbidire rispetta rispettare rispettando conto osservare retta attenerti',
  negation: 'non mai smetti smetta smettila senza più',
  subject: 'io lui lei noi loro ho',
  which:
    'ogni qualsiasi precedente precedenti anteriore anteriori tutte tutti tutta tutto tue tuoi tua tuo sue suoi vostre sopra iniziale iniziali originale originali sistema attuali date dato ricevute',
  rules:
    'istruzione istruzioni regola regole direttiva direttive ordine ordini indicazione indicazioni restrizione restrizioni prompt norme linee limitazione limitazioni comandi vincoli programmazione',
  strong: [
    'ignora|ignori|ignorate|dimentica|dimentichi|scorda tutto? quanto|ciò|quello sopra|precede|che? precede|sopra|detto|scritto',
    'ignora|dimentica|dimenticati|scorda|scordati di? tutto quello|ciò|quanto che? ti|hai|sta|viene|è',
    'dimentica|ignora|scorda|dimenticati di? quello|ciò|quanto che? ti _ detto|insegnato|ordinato',
    'istruzioni|regole|restrizioni|direttive precedenti|originali|iniziali? non sono|valgono più valide|valgono|più',
    'tue istruzioni|regole|restrizioni|direttive non sono|valgono più valide?',
    'nuove istruzioni|regole|direttive :',
    'nuovi ordini :',
    'prompt|messaggio|istruzioni di|del sistema :',
    'agisci|comportati|rispondi|fai come se fossi',
    'come se non avessi alcuna|alcun|nessuna|nessun|più? regole|regola|limiti|limite|restrizioni|filtri',
    'fingi|simula di|che essere|sei|tu',
    'fai finta di|che essere|sei|tu',
    'tuo|tua nuovo|nuova ruolo|identità è',
    'rivela|rivelami|mostra|mostrami|ripeti|stampa|dimmi|dammi il|tuo|le|tue _ prompt|istruzioni di|del|nascoste|segrete|iniziali sistema?',
    'non hai più|alcuna|nessuna|nessun? _ restrizione|restrizioni|limiti|limite|regole|filtri|limitazioni',
    'non sei più vincolato|vincolata|limitato|limitata|soggetto|soggetta|tenuto|obbligato|legato',
  ],
  weak: [
    'ora|adesso sei',
    'sei ora|adesso',
    'da ora|adesso|questo in|momento poi? sei|agisci|rispondi|sarai|devi|risponderai',
    'ora in poi|avanti sei|agisci|rispondi|sarai|devi|risponderai|agirai',
    'agisci|comportati|rispondi come',
    'dimentica|dimenticati|scorda|scordati di? tutto',
    'nuove istruzioni|regole|direttive',
    'senza|nessuna alcuna|alcun? restrizione|restrizioni|filtri|limiti|limitazioni|censura|censure|regole',
    'modalità sviluppatore|dio|dan|amministratore|root|jailbreak|debug',
    'jailbreak',
    'sono il? tuo creatore|sviluppatore|amministratore|programmatore',
    'prompt di|del sistema',
    'devi obbedire|obbedirmi|ubbidire',
  ],
};
