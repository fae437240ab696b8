/** Takes messages in: message row, mailbox event and channel position in one transaction, each message once. */
import { OmegaError } from '../contracts/errors.ts';
import { MAX_TEXT, conversationKey, type ConversationMode, type InboundMessage } from '../contracts/message.ts';
import type { DurableHost } from '../contracts/ports/durable-host.ts';
import type { ActorEvent, Cursors } from '../contracts/ports/stores/host-store.ts';
import type { MessageStore } from '../contracts/ports/stores/message-store.ts';
import { paceOf, parseCommand, type Pace, type ParsedCommand } from '../domain/commands.ts';
import { confide, type ConfidePorts } from './google/confide.ts';
import { answerApproval, meantAnswer, type AnswerPorts } from './tools/answer.ts';
import { isProgram } from './tools/subject-of-call.ts';
import { isHelpQuestion } from '../domain/i18n/help-question.ts';

/** What the intake needs. */
export interface IngestParts {
  host: DurableHost;
  messages: MessageStore;
  cursors: Cursors;
  settings: { mode: ConversationMode; waitingLimit: number } & AnswerPorts['settings'] & ConfidePorts['settings'];
  tools: AnswerPorts['tools'];
  runs: AnswerPorts['runs'];
  peek: ConfidePorts['peek'];
  /** keeps aside what is said in confidence */
  google: ConfidePorts['google'];
  newId: (at: number) => string;
}

/** What became of a message: its id, and whether it had come in before. */
export interface Taken {
  messageId: string;
  repeated: boolean;
}

/** "What can you do?" is answered like /help: at once, and by every Omega alike. */
const HELP = { name: 'help', args: '' } as const;

/** An answer to a question of another chat has acted; what became of it is told at once. */
const ANSWER = { name: 'answer', args: '', pace: 'aside' } as const;

/** Channels only the owner can reach: what is said there is said by the owner. */
const OWN_SURFACES = new Set(['web', 'terminal']);

/** The intake of the daemon. */
export interface Ingest {
  /**
   * Stores messages, and how far the channel has been read.
   * @returns after the commit: what became of each message
   * @throws  OmegaError intake.too_large (nothing is stored), store.*
   */
  receive(channel: string, batch: readonly InboundMessage[], cursor?: string): Promise<Taken[]>;
}

function check(message: InboundMessage): void {
  if (message.text.length > MAX_TEXT)
    throw new OmegaError(
      'intake.too_large',
      `The message has ${message.text.length} characters; up to ${MAX_TEXT} are taken.`,
    );
}

type Paced = ParsedCommand & { pace: Pace };

/** The command in a message. A set-up that is told what for is talked over with the agent. */
function commandIn(text: string): Paced | undefined {
  const command = parseCommand(text) ?? (isHelpQuestion(text) ? HELP : undefined);
  if (command === undefined || (command.name === 'setup' && command.args !== '')) return undefined;
  return { ...command, pace: paceOf(command) };
}

/** Who is told of a message: the aside of its chat where it needs no turn, else the conversation. */
function mailFor(
  { messages, settings }: IngestParts,
  mode: ConversationMode | undefined,
  key: string,
  { id, position, command }: { id: string; position: number; command: Paced | undefined },
): { address: string; event: ActorEvent } {
  if (command?.pace === 'aside') return { address: `aside:${key}`, event: { type: 'command.received' } };
  const event = {
    type: 'message.received',
    messageId: id,
    position,
    mode: mode ?? settings.mode,
    control: command?.pace === 'control' ? command.name : null,
    crowded: messages.waitingCount(key) > settings.waitingLimit,
  };
  return { address: `conversation:${key}`, event };
}

/** Builds the intake. It waits while the mailboxes are over their limit, so that a flood slows its channel, not the answers. */
export function ingest(parts: IngestParts): Ingest {
  const { host, messages, cursors, newId } = parts;
  return {
    async receive(channel, batch, cursor) {
      for (const message of batch) check(message);
      await host.uncongested();
      return host.submit((tx) => {
        const taken = batch.map((m): Taken => {
          const key = conversationKey(m);
          const person = OWN_SURFACES.has(m.channel) ? 'owner' : `${m.channel}:${m.sender}`;
          // What a program hands over is said by nobody: it answers no question.
          const program = isProgram(m.senderName);
          const said = { key, person, text: m.text.toWellFormed(), direct: m.direct, program };
          const { stored: text, words } = confide(parts, said);
          const command = commandIn(text);
          const meant = program ? undefined : meantAnswer(parts, { key, text, by: person, via: m.channel });
          const { id, position, repeated } = messages.addInbound({
            ...m,
            id: `m${newId(tx.at)}`,
            key,
            person,
            text,
            kind: command || meant ? 'command' : 'text',
            dedupe: `${m.channel}:${m.dedupe}`,
            at: tx.at,
          });
          if (repeated) return { messageId: id, repeated };
          // Like the row, it has to last before the message counts as taken.
          if (words !== '') parts.google.seal(id, words);
          if (meant !== undefined) {
            // An answer acts at once, past what waits: the run that asked is the one that is busy.
            answerApproval(parts, tx, meant.approval, meant.given);
            if (parts.runs.run(meant.approval.run)?.conversation === key) {
              messages.take(key, position, position, meant.approval.run);
              return { messageId: id, repeated };
            }
            // From another chat: that chat is told what became of it, and the run that asked does not read its words.
          }
          const mail = mailFor(parts, m.mode, key, { id, position, command: meant === undefined ? command : ANSWER });
          tx.post(mail.address, mail.event, `m:${id}`, `${m.channel}:${m.dedupe}`);
          return { messageId: id, repeated };
        });
        if (cursor !== undefined) cursors.setCursor(channel, cursor);
        return taken;
      });
    },
  };
}
