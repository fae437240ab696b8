/** French: reasons, names of states, repeats, phases, and what each command does. */
import type { Reasons } from '../../lines.ts';
import type * as english from '../en/words.ts';

const reasonTable: typeof english.reasonTable = {
  'provider.rate_limited': {
    reason: "m'a demandé de ralentir",
    advice: 'Attends quelques minutes et renvoie ton message.',
  },
  'provider.overloaded': { reason: 'est surchargé', advice: 'Attends quelques minutes et renvoie ton message.' },
  'provider.unreachable': { reason: 'est injoignable', advice: "Vérifie le réseau et l'adresse du fournisseur." },
  'provider.stream_truncated': { reason: "s'est interrompu en plein milieu", advice: 'Renvoie ton message.' },
  'provider.stream_idle': { reason: "s'est tu en plein milieu", advice: 'Renvoie ton message.' },
  'provider.timeout': {
    reason: 'a mis trop de temps',
    advice: 'Renvoie ton message, ou demandes-en moins à la fois.',
  },
  'provider.key_invalid': { reason: 'a refusé la clé', advice: 'Indique une clé valide et redémarre-moi.' },
  'provider.model_unknown': {
    reason: 'ne connaît pas le modèle',
    advice: "Choisis un modèle qu'il propose et redémarre-moi.",
  },
  'provider.no_credit': {
    reason: "n'a plus de crédit",
    advice: 'Recharge le compte ou choisis un autre fournisseur.',
  },
  'provider.request_invalid': {
    reason: 'a refusé la demande telle quelle',
    advice: 'Essaie de le dire autrement.',
  },
  'provider.refused': { reason: "n'a pas voulu répondre à cela", advice: 'Essaie de le dire autrement.' },
  'provider.context_too_long': {
    reason: 'ne peut pas lire une conversation aussi longue',
    advice: 'Envoie /forget pour repartir de zéro, ou un message plus court.',
  },
  'provider.over_budget': {
    reason: 'a atteint la limite de dépense',
    advice: "Écris /approve pour continuer aujourd'hui, ou relève la limite.",
  },
  'provider.not_configured': {
    reason: "n'est pas configuré",
    advice: 'Ajoute ses réglages, ou retire-le de la liste des fournisseurs.',
  },
  'channel.unreachable': { reason: 'est injoignable', advice: 'Je continue à essayer.' },
  'channel.rate_limited': { reason: "m'a demandé de ralentir", advice: 'Je reprends tout seul.' },
  'channel.token_invalid': { reason: 'a refusé le jeton', advice: 'Indique un jeton valide et redémarre-moi.' },
  'channel.conflict': {
    reason: 'est déjà utilisé par un autre programme avec le même compte',
    advice: "Arrête l'autre programme ; je réessaie.",
  },
  'channel.not_configured': { reason: "n'est pas configuré", advice: 'Ajoute ses réglages et redémarre-moi.' },
};

const TABLE: Readonly<Partial<Record<string, { reason: string; advice: string }>>> = reasonTable;

/** Words for every code. */
export const reasons: Reasons = (code) =>
  TABLE[code] ?? {
    reason: "a eu un problème que je n'ai pas pu résoudre",
    advice: 'Réessaie plus tard ; /status montre comment je vais.',
  };

/** States of providers, channels and runs. */
export const states: typeof english.states = {
  healthy: 'en forme',
  limited: 'ralenti',
  broken: 'en panne',
  probing: "à l'essai",
  connecting: 'connexion en cours',
  online: 'connecté',
  off: 'désactivé',
  backingOff: 'nouvel essai bientôt',
  loggedOut: 'déconnecté',
  conflicted: 'utilisé par un autre programme',
  misconfigured: 'mal configuré',
  running: 'en cours',
  done: 'terminé',
  refused: 'refusé',
  cancelled: 'annulé',
  failed: 'échoué',
};

/** Repeats of tasks. */
export const repeatWords: typeof english.repeatWords = {
  daily: 'tous les jours',
  weekdays: 'du lundi au vendredi',
  weekly: 'toutes les semaines',
  monthly: 'tous les mois',
  yearly: 'tous les ans',
};

/** Phases of a build. */
export const phases: typeof english.phases = {
  analyst: 'comprendre ton besoin',
  architect: "concevoir l'architecture",
  'test-writer': 'écrire les tests',
  developer: 'écrire le code',
  qa: 'vérifier que tout marche',
  reviewer: 'relire le code',
  delivery: 'préparer la livraison',
};

/** What a cap on spending is about. */
export const caps: typeof english.caps = {
  day: 'au total',
  chat: 'pour cette discussion',
  task: 'pour cette tâche',
  heartbeat: 'pour mes vérifications régulières',
  provider: "pour ce service d'IA",
};

/** What each command does, as /help and the menus of chats show it. */
export const summaries: typeof english.summaries = {
  help: 'montrer ce que je sais faire',
  stop: "arrêter la réponse que j'écris",
  pause: "recevoir les messages sans répondre pour l'instant",
  resume: 'reprendre après /pause',
  forget: 'fermer cette conversation et repartir de zéro',
  status: 'montrer comment je vais',
  note: 'garder une note',
  recall: 'chercher dans les notes et les anciens messages',
  whoami: 'montrer qui tu es pour moi',
  runs: "lister ce que j'ai fait récemment",
  why: 'montrer comment la dernière réponse est née',
  memory: 'montrer tout ce dont je me souviens',
  history: 'montrer nos dernières conversations',
  facts: 'montrer ce que je sais de toi',
  purge: 'oublier tout ce que je sais de toi',
  tasks: 'lister tes tâches et tes rappels',
  task: 'suspendre, reprendre, reporter ou modifier une tâche',
  cancel: 'annuler une tâche',
  language: 'montrer ou changer ma langue',
  personality: 'montrer ou changer ma façon de parler',
  skills: 'lister mes compétences',
  projects: 'lister tes projets',
  project: 'passer à un projet ou en sortir',
  heartbeat: 'montrer ce que je surveille',
  learning: "montrer ce que j'ai appris",
  token: 'montrer la longueur de cette conversation',
  context: "montrer ce que j'envoie au modèle",
  setup: 'me préparer pour ton travail',
  google: 'connecter ton compte Google',
  whatsapp: 'connecter WhatsApp',
  model: "montrer ou choisir le modèle d'IA",
  usage: 'montrer ce que les modèles ont coûté',
  approve: 'autoriser ce que je demande, ou continuer au-delà du plafond de dépenses',
  deny: 'refuser ce que je demande',
  answer: 'répondre à une de mes questions',
  approvals: 'ce qui attend ta réponse',
};
