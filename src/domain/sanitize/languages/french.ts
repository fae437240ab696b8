/** French words of attempts to replace the instructions. */
import type { Language } from '../lexicon.ts';

export const french: Language = {
  drop: 'tomber côté ignore ignorez ignorer ignorant ignores oublie oubliez oublier oubliant neglige negligez negliger contourne contournez contourner annule annulez annuler desobeis desobeissez desobeir outrepasse outrepassez abandonne abandonnez ecrase ecrasez abstraction fi',
  follow:
    'suis suivez suivre suit obeis obeissez obeir respecte respectez respecter compte applique appliquez appliquer ecoute ecoutez',
  negation: 'ne n pas jamais arrete arretez cesse cessez plus sans',
  subject: 'je j il elle ils elles nous on',
  which:
    'chaque precedent precedente precedents precedentes anterieur anterieure anterieures anterieurs toute toutes tout tous ta tes ton vos votre dessus initial initiale initiales initiaux origine systeme actuelles donnees recues',
  rules:
    'instruction instructions regle regles consigne consignes directive directives ordre ordres indication indications restriction restrictions prompt invite limitation limitations contraintes programmation',
  strong: [
    'ignore|ignorez|oublie|oubliez tout? ce qui precede',
    'ignore|ignorez|oublie|oubliez tout? ce qui|que est|etait|se|j|on|tu|vous? trouve? ai|a|as|avez? ete? dit|appris|recu|ecrit? au|plus|ci dessus|haut',
    'ignore|ignorez|oublie|oubliez tout ce qu|que on|tu|vous t|as|avez|vous? a|ete|appris|dit|avez',
    'oublie|oubliez|ignore|ignorez ce qu|que on|tu|vous|l t|as|avez|vous? a|ete|appris|dit|avez',
    'instructions|regles|consignes|restrictions precedentes|anterieures|initiales? ne sont|s plus|appliquent valables|valides|plus',
    'tes|vos instructions|regles|consignes|restrictions ne sont|s plus|appliquent valables|valides|plus',
    'nouvelles instructions|consignes|regles|directives :',
    'prompt|message|invite|instructions du? systeme :',
    'agis|agissez|reponds|comporte|comportez toi|vous? comme si tu|vous etais|etiez',
    'fais|faites comme si tu|vous etais|etiez',
    'fais|faites semblant d|de etre',
    'comme si tu|vous n avais|aviez aucune|aucun|pas|plus de? règle|règles|limite|limites|restriction|restrictions|filtre|filtres',
    'pretends|pretendez que? tu|vous|etre es|etes?',
    'ton|votre nouveau|nouvelle role|identite est',
    'revele|revelez|montre|montrez|affiche|affichez|repete|repetez|donne|donnez moi? ton|votre|tes|vos|le|les _ prompt|invite|instructions du|de|systeme|cachees|secretes|initiales systeme?',
    'tu|vous n as|avez plus? aucune|de|pas|plus _ restriction|restrictions|limite|limites|regle|regles|filtre|filtres',
    'tu|vous n es|etes plus lie|liee|limite|soumis|tenu|contraint|oblige',
  ],
  weak: [
    'tu|vous es|etes maintenant|desormais',
    'maintenant tu|vous es|etes',
    'desormais tu|vous',
    'a partir de maintenant tu|vous',
    'dorenavant tu|vous',
    'agis|agissez|comporte|comportez|reponds|repondez toi|vous? comme',
    'oublie|oubliez tout',
    'nouvelles instructions|consignes|regles|directives',
    'sans|aucune aucune? restriction|restrictions|filtre|filtres|limite|limites|censure|regles|contraintes',
    'mode developpeur|dieu|dan|administrateur|root|jailbreak|debogage',
    'jailbreak',
    'suis ton|votre createur|developpeur|administrateur|programmeur',
    'prompt|invite|instructions du? systeme',
    'tu|vous dois|devez obeir|m',
    'ia|assistant sans',
  ],
};
