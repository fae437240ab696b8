/** Italian: frequent words of chats, from which the language of a message is told. */

/** `small`: words that hold a sentence together; `common`: what chats are about. Separated by white space. */
export const italian = {
  small: `di e il che la in a per un è non sono una i con si da come lo le ma al dei del della nel alla delle anche più gli o
se nella ha ho hai mi ti ci vi ne io tu lui lei noi voi loro questo questa questi queste quello quella quelli quel suo sua
mio mia miei mie tuo tua tuoi tue nostro nostra vostro dal dalla dai sul sulla sui alle agli ai ed ad cosa chi quando dove
perché perche come quanto quanta quanti quale quali sei siamo siete era ero erano essere stato stata avere abbiamo avete
hanno aveva fare faccio fai fa facciamo fanno fatto posso puoi può possiamo possono potresti potrei voglio vuoi vuole
vorrei devo devi deve dobbiamo vado vai va andiamo vanno andare sto stai sta stiamo stanno c'è ce l'ho po' poi già ancora
sempre mai molto molta poco tutto tutti niente nulla qualcosa qualcuno ogni altro altra altri così qui qua lì là adesso
ora oggi domani ieri mattina sera notte bene male grazie ciao salve buongiorno buonasera buonanotte favore prego sì
allora quindi però oppure prima dopo durante senza tra fra contro sotto sopra verso fino cui nei nelle negli dell'
all' nell' un' l' d' quest' quell' com'è cos'è dov'è`,
  common: `bisogno aiuto aiutarmi aiutami dimmi dammi ricordami ricorda ricordare promemoria settimana mese anno giorno giorni
ore minuti amico amica lavoro lavorare casa macchina soldi comprare mangiare cibo acqua telefono computer tempo prezzo
costa economico albergo volo treno biglietto strada città scuola madre padre mamma papà fratello sorella moglie marito figlio
figli bambini gente uomo donna mondo domanda risposta problema numero nome parola lingua cercare cerca trovare trova
guarda aprire apri chiudere iniziare cambiare controllare controlla riparare creare crea cancellare lista primo ultimo
prossima prossimo tardi presto lungo corto grande piccolo felice dispiace scusa libero occupato stanco fame medico dentista
libro film musica gioco giocare vedere ascoltare parlare capire capito capisco imparare amore piace piacerebbe credo penso
so sai sapere chiamare chiama riunione manda mandare invia scrivi scrivere messaggio codice errore pagina progetto
compito riassunto lunedì martedì mercoledì giovedì venerdì sabato domenica compleanno tavolo ristorante latte uova piove
funziona detto andato uscire arrivare spiegami spiega traduci racconta sembra meno uguale meglio peggio nuovo nuova
dimenticato dimenticare cena pagare bolletta cane gatto bella bello buono vediamo volta stasera`,
};
