/** /why, /token, /context: how the last answer came about, and what a model is given to read. */
import type { RunEvent } from '../../contracts/run-event.ts';
import { truncateOutput } from '../../domain/format/truncate.ts';
import { estimateTokens } from '../../domain/text/tokens.ts';
import { contextParts } from '../thinking/system-prompt.ts';
import type { Words } from '../agent/words.ts';
import { ToldCalls } from '../tools/told.ts';
import type { Command, CommandCall } from './command.ts';

/** The payloads the explanation is read from, as the activities write them. */
interface Told {
  type?: string;
  text: string;
  items: string[];
  dropped: unknown[];
  tokens: number;
  findings: string[];
  provider: string;
  model: string;
  ms: number;
  usage: { input: number | null; output: number | null };
  way: string;
  reason: string;
  commands: string[];
  recalled: string[];
}

/** Characters of a message that an explanation quotes. */
const QUOTE = 80;
/** Events that are read at once. */
const EVENTS = 500;
/** Bytes of the whole context that are shown. */
const MOST_BYTES = 60_000;

/** What a thing that was remembered says, by its id. */
type Named = (id: string) => string;

function sentence(event: RunEvent, words: Words, named: Named): string[] {
  const p = event.payload as unknown as Told;
  if (event.kind === 'user_message') return [words.text('whyWrote', { text: p.text.slice(0, QUOTE).toWellFormed() })];
  switch (p.type) {
    case 'context.assembled': {
      const read = words.text('whyRead', { messages: p.items.length, tokens: p.tokens, dropped: p.dropped.length });
      const recalled = p.recalled ?? [];
      return recalled.length === 0 ? [read] : [read, words.text('whyRecalled', { items: recalled.map(named) })];
    }
    case 'route.chosen':
      return [words.text('whyRoute', { way: p.way, reason: p.reason })];
    case 'input.sanitised':
      return [words.text('whySanitised', { findings: p.findings.join(', ') })];
    case 'answer.commands':
      return p.commands.length === 0 ? [] : [words.text('whyCommands', { names: p.commands })];
    case 'turn.gave_up':
      return [words.text('whyGaveUp')];
    case 'model.finished': {
      const shown = (n: number | null): string => String(n ?? '?');
      const seconds = (p.ms / 1000).toFixed(1);
      const { input, output } = p.usage;
      const facts = { provider: p.provider, model: p.model, seconds, input: shown(input), output: shown(output) };
      return [words.text('whyAnswered', facts)];
    }
    default:
      return [];
  }
}

function cost({ ports, words }: CommandCall, run: string): string {
  const spent = ports.ledger.spent({ run });
  return words.text('whyCost', { calls: spent.calls, cost: spent.unknown > 0 ? null : spent.cost / 1_000_000 });
}

/** Facts in their words; what is no fact any more keeps its id. */
function namesOf({ ports, asker }: CommandCall): Named {
  const facts = new Map(ports.memory.facts(asker.person, asker.project).map((f) => [f.id, `${f.key}: ${f.text}`]));
  return (id) => (facts.get(id) ?? id).slice(0, QUOTE).toWellFormed();
}

/** All events of a run, page by page: an answer that was long to write has many. */
function eventsOf({ ports }: CommandCall, run: string): RunEvent[] {
  const all: RunEvent[] = [];
  for (;;) {
    const page = ports.runs.events(run, all.at(-1)?.seq ?? 0, EVENTS);
    all.push(...page);
    if (page.length < EVENTS) return all;
  }
}

/** Explains the newest run of this conversation that has ended, was an answer and not a command. */
export const why: Command = (call) => {
  const { ports, key, words } = call;
  for (const run of ports.runs.list({ limit: 20, conversation: key })) {
    if (run.status === 'running' || ports.runs.latest(run.id, 'context.assembled') === undefined) continue;
    const calls = new ToldCalls();
    const named = namesOf(call);
    const steps = eventsOf(call, run.id).flatMap((event) => {
      const ended = calls.read(event);
      return ended === undefined ? sentence(event, words, named) : [words.text('whyTool', { ...ended })];
    });
    return words.text('why', { steps: [...steps, cost(call, run.id), words.text('whyRun', { id: run.id })] });
  }
  return words.text('why', { steps: [] });
};

/** How much of the model's reading this conversation takes. Creates nothing. */
export const token: Command = ({ ports, key, at, words }) => {
  const history = ports.messages.history(key, ports.settings.history.messages);
  if (history.length === 0) return words.text('noConversation');
  const { parts } = contextParts(ports, { conversation: key, question: '', at });
  const system = parts.reduce((n, p) => n + p.tokens, 0);
  const conversation = history.reduce((n, m) => n + estimateTokens(m.text), 0);
  return words.text('tokenReport', { messages: history.length, system, conversation });
};

/** What a model is told before the messages: names and sizes, or the whole of it. */
export const context: Command = ({ ports, key, at, args, words }) => {
  const { parts } = contextParts(ports, { conversation: key, question: '', at });
  if (args.toLowerCase() === 'full') return truncateOutput(parts.map((p) => p.text).join('\n\n'), MOST_BYTES);
  return words.text('contextReport', { parts: parts.map(({ name, tokens }) => ({ name, tokens })) });
};
