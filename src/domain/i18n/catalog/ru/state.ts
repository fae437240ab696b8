/** Russian: language, manner, memory, projects, skills, models, hints, and small talk. */
import { formatter } from '../../format.ts';
import { OWN_NAMES } from '../../languages.ts';
import { after, remark, variant } from '../../lines.ts';
import type { state as english } from '../en/state.ts';

const { count, form, list, money, number } = formatter('ru');

/** The texts, by key. */
export const state: typeof english = {
  nudge15: (p) =>
    variant(
      [
        'Дай мне немного подумать… 🧠',
        'Минутку, я этим занимаюсь… 🔍',
        'Хороший вопрос, сейчас посмотрю… 🤔',
        'Работаю над этим… ⚙️',
        'Секунду, хочу сделать как следует… 🎯',
        'Собираю всё по кусочкам… 🧩',
        'Подожди чуть-чуть, я копаю глубже… ⛏️',
        'Тут стоит посмотреть внимательно… 👀',
        'Сейчас разложу всё по полочкам… 📚',
        'Уже занимаюсь, скоро вернусь… 🚀',
      ],
      p.variant,
    ),
  stillWorking: (p) =>
    variant(
      [
        'Всё ещё работаю над этим ⏳',
        'Нужно чуть больше времени, но дело идёт… 🛠️',
        'Продолжаю работать, спасибо за терпение… 🙏',
        'Ещё не готово, но я продвигаюсь… 🚶',
        'Тут больше работы, чем казалось; продолжаю… 🔎',
        'Я здесь и всё ещё занимаюсь этим… 💪',
      ],
      p.variant,
    ),
  languageSet: () => '✓ Теперь я говорю с тобой по-русски.',
  languageUsage: (p) => `Мой язык с тобой: ${p.current}. Чтобы сменить его, напиши, например: /language английский`,
  languageUnknown: (p) =>
    `Такого языка («${p.name}») я пока не знаю. Вот мои языки: ${list(Object.values(OWN_NAMES))}.`,
  personalitySet: (p) => `✓ Теперь я говорю так: ${p.text}`,
  personalityReset: () => '✓ Я снова говорю как обычно.',
  personalityShow: (p) => `Вот как я с тобой говорю: ${p.text}\nС /personality reset я снова буду говорить как обычно.`,
  personalityNone: () => 'Я говорю как обычно. Чтобы это изменить, напиши, например: /personality кратко и сухо',
  factsEmpty: () => 'Я пока ничего о тебе не знаю. Расскажи о себе, и я запомню.',
  factsHeader: () => 'Вот что я о тебе знаю:',
  factsPurged: (p) =>
    p.count === 0
      ? 'Забывать было нечего.'
      : `✓ Я забыл то, что знал о тебе: ${count(p.count, 'запись', 'записи', 'записей')}.`,
  factNote: (p) => remark([p.project === '' ? '' : `проект ${p.project}`, p.sensitive ? 'доверительно' : '']),
  factForgotten: (p) => `✓ Я забыл «${p.key}».`,
  memoryCounts: (p) =>
    [
      'Что я помню:',
      `- ${count(p.conversations, 'разговор', 'разговора', 'разговоров')}`,
      `- ${count(p.messages, 'сообщение', 'сообщения', 'сообщений')}`,
      `- ${count(p.facts, 'факт', 'факта', 'фактов')} о тебе`,
      `- ${count(p.lessons, 'усвоенный урок', 'усвоенных урока', 'усвоенных уроков')}`,
      `- ${count(p.tasks, 'открытая задача', 'открытые задачи', 'открытых задач')}`,
    ].join('\n'),
  historyHeader: () => 'Наши последние разговоры:',
  historyEmpty: () => 'У нас ещё нет законченных разговоров.',
  historyNoSummary: () => '(без краткого содержания)',
  projectActive: (p) => `✓ Проект «${p.name}» активен.`,
  projectOff: (p) => `✓ Мы вышли из проекта «${p.name}».`,
  projectNone: () => 'Сейчас нет активного проекта. /projects покажет, какие есть.',
  projectUnknown: (p) =>
    `Я не знаю проекта «${p.name}».${p.known.length === 0 ? '' : ` Есть такие: ${list(p.known)}.`}`,
  projectGreeting: (p) => `Привет, я *Omega ${p.name}*, чем могу помочь?`,
  projectsEmpty: () => 'Проектов пока нет. Расскажи, над чем ты работаешь, и я подготовлю проект с помощью /setup.',
  projectsHeader: () => 'Твои проекты (/project и название — перейти к нему):',
  skillsEmpty: () => 'У меня пока нет установленных навыков.',
  skillsHeader: () => 'Мои навыки:',
  skillMissing: (p) => `не хватает: ${list(p.names)}`,
  skillImproved: (p) => `✓ Я улучшил свой навык «${p.skill}».`,
  skillImproveFailed: (p) => `✗ Не удалось улучшить навык «${p.skill}»: ${p.reason}`,
  learningEmpty: () => 'Я пока ничему не научился. Это придёт, когда мы поработаем вместе.',
  learningRules: () => 'Правила, которым я следую:',
  learningOutcomes: () => 'Что получилось, а что нет:',
  bugLogged: () => '✓ Спасибо, я записал это как ошибку.',
  usageHeader: () => 'Сколько израсходовали модели:',
  usageLine: (p) =>
    `- ${p.provider}: ${count(p.calls, 'вызов', 'вызова', 'вызовов')}, ${count(p.tokens, 'токен', 'токена', 'токенов')}` +
    after(', ', p.cost === null ? 'стоимость неизвестна' : money(p.cost)),
  capReached: (p) => {
    const cap = {
      chat: 'Лимит этого разговора на сегодня исчерпан',
      task: 'Лимит этой задачи на сегодня исчерпан',
      heartbeat: 'Лимит на проверки без просьбы на сегодня исчерпан',
      provider: `Лимит ${p.provider} на сегодня исчерпан`,
    }[p.scope];
    const amount = p.unit === 'cost' ? money(p.spent) : number(p.spent);
    const limit = p.unit === 'cost' ? money(p.limit) : count(p.limit, 'токена', 'токенов', 'токенов');
    return `${cap ?? 'Лимит всех моделей на сегодня исчерпан'}: ${amount} из ${limit}.`;
  },
  modelShow: (p) => `Я использую ${p.model}.\nЭти службы я пробую по очереди: ${p.chain.join(' → ')}`,
  modelSet: (p) => `✓ Теперь я использую ${p.model}.`,
  welcome: () =>
    'Привет, я *Omega*, твой личный помощник 👋\n' +
    'Я отвечаю на вопросы, помню то, что для тебя важно, вовремя напоминаю и делаю настоящую работу на этом компьютере.\n' +
    'Прежде чем начать: как тебя зовут и чем ты занимаешься?',
  hintHelp: () => '💡 /help покажет всё, что я умею.',
  hintPersonality: () => '💡 Можно выбрать, как я с тобой говорю, например: /personality кратко и сухо',
  hintTasks: () => '💡 /tasks показывает все твои задачи и напоминания, а /cancel убирает лишнее.',
  hintProjects: () => '💡 Если у тебя несколько дел, проекты не дадут им смешаться: /projects покажет их.',
  justNow: () => 'только что',
  agoMinutes: (p) => `${count(p.n, 'минуту', 'минуты', 'минут')} назад`,
  agoHours: (p) => `${count(p.n, 'час', 'часа', 'часов')} назад`,
  agoDays: (p) => (p.n === 1 ? 'вчера' : `${number(p.n)} ${form(p.n, 'день', 'дня', 'дней')} назад`),
  skillUnknown: (p) => `У меня нет навыка «${p.name}». /skills покажет, какие есть.`,
  whyCost: (p) =>
    `Обращений к модели: ${number(p.calls)}, ${p.cost === null ? 'стоимость неизвестна' : money(p.cost)}.`,
  tokenReport: (p) =>
    `Этот разговор: ${count(p.messages, 'сообщение', 'сообщения', 'сообщений')}, примерно токенов: ${number(p.conversation)}. Вместе с тем, что я ещё сообщаю модели (${number(p.system)}): ${number(p.system + p.conversation)}.`,
  contextReport: (p) =>
    ['Что я сообщаю модели, в токенах:', ...p.parts.map((part) => `- ${part.name}: ${number(part.tokens)}`)].join('\n'),
  approved: () => '✓ Спасибо, сегодня я продолжу сверх предела расходов.',
};
