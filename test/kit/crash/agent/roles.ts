/** The people of the agent's cast: each wants one kind of work, again and again, and waits for what comes of it. */
import { planResult, type Kind } from './words.ts';

/** A chat as its person uses it. */
export interface Chat {
  say: (text: string) => void;
  /** Waits until some message of the chat holds this. */
  sees: (part: string) => Promise<void>;
  /** The same, and answers every question on the way: yes, but no to doing again what may have happened. */
  allowsUntil: (part: string) => Promise<void>;
}

/** How one piece of work goes, from the first message to what it leaves in the chat. */
export const ROLES: Readonly<Record<Kind, (chat: Chat, word: string) => Promise<void>>> = {
  async plan(chat, word) {
    chat.say(`Please research ${word}, compare what you find and then write it up for me in a short table`);
    // A command is answered beside the plan.
    chat.say(`/mistyped-${word}`);
    await chat.sees(`/mistyped-${word}`);
    await chat.sees(planResult(word));
  },
  async reminder(chat, word) {
    chat.say(`Remember ${word} for me`);
    await chat.sees(`Reminder: tea ${word}`);
  },
  async action(chat, word) {
    chat.say(`Later do ${word}`);
    await chat.sees(`Did ${word}.`);
  },
  async build(chat, word) {
    chat.say(`Propose ${word}`);
    await chat.sees(`a tracker ${word}`);
    chat.say('yes');
    await chat.sees(`${word} is ready.`);
  },
  async setup(chat, word) {
    chat.say(`/setup I run ${word}`);
    await chat.sees(`What is it about ${word}?`);
    chat.say(`orders for ${word}`);
    await chat.sees(`A project for ${word}. Shall I?`);
    chat.say('yes');
    await chat.sees(`Reminder: count ${word}`);
  },
  async tools(chat, word) {
    chat.say(`Use tools for ${word}`);
    await chat.allowsUntil(`Used ${word}.`);
  },
};

/** Who wants what: the chats of each kind. */
export const CHATS: Readonly<Record<Kind, readonly number[]>> = {
  plan: [101, 102],
  reminder: [201, 202],
  action: [301, 302],
  build: [401, 402],
  setup: [501],
  tools: [701, 702],
};

/** The chat that hears what heartbeats find. */
export const HEART = 601;
