/** Recognises the question what Omega can do, as people ask it in words instead of sending /help. */

/** Patterns of the whole question in plain small letters; a name or a greeting may stand around it. */
const QUESTIONS: readonly string[] = [
  // English
  'what (?:all )?(?:can|could|do) you (?:all )?(?:do|help(?: me)? with|offer)(?: for me)?',
  'what are you (?:able to do|capable of|good at)',
  'what (?:are|is) your (?:commands?|features?|skills?|abilities|capabilities|functions?)',
  '(?:show|list|give)(?: me)? (?:the |your |all )*(?:commands|help menu|features|help)',
  '(?:what|which) (?:commands|features) (?:are there|do you have|can i use|are available|do you know)',
  'how (?:can|could|do) (?:you help(?: me)?|i use you|you work)',
  'what (?:all )?you can (?:all )?do(?: for me)?',
  // Spanish
  'que (?:mas )?(?:puedes|podes|sabes|podrias) hacer',
  'que (?:cosas )?(?:puedes|sabes) hacer',
  'que haces tu',
  '(?:en que|como) (?:me )?(?:puedes|podrias) ayudar(?:me)?',
  '(?:cuales son|muestrame|dime|que son) (?:tus|los) (?:comandos|funciones|habilidades|capacidades)',
  'que (?:comandos|funciones) (?:hay|tienes|conoces)',
  'como (?:te uso|funcionas)',
  // Portuguese
  '(?:o )?que (?:(?:e que )?(?:voce|vc|tu) )?(?:pode|podes|sabe|sabes|consegue|consegues) fazer',
  '(?:o )?que (?:voce|vc) faz',
  '(?:como|em que) (?:voce |vc )?(?:pode|podes) (?:me )?ajudar(?:-me| me)?',
  '(?:quais sao|mostre|mostra) (?:os )?(?:seus|teus|os) (?:comandos|recursos|funcoes|funcionalidades)',
  'como (?:voce|vc) funciona',
  'quais (?:sao|as) (?:as )?(?:suas|tuas) (?:funcoes|funcionalidades|habilidades|capacidades)',
  // French
  "(?:qu'est[- ]ce que|que|qu'est[- ]ce qu') ?(?:tu )?(?:peux|sais|pouvez|savez)(?:[- ](?:tu|vous))? faire",
  "(?:qu'est[- ]ce que|que) (?:tu|vous) (?:peux|sais|pouvez|savez) faire",
  'tu (?:peux|sais) faire quoi',
  '(?:qu est-ce|ce) que (?:tu peux|tu sais|vous pouvez|vous savez) faire',
  "(?:comment|en quoi) (?:tu )?(?:peux|pouvez|pourrais)(?:[- ](?:tu|vous))? m'aider",
  '(?:quelles sont|montre(?:-moi)?|liste) (?:tes|les|vos) (?:commandes|fonctions|fonctionnalites|capacites)',
  'comment (?:ca marche avec toi|tu fonctionnes|fonctionnes-tu)',
  // German
  'was (?:kannst|konntest) du(?: alles| so| denn| fur mich| eigentlich)*(?: tun| machen)?',
  'was (?:konnen|konnten) sie(?: alles| fur mich)*(?: tun| machen)?',
  'was machst du(?: alles| so)*',
  'wie kannst du mir helfen',
  '(?:wobei|womit) kannst du (?:mir )?helfen',
  '(?:welche|was fur) (?:befehle|funktionen) (?:gibt es|hast du|kennst du|kannst du)',
  '(?:zeig|zeige)(?: mir)? (?:die |deine |alle )*(?:befehle|funktionen|hilfe)',
  'wie funktionierst du',
  'was du (?:alles |so )*(?:kannst|tun kannst|machen kannst)',
  'was sind deine (?:befehle|funktionen|fahigkeiten)',
  // Italian
  '(?:che cosa|cosa|che) (?:sai|puoi|potresti) fare',
  'come (?:mi )?puoi (?:essermi utile|aiutarmi|aiutare)|come mi puoi aiutare',
  '(?:in che modo|in cosa) puoi aiutarmi',
  '(?:quali sono|mostrami|elenca) (?:i tuoi |i |tutti i |le tue )?(?:comandi|funzioni|funzionalita|capacita)',
  'come funzioni',
  // Dutch
  'wat kun je(?: allemaal| zoal)?(?: doen)?',
  'wat kan je(?: allemaal| zoal)?(?: doen)?',
  'wat (?:kan|kun) jij(?: allemaal| zoal)?(?: doen)?',
  'wat doe je(?: allemaal| zoal)',
  '(?:hoe|waarmee) (?:kun|kan) (?:je|jij) (?:me|mij) helpen',
  'welke (?:opdrachten|commandos|functies) (?:zijn er|heb je|ken je)',
  'hoe werk je',
  'wat (?:je|jij) (?:allemaal )?(?:kunt|kan|kunt doen|kan doen)',
  'wat zijn je (?:functies|opdrachten|vaardigheden)',
  // Russian
  '(?:что|чего) (?:же )?(?:ты|вы) (?:еще |вообще )?(?:умеешь|можешь|умеете|можете)(?: делать| сделать)?',
  'что умеешь(?: делать)?',
  '(?:чем|как) (?:ты |вы )?(?:мне )?(?:можешь|можете|сможешь) (?:мне )?помочь',
  '(?:какие|покажи|перечисли) (?:у тебя )?(?:есть |свои |все )*(?:команды|функции|возможности)(?: (?:есть|ты знаешь))?',
  'как (?:ты работаешь|тобой пользоваться)',
];
/** What may stand before and behind the question. */
const BEFORE =
  '(?:(?:hi|hey|hello|ok|okay|so|and|please|omega|bot|hola|y|oye|ola|oi|e|salut|bonjour|et|dis|hallo|und|sag mal|ciao|hoi|en|привет|а|и|слушай|здравствуй|tell me|can you tell me|dime|sag mir|zeig mir|dis-moi|dis moi|dimmi|vertel me|me diga|me fala|расскажи|скажи|покажи) ){0,4}';
const BEHIND =
  '(?: (?:exactly|for me|omega|bot|please|here|everything|all|then|por mi|por favor|para mi|exactamente|por mim|para mim|exatamente|pour moi|exactement|au juste|stp|genau|fur mich|bitte|eigentlich|alles|per me|esattamente|di preciso|voor me|voor mij|precies|eigenlijk|для меня|пожалуйста|вообще|именно)){0,3}';
const WHOLE = new RegExp(`^${BEFORE}(?:${QUESTIONS.join('|')})${BEHIND}$`, 'u');

/**
 * Tells whether a message asks what Omega can do, and nothing else.
 *
 * @param text a message
 * @returns    true for `What can you do?`, `was kannst du alles`, `что ты умеешь`; false for `help`, for commands, and for
 *             questions that go on: `what can you do about my sink`
 * @throws     never
 */
export function isHelpQuestion(text: string): boolean {
  if (text.length > 120) return false;
  const plain = text
    .toLowerCase()
    .replaceAll('’', "'")
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}'\s-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return WHOLE.test(plain);
}
