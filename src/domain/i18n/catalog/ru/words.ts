/** Russian: reasons, names of states, repeats, phases, and what each command does. */
import type { Reasons } from '../../lines.ts';
import type * as english from '../en/words.ts';

const reasonTable: typeof english.reasonTable = {
  'provider.rate_limited': {
    reason: 'просит не спешить',
    advice: 'Подожди несколько минут и отправь ещё раз.',
  },
  'provider.overloaded': { reason: 'сейчас перегружен', advice: 'Подожди несколько минут и отправь ещё раз.' },
  'provider.unreachable': { reason: 'не отвечает', advice: 'Проверь сеть и адрес поставщика.' },
  'provider.stream_truncated': { reason: 'оборвал ответ на середине', advice: 'Отправь ещё раз.' },
  'provider.stream_idle': { reason: 'замолчал на середине', advice: 'Отправь ещё раз.' },
  'provider.timeout': { reason: 'отвечал слишком долго', advice: 'Отправь ещё раз или попроси меньше за один раз.' },
  'provider.key_invalid': { reason: 'не принял ключ', advice: 'Укажи действующий ключ и перезапусти меня.' },
  'provider.model_unknown': {
    reason: 'не знает такой модели',
    advice: 'Выбери модель, которая там есть, и перезапусти меня.',
  },
  'provider.no_credit': {
    reason: 'сообщает, что деньги на счету кончились',
    advice: 'Пополни счёт или выбери другого поставщика.',
  },
  'provider.request_invalid': {
    reason: 'не принял запрос в таком виде',
    advice: 'Попробуй сказать иначе.',
  },
  'provider.refused': { reason: 'отказался на это отвечать', advice: 'Попробуй сказать иначе.' },
  'provider.context_too_long': {
    reason: 'не может прочитать такой длинный разговор',
    advice: 'Отправь /forget, чтобы начать заново, или сообщение покороче.',
  },
  'provider.over_budget': {
    reason: 'достиг предела расходов',
    advice: 'Напиши /approve, чтобы продолжить сегодня, или подними предел.',
  },
  'provider.not_configured': {
    reason: 'не настроен',
    advice: 'Добавь его настройки или убери его из списка поставщиков.',
  },
  'channel.unreachable': { reason: 'не отвечает', advice: 'Я продолжаю пробовать.' },
  'channel.rate_limited': { reason: 'просит не спешить', advice: 'Я сам продолжу.' },
  'channel.token_invalid': { reason: 'не принял токен', advice: 'Укажи действующий токен и перезапусти меня.' },
  'channel.conflict': {
    reason: 'уже занят другой программой с той же учётной записью',
    advice: 'Останови другую программу, и я попробую снова.',
  },
  'channel.not_configured': { reason: 'не настроен', advice: 'Добавь его настройки и перезапусти меня.' },
};

const TABLE: Readonly<Partial<Record<string, { reason: string; advice: string }>>> = reasonTable;

/** Words for every code. */
export const reasons: Reasons = (code) =>
  TABLE[code] ?? {
    reason: 'столкнулся с проблемой, которую я не смог решить',
    advice: 'Попробуй позже; /status покажет, как у меня дела.',
  };

/** States of providers, channels and runs. */
export const states: typeof english.states = {
  healthy: 'в порядке',
  limited: 'работает медленнее',
  broken: 'не работает',
  probing: 'проверяется снова',
  connecting: 'подключается',
  online: 'на связи',
  off: 'выключен',
  backingOff: 'скоро новая попытка',
  loggedOut: 'вышел из учётной записи',
  conflicted: 'занят другой программой',
  misconfigured: 'настроен неверно',
  running: 'выполняется',
  done: 'готово',
  refused: 'отклонено',
  cancelled: 'отменено',
  failed: 'не удалось',
};

/** Repeats of tasks. */
export const repeatWords: typeof english.repeatWords = {
  daily: 'каждый день',
  weekdays: 'по будням',
  weekly: 'каждую неделю',
  monthly: 'каждый месяц',
  yearly: 'каждый год',
};

/** Phases of a build. */
export const phases: typeof english.phases = {
  analyst: 'разбираюсь, что тебе нужно',
  architect: 'продумываю устройство',
  'test-writer': 'пишу тесты',
  developer: 'пишу код',
  qa: 'проверяю, что всё работает',
  reviewer: 'перечитываю код',
  delivery: 'готовлю к сдаче',
};

/** What a cap on spending is about. */
export const caps: typeof english.caps = {
  day: 'на всё',
  chat: 'на этот чат',
  task: 'на эту задачу',
  heartbeat: 'на мои регулярные проверки',
  provider: 'на эту службу ИИ',
};

/** What each command does, as /help and the menus of chats show it. */
export const summaries: typeof english.summaries = {
  help: 'показать, что я умею',
  stop: 'остановить ответ, который я пишу',
  pause: 'принимать сообщения, но пока не отвечать',
  resume: 'продолжить после /pause',
  forget: 'закрыть этот разговор и начать заново',
  status: 'показать, как у меня дела',
  note: 'сохранить заметку',
  recall: 'искать в заметках и прошлых сообщениях',
  whoami: 'показать, кто ты для меня',
  runs: 'показать, что я делал в последнее время',
  why: 'показать, как получился последний ответ',
  memory: 'показать, сколько я помню',
  history: 'показать наши последние разговоры',
  facts: 'показать, что я о тебе знаю',
  purge: 'забыть всё, что я о тебе знаю',
  tasks: 'показать твои задачи и напоминания',
  task: 'приостановить, возобновить, отложить или изменить задачу',
  cancel: 'отменить задачу',
  language: 'показать или сменить мой язык',
  personality: 'показать или сменить мою манеру речи',
  skills: 'показать мои навыки',
  projects: 'показать твои проекты',
  project: 'перейти к проекту или выйти из него',
  heartbeat: 'показать, за чем я слежу',
  learning: 'показать, чему я научился',
  token: 'показать, насколько длинный этот разговор',
  context: 'показать, что я отправляю модели',
  setup: 'настроить меня под твою работу',
  google: 'подключить твою учётную запись Google',
  whatsapp: 'подключить WhatsApp',
  model: 'показать или выбрать модель ИИ',
  usage: 'показать, во что обошлись модели',
  approve: 'разрешить то, о чём я прошу, или продолжать сверх лимита расходов',
  deny: 'отклонить то, о чём я прошу',
  answer: 'ответить на мой вопрос',
  approvals: 'что ждёт твоего ответа',
};
