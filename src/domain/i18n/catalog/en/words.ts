/** English: reasons, names of states, repeats, phases, and what each command does. */
import { ERRORS } from '../../../../contracts/errors.ts';
import type { Reasons } from '../../lines.ts';

/** Why something failed (completes "… because it …" and stands alone after a name), and what to do, in one sentence. */
export const reasonTable = {
  'provider.rate_limited': { reason: 'asked me to slow down', advice: 'Wait a few minutes and send it again.' },
  'provider.overloaded': { reason: 'is overloaded', advice: 'Wait a few minutes and send it again.' },
  'provider.unreachable': {
    reason: 'could not be reached',
    advice: 'Check the network and the address of the provider.',
  },
  'provider.stream_truncated': { reason: 'broke off in the middle', advice: 'Send it again.' },
  'provider.stream_idle': { reason: 'went silent in the middle', advice: 'Send it again.' },
  'provider.timeout': { reason: 'took too long', advice: 'Send it again, or ask for less at once.' },
  'provider.key_invalid': { reason: 'refused the key', advice: 'Set a valid key and restart me.' },
  'provider.model_unknown': { reason: 'does not know the model', advice: 'Pick a model it offers and restart me.' },
  'provider.no_credit': { reason: 'has no credit left', advice: 'Top up the account or pick another provider.' },
  'provider.request_invalid': { reason: 'refused the request as it stands', advice: 'Try to put it differently.' },
  'provider.refused': { reason: 'declined to answer this', advice: 'Try to put it differently.' },
  'provider.context_too_long': {
    reason: 'cannot read a conversation this long',
    advice: 'Send /forget to start afresh, or a shorter message.',
  },
  'provider.over_budget': {
    reason: 'has reached its spending cap',
    advice: 'Write /approve to go on today, or raise the cap.',
  },
  'provider.not_configured': { reason: 'is not set up', advice: 'Add its settings, or take it out of the chain.' },
  'channel.unreachable': { reason: 'could not be reached', advice: 'I keep trying.' },
  'channel.rate_limited': { reason: 'asked me to slow down', advice: 'I go on by myself.' },
  'channel.token_invalid': { reason: 'refused the token', advice: 'Set a valid token and restart me.' },
  'channel.conflict': {
    reason: 'is already used by another program with the same account',
    advice: 'Stop the other program; I try again.',
  },
  'channel.not_configured': { reason: 'is not set up', advice: 'Add its settings and restart me.' },
};

const TABLE: Readonly<Partial<Record<string, { reason: string; advice: string }>>> = reasonTable;

/** A code without words of its own gets the sentence of the error table. */
export const reasons: Reasons = (code) =>
  TABLE[code] ?? { reason: 'had trouble I could not solve', advice: ERRORS[code][1] };

/** States of providers, channels and runs. */
export const states = {
  healthy: 'healthy',
  limited: 'slowed down',
  broken: 'broken',
  probing: 'being tried again',
  connecting: 'connecting',
  online: 'online',
  off: 'off',
  backingOff: 'trying again soon',
  loggedOut: 'logged out',
  conflicted: 'used by another program',
  misconfigured: 'misconfigured',
  running: 'running',
  done: 'done',
  refused: 'refused',
  cancelled: 'cancelled',
  failed: 'failed',
};

/** Repeats of tasks. */
export const repeatWords = {
  daily: 'every day',
  weekdays: 'every weekday',
  weekly: 'every week',
  monthly: 'every month',
  yearly: 'every year',
};

/** Phases of a build. */
export const phases = {
  analyst: 'understanding what you need',
  architect: 'designing the architecture',
  'test-writer': 'writing the tests',
  developer: 'writing the code',
  qa: 'checking that it works',
  reviewer: 'reviewing the code',
  delivery: 'preparing the delivery',
};

/** What a cap on spending is about. */
export const caps = {
  day: 'for everything',
  chat: 'for this chat',
  task: 'for this task',
  heartbeat: 'for my regular check-ins',
  provider: 'for this AI service',
};

/** What each command does, as /help and the menus of chats show it. */
export const summaries = {
  help: 'show what I can do',
  stop: 'stop the answer I am writing',
  pause: 'take messages but answer nothing for now',
  resume: 'go on after /pause',
  forget: 'close this conversation and start afresh',
  status: 'show how I am doing',
  note: 'keep a note',
  recall: 'search notes and past messages',
  whoami: 'show who you are to me',
  runs: 'list what I did lately',
  why: 'show how the last answer came about',
  memory: 'show how much I remember',
  history: 'show our last conversations',
  facts: 'show what I know about you',
  purge: 'forget everything I know about you',
  tasks: 'list your tasks and reminders',
  task: 'pause, resume, snooze or change a task',
  cancel: 'cancel a task',
  language: 'show or change my language',
  personality: 'show or change how I talk',
  skills: 'list my skills',
  projects: 'list your projects',
  project: 'switch to a project or leave it',
  heartbeat: 'show what I keep an eye on',
  learning: 'show what I have learned',
  token: 'show how long this conversation is',
  context: 'show what I send to the model',
  setup: 'set me up for your work',
  google: 'connect your Google account',
  whatsapp: 'connect WhatsApp',
  model: 'show or choose the AI model',
  usage: 'show what the models have cost',
  approve: 'let me do what I asked for, or go on past the spending cap',
  deny: 'turn down what I ask for',
  answer: 'answer a question of mine',
  approvals: 'what waits for your answer',
};
