/**
 * What people tell in confidence: health, money, love, faith, politics, the law (the special categories of the European GDPR,
 * articles 9 and 10, and money). Such facts are kept, but read only where they matter and nobody else reads along.
 */
import { wordsPattern } from '../text/words-pattern.ts';

/** Words per subject, in eight languages; a star stands for any ending. */
const WORDS: readonly string[] = [
  // health
  'health gesundheit* santé salud salute saúde gezondheid* здоровь* allerg* аллерг* diabet* диабет* asthma* asma astma* астм* cancer krebs* cáncer cancro kanker* рак illness* krankheit* maladie* enfermedad* malatti* doença* ziekte* болезн* diagnos* диагноз* medication* medicine* medikament* médicament* medicamento* medicijn* лекарств* prescription* rezept* depress* dépress* депресс* anxiety angststör* anxiété ansiedad ansia ansiedade тревожн* therapy therapie* thérapie* terapia* терапи* psychiat* psiquiat* psichiat* психиатр* pregnan* schwanger* enceinte grossesse embaraz* incinta gravidanza grávida gravidez zwanger* беремен* disab* behinder* handicap* discapacit* disabil* инвалид* addict* sucht* adicci* dipendenz* verslav* зависимост* alcohol* alkohol* alcolis* алкогол* hiv вич migrain* migräne* migraña* emicrani* enxaqueca* мигрен* surgery operiert opéré cirugía chirurgia cirurgia epilep* эпилеп* autis* аутизм* adhd adhs tdah infertil* unfruchtbar* fruchtbarkeit* abort* аборт*',
  // money
  'salary salaries gehalt* salaire* stipendi* salário* salaris* зарплат* income* einkommen* revenu reddito renda inkomen доход* debt* schulden deuda* debiti dívida* долг* mortgage* hypothe* hipoteca* mutuo ипотек* loan* kredit* préstamo* prestito empréstimo* lening* кредит* bankrupt* insolven* faillite* quiebra fallimento falência банкрот* iban savings ersparnis* épargne ahorros risparmi poupança spaargeld сбережени* inherit* erbschaft* héritage herencia eredità herança erfenis наследств* net_worth wealth vermögen*',
  // love
  'sexual* sexuell* sexuel* сексуал* gay lesbi* bisex* queer homosex* homosek* transgender divorc* scheidung* geschieden echtscheiding* divórcio* развод* affair untreu infidel* infidèl* infedel* любовни* intimate intim интим*',
  // faith, politics, descent, the law
  'religi* религи* faith glaube* muslim* moslem* musulm* мусульм* jewish jüdisch* juif juive judío judía ebreo ebrea judeu joods иудей* atheis* athée* ateo ateu атеис* catholic* katholi* catholique católic* cattolic* католи* politic* politisch* politique* polític* politiek* полити* trade_union gewerkschaft* syndicat* sindicat* vakbond* профсоюз* ethnic* ethni* étnic* etnic* этнич* immigra* visa_status asylum asyl asile asilo убежищ* criminal* vorstraf* vorbestraft casier_judiciaire prison gefängnis cárcel prigione prisão gevangenis* тюрьм* судимост* convicted arrested festgenommen lawsuit*',
];

const SENSITIVE = wordsPattern(
  WORDS.join(' ')
    .split(' ')
    .map((word) => {
      const core = word.replace('*', '').replaceAll('_', '[ _-]');
      return word.endsWith('*') ? String.raw`\b${core}` : String.raw`\b${core}\b`;
    }),
);

/** What everybody may know; it is sensitive only when whoever took it out says so. */
const OPEN: ReadonlySet<string> = new Set([
  'name',
  'preferred_name',
  'pronouns',
  'timezone',
  'location',
  'occupation',
  'phone',
  'email',
]);

/** @returns whether a fact is told in confidence, by its key or its text */
export function isSensitive(key: string, text: string): boolean {
  return !OPEN.has(key) && SENSITIVE.test(`${key.replaceAll('_', ' ')}: ${text}`);
}
