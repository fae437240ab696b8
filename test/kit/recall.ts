/** Data for recall: facts and small talk in eight languages, and questions whose answers are known. */

/** Something that was said, and a question whose answer it is. */
export interface Asked {
  text: string;
  question: string;
}

const NAMES =
  'Rex Luna Bello Milo Nala Simba Coco Rocky Lilly Oscar Felix Kira Balu Emma Paco Mia Leo Nero Ida Max'.split(' ');
const PLACES =
  'Lisbon Hamburg Lyon Turin Utrecht Kazan Seville Porto Leeds Bremen Nantes Parma Gouda Perm Cadiz Braga York Kiel Dijon Lucca'.split(
    ' ',
  );

/** A thing in eight languages: said as a fact, and asked for in other words that share the thing itself. */
const THINGS: readonly (readonly [
  said: (thing: string, value: string) => string,
  asked: (thing: string) => string,
  things: readonly string[],
])[] = [
  [
    (t, v) => `My ${t} is called ${v}.`,
    (t) => `What is my ${t} called?`,
    ['dog', 'cat', 'parrot', 'landlord', 'dentist', 'cousin', 'boat', 'tortoise', 'hamster', 'accountant'],
  ],
  [
    (t, v) => `Mi ${t} se llama ${v}.`,
    (t) => `¿Cómo se llama mi ${t}?`,
    ['perro', 'gata', 'loro', 'casero', 'dentista', 'primo', 'barco', 'tortuga', 'vecina', 'contable'],
  ],
  [
    (t, v) => `O nome do meu ${t} é ${v}.`,
    (t) => `Como se chama o meu ${t}?`,
    ['cachorro', 'gato', 'papagaio', 'senhorio', 'dentista', 'primo', 'barco', 'jabuti', 'vizinho', 'contador'],
  ],
  [
    (t, v) => `Mon ${t} s'appelle ${v}.`,
    (t) => `Comment s'appelle mon ${t} ?`,
    ['chien', 'chat', 'perroquet', 'propriétaire', 'dentiste', 'cousin', 'bateau', 'hamster', 'voisin', 'comptable'],
  ],
  [
    (t, v) => `Mein ${t} heißt ${v}.`,
    (t) => `Wie heißt mein ${t}?`,
    ['Hund', 'Kater', 'Papagei', 'Vermieter', 'Zahnarzt', 'Cousin', 'Segelboot', 'Hamster', 'Nachbar', 'Steuerberater'],
  ],
  [
    (t, v) => `Il mio ${t} si chiama ${v}.`,
    (t) => `Come si chiama il mio ${t}?`,
    [
      'cane',
      'gatto',
      'pappagallo',
      'padrone di casa',
      'dentista',
      'cugino',
      'gommone',
      'criceto',
      'vicino',
      'commercialista',
    ],
  ],
  [
    (t, v) => `Mijn ${t} heet ${v}.`,
    (t) => `Hoe heet mijn ${t}?`,
    ['hond', 'kater', 'papegaai', 'huisbaas', 'tandarts', 'neef', 'zeilboot', 'hamster', 'buurman', 'boekhouder'],
  ],
  [
    (t, v) => `Мою ${t} зовут ${v}.`,
    (t) => `Как зовут мою ${t}?`,
    ['собаку', 'кошку', 'черепаху', 'хозяйку', 'стоматолога', 'сестру', 'лодку', 'соседку', 'бабушку', 'учительницу'],
  ],
];

/** Small talk between which the answers stand. */
const TALK = [
  'What is the weather like in {p} today?',
  'Please remind me to call {n} tomorrow.',
  '¿Qué tiempo hace hoy en {p}?',
  'Mañana tengo una reunión con {n} en {p}.',
  'Qual é o trem para {p} amanhã de manhã?',
  'On va dîner à {p} avec {n} samedi soir.',
  'Kannst du mir einen Tisch in {p} reservieren?',
  'Der Zug nach {p} hatte wieder Verspätung.',
  'Domani vado a {p} con {n} a comprare il pane.',
  'Kun je de afspraak met {n} verzetten naar vrijdag?',
  'Завтра мы едем в {p} вместе с {n}.',
  'The report on {p} is due on Friday, {n} knows more.',
] as const;

/** The n-th line of small talk. */
export function talk(n: number): string {
  const line = TALK[n % TALK.length]!;
  return (
    line.replace('{p}', PLACES[(n * 7) % PLACES.length]!).replace('{n}', NAMES[(n * 13) % NAMES.length]!) + ` (${n})`
  );
}

/** Things that are known about somebody, each with its question; 80 of them, in eight languages. */
export function known(): Asked[] {
  return THINGS.flatMap(([said, asked, things], language) =>
    things.map((thing, i) => ({
      text: said(thing, NAMES[(i * 3 + language) % NAMES.length]!),
      question: asked(thing),
    })),
  );
}

/** Things that were said long ago, each with its question; 120 of them. */
export function told(): Asked[] {
  const subjects =
    'kitchen roof bicycle passport insurance piano balcony wedding marathon greenhouse telescope sourdough guitar orchard caravan'.split(
      ' ',
    );
  const details = [
    'was repaired by',
    'costs too much according to',
    'was a present from',
    'is looked after by',
    'was sold to',
    'will be painted by',
    'reminds me of',
    'was photographed by',
  ];
  return subjects.flatMap((subject, i) =>
    details.map((detail, j) => {
      const name = NAMES[(i * 5 + j * 3) % NAMES.length]!;
      const verb = detail.split(' ').find((w) => w.length > 4) ?? detail;
      return {
        text: `The ${subject} ${detail} ${name} from ${PLACES[(i + j) % PLACES.length]!}.`,
        question: `What about the ${subject}: ${verb} whom?`,
      };
    }),
  );
}
