/** French: answers to messages, failures, and the basic commands. */
import { duration, formatter } from '../../format.ts';
import { firstWord, gaveUpLines, helpLines, item, lines, partLine, wordFor, type FailedProvider } from '../../lines.ts';
import type { core as english } from '../en/core.ts';
import { reasons, states, summaries } from './words.ts';

const { count } = formatter('fr');

const messages = (n: number) => count(n, 'message', 'messages');

const gaveUp = (failed: readonly FailedProvider[]) =>
  gaveUpLines(failed, reasons, {
    none: "Je n'ai pas pu obtenir de réponse : aucun modèle d'IA n'est configuré. Configures-en un et redémarre-moi.",
    sorry: "Désolé, je n'ai pas pu obtenir de réponse.",
    todo: 'Ce que tu peux faire :',
  });

/** The texts, by key. */
export const core: typeof english = {
  ack: () => "C'est noté. Je m'en occupe dès que cette réponse est terminée.",
  busy: (p) => `J'ai encore ${messages(p.waiting)} à traiter, laisse-moi un instant. Rien n'est perdu.`,
  refused: (p) =>
    `Désolé, je ne parle qu'aux personnes autorisées par mon propriétaire. Ton identifiant sur ${p.channel} est ${p.sender}. ` +
    `Si tu es le propriétaire, ajoute-le à ${p.setting} et redémarre-moi.`,
  gaveUp: (p) => gaveUp(p.failed),
  brokeOff: (p) => `(La réponse s'est interrompue ici.)\n\n${gaveUp(p.failed)}`,
  tookTooLong: () =>
    "J'ai mis trop de temps à répondre. Réessaie, s'il te plaît : les demandes complexes passent parfois mieux la deuxième fois.",
  wentWrong: () => "Quelque chose s'est mal passé. Réessaie, s'il te plaît.",
  stopped: () => 'Arrêté.',
  nothingToStop: () => "Il n'y a rien à arrêter ; je n'écris aucune réponse.",
  interrupted: () => '(Je me suis arrêté ici à cause de ton nouveau message.)',
  paused: () => "En pause. Je garde tes messages et j'y réponds après /resume.",
  resumed: (p) => (p.waiting === 0 ? 'Me revoilà.' : `Me revoilà, avec ${messages(p.waiting)} à traiter.`),
  forgotten: () => 'Cette conversation est fermée ; on repart de zéro.',
  nothingToForget: () => "Il n'y a rien à oublier ; cette conversation est encore vide.",
  unknownCommand: (p) => `Je ne connais pas /${firstWord(p.command)}. /help montre ce que je sais faire.`,
  help: () => helpLines("Tu peux simplement m'écrire. Ces commandes marchent aussi :", summaries),
  status: (p) =>
    lines(
      `Omega ${p.version}, en marche depuis ${duration(p.uptimeMs, ['j', 'h', 'min', 's'])}.`,
      p.trouble === '' ? '' : `Problème : ${p.trouble}`,
      ...p.providers.map((part) => `Modèle ${partLine(part, states)}`),
      ...p.channels.map((part) => `Canal ${partLine(part, states)}`),
      p.waiting === 0 ? "Aucun message n'attend." : `En attente : ${messages(p.waiting)}.`,
    ),
  noted: () => "C'est noté.",
  noteUsage: () => 'Écris ce que je dois noter, par exemple : /note acheter du lait',
  recalled: (p) => [`Voici ce que j'ai sur « ${p.words} » :`, ...p.items.map((i) => item(i.when, i.text))].join('\n'),
  recallUsage: () => 'Écris ce que je dois chercher, par exemple : /recall lait',
  nothingFound: (p) => `Je n'ai rien trouvé sur « ${p.words} ».`,
  whoami: (p) =>
    `Tu es ${p.name === '' ? p.sender : `${p.name} (${p.sender})`} sur ${p.channel}, dans la discussion ${p.chat}.`,
  runs: (p) =>
    p.items.length === 0
      ? "Je n'ai encore rien fait ici."
      : [
          "Ce que j'ai fait récemment :",
          ...p.items.map((i) => item(i.when, `${i.id} ${wordFor(states, i.status)}`)),
        ].join('\n'),
  why: (p) =>
    p.steps.length === 0
      ? "Il n'y a encore aucune réponse de ma part ici."
      : ['Voici comment est née ma dernière réponse :', ...p.steps.map((step, i) => `${i + 1}. ${step}`)].join('\n'),
  whyWrote: (p) => `Tu as écrit : « ${p.text} »`,
  whyRead: (p) =>
    `J'ai lu ${messages(p.messages)} (environ ${count(p.tokens, 'jeton', 'jetons')})` +
    `${p.dropped === 0 ? '' : ` et j'en ai laissé ${p.dropped} de côté`}.`,
  whySanitised: (p) => `J'ai neutralisé des parties du texte : ${p.findings}.`,
  whyGaveUp: () => "Aucun modèle n'a pu répondre.",
  whyAnswered: (p) =>
    `${p.provider} (${p.model}) a répondu en ${p.seconds} s : ${p.input} jetons lus, ${p.output} écrits.`,
  whyRun: (p) => `Exécution : ${p.id}`,
  channelOff: (p) =>
    `Je ne reçois plus de messages sur ${p.channel} : le service ${reasons(p.code).reason}. ${p.todo ?? reasons(p.code).advice}`,
  mcpOff: (p) =>
    p.refused
      ? `Je ne peux pas utiliser les outils de « ${p.server} » : il refuse les identifiants de mcp.json. Mets-en de valides et redémarre-moi.`
      : `Je ne peux pas utiliser les outils de « ${p.server} » : son programme est introuvable. Corrige mcp.json et redémarre-moi.`,
  mcpSignIn: (p) =>
    p.scope === ''
      ? `Je ne peux pas utiliser les outils de « ${p.server} » tant que tu ne t’y es pas connecté. Lance « omega mcp login ${p.server} » dans un terminal.`
      : `Le serveur « ${p.server} » veut plus de droits pour cela (${p.scope}). Pour les donner, lance « omega mcp login ${p.server} » dans un terminal.`,
  mcpWaiting: (p) =>
    `Le serveur « ${p.server} » a changé ses outils ; je n'utilise pas ceux-ci tant que tu n'es pas d'accord : ${p.tools}. ` +
    `« omega mcp consent ${p.server} » montre ce qui a changé.`,
  channelOn: (p) => `Je reçois de nouveau les messages sur ${p.channel}.`,
  poisoned: () =>
    "Je n'ai pas su traiter ton dernier message et je l'ai mis de côté ; la faute est la mienne. " +
    "Dis-le autrement, s'il te plaît. Les détails sont gardés pour mon propriétaire.",
  offline: () =>
    "Aucun modèle d'IA n'est connecté, je ne peux donc pas encore y réfléchir ; ton message est gardé. Pour en connecter un, " +
    'définis ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY ou GEMINI_API_KEY, ou lance Ollama sur cette machine, puis redémarre-moi. ' +
    'Les notes marchent déjà : /note, /recall et /help.',
  emptyAnswer: () => "Le modèle a donné une réponse vide. Repose ta question, peut-être avec d'autres mots.",
  declined: () => "Le modèle n'a pas voulu répondre à cela. Tu peux essayer de le dire autrement.",
  lengthReached: () => "(J'ai atteint la longueur maximale d'une réponse. Écris « continue » pour lire la suite.)",
  tooLarge: (p) =>
    `Ton message est trop long pour moi : j'accepte jusqu'à ${count(p.limit, 'caractère', 'caractères')}. Envoie-le en plusieurs parties, s'il te plaît.`,
  emptyMessage: () => "Je ne sais lire que du texte pour l'instant, et ton message n'en contenait pas.",
  diskFull: () =>
    'Le disque est plein, je ne peux donc pas recevoir de messages sans risque. Libère de la place ; ensuite je reprends tout seul.',
  placeholder: () => '…',
  commandFailed: (p) => `✗ Ça n'a pas marché (${p.what}) : ${p.reason}`,
  reasonIncomplete: () => 'il y manque quelque chose',
  reasonUnreadable: () => "je n'arrive pas à lire une de ses valeurs",
  reasonTooLong: () => "c'est trop long",
  policyBroken: (p) =>
    `Un fichier de règles contient une erreur : ${p.trouble}. Tant qu'elle n'est pas corrigée, les règles d'avant restent valables ; s'il n'y en avait pas, je demande avant tout. \`omega policy check\` la montre.`,
  databaseDamaged: (p) =>
    `Ma base de données est abîmée (${p.trouble}). Regarde-la bientôt ; une copie saine se trouve dans le dossier des sauvegardes.`,
  filesFailed: () => "✗ Je n'ai pas pu écrire les fichiers pour cela.",
  notConnectable: (p) => `On ne peut pas encore connecter ${p.name} depuis cette discussion.`,
  whyRecalled: (p) => `Je me suis souvenu de : ${p.items.join(' ; ')}.`,
  whyRoute: (p) => `J'ai choisi cette voie : ${p.way} (${p.reason}).`,
  whyTool: (p) => {
    const decision = {
      rules: 'Les règles ont décidé',
      grant: 'Un oui précédent le couvre',
      yes: `Permis par ${p.who}`,
      no: `Refusé par ${p.who}`,
      expired: 'Personne n’a répondu à temps',
      withdrawn: 'La question a été retirée',
      '': '',
    }[p.decided];
    const outcome = `${p.tool} : ${p.error === '' ? 'fait' : `échec (${p.error})`}, ${p.ms} ms.`;
    const rules = p.rules === '' ? '' : ` (règles : ${p.rules})`;
    return decision === '' ? outcome : `${outcome} ${decision}${rules}.`;
  },
  whyCommands: (p) => `La réponse m'a demandé de faire ceci : ${p.names.join(', ')}.`,
  noConversation: () => "Il n'y a pas encore de conversation ici.",
};
