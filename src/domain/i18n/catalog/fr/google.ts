/** French: connecting a Google account. */
import type { google as english } from '../en/google.ts';

const NO_CLIENT = {
  unreadable:
    'Je ne peux pas lire cela comme un client. Envoie-moi tout le contenu du fichier téléchargé, de la première { à la dernière }, ou l’endroit où il se trouve : file:/chemin/client.json',
  'no-file': 'Je ne peux pas ouvrir ce fichier. Envoie-moi son chemin complet : file:/chemin/client.json',
  'no-client':
    'Ce n’est pas un client OAuth. Dans la console, choisis « Créer un client », type « Application de bureau », et envoie-moi ce que tu y télécharges.',
  redirect:
    'Ce client web ne permet pas à Google de te renvoyer vers cette machine. Crée un client du type « Application de bureau » et envoie-moi celui-là.',
};

const NO_CONSENT = {
  'no-code':
    'Il n’y a pas de code là-dedans. Envoie-moi l’adresse complète que ton navigateur affiche après ton accord ; elle contient « code= ».',
  other: 'Cela vient d’une page plus ancienne. Prends l’adresse que j’ai envoyée en dernier.',
  denied: 'Tu as refusé sur la page de Google, rien n’est donc connecté. /google recommence.',
  expired: 'Google n’accepte plus ce code. Voici une nouvelle adresse.',
  client: 'Google ne connaît pas ce client, ou pas avec ce secret. Télécharge-le à nouveau et envoie-le-moi.',
  incomplete: 'Google n’a pas donné d’accès durable. Donne encore une fois ton accord ; voici une nouvelle adresse.',
};

const ASK = [
  'Pour connecter ton compte Google, il me faut un client OAuth à toi ; cela prend environ cinq minutes :',
  '1. Crée un projet : https://console.cloud.google.com/projectcreate',
  '2. Active ce que je dois utiliser (Gmail, Calendar, Drive, Docs, Sheets, People) : https://console.cloud.google.com/apis/library',
  '3. Configure l’écran de consentement, cible « Externe », et publie l’application ; tant qu’elle est en test, Google coupe l’accès tous les sept jours : https://console.cloud.google.com/auth/audience',
  '4. Crée un client du type « Application de bureau » et télécharge son JSON : https://console.cloud.google.com/auth/clients',
  '5. Envoie-moi le contenu de ce fichier, ou l’endroit où il se trouve sur ma machine : file:/chemin/client.json',
  'Ce que tu envoies ne reste pas dans notre conversation, et aucun modèle d’IA ne le lit. « annuler » y met fin, une demi-heure de silence aussi.',
].join('\n');

/** The texts, by key. */
export const google: typeof english = {
  googleAskClient: () => ASK,
  googleClientKept: () => 'J’ai encore ton client Google. L’adresse où donner ton accord arrive.',
  googleReceived: () => 'Je l’ai, et cela ne reste pas dans notre conversation. Un instant.',
  googleNoClient: (p) => NO_CLIENT[p.fault],
  googleAskConsent: (p) =>
    [
      'Ouvre cette adresse et donne ton accord :',
      p.url,
      'Google prévient qu’il n’a pas vérifié l’application : c’est la tienne, choisis donc « Paramètres avancés » et continue. Si le navigateur est sur ma machine, c’est tout. Sur un autre appareil, la dernière page ne s’ouvrira pas : copie son adresse complète et envoie-la-moi.',
    ].join('\n\n'),
  googleNoConsent: (p) => NO_CONSENT[p.fault],
  googleConnected: (p) => `Google : ${p.account} est connecté. /google disconnect y met fin.`,
  googleDisconnecting: () => 'Je mets fin à l’accès.',
  googleDisconnected: (p) =>
    p.confirmed
      ? 'Le compte Google est déconnecté : Google a mis fin à l’accès, et tout ce que j’avais est effacé.'
      : 'Tout ce que j’avais du compte Google est effacé, mais Google n’a pas confirmé la fin de l’accès. Vérifie toi-même : https://myaccount.google.com/connections',
  googleNone: () => 'Aucun compte Google n’est connecté. /google en connecte un.',
  googleCancelled: () => 'D’accord, aucun compte Google ne sera connecté.',
  googleNotAwaited: () =>
    'Aucun compte Google n’est en cours de connexion ; je n’en ai rien gardé. /google commence. Si tu as envoyé quelque chose de secret, efface ton message.',
  googleNotHere: () =>
    'Je ne connecte un compte Google que pour mon propriétaire, dans sa propre discussion avec moi, sur la page ou sur Telegram.',
  googleTrouble: (p) =>
    p.isAway
      ? 'Google est injoignable pour le moment. Réessaie /google plus tard.'
      : 'Cela n’a pas marché : je ne peux rien faire de la réponse de Google. /google recommence.',
  googleEnded: (p) => `Google a mis fin à l’accès à ${p.trouble}. /google reconnecte le compte.`,
  googlePage: (p) =>
    p.isTaken
      ? 'Omega a ta réponse. Tu peux fermer cette page et revenir à la discussion.'
      : 'Ce n’est pas la page qu’Omega attend. Prends l’adresse qui a été envoyée en dernier.',
};
