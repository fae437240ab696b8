/** French: language, manner, memory, projects, skills, models, hints, and small talk. */
import { formatter } from '../../format.ts';
import { OWN_NAMES } from '../../languages.ts';
import { after, remark, variant } from '../../lines.ts';
import type { state as english } from '../en/state.ts';

const { count, form, list, money, number } = formatter('fr');

/** The texts, by key. */
export const state: typeof english = {
  nudge15: (p) =>
    variant(
      [
        'Laisse-moi réfléchir à ça… 🧠',
        "Un petit instant, je m'en occupe… 🔍",
        'Bonne question, je regarde… 🤔',
        "J'y travaille… ⚙️",
        'Un moment, je veux bien faire les choses… 🎯',
        'Je rassemble les pièces… 🧩',
        'Patience, je creuse la question… ⛏️',
        'Ça mérite que je regarde de près… 👀',
        "Je mets de l'ordre dans tout ça pour toi… 📚",
        'Je suis dessus, je reviens vite… 🚀',
      ],
      p.variant,
    ),
  stillWorking: (p) =>
    variant(
      [
        'Je suis toujours dessus ⏳',
        "C'est un peu plus long, mais ça avance… 🛠️",
        'Je travaille encore, merci de patienter… 🙏',
        'Pas encore fini, mais je progresse… 🚶',
        "C'est plus compliqué que prévu ; je continue… 🔎",
        'Je suis toujours là, et toujours au travail… 💪',
      ],
      p.variant,
    ),
  languageSet: () => '✓ À partir de maintenant, je te parle en français.',
  languageUsage: (p) => `Avec toi je parle : ${p.current}. Pour changer, écris par exemple : /language anglais`,
  languageUnknown: (p) => `Je ne parle pas encore « ${p.name} ». Je parle ${list(Object.values(OWN_NAMES))}.`,
  personalitySet: (p) => `✓ À partir de maintenant, je parle comme ça : ${p.text}`,
  personalityReset: () => "✓ Je parle de nouveau comme d'habitude.",
  personalityShow: (p) =>
    `Voici comment je te parle : ${p.text}\nAvec /personality reset je parle de nouveau comme d'habitude.`,
  personalityNone: () => "Je parle comme d'habitude. Pour changer, écris par exemple : /personality bref et direct",
  factsEmpty: () => "Je ne sais encore rien de toi. Parle-moi de toi et je m'en souviendrai.",
  factsHeader: () => 'Voici ce que je sais de toi :',
  factsPurged: (p) =>
    p.count === 0
      ? "Il n'y avait rien à oublier."
      : `✓ J'ai oublié ${count(p.count, 'chose', 'choses')} que je savais de toi.`,
  factNote: (p) => remark([p.project === '' ? '' : `projet ${p.project}`, p.sensitive ? 'confidentiel' : '']),
  factForgotten: (p) => `✓ J'ai oublié « ${p.key} ».`,
  memoryCounts: (p) =>
    [
      'Ce dont je me souviens :',
      `- ${count(p.conversations, 'conversation', 'conversations')}`,
      `- ${count(p.messages, 'message', 'messages')}`,
      `- ${count(p.facts, 'information', 'informations')} sur toi`,
      `- ${count(p.lessons, 'leçon apprise', 'leçons apprises')}`,
      `- ${count(p.tasks, 'tâche en cours', 'tâches en cours')}`,
    ].join('\n'),
  historyHeader: () => 'Nos dernières conversations :',
  historyEmpty: () => "Nous n'avons encore terminé aucune conversation.",
  historyNoSummary: () => '(pas de résumé)',
  projectActive: (p) => `✓ Le projet « ${p.name} » est actif.`,
  projectOff: (p) => `✓ Nous avons quitté le projet « ${p.name} ».`,
  projectNone: () => "Aucun projet n'est actif. /projects montre ceux qui existent.",
  projectUnknown: (p) =>
    `Je ne connais aucun projet « ${p.name} ».${p.known.length === 0 ? '' : ` Il y a ${list(p.known)}.`}`,
  projectGreeting: (p) => `Bonjour, je suis *Omega ${p.name}*, que puis-je faire pour toi ?`,
  projectsEmpty: () => "Il n'y a pas encore de projet. Dis-moi sur quoi tu travailles et j'en prépare un avec /setup.",
  projectsHeader: () => 'Tes projets (/project et un nom pour y passer) :',
  skillsEmpty: () => "Je n'ai encore aucune compétence installée.",
  skillsHeader: () => 'Mes compétences :',
  skillMissing: (p) => `il manque : ${list(p.names)}`,
  skillImproved: (p) => `✓ J'ai amélioré ma compétence « ${p.skill} ».`,
  skillImproveFailed: (p) => `✗ Je n'ai pas pu améliorer ma compétence « ${p.skill} » : ${p.reason}`,
  learningEmpty: () => "Je n'ai encore rien appris. Ça viendra en travaillant ensemble.",
  learningRules: () => 'Les règles que je suis :',
  learningOutcomes: () => 'Ce qui a marché et ce qui a échoué :',
  bugLogged: () => "✓ Merci, je l'ai noté comme un bogue.",
  usageHeader: () => 'Ce que les modèles ont consommé :',
  usageLine: (p) =>
    `- ${p.provider} : ${count(p.calls, 'appel', 'appels')}, ${count(p.tokens, 'jeton', 'jetons')}` +
    after(', ', p.cost === null ? 'coût inconnu' : money(p.cost)),
  capReached: (p) => {
    const cap = {
      chat: "Le plafond de cette conversation pour aujourd'hui est atteint",
      task: "Le plafond de cette tâche pour aujourd'hui est atteint",
      heartbeat: "Le plafond des vérifications spontanées pour aujourd'hui est atteint",
      provider: `Le plafond de ${p.provider} pour aujourd'hui est atteint`,
    }[p.scope];
    const amount = p.unit === 'cost' ? money(p.spent) : number(p.spent);
    const limit = p.unit === 'cost' ? money(p.limit) : count(p.limit, 'jeton', 'jetons');
    return `${cap ?? "Le plafond de tous les modèles pour aujourd'hui est atteint"} : ${amount} sur ${limit}.`;
  },
  modelShow: (p) => `J'utilise ${p.model}.\nJ'essaie ces services dans l'ordre : ${p.chain.join(' → ')}`,
  modelSet: (p) => `✓ À partir de maintenant, j'utilise ${p.model}.`,
  welcome: () =>
    'Bonjour, je suis *Omega*, ton assistant personnel 👋\n' +
    'Je réponds à tes questions, je retiens ce qui compte pour toi, je te rappelle les choses à temps et je fais du vrai travail sur cette machine.\n' +
    "Avant de commencer : comment t'appelles-tu, et que fais-tu dans la vie ?",
  hintHelp: () => '💡 /help montre tout ce que je sais faire.',
  hintPersonality: () => '💡 Tu peux choisir comment je te parle, par exemple : /personality bref et direct',
  hintTasks: () => '💡 /tasks montre toutes tes tâches et tes rappels, et /cancel en retire un.',
  hintProjects: () => '💡 Si tu travailles sur plusieurs choses, les projets les séparent : /projects les montre.',
  justNow: () => "à l'instant",
  agoMinutes: (p) => `il y a ${count(p.n, 'minute', 'minutes')}`,
  agoHours: (p) => `il y a ${count(p.n, 'heure', 'heures')}`,
  agoDays: (p) => (p.n === 1 ? 'hier' : `il y a ${number(p.n)} ${form(p.n, 'jour', 'jours')}`),
  skillUnknown: (p) => `Je n'ai pas de compétence « ${p.name} ». /skills montre celles que j'ai.`,
  whyCost: (p) =>
    `Il a fallu ${count(p.calls, 'appel', 'appels')} à un modèle : ${p.cost === null ? 'coût inconnu' : money(p.cost)}.`,
  tokenReport: (p) =>
    `Cette conversation : ${count(p.messages, 'message', 'messages')}, environ ${number(p.conversation)} jetons. Avec ce que je dis d'autre au modèle (${number(p.system)}) : ${number(p.system + p.conversation)}.`,
  contextReport: (p) =>
    ['Ce que je dis au modèle, en jetons :', ...p.parts.map((part) => `- ${part.name}: ${number(part.tokens)}`)].join(
      '\n',
    ),
  approved: () => "✓ Merci, je continue aujourd'hui au-delà de la limite de dépense.",
};
