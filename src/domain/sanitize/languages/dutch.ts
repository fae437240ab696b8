/** Dutch words of attempts to replace the instructions. */
import type { Language } from '../lexicon.ts';

export const dutch: Language = {
  drop: 'los opzij negeer negeert negeren vergeet vergeten veronachtzaam overschrijf overschrijven omzeil omzeilen verwerp verwerpen schrap schend overtreed terzijde',
  follow: 'volg volgen gehoorzaam gehoorzamen houd hou houden luister luisteren respecteer naleven',
  negation: 'niet nooit geen stop zonder',
  subject: 'ik hij wij we zij ze',
  which:
    'elke iedere enige vorige voorgaande eerdere voorafgaande bovenstaande bovengenoemde alle al alles je jouw jullie uw hierboven oorspronkelijke originele initiële systeem huidige gegeven gekregen',
  rules:
    'instructie instructies regel regels richtlijn richtlijnen aanwijzing aanwijzingen opdracht opdrachten prompt prompts systeemprompt systeeminstructies beperkingen bevel bevelen commando voorschriften programmering restricties',
  strong: [
    'negeer|vergeet het|al|alles bovenstaande|voorgaande|voorafgaande|hierboven|hiervoor|erboven',
    'negeer|vergeet alles wat je|jou|ik|er|hierboven',
    'vergeet|negeer wat je|jou|ze|men _ verteld|gezegd|geleerd|opgedragen',
    'vorige|eerdere|je|jouw|uw instructies|regels|richtlijnen|beperkingen gelden|zijn nu? niet|ongeldig|vervallen',
    'nieuwe instructies|regels|opdrachten|instructie :',
    'systeemprompt|systeembericht|systeeminstructie :',
    'system prompt :',
    'doe|gedraag|handel|antwoord|reageer je|jezelf? alsof je',
    'doe alsof',
    'alsof je geen regels|grenzen|beperkingen|filters|restricties hebt',
    'je|jouw|uw nieuwe rol|identiteit|taak is',
    'toon|laat|onthul|herhaal|geef|print|vertel mij|me? je|jouw|de|het|uw _ systeemprompt|prompt|systeeminstructies',
    'toon|onthul|herhaal|geef|print|vertel mij|me? je|jouw|de|uw geheime|verborgen|interne|oorspronkelijke instructies|regels|prompt',
    'je|jij hebt|heeft geen|niet enkele|meer? regels|beperkingen|grenzen|filters|restricties|limieten',
    'je|jij bent niet|nergens langer|meer|aan? _ gebonden|beperkt|onderworpen',
  ],
  weak: [
    'je|jij|u bent nu|voortaan',
    'vanaf nu|heden ben|bent|antwoord|handel|gedraag|reageer|zal|moet|gehoorzaam',
    'voortaan ben|bent|antwoord|handel|gedraag',
    'gedraag je|jezelf als',
    'handel|antwoord|reageer als',
    'vergeet alles',
    'nieuwe instructies|regels',
    'zonder|geen enige|enkele? regels|beperking|beperkingen|filter|filters|censuur|grenzen|restricties|limieten',
    'onbeperkte|ongefilterde|ongecensureerde|onbeperkt|ongefilterd|ongecensureerd',
    'ontwikkelaarsmodus|ontwikkelmodus|godmodus|jailbreak*|beheerdersmodus',
    'dan|developer|ontwikkelaars|god|admin|debug modus|mode',
    'ben je|jouw|uw ontwikkelaar|maker|schepper|beheerder|programmeur',
    'systeemprompt|systeeminstructies',
    'je|jij moet gehoorzamen|mij',
  ],
};
