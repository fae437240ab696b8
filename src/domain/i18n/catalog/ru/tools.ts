/** Russian: tools and approvals. */

const TITLES: Readonly<Record<string, string>> = {
  'omega/bash': 'Выполнить команду',
  'omega/write': 'Записать файл',
  'omega/edit': 'Изменить файл',
  'omega/fetch': 'Прочитать веб-страницу',
  'omega/send_message': 'Отправить сообщение',
};
const LABELS: Readonly<Record<string, string>> = {
  folder: 'папка',
  file: 'файл',
  seconds: 'секунд',
  hosts: 'серверы',
  host: 'сервер',
  tool: 'инструмент',
  address: 'адрес',
  covers: 'постоянное «да» действует для',
};

/** The texts, by key. */
export const tools = {
  /** a tool of ours by its id; of others the title that its maker gave it */
  toolTitle: (p: { id: string; title: string }) => TITLES[p.id] ?? p.title,
  /** what a fact of a question is called */
  factLabel: (p: { label: string }) => LABELS[p.label] ?? p.label,
  toolUsing: (p: { tool: string; what: string }) => `🔧 ${p.tool}${p.what === '' ? '' : `: ${p.what}`}`,
  toolLoop: (p: { tool: string }) =>
    `Здесь я остановился: я собирался сделать то же самое (${p.tool}) в пятый раз и так не продвигался. Скажи, как быть дальше.`,
  commandHeld: (p: { what: string }) =>
    `✗ Этого я не сделал (${p.what}): в моём ответе были слова извне. Если ты этого хочешь, скажи мне сам.`,
  approvalAsk: () => 'Можно это сделать?',
  approvalUncertain: () => 'Я не знаю, произошло ли это до того, как меня прервали. Сделать это (ещё раз)?',
  approvalQuestion: () => '❓ Мне нужно знать:',
  approvalWhy: () => 'Спрашиваю из-за:',
  approvalHow: (p: { code: string }) =>
    `Ответь: да ${p.code} · нет ${p.code} и почему. Не только на этот раз: /approve ${p.code} run или /approve ${p.code} project.`,
  approvalHowAnswer: (p: { code: string }) =>
    `Просто напиши ответ здесь, или из другого места: /answer ${p.code} и твои слова.`,
  approvalHowAnswerCode: (p: { code: string }) => `Ответь так: /answer ${p.code} и твои слова.`,
  approvalLong: () =>
    'Это слишком длинно, чтобы показать здесь. Посмотри на странице или командой: omega approvals show',
  approvalWaiting: (p: { title: string; code: string }) => `⏳ Жду твоего «да»: ${p.title} (${p.code})`,
  approvalYes: () => 'Да, один раз',
  approvalYesRun: () => 'Да, для этого ответа',
  approvalYesProject: () => 'Да, здесь всегда',
  approvalNo: () => 'Нет',
  approvalAllowed: (p: { title: string; by: string; words: string }) =>
    `✓ ${p.title}: ${p.words === '' ? `да (${p.by})` : p.words}`,
  approvalDenied: (p: { title: string; by: string; words: string }) =>
    `✗ ${p.title}: нет (${p.by})${p.words === '' ? '' : `: ${p.words}`}`,
  approvalExpired: (p: { title: string }) => `⌛ ${p.title}: никто не ответил вовремя; я этого не сделал.`,
  approvalWithdrawn: (p: { title: string }) => `✗ ${p.title}: больше не нужно.`,
  approvalUnknown: (p: { code: string }) => `Открытого вопроса ${p.code} нет.`,
  approvalLate: (p: { title: string; by: string }) => `На «${p.title}» уже ответили${p.by === '' ? '' : ` (${p.by})`}.`,
  approvalsNone: () => 'Ничто не ждёт твоего ответа.',
  approvalsHeader: () => 'Это ждёт твоего ответа:',
};
