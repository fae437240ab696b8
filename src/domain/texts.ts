/** The catalogue of everything Omega says by itself. English; a message in here has no jargon and says what to do. */
import type { ErrorCode } from '../contracts/errors.ts';
import { COMMANDS } from './commands.ts';
import { adviceFor, reasonFor } from './reasons.ts';

/** A provider that was tried and how it failed. */
export interface FailedProvider {
  provider: string;
  code: ErrorCode;
}

const TEXTS = {
  /** a message came in while another one is being answered */
  ack: () => 'Got it. I will come to it as soon as this answer is done.',
  /** too many messages wait */
  busy: (p: { waiting: number }) =>
    `I still have ${count(p.waiting, 'message')} to answer, so please give me a moment. Nothing is lost.`,
  /** `setting`: where the list of allowed senders stands, e.g. TELEGRAM_ALLOWED_USERS */
  refused: (p: { channel: string; sender: string; setting: string }) =>
    `Sorry, I only talk to people my owner has let in. Your id on ${p.channel} is ${p.sender}. ` +
    `If you are the owner, add it to ${p.setting} and restart me.`,
  gaveUp: (p: { failed: readonly FailedProvider[] }) => gaveUp(p.failed),
  /** put under a partial answer when every provider failed after it began */
  brokeOff: (p: { failed: readonly FailedProvider[] }) => `(The answer broke off here.)\n\n${gaveUp(p.failed)}`,
  stopped: () => 'Stopped.',
  nothingToStop: () => 'There is nothing to stop; I am not writing an answer.',
  /** put under a partial answer */
  interrupted: () => '(I stopped here because of your new message.)',
  paused: () => 'Paused. I keep your messages and answer them after /resume.',
  resumed: (p: { waiting: number }) =>
    p.waiting === 0 ? 'I am back.' : `I am back, with ${count(p.waiting, 'message')} to answer.`,
  forgotten: () => 'This conversation is closed; we start afresh.',
  nothingToForget: () => 'There is nothing to forget; this conversation is still empty.',
  /** `command` as written, without the slash */
  unknownCommand: (p: { command: string }) => `I do not know /${firstWord(p.command)}. /help shows what I can do.`,
  help: () => ['You can just write to me. These commands work too:', ...COMMANDS.map(helpLine)].join('\n'),
  status: (p: {
    version: string;
    uptimeMs: number;
    waiting: number;
    trouble: string;
    providers: readonly { name: string; state: string; detail: string }[];
    channels: readonly { name: string; state: string; detail: string }[];
  }) =>
    [
      `Omega ${p.version}, up for ${duration(p.uptimeMs)}.`,
      ...(p.trouble === '' ? [] : [`Trouble: ${p.trouble}`]),
      ...p.providers.map((part) => `Model ${partLine(part)}`),
      ...p.channels.map((part) => `Channel ${partLine(part)}`),
      p.waiting === 0 ? 'No message is waiting.' : `Waiting: ${count(p.waiting, 'message')}.`,
    ].join('\n'),
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
      : ['What I did lately:', ...p.items.map((i) => item(i.when, `${i.id} ${i.status}`))].join('\n'),
  /** `steps` in order, one sentence each */
  why: (p: { steps: readonly string[] }) =>
    p.steps.length === 0
      ? 'There is no answer of mine here yet.'
      : ['How my last answer came about:', ...p.steps.map((step, i) => `${i + 1}. ${step}`)].join('\n'),
  /** told on another channel; `reason` and `todo` are sentences or empty, the code fills what is empty */
  channelOff: (p: { channel: string; code: ErrorCode; todo?: string }) =>
    `I am not receiving messages on ${p.channel}: it ${reasonFor(p.code)}. ${p.todo ?? adviceFor(p.code)}`,
  channelOn: (p: { channel: string }) => `I am receiving messages on ${p.channel} again.`,
  poisoned: () =>
    'I could not handle your last message and have set it aside; the fault is mine. ' +
    'Please put it differently. The details are kept for my owner.',
  /** no model is connected */
  offline: () =>
    'No AI model is connected, so I cannot think about this yet; your message is kept. To connect one, set ' +
    'ANTHROPIC_API_KEY, OPENAI_API_KEY or OPENROUTER_API_KEY, or start Ollama on this machine, and restart me. ' +
    'Notes work already: /note, /recall and /help.',
  emptyAnswer: () => 'The model gave an empty answer. Please ask again, perhaps in other words.',
  declined: () => 'The model declined to answer this. You can try to put it differently.',
  /** put under an answer that reached the length limit */
  lengthReached: () => '(I reached the longest answer I may give. Write "go on" for the rest.)',
  tooLarge: (p: { limit: number }) =>
    `Your message is too long for me: I take up to ${p.limit} characters. Please send it in parts.`,
  emptyMessage: () => 'I can only read text so far, and there was none in your message.',
  diskFull: () => 'The disk is full, so I cannot take messages safely. Please free some space; I go on by myself.',
  /** sent first and then replaced by the answer */
  placeholder: () => '…',
} as const;

/** Key of a text. */
export type TextKey = keyof typeof TEXTS;

/** What a text needs; an empty tuple for one that needs nothing. */
export type TextParams<K extends TextKey> = Parameters<(typeof TEXTS)[K]>;

/** The same table, typed so that a key and its parameters belong together. */
const CATALOGUE: { readonly [K in TextKey]: (...given: TextParams<K>) => string } = TEXTS;

/** All keys, for tests and translations. */
export const TEXT_KEYS: readonly TextKey[] = Object.keys(TEXTS).filter((key): key is TextKey => key in TEXTS);

/**
 * Gives a text of the catalogue.
 *
 * @param key    which text
 * @param params what it mentions; left out for texts that mention nothing
 * @returns      plain text, never empty
 * @throws       never
 * @example      text('busy', { waiting: 3 }) -> 'I still have 3 messages to answer, …'
 */
export function text<K extends TextKey>(key: K, ...params: TextParams<K>): string {
  return CATALOGUE[key](...params);
}

function gaveUp(failed: readonly FailedProvider[]): string {
  if (failed.length === 0) return 'I could not get an answer: no AI model is set up. Set one up and restart me.';
  const advice = new Set(failed.map((f) => adviceFor(f.code)));
  return [
    'I could not get an answer, sorry.',
    ...failed.map((f) => `- ${f.provider} ${reasonFor(f.code)}`),
    `What you can do: ${[...advice].join(' ')}`,
  ].join('\n');
}

function helpLine(command: (typeof COMMANDS)[number]): string {
  return `/${command.name}${command.args === '' ? '' : ` ${command.args}`} - ${command.summary}`;
}

function partLine(part: { name: string; state: string; detail: string }): string {
  return `${part.name}: ${part.state}${part.detail === '' ? '' : ` (${part.detail})`}`;
}

function item(when: string, words: string): string {
  return when === '' ? `- ${words}` : `- ${when}: ${words}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function firstWord(words: string): string {
  return words.split(/\s/, 1)[0] ?? '';
}

/** @returns the two largest units, e.g. `2 d 3 h`, `5 min 4 s` */
function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const units: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = units.findIndex(([n]) => n > 0);
  const shown = units.slice(first === -1 ? units.length - 1 : first).slice(0, 2);
  return shown.map(([n, unit]) => `${n} ${unit}`).join(' ');
}
