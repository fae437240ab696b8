/** Yes, no, or something else: what a person answers to a question that changes things, in eight languages. */

/** Whole answers. */
const YES_PHRASES = new Set(
  'yes,y,yep,yeah,yup,sure,ok,okay,go ahead,do it,please do,sounds good,absolutely,definitely,of course,lets go,go for it,build it,si,sí,claro,dale,vale,adelante,hazlo,por supuesto,de acuerdo,perfecto,venga,sim,pode ser,vamos,faça isso,com certeza,beleza,manda ver,isso,oui,daccord,vas y,bien sûr,allez y,ça marche,ja,klar,gerne,mach das,los gehts,los,einverstanden,na klar,jawohl,leg los,sì,certo,va bene,procedi,fallo,andiamo,certamente,graag,doe maar,prima,zeker,ga je gang,akkoord,да,давай,конечно,хорошо,ладно,поехали,согласен,согласна,делай,ок'.split(
    ',',
  ),
);
const NO_PHRASES = new Set(
  'no,n,nope,nah,cancel,stop,never mind,nevermind,dont,do not,not now,forget it,no way,cancelar,cancela,ahora no,olvídalo,mejor no,déjalo,não,nao,cancele,deixa pra lá,agora não,esquece,melhor não,non,annule,annuler,arrête,laisse tomber,pas maintenant,nein,abbrechen,stopp,lass es,nicht jetzt,vergiss es,lieber nicht,annulla,lascia perdere,non ora,meglio di no,nee,annuleer,annuleren,laat maar,niet nu,vergeet het,liever niet,нет,отмена,отмени,не надо,не сейчас,забудь,стоп'.split(
    ',',
  ),
);

/** Courtesies that change nothing. */
const COURTESY =
  /(?:^| )(?:please|thanks|thank you|thx|por favor|gracias|obrigad[oa]|merci|s il vous plaît|s il te plaît|bitte|danke|per favore|grazie|alsjeblieft|bedankt|dank je|пожалуйста|спасибо)(?= |$)/gu;

/**
 * Reads the answer to a yes-or-no question.
 *
 * @returns undefined when it is neither, so that it is an ordinary message
 */
export function confirmation(text: string): 'yes' | 'no' | undefined {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const bare = plain.replaceAll(COURTESY, '').trim();
  if (YES_PHRASES.has(bare)) return 'yes';
  return NO_PHRASES.has(bare) ? 'no' : undefined;
}
