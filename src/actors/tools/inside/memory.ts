/** remember, recall, list_tasks: what Omega keeps about a person, for the model. */
import { OmegaError } from '../../../contracts/errors.ts';
import { isValidFact } from '../../../domain/memory/facts.ts';
import { isSensitive } from '../../../domain/memory/sensitive.ts';
import { NoInput, RecallInput, RememberInput } from '../../../domain/tools/inputs.ts';
import { ownManifest } from '../../../domain/tools/own.ts';
import { toldTask } from '../../agent/tasks.ts';
import { findAgain } from '../../thinking/recalled.ts';
import type { InsideTool } from './tool.ts';

const FOUND_CHARS = 600;

const remember: InsideTool = {
  name: 'remember',
  contexts: ['conversation', 'action', 'setup'],
  manifest: ownManifest({
    name: 'remember',
    title: 'Remember a fact',
    description: 'Keeps one fact about the person for later. Never passwords, keys or numbers of cards.',
    input: RememberInput,
    scopes: ['memory:own:read', 'memory:own:write'],
    dataClasses: ['personal'],
  }),
  run({ ports, asker, context, runId }, args) {
    const { key, text } = RememberInput.parse(args);
    const name = key.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '_');
    if (!isValidFact(name, text))
      throw new OmegaError('tool.arguments_invalid', 'This is not kept: it is a secret, a setting, or too long.');
    const kept = ports.memory.addFact({
      id: `f${context.newId()}`,
      person: asker.person,
      key: name,
      text,
      project: '',
      confidence: 0.9,
      sensitive: isSensitive(name, text),
      message: null,
      run: runId,
      at: context.at,
    });
    return {
      output: { kept },
      text: kept ? `Kept: ${name} = ${text}` : 'The person wanted this forgotten; it is not kept.',
    };
  },
};

const recall: InsideTool = {
  name: 'recall',
  contexts: ['conversation', 'action', 'heartbeat', 'setup'],
  manifest: ownManifest({
    name: 'recall',
    title: 'Look into memory',
    description: 'Finds facts, summaries of earlier conversations and earlier messages of the person by words.',
    input: RecallInput,
    scopes: ['memory:own:read'],
    dataClasses: ['personal'],
  }),
  run({ ports, asker, conversation, context }, args) {
    const { query, limit } = RecallInput.parse(args);
    const asked = { asker, conversation, question: query, meant: { none: 'off' }, at: context.at } as const;
    const items = findAgain(ports, asked, 3 * limit).slice(0, limit);
    const lines = items.map(
      (i) => `- [${i.kind} ${new Date(i.at).toISOString().slice(0, 10)}] ${i.text.slice(0, FOUND_CHARS)}`,
    );
    return {
      output: { items: items.map(({ kind, id, text, at }) => ({ kind, id, text: text.slice(0, FOUND_CHARS), at })) },
      text: lines.length === 0 ? 'Nothing was found.' : lines.join('\n'),
    };
  },
};

const listTasks: InsideTool = {
  name: 'list_tasks',
  contexts: ['conversation', 'action', 'heartbeat', 'setup'],
  manifest: ownManifest({
    name: 'list_tasks',
    title: 'List appointments',
    description: 'The open reminders and tasks of the person, with their ids.',
    input: NoInput,
    scopes: ['tasks:own:read'],
  }),
  run({ ports, asker, words, context }) {
    const tasks = ports.tasks.list(asker.person, ['active', 'paused']);
    const lines = tasks.map((task) => {
      const { description, due, repeat } = toldTask(task, words, context.at);
      return `- [${task.id}] ${task.kind}, ${task.state}: ${description} — ${due} (${repeat})`;
    });
    return {
      output: { ids: tasks.map(({ id }) => id) },
      text: lines.length === 0 ? 'There are none.' : lines.join('\n'),
    };
  },
};

/** The tools. */
export const memoryTools: readonly InsideTool[] = [remember, recall, listTasks];
