/** German: frequent words of chats, from which the language of a message is told. */

/** `small`: words that hold a sentence together; `common`: what chats are about. Separated by white space. */
export const german = {
  small: `der die das und in zu den nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als an nach wie im für
man aber aus durch wenn nur war noch werden bei hat wir was wird sein einen welche sind oder zur um haben einer mir
über ihm diese einem ihr uns da zum kann doch vor dieser mich ihn du hatte seine mehr am denn nun unter sehr selbst schon
hier bis habe ihre dann ihnen seiner alle wieder meine mein meinen meiner meinem gegen vom ganz wo muss ohne eines können
kannst könnte könntest könnten ja wurde jetzt immer seinen wohl dieses ihren würde würden würdest diesen sondern weil
welcher nichts diesem alles waren will viel mal etwas gibt deine dein deinen dir dich bin bist seid wäre hast habt
möchte möchtest magst mag soll sollte sollst darf dürfen warum wann wer wen wem wieso woher wohin welches heute morgen
gestern abend nie danke bitte hallo hi tschüss nein gut guten gute beim ins ans kein keine keinen wirklich
vielleicht gerade eben schnell bald später zwei drei ob damit davon dazu dafür darüber euch euer unser unsere jeder jede
jeden jedes andere anderen`,
  common: `brauche brauchst hilfe hilf helfen sag sagen zeig zeige erinnere erinnern erinnerung woche monat jahr tag stunde
stunden uhr minuten freund freundin arbeit arbeiten haus hause auto geld kaufen essen wasser telefon handy rechner
computer wetter preis kostet kosten billig hotel flug zug fahrkarte straße stadt schule mutter vater bruder schwester
frau kind kinder leute mann welt frage antwort problem nummer name wort sprache suchen suche such finden finde schau
öffnen schließen anfangen ändern prüfen prüfe reparieren erstellen erstelle löschen liste erste letzte nächste nächsten
spät früh lang kurz groß klein glücklich leid falsch richtig frei müde hunger arzt zahnarzt buch film musik spiel
spielen sehen hören sprechen verstehen verstehe lernen liebe fühle glaube weiß weißt wissen anrufen termin
besprechung schick schicke schicken schreib schreibe schreiben nachricht datei fehler seite projekt aufgabe
zusammenfassung montag dienstag mittwoch donnerstag freitag samstag sonntag geburtstag tisch milch eier regnet
läuft geht funktioniert gesagt gemacht gegangen kommen komme erkläre erklär übersetze übersetzen erzähl neu neue
neuen besser vergessen abendessen bezahlen rechnung hund katze mache machst machen macht lass gehen gern gerne genau
klar stimmt geschafft`,
};
