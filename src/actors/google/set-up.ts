/** Connecting the owner's Google account: where it may be asked for, how it begins, and where its words go. */
import { isDirectKey } from '../../contracts/message.ts';
import type { GoogleAccount } from '../../contracts/ports/google.ts';
import type { GoogleEvents } from '../../machines/world/google.machine.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { UNREAD } from '../agent/home.ts';
import { tell } from '../agent/tell.ts';
import { wordsIn, type Words } from '../agent/words.ts';

/** There is one account, so one actor. */
export const GOOGLE = 'google:main';

/** What the actor is looked at through. */
type Peek = Pick<AgentPorts, 'peek'>;
type Post = Pick<ActivityContext, 'post' | 'newId'>;

/** Who asks, and where. */
export interface Asked {
  person: string;
  /** conversation key */
  key: string;
}

/** Whether a chat is the owner's own, with nobody else in it. */
export function isOwners(ports: Pick<AgentPorts, 'messages' | 'settings'>, { person, key }: Asked): boolean {
  const place = ports.messages.lastPlace(key);
  return place !== undefined && isDirectKey(key, place) && ports.settings.tools.isOwner(person);
}

/** Whether the steps of a set-up get to the person: they come when Google has answered, which a terminal does not wait for. */
function isHeard({ messages }: Pick<AgentPorts, 'messages'>, { key }: Asked): boolean {
  return !UNREAD.has(messages.lastPlace(key)?.channel ?? '');
}

/** The conversation in which a set-up is under way; undefined = none is. */
export function openIn({ peek }: Peek): string | undefined {
  const actor = peek(GOOGLE);
  if (actor === undefined || actor.value === 'idle' || actor.value === 'disconnecting') return undefined;
  const { conversation } = actor.context;
  return typeof conversation === 'string' ? conversation : undefined;
}

/** Tells the actor something; inside a transaction. */
export function tellGoogle(context: Post, event: GoogleEvents): void {
  context.post(GOOGLE, event, `${event.type}:${context.newId()}`);
}

/** Begins a set-up, or says which account is connected; inside a transaction. @returns the words for the person */
export function beginGoogle(
  ports: Pick<AgentPorts, 'messages' | 'settings'> & { google: Pick<GoogleAccount, 'state'> },
  context: Post,
  { words, ...asked }: Asked & { words: Words },
): string {
  if (!isOwners(ports, asked)) return words.text('googleNotHere');
  const { client, account } = ports.google.state();
  if (account !== '') return words.text('googleConnected', { account });
  if (!isHeard(ports, asked)) return words.text('googleNotHere');
  tellGoogle(context, { type: 'google.begun', conversation: asked.key, client });
  return words.text(client ? 'googleClientKept' : 'googleAskClient');
}

/** Says in the conversation of the set-up what came of a step; inside a transaction. */
export function say(
  ports: Pick<AgentPorts, 'noticeQueue' | 'chosen' | 'settings' | 'messages'>,
  context: Pick<ActivityContext, 'address' | 'at' | 'post' | 'key'>,
  { conversation, text }: { conversation: string; text: (words: Words) => string },
): void {
  tell(ports, context, {
    key: conversation,
    text: text(wordsIn(ports, conversation, context.at)),
    id: `google:${context.key}`,
  });
}
