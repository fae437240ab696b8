/** German: language, manner, memory, projects, skills, models, hints, and small talk. */
import { formatter } from '../../format.ts';
import { OWN_NAMES } from '../../languages.ts';
import { after, remark, variant } from '../../lines.ts';
import type { state as english } from '../en/state.ts';

const { count, form, list, money, number } = formatter('de');

/** The texts, by key. */
export const state: typeof english = {
  nudge15: (p) =>
    variant(
      [
        'Lass mich kurz nachdenken… 🧠',
        'Einen Moment, ich bin dran… 🔍',
        'Gute Frage, ich sehe mir das an… 🤔',
        'Ich arbeite daran… ⚙️',
        'Einen Augenblick, das soll ja stimmen… 🎯',
        'Ich setze gerade die Teile zusammen… 🧩',
        'Moment noch, ich grabe mich da durch… ⛏️',
        'Das sehe ich mir lieber genau an… 👀',
        'Ich sortiere das gerade für dich… 📚',
        'Bin dabei, gleich wieder da… 🚀',
      ],
      p.variant,
    ),
  stillWorking: (p) =>
    variant(
      [
        'Ich bin noch dran ⏳',
        'Das dauert etwas länger, aber es wird… 🛠️',
        'Ich arbeite noch, danke fürs Warten… 🙏',
        'Noch nicht fertig, aber es geht voran… 🚶',
        'Da steckt mehr drin als gedacht; ich bin noch dabei… 🔎',
        'Ich bin noch da und noch bei der Sache… 💪',
      ],
      p.variant,
    ),
  languageSet: () => '✓ Ab jetzt spreche ich Deutsch mit dir.',
  languageUsage: (p) => `Ich spreche mit dir: ${p.current}. Um das zu ändern, schreib zum Beispiel: /language Englisch`,
  languageUnknown: (p) => `„${p.name}“ spreche ich noch nicht. Ich spreche ${list(Object.values(OWN_NAMES))}.`,
  personalitySet: (p) => `✓ Ab jetzt rede ich so: ${p.text}`,
  personalityReset: () => '✓ Ich rede wieder wie gewohnt.',
  personalityShow: (p) => `So rede ich mit dir: ${p.text}\nMit /personality reset rede ich wieder wie gewohnt.`,
  personalityNone: () => 'Ich rede wie gewohnt. Um das zu ändern, schreib zum Beispiel: /personality kurz und trocken',
  factsEmpty: () => 'Ich weiß noch nichts über dich. Erzähl mir von dir, dann merke ich es mir.',
  factsHeader: () => 'Das weiß ich über dich:',
  factsPurged: (p) =>
    p.count === 0
      ? 'Es gab nichts zu vergessen.'
      : `✓ Ich habe ${count(p.count, 'Sache', 'Sachen')} vergessen, die ich über dich wusste.`,
  factNote: (p) => remark([p.project === '' ? '' : `Projekt ${p.project}`, p.sensitive ? 'vertraulich' : '']),
  factForgotten: (p) => `✓ Ich habe „${p.key}“ vergessen.`,
  memoryCounts: (p) =>
    [
      'Was ich mir gemerkt habe:',
      `- ${count(p.conversations, 'Gespräch', 'Gespräche')}`,
      `- ${count(p.messages, 'Nachricht', 'Nachrichten')}`,
      `- ${count(p.facts, 'Tatsache', 'Tatsachen')} über dich`,
      `- ${count(p.lessons, 'Lehre', 'Lehren')} aus unserer Arbeit`,
      `- ${count(p.tasks, 'offene Aufgabe', 'offene Aufgaben')}`,
    ].join('\n'),
  historyHeader: () => 'Unsere letzten Gespräche:',
  historyEmpty: () => 'Wir haben noch kein Gespräch abgeschlossen.',
  historyNoSummary: () => '(keine Zusammenfassung)',
  projectActive: (p) => `✓ Das Projekt „${p.name}“ ist aktiv.`,
  projectOff: (p) => `✓ Wir haben das Projekt „${p.name}“ verlassen.`,
  projectNone: () => 'Es ist kein Projekt aktiv. /projects zeigt, welche es gibt.',
  projectUnknown: (p) =>
    `Ein Projekt „${p.name}“ kenne ich nicht.${p.known.length === 0 ? '' : ` Es gibt ${list(p.known)}.`}`,
  projectGreeting: (p) => `Hallo, ich bin *Omega ${p.name}*, was kann ich für dich tun?`,
  projectsEmpty: () =>
    'Es gibt noch keine Projekte. Erzähl mir, woran du arbeitest, dann kann ich mit /setup eines einrichten.',
  projectsHeader: () => 'Deine Projekte (/project und ein Name wechselt dorthin):',
  skillsEmpty: () => 'Ich habe noch keine Fähigkeiten installiert.',
  skillsHeader: () => 'Meine Fähigkeiten:',
  skillMissing: (p) => `es fehlt: ${list(p.names)}`,
  skillImproved: (p) => `✓ Ich habe meine Fähigkeit „${p.skill}“ verbessert.`,
  skillImproveFailed: (p) => `✗ Ich konnte meine Fähigkeit „${p.skill}“ nicht verbessern: ${p.reason}`,
  learningEmpty: () => 'Ich habe noch nichts gelernt. Das kommt, wenn wir zusammenarbeiten.',
  learningRules: () => 'Regeln, an die ich mich halte:',
  learningOutcomes: () => 'Was geklappt hat und was nicht:',
  bugLogged: () => '✓ Danke, ich habe mir das als Fehler notiert.',
  usageHeader: () => 'Was die Modelle verbraucht haben:',
  usageLine: (p) =>
    `- ${p.provider}: ${count(p.calls, 'Aufruf', 'Aufrufe')}, ${count(p.tokens, 'Token', 'Token')}` +
    after(', ', p.cost === null ? 'Kosten unbekannt' : money(p.cost)),
  capReached: (p) => {
    const cap = {
      chat: 'Das Limit dieser Unterhaltung für heute ist erreicht',
      task: 'Das Limit dieser Aufgabe für heute ist erreicht',
      heartbeat: 'Das Limit fürs Nachsehen ohne Auftrag ist für heute erreicht',
      provider: `Das Limit von ${p.provider} für heute ist erreicht`,
    }[p.scope];
    const amount = p.unit === 'cost' ? money(p.spent) : number(p.spent);
    const limit = p.unit === 'cost' ? money(p.limit) : count(p.limit, 'Token', 'Token');
    return `${cap ?? 'Das Limit aller Modelle für heute ist erreicht'}: ${amount} von ${limit}.`;
  },
  modelShow: (p) => `Ich benutze ${p.model}.\nDiese Dienste probiere ich der Reihe nach: ${p.chain.join(' → ')}`,
  modelSet: (p) => `✓ Ab jetzt benutze ich ${p.model}.`,
  welcome: () =>
    'Hallo, ich bin *Omega*, dein persönlicher Assistent 👋\n' +
    'Ich beantworte Fragen, merke mir, was dir wichtig ist, erinnere dich rechtzeitig und erledige echte Arbeit auf diesem Rechner.\n' +
    'Bevor ich anfange: Wie heißt du, und was machst du?',
  hintHelp: () => '💡 /help zeigt alles, was ich kann.',
  hintPersonality: () => '💡 Du kannst bestimmen, wie ich mit dir rede, zum Beispiel: /personality kurz und trocken',
  hintTasks: () => '💡 /tasks zeigt alle deine Aufgaben und Erinnerungen, /cancel sagt eine ab.',
  hintProjects: () => '💡 Wenn du an mehreren Dingen arbeitest, halten Projekte sie auseinander: /projects zeigt sie.',
  justNow: () => 'gerade eben',
  agoMinutes: (p) => `vor ${count(p.n, 'Minute', 'Minuten')}`,
  agoHours: (p) => `vor ${count(p.n, 'Stunde', 'Stunden')}`,
  agoDays: (p) => (p.n === 1 ? 'gestern' : `vor ${number(p.n)} ${form(p.n, 'Tag', 'Tagen')}`),
  skillUnknown: (p) => `Eine Fähigkeit „${p.name}“ habe ich nicht. /skills zeigt, welche es gibt.`,
  whyCost: (p) =>
    `Dafür brauchte es ${count(p.calls, 'Modellaufruf', 'Modellaufrufe')}: ${p.cost === null ? 'Kosten unbekannt' : money(p.cost)}.`,
  tokenReport: (p) =>
    `Dieses Gespräch: ${count(p.messages, 'Nachricht', 'Nachrichten')}, etwa ${number(p.conversation)} Token. Mit dem, was ich dem Modell sonst noch sage (${number(p.system)}): ${number(p.system + p.conversation)}.`,
  contextReport: (p) =>
    ['Was ich dem Modell sage, in Token:', ...p.parts.map((part) => `- ${part.name}: ${number(part.tokens)}`)].join(
      '\n',
    ),
  approved: () => '✓ Danke, ich mache heute über die Ausgabengrenze hinaus weiter.',
};
