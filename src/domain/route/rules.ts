/** How a message is to be answered, by rules alone: the same words always go the same way, and most never cost a model call. */

import { wordsPattern } from '../text/words-pattern.ts';

/** `direct`: one answer; `judge`: it may take several steps, the fast model decides. */
export interface RuleRoute {
  way: 'direct' | 'judge';
  /** for the run's events */
  reason: string;
}

/** Shorter than this is never work of several steps. UTF-16 units. */
const SHORT = 60;

/** Words that put one thing after another, in eight languages. */
const SEQUENCE = wordsPattern(
  [
    String.raw`\b(?:then|after that|afterwards|finally|next,|first(?:ly)?[,:]|secondly|once (?:that|this) is done|and (?:also|then))\b`,
    String.raw`\b(?:luego|después|despues|primero|por último|finalmente|a continuación|y también)\b`,
    String.raw`\b(?:depois|em seguida|primeiro|por fim|finalmente|e também)\b`,
    String.raw`\b(?:puis|ensuite|après|d'abord|d’abord|enfin|et aussi)\b`,
    String.raw`\b(?:dann|danach|anschließend|zuerst|schließlich|zum schluss|und außerdem)\b`,
    String.raw`\b(?:poi|dopo|prima di tutto|infine|e anche|successivamente)\b`,
    String.raw`\b(?:daarna|vervolgens|eerst|tot slot|ten slotte|en ook)\b`,
    String.raw`(?<!\p{L})(?:потом|затем|сначала|после этого|наконец|а также)(?!\p{L})`,
  ],
  'g',
);

/** Work that takes more than one look, in eight languages. */
const WORK = wordsPattern(
  [
    String.raw`\b(?:research|compare|analy[sz]e|investigate|plan|prepare|summari[sz]e|collect|gather|write|draft|create|design|build|implement|develop|organi[sz]e|review|find)\b`,
    String.raw`\b(?:investiga|compara|analiza|planifica|prepara|resume|recopila|escribe|crea|diseña|construye|desarrolla|organiza|revisa|busca)\b`,
    String.raw`\b(?:pesquise|pesquisa|compare|analise|planeje|prepare|resuma|colete|escreva|crie|desenhe|construa|desenvolva|organize|revise|procure)\b`,
    String.raw`\b(?:recherche|compare|analyse|planifie|prépare|résume|rassemble|écris|rédige|crée|conçois|construis|développe|organise|vérifie|trouve)\b`,
    String.raw`\b(?:recherchiere|vergleiche|analysiere|plane|bereite|fasse|sammle|schreibe?|erstelle|entwirf|baue|entwickle|organisiere|prüfe|finde|suche)\b`,
    String.raw`\b(?:ricerca|confronta|analizza|pianifica|prepara|riassumi|raccogli|scrivi|crea|progetta|costruisci|sviluppa|organizza|controlla|trova|cerca)\b`,
    String.raw`\b(?:onderzoek|vergelijk|analyseer|plan|bereid|vat|verzamel|schrijf|maak|ontwerp|bouw|ontwikkel|organiseer|controleer|vind|zoek)\b`,
    String.raw`(?<!\p{L})(?:исследуй|сравни|проанализируй|спланируй|подготовь|обобщи|собери|напиши|создай|спроектируй|построй|разработай|организуй|проверь|найди)(?!\p{L})`,
  ],
  'g',
);

/** Appointments and notes are one thing, however long they are told. */
const ROUTINE =
  /^(?:please |por favor |s'il te plaît |bitte |per favore |alsjeblieft |пожалуйста )?(?:remind|reminder|schedule|note|remember|recuérdame|recuerda|lembre|lembra|rappelle|erinner|ricordami|ricorda|herinner|напомни|запомни)/iu;
const LIST_ITEM = /^\s*(?:\d{1,2}[.)]|[-*•])\s+\S/gm;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The way of a message. @throws never */
export function routeByRules(text: string): RuleRoute {
  const said = text.trim();
  if (said.length < SHORT) return { way: 'direct', reason: 'short' };
  if (ROUTINE.test(said)) return { way: 'direct', reason: 'routine' };
  const items = count(said, LIST_ITEM);
  const works = new Set((said.match(WORK) ?? []).map((word) => word.toLowerCase())).size;
  const steps = count(said, SEQUENCE);
  if (items >= 2 && works >= 2) return { way: 'judge', reason: `a list of ${items} with work in it` };
  if (works >= 3) return { way: 'judge', reason: `${works} kinds of work` };
  if (works >= 2 && steps >= 1) return { way: 'judge', reason: 'work in sequence' };
  return { way: 'direct', reason: 'one request' };
}

/** Asking for software, in eight languages: a verb of making, and a kind of program behind it. */
const BUILD = wordsPattern([
  String.raw`^(?:please |can you |could you |i want you to |i'd like you to )*(?:build|create|develop|program|code|make)(?: me| us)? (?:an?|the|my|our|some) (?:\p{L}+[ -]){0,4}(?:app|application|web ?site|web ?page|dashboard|program|tool|script|bot|cli|api|service|game|extension|plugin)\b`,
  String.raw`^(?:por favor )?(?:constr[uú]y(?:e|eme)|cr[eé]a(?:me)?|desarroll[aá](?:me)?|haz(?:me)?|program[aá](?:me)?) (?:una?|la|el) (?:\p{L}+ ){0,3}(?:app|aplicaci[oó]n|p[aá]gina web|sitio web|programa|herramienta|bot|script|juego)\b`,
  String.raw`^(?:por favor )?(?:constru[ae]|cri[ae]|desenvolv[ae]|fa[cç]a|program[ae])(?:-me)? (?:uma?|o|a) (?:\p{L}+ ){0,3}(?:app|aplicativo|aplicação|site|página web|programa|ferramenta|bot|script|jogo)\b`,
  String.raw`^(?:s'il te plaît )?(?:construis|crée|développe|programme|fais)(?:-moi)? (?:une?|le|la) (?:\p{L}+ ){0,3}(?:app|application|site(?: web)?|page web|programme|outil|bot|script|jeu)\b`,
  String.raw`^(?:bitte )?(?:bau|baue|erstelle?|entwickle|entwickel|programmiere?|mach)(?: mir| uns)? (?:eine?n?|die|das|den) (?:\p{L}+ ){0,3}(?:app|anwendung|web ?seite|website|programm|werkzeug|tool|bot|skript|script|spiel|dashboard)\b`,
  String.raw`^(?:per favore )?(?:costruisci|crea|sviluppa|programma|fai)(?:mi)? (?:un[ao']?|il|la) ?(?:\p{L}+ ){0,3}(?:app|applicazione|sito(?: web)?|pagina web|programma|strumento|bot|script|gioco)\b`,
  String.raw`^(?:alsjeblieft )?(?:bouw|maak|ontwikkel|programmeer)(?: mij| me| ons)? (?:een|de|het) (?:\p{L}+ ){0,3}(?:app|applicatie|website|webpagina|programma|hulpmiddel|tool|bot|script|spel)\b`,
  String.raw`^(?:пожалуйста,? )?(?:построй|создай|разработай|напиши|сделай)(?: мне| нам)? (?:\p{L}+ ){0,3}(?:приложение|сайт|программу|инструмент|бота|скрипт|игру)\b`,
]);

/** @returns whether a person wants software made */
export function asksForBuild(text: string): boolean {
  return BUILD.test(text.trim());
}

const CONTINUE = new Set(
  'continue,go on,keep going,resume,carry on,continúa,continua,sigue,sigue adelante,continue por favor,prossiga,continuer,poursuis,continue s il te plaît,mach weiter,weiter,weitermachen,fahr fort,continua pure,vai avanti,prosegui,ga door,ga verder,doorgaan,verder,продолжай,продолжить,дальше'.split(
    ',',
  ),
);

/** @returns whether a person wants an unfinished plan to go on */
export function asksToContinue(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/ (?:please|por favor|bitte|per favore|alsjeblieft|пожалуйста)$/u, '')
    .trim();
  return CONTINUE.has(plain);
}
