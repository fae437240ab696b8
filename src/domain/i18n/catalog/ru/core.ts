/** Russian: answers to messages, failures, and the basic commands. */
import { duration, formatter } from '../../format.ts';
import { firstWord, gaveUpLines, helpLines, item, lines, partLine, wordFor, type FailedProvider } from '../../lines.ts';
import type { core as english } from '../en/core.ts';
import { reasons, states, summaries } from './words.ts';

const { count } = formatter('ru');

const messages = (n: number) => count(n, 'сообщение', 'сообщения', 'сообщений');

const gaveUp = (failed: readonly FailedProvider[]) =>
  gaveUpLines(failed, reasons, {
    none: 'Я не смог получить ответ: не настроена ни одна модель ИИ. Настрой её и перезапусти меня.',
    sorry: 'Извини, я не смог получить ответ.',
    todo: 'Что можно сделать:',
  });

/** The texts, by key. */
export const core: typeof english = {
  ack: () => 'Понял. Займусь этим, как только закончу этот ответ.',
  busy: (p) =>
    `Мне ещё нужно ответить на ${messages(p.waiting)}, дай мне, пожалуйста, немного времени. Ничего не потеряется.`,
  refused: (p) =>
    `Извини, я говорю только с теми, кому разрешил мой владелец. Твой идентификатор в ${p.channel}: ${p.sender}. ` +
    `Если владелец ты, добавь его в ${p.setting} и перезапусти меня.`,
  gaveUp: (p) => gaveUp(p.failed),
  brokeOff: (p) => `(Здесь ответ оборвался.)\n\n${gaveUp(p.failed)}`,
  tookTooLong: () =>
    'Я отвечал слишком долго. Попробуй, пожалуйста, ещё раз: сложные запросы иногда удаются со второй попытки.',
  wentWrong: () => 'Что-то пошло не так. Попробуй, пожалуйста, ещё раз.',
  stopped: () => 'Остановлено.',
  nothingToStop: () => 'Останавливать нечего: я сейчас не пишу ответ.',
  interrupted: () => '(Здесь я остановился из-за твоего нового сообщения.)',
  paused: () => 'Пауза. Я сохраняю твои сообщения и отвечу на них после /resume.',
  resumed: (p) =>
    p.waiting === 0 ? 'Я снова здесь.' : `Я снова здесь, и мне нужно ответить на ${messages(p.waiting)}.`,
  forgotten: () => 'Этот разговор закрыт, начинаем заново.',
  nothingToForget: () => 'Забывать нечего: этот разговор ещё пуст.',
  unknownCommand: (p) => `Я не знаю команды /${firstWord(p.command)}. /help покажет, что я умею.`,
  help: () => helpLines('Мне можно просто писать. Есть и такие команды:', summaries),
  status: (p) =>
    lines(
      `Omega ${p.version}, работает уже ${duration(p.uptimeMs, ['д', 'ч', 'мин', 'с'])}.`,
      p.trouble === '' ? '' : `Неполадка: ${p.trouble}`,
      ...p.providers.map((part) => `Модель ${partLine(part, states)}`),
      ...p.channels.map((part) => `Канал ${partLine(part, states)}`),
      p.waiting === 0 ? 'Сообщений в очереди нет.' : `В очереди: ${messages(p.waiting)}.`,
    ),
  noted: () => 'Записал.',
  noteUsage: () => 'Напиши, что мне записать, например: /note купить молоко',
  recalled: (p) => [`Вот что у меня есть о «${p.words}»:`, ...p.items.map((i) => item(i.when, i.text))].join('\n'),
  recallUsage: () => 'Напиши, что мне искать, например: /recall молоко',
  nothingFound: (p) => `О «${p.words}» я ничего не нашёл.`,
  whoami: (p) => `Ты ${p.name === '' ? p.sender : `${p.name} (${p.sender})`} в ${p.channel}, чат ${p.chat}.`,
  runs: (p) =>
    p.items.length === 0
      ? 'Я здесь ещё ничего не делал.'
      : [
          'Что я делал в последнее время:',
          ...p.items.map((i) => item(i.when, `${i.id} ${wordFor(states, i.status)}`)),
        ].join('\n'),
  why: (p) =>
    p.steps.length === 0
      ? 'Здесь ещё нет моих ответов.'
      : ['Вот как получился мой последний ответ:', ...p.steps.map((step, i) => `${i + 1}. ${step}`)].join('\n'),
  whyWrote: (p) => `Твоё сообщение: «${p.text}»`,
  whyRead: (p) =>
    `Я прочитал ${messages(p.messages)} (примерно ${count(p.tokens, 'токен', 'токена', 'токенов')})` +
    `${p.dropped === 0 ? '' : `, не вошло: ${p.dropped}`}.`,
  whySanitised: (p) => `Я обезвредил части текста: ${p.findings}.`,
  whyGaveUp: () => 'Ни одна модель не смогла ответить.',
  whyAnswered: (p) =>
    `${p.provider} (${p.model}): ответ за ${p.seconds} с, токенов прочитано ${p.input}, написано ${p.output}.`,
  whyRun: (p) => `Запуск: ${p.id}`,
  channelOff: (p) =>
    `Я не получаю сообщения из ${p.channel}: сервис ${reasons(p.code).reason}. ${p.todo ?? reasons(p.code).advice}`,
  mcpOff: (p) =>
    p.refused
      ? `Я не могу пользоваться инструментами «${p.server}»: сервер не принимает учётные данные из mcp.json. Укажи верные и перезапусти меня.`
      : `Я не могу пользоваться инструментами «${p.server}»: программа не найдена. Исправь mcp.json и перезапусти меня.`,
  mcpSignIn: (p) =>
    p.scope === ''
      ? `Я не могу пользоваться инструментами «${p.server}», пока ты не войдёшь там. Выполни «omega mcp login ${p.server}» в терминале.`
      : `Сервер «${p.server}» хочет для этого больше прав (${p.scope}). Чтобы их дать, выполни «omega mcp login ${p.server}» в терминале.`,
  mcpWaiting: (p) =>
    `Сервер «${p.server}» изменил свои инструменты; этими я не пользуюсь, пока ты не согласишься: ${p.tools}. ` +
    `Что изменилось, покажет «omega mcp consent ${p.server}».`,
  channelOn: (p) => `Я снова получаю сообщения из ${p.channel}.`,
  poisoned: () =>
    'Я не справился с твоим последним сообщением и отложил его; это моя ошибка. ' +
    'Скажи, пожалуйста, иначе. Подробности сохранены для моего владельца.',
  offline: () =>
    'Ни одна модель ИИ не подключена, поэтому подумать над этим я пока не могу; твоё сообщение сохранено. Чтобы подключить ' +
    'модель, задай ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY или GEMINI_API_KEY либо запусти Ollama на этом компьютере и ' +
    'перезапусти меня. Заметки уже работают: /note, /recall и /help.',
  emptyAnswer: () => 'Модель дала пустой ответ. Спроси ещё раз, может быть, другими словами.',
  declined: () => 'Модель отказалась на это отвечать. Можно попробовать сказать иначе.',
  lengthReached: () => '(Длиннее мой ответ быть не может. Напиши «продолжай», и я пришлю остальное.)',
  tooLarge: (p) =>
    `Твоё сообщение для меня слишком длинное: я принимаю не больше ${count(p.limit, 'символа', 'символов', 'символов')}. Отправь его, пожалуйста, по частям.`,
  emptyMessage: () => 'Пока я умею читать только текст, а в твоём сообщении его не было.',
  diskFull: () =>
    'Диск заполнен, поэтому я не могу надёжно принимать сообщения. Освободи, пожалуйста, место, дальше я продолжу сам.',
  placeholder: () => '…',
  commandFailed: (p) => `✗ Не получилось (${p.what}): ${p.reason}`,
  reasonIncomplete: () => 'чего-то не хватает',
  reasonUnreadable: () => 'не могу прочитать одно из значений',
  reasonTooLong: () => 'слишком длинно',
  policyBroken: (p) =>
    `В файле правил ошибка: ${p.trouble}. Пока она не исправлена, действуют прежние правила; если их не было, я спрашиваю обо всём. Её покажет \`omega policy check\`.`,
  databaseDamaged: (p) =>
    `Моя база данных повреждена (${p.trouble}). Посмотри на неё поскорее; исправная копия лежит в папке резервных копий.`,
  filesFailed: () => '✗ Не удалось записать файлы для этого.',
  notConnectable: (p) => `Подключить ${p.name} из этого чата пока нельзя.`,
  whyRecalled: (p) => `Я вспомнил: ${p.items.join('; ')}.`,
  whyRoute: (p) => `Я выбрал такой путь: ${p.way} (${p.reason}).`,
  whyTool: (p) => {
    const decision = {
      rules: 'Решили правила',
      grant: 'Действует прежнее «да»',
      yes: `Разрешено: ${p.who}`,
      no: `Отказано: ${p.who}`,
      expired: 'Никто не ответил вовремя',
      withdrawn: 'Вопрос снят',
      '': '',
    }[p.decided];
    const outcome = `${p.tool}: ${p.error === '' ? 'сделано' : `не удалось (${p.error})`}, ${p.ms} ms.`;
    const rules = p.rules === '' ? '' : ` (правила: ${p.rules})`;
    return decision === '' ? outcome : `${outcome} ${decision}${rules}.`;
  },
  whyCommands: (p) => `Ответ поручил мне сделать это: ${p.names.join(', ')}.`,
  noConversation: () => 'Здесь ещё нет разговора.',
};
