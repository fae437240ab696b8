/** French: frequent words of chats, from which the language of a message is told. */

/** `small`: words that hold a sentence together; `common`: what chats are about. Separated by white space. */
export const french = {
  small: `de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou son nous
mais comme on lui été être ont deux même cette fait elle aussi leur peut tout sa ces tous y était si bien sans où
ils entre je tu vous me te moi toi mon ma mes ton ta tes notre nos votre vos leurs eux suis es sommes êtes ai as avons
avez avait avais aura serait serai sera fais font faire vais vas va allons allez vont aller peux pouvez pouvons
pourrais pourrait pourriez veux veut voulez voudrais dois doit devez faut quand comment pourquoi combien quel quelle quels
quelles quoi rien jamais toujours encore déjà très trop peu beaucoup moins ici là maintenant aujourd'hui demain hier
matin soir nuit jour merci bonjour bonsoir salut oui non s'il plaît stp svp voilà voici ça cela ceci alors donc car parce
avant après pendant depuis chez vers contre sous jusque chaque autre autres quelque quelques chose personne aux c'est j'ai
n'est n'ai qu'il qu'elle qu'on d'un d'une l'on d'accord c'était est-ce qu'est-ce peux-tu as-tu`,
  common: `besoin aide aider aidez aide-moi dis dis-moi rappelle rappeler rappelle-moi semaine mois année heure heures minutes ami amie
travail travailler maison voiture argent acheter manger nourriture eau téléphone ordinateur temps prix coûte cher hôtel
vol train billet rue ville école mère père frère sœur femme mari enfant enfants gens homme monde question réponse
problème numéro nom mot langue chercher cherche trouver trouve regarde ouvrir ouvre fermer commencer changer vérifier
vérifie réparer créer supprimer liste premier dernier prochaine prochain tard tôt long court grand petit content
désolé libre occupé fatigué faim médecin dentiste livre film musique jeu jouer voir écouter parler comprendre comprends
apprendre amour aime aimerais crois sais savoir appeler appelle réunion envoie envoyer écris écrire courriel message
fichier code erreur page projet tâche résumé lundi mardi mercredi jeudi vendredi samedi dimanche anniversaire table
restaurant lait œufs pleut marche fonctionne dit fini parti sortir arriver explique traduis raconte semble
meilleur mieux nouveau nouvelle oublié oublie dîner payer facture chien chat prends mettre mets fois soirée peut-être`,
};
