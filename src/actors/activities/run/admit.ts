/** Activity admit (guard.allowlist): only people the owner has let in get further; a stranger is told so once a day. */
import { detectLanguage } from '../../../domain/i18n/detect.ts';
import { textIn } from '../../../domain/i18n/texts.ts';
import type { StepInput } from '../../../machines/chat/run.machine.ts';
import { activity } from '../../activity.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';

const DAY_MS = 86_400_000;

/** Builds the activity. */
export const admit = (ports: AgentPorts) =>
  activity<StepInput, { allowed: boolean; replied: boolean }>({
    name: 'admit',
    semantics: 'transactional',
    run({ runId, conversation }, context) {
      const { messages, runs, settings } = ports;
      const channel = messages.place(conversation)?.channel ?? '';
      const first = messages.batch(runId)[0];
      // A notice answers nobody: it goes to a conversation that was let in before.
      if (first === undefined) return { allowed: true, replied: false };
      const sender = first.sender;
      const allowed = settings.admit(channel, { id: sender, name: first.senderName }) === 'allow';
      const log = { runId, kind: 'system_event', actor: context.address, origin: 'system', at: context.at } as const;
      runs.append({ ...log, payload: { type: 'guard.allowlist', allowed, sender } });
      if (allowed) return { allowed, replied: false };
      const dedupe = `refused:${conversation}:${Math.floor(context.at / DAY_MS)}`;
      if (messages.has(dedupe)) return { allowed, replied: false };
      // Nobody knows a stranger's language but by these words.
      const { language, confident } = detectLanguage(first.text);
      const words = textIn(confident ? language : settings.language, 'refused', {
        channel,
        sender,
        setting: settings.allowListName(channel),
      });
      messages.addReply({
        id: dedupe,
        key: conversation,
        role: 'notice',
        kind: 'command',
        text: words,
        run: runId,
        model: null,
        usage: null,
        at: context.at,
      });
      runs.append({
        ...log,
        kind: 'assistant_message',
        payload: { message_id: replyId(runId), text: words, notice: true },
      });
      return { allowed, replied: true };
    },
  });
