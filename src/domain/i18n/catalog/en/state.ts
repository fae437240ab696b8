/** English: language, manner, memory, projects, skills, models, hints, and small talk. */
import { formatter } from '../../format.ts';
import { OWN_NAMES } from '../../languages.ts';
import { after, remark, variant } from '../../lines.ts';

const { count, form, list, money, number } = formatter('en');

/** The texts, by key. */
export const state = {
  /** sent when an answer takes longer than 15 seconds; any number chooses a variant */
  nudge15: (p: { variant: number }) =>
    variant(
      [
        'Let me think about this… 🧠',
        'Give me a moment, I am on it… 🔍',
        'Good question, let me look into it… 🤔',
        'Working on it… ⚙️',
        'One moment, I want to get this right… 🎯',
        'Putting the pieces together… 🧩',
        'Hang on, I am digging into this… ⛏️',
        'This one deserves a proper look… 👀',
        'Let me sort this out for you… 📚',
        'On it, back in a moment… 🚀',
      ],
      p.variant,
    ),
  /** sent every two minutes while an answer takes long */
  stillWorking: (p: { variant: number }) =>
    variant(
      [
        'Still on it ⏳',
        'This takes a little longer, but I am getting there… 🛠️',
        'Still working, thank you for waiting… 🙏',
        'Not done yet, but moving along… 🚶',
        'There is more to this than I thought; still on it… 🔎',
        'Still here and still working on it… 💪',
      ],
      p.variant,
    ),
  languageSet: () => '✓ From now on I speak English with you.',
  languageUsage: (p: { current: string }) =>
    `I speak ${p.current} with you. To change that, write for example: /language Spanish`,
  languageUnknown: (p: { name: string }) =>
    `I do not speak "${p.name}" yet. I speak ${list(Object.values(OWN_NAMES))}.`,
  personalitySet: (p: { text: string }) => `✓ From now on I talk like this: ${p.text}`,
  personalityReset: () => '✓ I talk as usual again.',
  personalityShow: (p: { text: string }) =>
    `This is how I talk with you: ${p.text}\nWith /personality reset I talk as usual again.`,
  personalityNone: () => 'I talk as usual. To change that, write for example: /personality brief and dry',
  factsEmpty: () => 'I know nothing about you yet. Tell me about yourself and I will remember it.',
  factsHeader: () => 'This is what I know about you:',
  factsPurged: (p: { count: number }) =>
    p.count === 0
      ? 'There was nothing to forget.'
      : `✓ I have forgotten ${count(p.count, 'thing', 'things')} I knew about you.`,
  factNote: (p: { project: string; sensitive: boolean }) =>
    remark([p.project === '' ? '' : `project ${p.project}`, p.sensitive ? 'in confidence' : '']),
  factForgotten: (p: { key: string }) => `✓ I have forgotten "${p.key}".`,
  memoryCounts: (p: { conversations: number; messages: number; facts: number; lessons: number; tasks: number }) =>
    [
      'What I remember:',
      `- ${count(p.conversations, 'conversation', 'conversations')}`,
      `- ${count(p.messages, 'message', 'messages')}`,
      `- ${count(p.facts, 'fact', 'facts')} about you`,
      `- ${count(p.lessons, 'lesson', 'lessons')} learned`,
      `- ${count(p.tasks, 'open task', 'open tasks')}`,
    ].join('\n'),
  historyHeader: () => 'Our last conversations:',
  historyEmpty: () => 'We have no finished conversations yet.',
  historyNoSummary: () => '(no summary)',
  projectActive: (p: { name: string }) => `✓ The project "${p.name}" is active.`,
  projectOff: (p: { name: string }) => `✓ We have left the project "${p.name}".`,
  projectNone: () => 'No project is active. /projects shows what there is.',
  projectUnknown: (p: { name: string; known: readonly string[] }) =>
    `I know no project "${p.name}".${p.known.length === 0 ? '' : ` There is ${list(p.known)}.`}`,
  projectGreeting: (p: { name: string }) => `Hi, I'm *Omega ${p.name}*, what can I do for you?`,
  projectsEmpty: () => 'There are no projects yet. Tell me what you work on and I can set one up with /setup.',
  projectsHeader: () => 'Your projects (/project and a name switches to one):',
  skillsEmpty: () => 'I have no skills installed yet.',
  skillsHeader: () => 'My skills:',
  skillMissing: (p: { names: readonly string[] }) => `missing: ${list(p.names)}`,
  skillImproved: (p: { skill: string }) => `✓ I have improved my skill "${p.skill}".`,
  skillImproveFailed: (p: { skill: string; reason: string }) =>
    `✗ I could not improve my skill "${p.skill}": ${p.reason}`,
  learningEmpty: () => 'I have not learned anything yet. That comes as we work together.',
  learningRules: () => 'Rules I follow:',
  learningOutcomes: () => 'What worked and what did not:',
  bugLogged: () => '✓ Thank you, I have written that down as a bug.',
  /** lines of the report on what models cost; `cost` in US dollars, null where the price is not known */
  usageHeader: () => 'What the models have used:',
  usageLine: (p: { provider: string; calls: number; tokens: number; cost: number | null }) =>
    `- ${p.provider}: ${count(p.calls, 'call', 'calls')}, ${count(p.tokens, 'token', 'tokens')}` +
    after(', ', p.cost === null ? 'cost unknown' : money(p.cost)),
  /** why nothing was called: which cap of today is reached; amounts in tokens or US dollars */
  capReached: (p: { scope: string; provider: string; unit: string; spent: number; limit: number }) => {
    const cap = {
      chat: 'The cap of this conversation for today is reached',
      task: 'The cap of this task for today is reached',
      heartbeat: 'The cap for looking after things unasked is reached for today',
      provider: `The cap of ${p.provider} for today is reached`,
    }[p.scope];
    const amount = p.unit === 'cost' ? money(p.spent) : number(p.spent);
    const limit = p.unit === 'cost' ? money(p.limit) : count(p.limit, 'token', 'tokens');
    return `${cap ?? 'The cap of all models for today is reached'}: ${amount} of ${limit}.`;
  },
  modelShow: (p: { chain: readonly string[]; model: string }) =>
    `I use ${p.model}.\nI try these services in turn: ${p.chain.join(' → ')}`,
  modelSet: (p: { model: string }) => `✓ From now on I use ${p.model}.`,
  /** the first words to a person Omega meets */
  welcome: () =>
    "Hi, I'm *Omega*, your personal assistant 👋\n" +
    'I answer questions, remember what matters to you, remind you on time, and get real work done on this machine.\n' +
    'Before I start: what is your name, and what do you do?',
  hintHelp: () => '💡 /help shows everything I can do.',
  hintPersonality: () => '💡 You can choose how I talk to you: /personality brief and dry, for example.',
  hintTasks: () => '💡 /tasks shows all your tasks and reminders, and /cancel removes one.',
  hintProjects: () => '💡 If you work on several things, projects keep them apart: /projects shows them.',
  justNow: () => 'just now',
  agoMinutes: (p: { n: number }) => `${count(p.n, 'minute', 'minutes')} ago`,
  agoHours: (p: { n: number }) => `${count(p.n, 'hour', 'hours')} ago`,
  agoDays: (p: { n: number }) => (p.n === 1 ? 'yesterday' : `${number(p.n)} ${form(p.n, 'day', 'days')} ago`),
  skillUnknown: (p: { name: string }) => `I have no skill "${p.name}". /skills shows what I have.`,
  whyCost: (p: { calls: number; cost: number | null }) =>
    `It took ${count(p.calls, 'call', 'calls')} of a model: ${p.cost === null ? 'cost unknown' : money(p.cost)}.`,
  tokenReport: (p: { messages: number; system: number; conversation: number }) =>
    `This conversation: ${count(p.messages, 'message', 'messages')}, about ${number(p.conversation)} tokens. With what I tell the model besides (${number(p.system)}): ${number(p.system + p.conversation)}.`,
  contextReport: (p: { parts: readonly { name: string; tokens: number }[] }) =>
    ['What I tell the model, in tokens:', ...p.parts.map((part) => `- ${part.name}: ${number(part.tokens)}`)].join(
      '\n',
    ),
  approved: () => '✓ Thank you, I go on today past the spending cap.',
};
