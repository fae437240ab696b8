/** English: answers to messages, failures, and the basic commands. */
import type { ErrorCode } from '../../../../contracts/errors.ts';
import { duration, formatter } from '../../format.ts';
import { firstWord, gaveUpLines, helpLines, item, lines, partLine, wordFor } from '../../lines.ts';
import type { FailedProvider, Part } from '../../lines.ts';
import { reasons, states, summaries } from './words.ts';

const { count } = formatter('en');

const gaveUp = (failed: readonly FailedProvider[]) =>
  gaveUpLines(failed, reasons, {
    none: 'I could not get an answer: no AI model is set up. Set one up and restart me.',
    sorry: 'I could not get an answer, sorry.',
    todo: 'What you can do:',
  });

/** The texts, by key. */
export const core = {
  /** a message came in while another one is being answered */
  ack: () => 'Got it. I will come to it as soon as this answer is done.',
  /** too many messages wait */
  busy: (p: { waiting: number }) =>
    `I still have ${count(p.waiting, 'message', 'messages')} to answer, so please give me a moment. Nothing is lost.`,
  /** `setting`: where the list of allowed senders stands, e.g. TELEGRAM_ALLOWED_USERS */
  refused: (p: { channel: string; sender: string; setting: string }) =>
    `Sorry, I only talk to people my owner has let in. Your id on ${p.channel} is ${p.sender}. ` +
    `If you are the owner, add it to ${p.setting} and restart me.`,
  gaveUp: (p: { failed: readonly FailedProvider[] }) => gaveUp(p.failed),
  /** put under a partial answer when every provider failed after it began */
  brokeOff: (p: { failed: readonly FailedProvider[] }) => `(The answer broke off here.)\n\n${gaveUp(p.failed)}`,
  /** the answer took longer than it may */
  tookTooLong: () => 'I took too long to respond. Please try again — sometimes complex requests need a second attempt.',
  /** a failure that has no words of its own */
  wentWrong: () => 'Something went wrong. Please try again.',
  stopped: () => 'Stopped.',
  nothingToStop: () => 'There is nothing to stop; I am not writing an answer.',
  /** put under a partial answer */
  interrupted: () => '(I stopped here because of your new message.)',
  paused: () => 'Paused. I keep your messages and answer them after /resume.',
  resumed: (p: { waiting: number }) =>
    p.waiting === 0 ? 'I am back.' : `I am back, with ${count(p.waiting, 'message', 'messages')} to answer.`,
  forgotten: () => 'This conversation is closed; we start afresh.',
  nothingToForget: () => 'There is nothing to forget; this conversation is still empty.',
  /** `command` as written, without the slash */
  unknownCommand: (p: { command: string }) => `I do not know /${firstWord(p.command)}. /help shows what I can do.`,
  help: () => helpLines('You can just write to me. These commands work too:', summaries),
  status: (p: {
    version: string;
    uptimeMs: number;
    waiting: number;
    trouble: string;
    providers: readonly Part[];
    channels: readonly Part[];
  }) =>
    lines(
      `Omega ${p.version}, up for ${duration(p.uptimeMs, ['d', 'h', 'min', 's'])}.`,
      p.trouble === '' ? '' : `Trouble: ${p.trouble}`,
      ...p.providers.map((part) => `Model ${partLine(part, states)}`),
      ...p.channels.map((part) => `Channel ${partLine(part, states)}`),
      p.waiting === 0 ? 'No message is waiting.' : `Waiting: ${count(p.waiting, 'message', 'messages')}.`,
    ),
  noted: () => 'Noted.',
  noteUsage: () => 'Write what I should note, for example: /note buy milk',
  /** `when` as the reader's calendar has it; empty where it is not known */
  recalled: (p: { words: string; items: readonly { text: string; when: string }[] }) =>
    [`This is what I have on "${p.words}":`, ...p.items.map((i) => item(i.when, i.text))].join('\n'),
  recallUsage: () => 'Write what I should look for, for example: /recall milk',
  nothingFound: (p: { words: string }) => `I found nothing on "${p.words}".`,
  whoami: (p: { channel: string; sender: string; name: string; chat: string }) =>
    `You are ${p.name === '' ? p.sender : `${p.name} (${p.sender})`} on ${p.channel}, in the chat ${p.chat}.`,
  runs: (p: { items: readonly { id: string; status: string; when: string }[] }) =>
    p.items.length === 0
      ? 'I have not done anything here yet.'
      : ['What I did lately:', ...p.items.map((i) => item(i.when, `${i.id} ${wordFor(states, i.status)}`))].join('\n'),
  /** `steps` in order, one sentence each */
  why: (p: { steps: readonly string[] }) =>
    p.steps.length === 0
      ? 'There is no answer of mine here yet.'
      : ['How my last answer came about:', ...p.steps.map((step, i) => `${i + 1}. ${step}`)].join('\n'),
  whyWrote: (p: { text: string }) => `You wrote: "${p.text}"`,
  whyRead: (p: { messages: number; tokens: number; dropped: number }) =>
    `I read ${count(p.messages, 'message', 'messages')} (about ${count(p.tokens, 'token', 'tokens')})` +
    `${p.dropped === 0 ? '' : ` and left ${p.dropped} out`}.`,
  whySanitised: (p: { findings: string }) => `I made parts of the text harmless: ${p.findings}.`,
  whyGaveUp: () => 'No model could answer.',
  /** `seconds` and the counts of tokens as they are to be shown */
  whyAnswered: (p: { provider: string; model: string; seconds: string; input: string; output: string }) =>
    `${p.provider} (${p.model}) answered in ${p.seconds} s: ${p.input} tokens read, ${p.output} written.`,
  whyRun: (p: { id: string }) => `Run: ${p.id}`,
  /** told on another channel; `todo` is a sentence or empty, the code gives it where it is missing */
  channelOff: (p: { channel: string; code: ErrorCode; todo?: string }) =>
    `I am not receiving messages on ${p.channel}: it ${reasons(p.code).reason}. ${p.todo ?? reasons(p.code).advice}`,
  mcpOff: (p: { server: string; refused: boolean }) =>
    p.refused
      ? `I cannot use the tools of "${p.server}": it refuses the credentials in mcp.json. Set valid ones and restart me.`
      : `I cannot use the tools of "${p.server}": its command was not found. Correct mcp.json and restart me.`,
  mcpSignIn: (p: { server: string; scope: string }) =>
    p.scope === ''
      ? `I cannot use the tools of "${p.server}" until you sign in there. Run "omega mcp login ${p.server}" in a terminal.`
      : `The server "${p.server}" wants more rights for this (${p.scope}). To give them, run "omega mcp login ${p.server}" in a terminal.`,
  mcpWaiting: (p: { server: string; tools: string }) =>
    `The server "${p.server}" has changed its tools, so I do not use these until you agree: ${p.tools}. ` +
    `See what changed with "omega mcp consent ${p.server}".`,
  channelOn: (p: { channel: string }) => `I am receiving messages on ${p.channel} again.`,
  poisoned: () =>
    'I could not handle your last message and have set it aside; the fault is mine. ' +
    'Please put it differently. The details are kept for my owner.',
  /** no model is connected */
  offline: () =>
    'No AI model is connected, so I cannot think about this yet; your message is kept. To connect one, set ' +
    'ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY or GEMINI_API_KEY, or start Ollama on this machine, and restart me. ' +
    'Notes work already: /note, /recall and /help.',
  emptyAnswer: () => 'The model gave an empty answer. Please ask again, perhaps in other words.',
  declined: () => 'The model declined to answer this. You can try to put it differently.',
  /** put under an answer that reached the length limit */
  lengthReached: () => '(I reached the longest answer I may give. Write "go on" for the rest.)',
  tooLarge: (p: { limit: number }) =>
    `Your message is too long for me: I take up to ${count(p.limit, 'character', 'characters')}. Please send it in parts.`,
  emptyMessage: () => 'I can only read text so far, and there was none in your message.',
  diskFull: () => 'The disk is full, so I cannot take messages safely. Please free some space; I go on by myself.',
  /** sent first and then replaced by the answer */
  placeholder: () => '…',
  commandFailed: (p: { what: string; reason: string }) => `✗ This did not work (${p.what}): ${p.reason}`,
  /** why a request of the model could not be carried out, to stand behind a colon */
  reasonIncomplete: () => 'something is missing in it',
  reasonUnreadable: () => 'I cannot read a value in it',
  reasonTooLong: () => 'it is too long',
  policyBroken: (p: { trouble: string }) =>
    `There is a mistake in a policy file: ${p.trouble}. Until it is mended, the rules from before hold; if there were none, I ask about everything. \`omega policy check\` shows it.`,
  databaseDamaged: (p: { trouble: string }) =>
    `My database has a damage (${p.trouble}). Please look at it soon; a sound copy is in the folder for backups.`,
  filesFailed: () => '✗ I could not write the files for this.',
  notConnectable: (p: { name: string }) => `${p.name} cannot be connected from this chat yet.`,
  whyRecalled: (p: { items: readonly string[] }) => `I remembered: ${p.items.join('; ')}.`,
  whyRoute: (p: { way: string; reason: string }) => `I chose this way: ${p.way} (${p.reason}).`,
  /** one tool call; `error` is its class or empty, `who` answered, `rules` decided or made it a question */
  whyTool: (p: {
    tool: string;
    error: string;
    ms: number;
    decided: 'rules' | 'grant' | 'yes' | 'no' | 'expired' | 'withdrawn' | '';
    who: string;
    rules: string;
  }) => {
    const decision = {
      rules: 'The rules decided',
      grant: 'An earlier yes covers it',
      yes: `Allowed by ${p.who}`,
      no: `Refused by ${p.who}`,
      expired: 'Nobody answered in time',
      withdrawn: 'The question was withdrawn',
      '': '',
    }[p.decided];
    const outcome = `${p.tool}: ${p.error === '' ? 'done' : `failed (${p.error})`}, ${p.ms} ms.`;
    const rules = p.rules === '' ? '' : ` (rules: ${p.rules})`;
    return decision === '' ? outcome : `${outcome} ${decision}${rules}.`;
  },
  whyCommands: (p: { names: readonly string[] }) => `The answer asked me to do this: ${p.names.join(', ')}.`,
  noConversation: () => 'There is no conversation here yet.',
};
