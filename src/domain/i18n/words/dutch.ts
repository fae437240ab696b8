/** Dutch: frequent words of chats, from which the language of a message is told. */

/** `small`: words that hold a sentence together; `common`: what chats are about. Separated by white space. */
export const dutch = {
  small: `de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog of uit door naar heeft hij ze
over tot wat ik je jij jou jouw mijn me mij we wij ons onze u uw hun hen zij haar hem deze dit die daar hier waar wie
wanneer waarom hoe hoeveel welke welk kan kun kunt kunnen kon zou zouden wil wilt willen wilde moet moeten mag
mogen zal zullen ga gaat gaan ging doe doet doen deed heb hebt hebben had was waren ben bent wordt worden werd geworden
geen niets iets iemand niemand alles alle allemaal veel weinig meer minder heel erg zeer al altijd nooit vaak soms weer
opnieuw nu vandaag morgen gisteren vanavond ochtend middag avond nacht goed goede goedemorgen goedemiddag goedenavond dank
dankje dankjewel bedankt alsjeblieft alstublieft hallo hoi dag doei ja nee misschien want dus omdat terwijl voordat nadat
zonder tegen onder boven tussen tijdens sinds hoor toch even maar eens zo zoals zelf elke elk ander andere anders
daarom daarna eerst laatste volgende straks zo'n 's m'n z'n`,
  common: `nodig hulp help helpen zeg vertel laat zien herinner herinnering herinneren week maand jaar uur minuten vriend vriendin
werk werken huis thuis auto geld kopen eten water telefoon computer weer prijs kost kosten goedkoop hotel vlucht trein
kaartje straat stad school moeder vader broer zus vrouw kind kinderen mensen man wereld vraag antwoord probleem nummer
naam woord taal zoeken zoek vinden vind kijk kijken openen sluiten beginnen veranderen controleer controleren repareren
maken maak gemaakt verwijderen lijst eerste laat vroeg lang kort groot klein blij sorry fout juist vrij druk moe
honger dokter tandarts boek film muziek spel spelen horen luisteren praten spreken begrijpen begrijp snap leren liefde
voel denk weet weten bellen bel afspraak vergadering stuur sturen schrijf schrijven bericht bestand fout pagina project
taak samenvatting maandag dinsdag woensdag donderdag vrijdag zaterdag zondag verjaardag tafel restaurant melk eieren
regent werkt gezegd gedaan gegaan komen kom komt leg uitleggen vertaal vertalen lijkt beter nieuw nieuwe
vergeten avondeten betalen rekening hond kat graag leuk lekker mooi snel langzaam vind zin tijd keer
geef zet hangt dingen wachten wacht blijven blijf lopen rijden`,
};
