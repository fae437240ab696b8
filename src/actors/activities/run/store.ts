/** Activity store (persist.message): carries out what the answer asks for, and turns it into the one stored answer of its run. */
import type { AgentCommand, AnswerContext } from '../../../contracts/agent-command.ts';
import { canonicalJson } from '../../../domain/policy/canonical.ts';
import { parseAnswer } from '../../../domain/markers/parse.ts';
import { HINTS, onboardingStage, type OnboardingStage } from '../../../domain/memory/onboarding.ts';
import type { SessionKind } from '../../../machines/chat/session.machine.ts';
import type { StepInput, Stored } from '../../../machines/chat/run.machine.ts';
import type { TurnOutput } from '../../../machines/turn/turn.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import { askerOf } from '../../agent/asker.ts';
import { isFileCommand } from '../../carry-out/files.ts';
import type { Carrying } from '../../carry-out/executor.ts';
import { carryOut } from '../../carry-out/index.ts';
import { isTainted } from '../../tools/subject-of-call.ts';
import { commandOfCall } from '../../tools/inside/commands.ts';
import { carrySession } from '../../carry-out/sessions.ts';
import { answerContext, isInner } from '../../agent/inner.ts';
import { logEvent } from '../../log-event.ts';
import type { Asker } from '../../agent/tasks.ts';
import { wordsFor, type Words } from '../../agent/words.ts';
import { isWritten } from '../../thinking/model.ts';

const REASONS = { incomplete: 'reasonIncomplete', unreadable: 'reasonUnreadable', tooLong: 'reasonTooLong' } as const;

/** What an answer may still ask for after it has read foreign words: nothing that acts later or changes how Omega is. */
const HARMLESS: ReadonlySet<AgentCommand['type']> = new Set(['action.outcome', 'outcome.record', 'task.cancel']);

function isHarmless(command: AgentCommand): boolean {
  return HARMLESS.has(command.type) || (command.type === 'task.create' && command.kind === 'reminder');
}

/** States of tasks that a person ever had. */
const EVER = ['active', 'paused', 'done', 'cancelled'] as const;

/** An answer that was read: its text, what it asks for, and lines for the person. Kept while files are being changed. */
interface Read {
  text: string;
  lines: string[];
  commands: AgentCommand[];
  files: AgentCommand[];
}

function finalText(words: Words, draft: string, outcome: TurnOutput['outcome']): string {
  if (outcome === 'stopped' && draft !== '') return `${draft}\n\n(${words.text('stopped')})`;
  if (outcome === 'interrupted' && draft !== '') return `${draft}\n\n${words.text('interrupted')}`;
  return draft === '' && outcome === 'gaveUp' ? words.text('gaveUp', { failed: [] }) : draft;
}

type Input = StepInput & { turn: TurnOutput };

/** What a person may read of an answer that came to no end: no markers, and nothing that its session would have read first. */
function readable(draft: string, { where, kind }: { where: AnswerContext; kind: SessionKind | undefined }): string {
  return kind === undefined ? parseAnswer(draft, where).text : '';
}

function routeOf({ runs }: AgentPorts, runId: string): Record<string, unknown> | undefined {
  return runs.latest(runId, 'route.chosen');
}

/** What the answer of this run is carried out with. A session's answer is read in the context of a set-up. */
function carryingOf(
  ports: AgentPorts,
  context: ActivityContext,
  { runId, conversation }: Input,
): Carrying & { kind: SessionKind | undefined } {
  const asker = askerOf(ports, conversation, runId);
  const session = routeOf(ports, runId)?.['session'];
  const kind = typeof session === 'string' ? (session as SessionKind) : undefined;
  const where = kind === undefined ? answerContext(conversation) : 'setup';
  return { ports, context, runId, conversation, where, asker, words: wordsFor(ports, asker.person, context.at), kind };
}

/** What a tool of this run has done already is not done again, nor said again, because a marker asks for it too. */
function withoutDone(ports: AgentPorts, runId: string, commands: readonly AgentCommand[]): AgentCommand[] {
  if (commands.length === 0) return [];
  const done = ports.tools
    .callsOf(runId)
    .flatMap(({ state, tool, call }) => (state === 'done' ? (commandOfCall(tool, call.args) ?? []) : []))
    .map((command) => canonicalJson(command as never));
  return commands.filter((command) => !done.includes(canonicalJson(command as never)));
}

/** Reads a complete answer; a stopped one, and one that no model wrote, asks for nothing. */
function read(ports: AgentPorts, context: ActivityContext, input: Input): Read {
  const { runId, conversation, turn } = input;
  const carrying = carryingOf(ports, context, input);
  const { words, where, kind } = carrying;
  const draft = ports.runs.draft(runId, replyId(runId));
  if (turn.outcome !== 'answered') {
    // What a session's broken answer said is gone from the draft already: only why there is none stands there.
    const part = turn.outcome === 'gaveUp' && kind !== undefined ? draft : readable(draft, carrying);
    return { text: finalText(words, part, turn.outcome), lines: [], commands: [], files: [] };
  }
  if (routeOf(ports, runId)?.['way'] === 'told' || !isWritten(turn.model))
    return { text: draft, lines: [], commands: [], files: [] };
  const session = kind ? carrySession(carrying, kind, draft) : { text: draft, files: [], ask: '' };
  const parsed = parseAnswer(session.text, where);
  const { text, problems, ignored } = parsed;
  const tainted = isTainted(ports, runId, conversation);
  const wanted = withoutDone(ports, runId, parsed.commands);
  const commands = wanted.filter((c) => !tainted || isHarmless(c));
  const held = wanted.filter((c) => !commands.includes(c));
  const written = session.files.map(({ path, content }) => ({ type: 'project.write', path, content }) as const);
  if (commands.length + problems.length + ignored.length > 0) {
    const seen = { commands: commands.map((c) => c.type), problems: problems.map((p) => p.marker), ignored };
    logEvent(ports, context, runId, { type: 'answer.commands', ...seen });
  }
  const told = problems.map((p) =>
    words.text('commandFailed', { what: p.line, reason: words.text(REASONS[p.reason]) }),
  );
  for (const { type } of held) told.push(words.text('commandHeld', { what: type }));
  return {
    text,
    lines: session.ask === '' ? told : [session.ask, ...told],
    commands: commands.filter((command) => !isFileCommand(command)),
    files: [...written, ...commands.filter(isFileCommand)],
  };
}

/** Commands that change files go first, after a commit of their own; then the others are carried out with what came of them. */
function carried(ports: AgentPorts, context: ActivityContext, input: Input): Pick<Read, 'text' | 'lines'> | 'filing' {
  const kept = ports.runs.latest(input.runId, 'answer.read') as unknown as Read | undefined;
  const answer = kept ?? read(ports, context, input);
  if (kept === undefined && answer.files.length > 0) {
    logEvent(ports, context, input.runId, { type: 'answer.read', ...(answer as unknown as Record<string, string>) });
    return 'filing';
  }
  const carrying = carryingOf(ports, context, input);
  const filed = ports.runs.latest(input.runId, 'files.changed') as unknown as { lines: string[] } | undefined;
  const files = kept === undefined ? [] : (filed?.lines ?? [carrying.words.text('filesFailed')]);
  return { text: answer.text, lines: [...files, ...carryOut(carrying, answer.commands), ...answer.lines] };
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
      const done = ports.tools
        .callsOf(runId)
        .flatMap((call) => (call.state === 'done' && call.line !== '' ? [call.line] : []));
      const said = [
        result.text,
        [...done, ...result.lines].join('\n'),
        asked ? hint(ports, asker, words, context.at) : '',
      ];
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
