/** Dutch: language, manner, memory, projects, skills, models, hints, and small talk. */
import { formatter } from '../../format.ts';
import { OWN_NAMES } from '../../languages.ts';
import { after, remark, variant } from '../../lines.ts';
import type { state as english } from '../en/state.ts';

const { count, form, list, money, number } = formatter('nl');

/** The texts, by key. */
export const state: typeof english = {
  nudge15: (p) =>
    variant(
      [
        'Laat me even nadenken… 🧠',
        'Momentje, ik ben ermee bezig… 🔍',
        'Goede vraag, ik zoek het uit… 🤔',
        'Ik werk eraan… ⚙️',
        'Even geduld, ik wil het goed doen… 🎯',
        'Ik leg de stukjes bij elkaar… 🧩',
        'Wacht even, ik duik erin… ⛏️',
        'Hier wil ik goed naar kijken… 👀',
        'Ik zet het even voor je op een rij… 📚',
        'Ik ga ermee aan de slag, ben zo terug… 🚀',
      ],
      p.variant,
    ),
  stillWorking: (p) =>
    variant(
      [
        'Ik ben er nog mee bezig ⏳',
        'Het duurt iets langer, maar het komt eraan… 🛠️',
        'Ik werk nog door, bedankt voor het wachten… 🙏',
        'Nog niet klaar, maar het schiet op… 🚶',
        'Er zit meer aan vast dan ik dacht; ik ga door… 🔎',
        'Ik ben er nog en nog steeds bezig… 💪',
      ],
      p.variant,
    ),
  languageSet: () => '✓ Vanaf nu spreek ik Nederlands met je.',
  languageUsage: (p) => `Ik spreek met jou: ${p.current}. Om dat te veranderen, schrijf bijvoorbeeld: /language Engels`,
  languageUnknown: (p) => `‘${p.name}’ spreek ik nog niet. Ik spreek ${list(Object.values(OWN_NAMES))}.`,
  personalitySet: (p) => `✓ Vanaf nu praat ik zo: ${p.text}`,
  personalityReset: () => '✓ Ik praat weer zoals gewoonlijk.',
  personalityShow: (p) => `Zo praat ik met je: ${p.text}\nMet /personality reset praat ik weer zoals gewoonlijk.`,
  personalityNone: () =>
    'Ik praat zoals gewoonlijk. Om dat te veranderen, schrijf bijvoorbeeld: /personality kort en droog',
  factsEmpty: () => 'Ik weet nog niets over je. Vertel me iets over jezelf, dan onthoud ik het.',
  factsHeader: () => 'Dit weet ik over je:',
  factsPurged: (p) =>
    p.count === 0
      ? 'Er viel niets te vergeten.'
      : `✓ Ik ben ${count(p.count, 'ding', 'dingen')} vergeten die ik over je wist.`,
  factNote: (p) => remark([p.project === '' ? '' : `project ${p.project}`, p.sensitive ? 'vertrouwelijk' : '']),
  factForgotten: (p) => `✓ Ik ben ‘${p.key}’ vergeten.`,
  memoryCounts: (p) =>
    [
      'Wat ik onthoud:',
      `- ${count(p.conversations, 'gesprek', 'gesprekken')}`,
      `- ${count(p.messages, 'bericht', 'berichten')}`,
      `- ${count(p.facts, 'feit', 'feiten')} over jou`,
      `- ${count(p.lessons, 'geleerde les', 'geleerde lessen')}`,
      `- ${count(p.tasks, 'open taak', 'open taken')}`,
    ].join('\n'),
  historyHeader: () => 'Onze laatste gesprekken:',
  historyEmpty: () => 'We hebben nog geen gesprek afgerond.',
  historyNoSummary: () => '(geen samenvatting)',
  projectActive: (p) => `✓ Het project ‘${p.name}’ is actief.`,
  projectOff: (p) => `✓ We hebben het project ‘${p.name}’ verlaten.`,
  projectNone: () => 'Er is geen project actief. /projects laat zien welke er zijn.',
  projectUnknown: (p) =>
    `Ik ken geen project ‘${p.name}’.${p.known.length === 0 ? '' : ` Wat er is: ${list(p.known)}.`}`,
  projectGreeting: (p) => `Hoi, ik ben *Omega ${p.name}*, wat kan ik voor je doen?`,
  projectsEmpty: () => 'Er zijn nog geen projecten. Vertel me waar je aan werkt, dan maak ik er een met /setup.',
  projectsHeader: () => 'Je projecten (met /project en een naam ga je erheen):',
  skillsEmpty: () => 'Ik heb nog geen vaardigheden geïnstalleerd.',
  skillsHeader: () => 'Mijn vaardigheden:',
  skillMissing: (p) => `ontbreekt: ${list(p.names)}`,
  skillImproved: (p) => `✓ Ik heb mijn vaardigheid ‘${p.skill}’ verbeterd.`,
  skillImproveFailed: (p) => `✗ Ik kon mijn vaardigheid ‘${p.skill}’ niet verbeteren: ${p.reason}`,
  learningEmpty: () => 'Ik heb nog niets geleerd. Dat komt als we samenwerken.',
  learningRules: () => 'Regels waar ik me aan houd:',
  learningOutcomes: () => 'Wat wel en wat niet werkte:',
  bugLogged: () => '✓ Bedankt, ik heb het als fout genoteerd.',
  usageHeader: () => 'Wat de modellen hebben verbruikt:',
  usageLine: (p) =>
    `- ${p.provider}: ${count(p.calls, 'aanroep', 'aanroepen')}, ${count(p.tokens, 'token', 'tokens')}` +
    after(', ', p.cost === null ? 'kosten onbekend' : money(p.cost)),
  capReached: (p) => {
    const cap = {
      chat: 'De limiet van dit gesprek voor vandaag is bereikt',
      task: 'De limiet van deze taak voor vandaag is bereikt',
      heartbeat: 'De limiet voor ongevraagd nakijken is voor vandaag bereikt',
      provider: `De limiet van ${p.provider} voor vandaag is bereikt`,
    }[p.scope];
    const amount = p.unit === 'cost' ? money(p.spent) : number(p.spent);
    const limit = p.unit === 'cost' ? money(p.limit) : count(p.limit, 'token', 'tokens');
    return `${cap ?? 'De limiet van alle modellen voor vandaag is bereikt'}: ${amount} van ${limit}.`;
  },
  modelShow: (p) => `Ik gebruik ${p.model}.\nDeze diensten probeer ik op volgorde: ${p.chain.join(' → ')}`,
  modelSet: (p) => `✓ Vanaf nu gebruik ik ${p.model}.`,
  welcome: () =>
    'Hoi, ik ben *Omega*, je persoonlijke assistent 👋\n' +
    'Ik beantwoord vragen, onthoud wat voor jou belangrijk is, herinner je op tijd en doe echt werk op deze machine.\n' +
    'Voordat ik begin: hoe heet je, en wat doe je?',
  hintHelp: () => '💡 /help laat alles zien wat ik kan.',
  hintPersonality: () => '💡 Je kunt kiezen hoe ik met je praat, bijvoorbeeld: /personality kort en droog',
  hintTasks: () => '💡 /tasks laat al je taken en herinneringen zien, en /cancel haalt er een weg.',
  hintProjects: () => '💡 Werk je aan meerdere dingen, dan houden projecten ze uit elkaar: /projects laat ze zien.',
  justNow: () => 'zojuist',
  agoMinutes: (p) => `${count(p.n, 'minuut', 'minuten')} geleden`,
  agoHours: (p) => `${count(p.n, 'uur', 'uur')} geleden`,
  agoDays: (p) => (p.n === 1 ? 'gisteren' : `${number(p.n)} ${form(p.n, 'dag', 'dagen')} geleden`),
  skillUnknown: (p) => `Ik heb geen vaardigheid ‘${p.name}’. /skills laat zien welke ik heb.`,
  whyCost: (p) =>
    `Daar ${form(p.calls, 'was', 'waren')} ${count(p.calls, 'aanroep', 'aanroepen')} van een model voor nodig: ${p.cost === null ? 'kosten onbekend' : money(p.cost)}.`,
  tokenReport: (p) =>
    `Dit gesprek: ${count(p.messages, 'bericht', 'berichten')}, ongeveer ${number(p.conversation)} tokens. Met wat ik het model verder vertel (${number(p.system)}): ${number(p.system + p.conversation)}.`,
  contextReport: (p) =>
    ['Wat ik het model vertel, in tokens:', ...p.parts.map((part) => `- ${part.name}: ${number(part.tokens)}`)].join(
      '\n',
    ),
  approved: () => '✓ Bedankt, ik ga vandaag door boven de uitgavenlimiet.',
};
