/** Activities openPost, fillPost, closePost, endApproval: where a question stands for people to see, and how it ends. */
import type { Approval } from '../../../contracts/tools/policy.ts';
import type { Button, ChannelAdapter } from '../../../contracts/ports/channel.ts';
import { text } from '../../../domain/i18n/texts.ts';
import { cardText } from '../../../domain/tools/card.ts';
import type { Decision } from '../../../machines/tools/approval.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { reachKey } from '../../agent/home.ts';
import { wordsFor, type Words } from '../../agent/words.ts';
import { isPlainlyAnswered } from '../../tools/answer.ts';
import { logEvent } from '../../log-event.ts';

interface Id {
  approval: string;
}

const ATTEMPTS = 5;
const EXPIRES_MS = 600_000;
/** Beside the parts of a long question there must be room for the words around them, UTF-16 units. */
const MARGIN = 64;

interface Spot {
  channel: ChannelAdapter;
  chat: string;
}

/**
 * The chat a question is put in: that of its conversation, else one where somebody who may answer is reached; none when both
 * are only read. Quiet hours do not hold it back: what runs in them was begun by the person, or has an hour they named.
 */
function spotOf(ports: AgentPorts, { key, person }: Approval): Spot | undefined {
  for (const candidate of [key, reachKey(ports, person)]) {
    const place = ports.messages.lastPlace(candidate);
    const channel = place && ports.channels.get(place.channel);
    if (place && channel && channel.capabilities.delivery !== 'stored') return { channel, chat: place.chat };
  }
  return undefined;
}

function wordsOf(ports: AgentPorts, { person }: Approval): Words {
  return wordsFor(ports, person, ports.clock.now());
}

/** Buttons carry what a person could type. */
function buttonsOf({ code, kind, level, card }: Approval, words: Words): Button[][] {
  if (kind === 'question')
    return card.choices.map((choice, i) => [{ text: choice, message: `/answer ${code} #${i + 1}` }]);
  if (level === 'typed_confirm') return [[{ text: words.text('approvalNo'), message: `/deny ${code}` }]];
  const yes = [{ text: words.text('approvalYes'), message: `/approve ${code}` }];
  const more =
    level === 'ask_once' && kind === 'call'
      ? [
          [
            { text: words.text('approvalYesRun'), message: `/approve ${code} run` },
            { text: words.text('approvalYesProject'), message: `/approve ${code} project` },
          ],
        ]
      : [];
  return [[...yes, { text: words.text('approvalNo'), message: `/deny ${code}` }], ...more];
}

/** What it is about, in the person's language; a question of the model is in its own words. */
function titleOf({ kind, tool, card: { title } }: Approval, words: Words): string {
  return kind === 'question' || kind === 'elicitation' ? title : words.text('toolTitle', { id: tool, title });
}

/** The question as a chat shows it; `here` = plain words in that chat answer it. */
export function questionText(approval: Approval, words: Words, here: boolean): string {
  const { kind, code } = approval;
  const facts = approval.card.facts.map(({ label, value }) => ({ label: words.text('factLabel', { label }), value }));
  const card = { ...approval.card, title: titleOf(approval, words), facts };
  const ask =
    kind === 'question'
      ? words.text('approvalQuestion')
      : words.text(kind === 'uncertain' ? 'approvalUncertain' : 'approvalAsk');
  const how = words.text(kind !== 'question' ? 'approvalHow' : here ? 'approvalHowAnswer' : 'approvalHowAnswerCode', {
    code,
  });
  return cardText(card, { ask, why: words.text('approvalWhy'), how });
}

/** How it ended, as a chat shows it. */
export function outcomeText(approval: Approval, words: Words): string {
  const { state, answer, by, words: said } = approval;
  const title = titleOf(approval, words);
  if (state === 'expired') return words.text('approvalExpired', { title });
  if (state === 'withdrawn') return words.text('approvalWithdrawn', { title });
  const how = { title, by, words: said };
  return answer === 'yes' ? words.text('approvalAllowed', how) : words.text('approvalDenied', how);
}

/** Sends the placeholder. A crash costs at most one stray placeholder. */
export const openPost = (ports: AgentPorts) =>
  activity<Id, { ref: string }>({
    name: 'openPost',
    semantics: 'pure',
    pool: 'channel',
    attempts: ATTEMPTS,
    expiresMs: EXPIRES_MS,
    async run({ approval: id }, context) {
      const approval = ports.tools.approvals.get(id);
      const spot = approval && spotOf(ports, approval);
      if (spot === undefined) return { ref: '' };
      const { ref } = await spot.channel.send(spot.chat, text('placeholder'), context.key, context.signal);
      const post = { channel: spot.channel.name, chat: spot.chat, ref };
      context.settle(() => ports.tools.approvals.addPost(id, post));
      return { ref };
    },
  });

/** Turns the placeholder into the question. What does not fit into one message is looked at on the page or in the terminal. */
export const fillPost = (ports: AgentPorts) =>
  activity<Id, null>({
    name: 'fillPost',
    semantics: 'idempotent',
    pool: 'channel',
    attempts: ATTEMPTS,
    expiresMs: EXPIRES_MS,
    async run({ approval: id }, context) {
      const approval = ports.tools.approvals.get(id);
      if (approval === undefined) return null;
      const words = wordsOf(ports, approval);
      for (const { channel: name, chat, ref } of ports.tools.approvals.posts(id)) {
        const channel = ports.channels.get(name);
        const here = isPlainlyAnswered(ports, approval);
        const whole = questionText(approval, words, here);
        const limit = (channel?.capabilities.textLimit ?? whole.length) - MARGIN;
        const fits = whole.length <= limit;
        const body = fits
          ? whole
          : questionText({ ...approval, card: { ...approval.card, body: words.text('approvalLong') } }, words, here);
        // A yes wants to be seen whole: where it does not fit, it is given on the page or in the terminal.
        const level = fits ? approval.level : 'typed_confirm';
        const buttons = buttonsOf({ ...approval, level }, words);
        await channel?.edit(chat, ref, { text: body, buttons }, context.signal);
      }
      return null;
    },
  });

/** Puts the outcome in the place of the question. */
export const closePost = (ports: AgentPorts) =>
  activity<Id, null>({
    name: 'closePost',
    semantics: 'idempotent',
    pool: 'channel',
    attempts: 3,
    expiresMs: EXPIRES_MS,
    async run({ approval: id }, context) {
      const approval = ports.tools.approvals.get(id);
      if (approval === undefined) return null;
      const outcome = outcomeText(approval, wordsOf(ports, approval));
      for (const { channel, chat, ref } of ports.tools.approvals.posts(id))
        await ports.channels.get(channel)?.edit(chat, ref, outcome, context.signal);
      return null;
    },
  });

/** Ends a question that nobody answered, unless somebody was faster. */
export const endApproval = (ports: AgentPorts) =>
  activity<Id & { state: 'expired' | 'withdrawn' }, Decision>({
    name: 'endApproval',
    semantics: 'transactional',
    run({ approval: id, state }, context) {
      const end = { state, answer: null, scope: null, words: '', by: '', via: '' };
      const ended = ports.tools.approvals.end(id, end, context.at);
      const approval = ports.tools.approvals.get(id);
      if (!ended && approval?.answer != null) return { answer: approval.answer };
      if (ended && approval !== undefined && approval.run !== '')
        logEvent(ports, context, approval.run, { type: `approval.${state}`, approval_id: id });
      return { answer: state };
    },
  });
