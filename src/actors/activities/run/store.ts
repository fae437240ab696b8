/** Activity store (persist.message): carries out what the answer asks for, and turns it into the one stored answer of its run. */
import type { AgentCommand } from '../../../contracts/agent-command.ts';
import { parseAnswer } from '../../../domain/markers/parse.ts';
import { HINTS, onboardingStage, type OnboardingStage } from '../../../domain/memory/onboarding.ts';
import type { StepInput, Stored } from '../../../machines/chat/run.machine.ts';
import type { TurnOutput } from '../../../machines/turn/turn.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import { askerOf } from '../../agent/asker.ts';
import { isFileCommand } from '../../carry-out/files.ts';
import { carryOut } from '../../carry-out/index.ts';
import { answerContext, isInner } from '../../agent/inner.ts';
import { logEvent } from '../../log-event.ts';
import type { Asker } from '../../agent/tasks.ts';
import { wordsFor, type Words } from '../../agent/words.ts';

/** States of tasks that a person ever had. */
const EVER = ['active', 'paused', 'done', 'cancelled'] as const;

/** The answer once its commands are out of it, and what they came to; kept while files are being changed. */
interface Carried {
  text: string;
  lines: string[];
  files: AgentCommand[];
}

function finalText(words: Words, draft: string, outcome: TurnOutput['outcome']): string {
  if (outcome === 'stopped' && draft !== '') return `${draft}\n\n(${words.text('stopped')})`;
  if (outcome === 'interrupted' && draft !== '') return `${draft}\n\n${words.text('interrupted')}`;
  return draft === '' && outcome === 'gaveUp' ? words.text('gaveUp', { failed: [] }) : draft;
}

/** Carries out the commands of a complete answer; a stopped one asks for nothing. */
function carry(ports: AgentPorts, context: ActivityContext, input: StepInput & { turn: TurnOutput }): Carried {
  const { runId, conversation, turn } = input;
  const asker = askerOf(ports, conversation, runId);
  const words = wordsFor(ports, asker.person, context.at);
  const draft = ports.runs.draft(runId, replyId(runId));
  if (turn.outcome !== 'answered') return { text: finalText(words, draft, turn.outcome), lines: [], files: [] };
  const where = answerContext(conversation);
  const { text, commands, problems, ignored } = parseAnswer(draft, where);
  const now = commands.filter((command) => !isFileCommand(command));
  const files = commands.filter(isFileCommand);
  const done = carryOut({ ports, context, runId, conversation, where, asker, words }, now);
  const lines = [...done, ...problems.map((p) => words.text('commandFailed', { what: p.line, reason: p.reason }))];
  if (commands.length + problems.length + ignored.length > 0) {
    const seen = { commands: commands.map((c) => c.type), problems: problems.map((p) => p.marker), ignored };
    logEvent(ports, context, runId, { type: 'answer.commands', ...seen });
  }
  return { text, lines, files };
}

/** The first look carries out; when files were to be changed, the second one finds what came of it. */
function carried(
  ports: AgentPorts,
  context: ActivityContext,
  input: StepInput & { turn: TurnOutput },
): Carried | 'filing' {
  const kept = ports.runs.latest(input.runId, 'answer.carried') as unknown as Carried | undefined;
  if (kept === undefined) {
    const first = carry(ports, context, input);
    if (first.files.length === 0) return first;
    logEvent(ports, context, input.runId, { type: 'answer.carried', ...(first as unknown as Record<string, string>) });
    return 'filing';
  }
  const filed = ports.runs.latest(input.runId, 'files.changed') as unknown as { lines: string[] } | undefined;
  const words = wordsFor(ports, askerOf(ports, input.conversation, input.runId).person, context.at);
  return { ...kept, lines: [...kept.lines, ...(filed?.lines ?? [words.text('filesFailed')])] };
}

/** The next hint of getting to know each other, when the person has come that far; each is given once. */
function hint(ports: AgentPorts, { person, key }: Asker, words: Words, at: number): string {
  const current = Number(ports.chosen.get(person, 'onboarding') ?? 0) as OnboardingStage;
  const facts = ports.memory.facts(person).length;
  const stage = current >= 5 ? current : onboardingStage(current, facts, ports.tasks.list(person, EVER).length > 0);
  if (stage === current || key === '') return '';
  ports.chosen.set(person, 'onboarding', String(stage), at);
  return stage === 0 || stage === 5 ? '' : words.text(HINTS[stage]);
}

/** Builds the activity. A turn that was cancelled before its first word, and a heartbeat that found nothing, leave no answer. */
export const store = (ports: AgentPorts) =>
  activity<StepInput & { turn: TurnOutput }, Stored>({
    name: 'store',
    semantics: 'transactional',
    run(input, context) {
      const { runId, conversation, turn } = input;
      const result = carried(ports, context, input);
      if (result === 'filing') return { replied: false, filing: true };
      const asked = turn.outcome === 'answered' && !isInner(conversation);
      const asker = askerOf(ports, conversation, runId);
      const words = wordsFor(ports, asker.person, context.at);
      const said = [result.text, result.lines.join('\n'), asked ? hint(ports, asker, words, context.at) : ''];
      const confirmed = said.filter((part) => part.trim() !== '').join('\n\n');
      const text = confirmed === '' && asked ? words.text('noted') : confirmed;
      if (text === '') return { replied: false, filing: false };
      const id = replyId(runId);
      const { model, usage } = turn;
      const message = { id, key: conversation, text, run: runId, model: model || null, usage, at: context.at } as const;
      ports.messages.addReply({ ...message, role: 'assistant', kind: 'text' });
      const payload = { message_id: id, text, model, usage, outcome: turn.outcome };
      const { address: actor, at } = context;
      ports.runs.append({ runId, kind: 'assistant_message', payload, actor, origin: 'model', at });
      return { replied: true, filing: false };
    },
  });
