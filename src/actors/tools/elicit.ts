/** Puts a question of an MCP server to the person a call is for, and waits for the answer. */
import { hash } from 'node:crypto';
import type { Json, JsonObject } from '../../contracts/json.ts';
import type { DurableHost } from '../../contracts/ports/durable-host.ts';
import type { ToolCall } from '../../contracts/ports/tools/executor.ts';
import type { McpAnswer, McpQuestion } from '../../contracts/ports/mcp/host.ts';
import type { Approval } from '../../contracts/tools/policy.ts';
import { plainCard } from '../../domain/tools/card.ts';
import { schemaProblems } from '../../domain/tools/schema.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { askerOf } from '../agent/asker.ts';
import { ELICITED, unanswered } from './answer.ts';
import { freeCode } from './code.ts';

/** What it needs. */
export interface ElicitParts {
  ports: AgentPorts;
  host: DurableHost;
}

/** What the person is to type: a value, or JSON where several are asked for. */
function fieldsOf(schema: JsonObject | null): [string, JsonObject][] {
  const properties = (schema?.['properties'] ?? {}) as Record<string, JsonObject>;
  return Object.entries(properties);
}

function choicesOf(schema: JsonObject | null): string[] {
  const [only, ...more] = fieldsOf(schema);
  const values = more.length === 0 ? only?.[1]['enum'] : undefined;
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string').slice(0, 6) : [];
}

function asType(text: string, type: Json | undefined): Json {
  if (type === 'boolean') return /^(?:true|yes|y|ja|si|sí|oui|sim|да|1)$/i.test(text);
  if (type === 'number' || type === 'integer') return Number(text.replace(',', '.'));
  return text;
}

/** The answer in the form the server wants; undefined when the words do not give it. */
function contentOf(schema: JsonObject | null, words: string): JsonObject | undefined {
  const fields = fieldsOf(schema);
  const [first, ...more] = fields;
  if (schema === null || first === undefined) return {};
  const [name, field] = first;
  const content = more.length === 0 ? { [name]: asType(words.trim(), field['type']) } : parsed(words);
  return content !== undefined && schemaProblems(schema, content).length === 0 ? content : undefined;
}

function parsed(words: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(words);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function approvalOf({ ports }: ElicitParts, call: ToolCall, question: McpQuestion, at: number): Approval {
  const asker = askerOf(ports, call.conversation, call.run);
  const id = `e${hash('sha256', `${call.id} ${question.message} ${at}`, 'hex').slice(0, 20)}`;
  const { message, schema, url } = question;
  const fields = fieldsOf(schema).map(([label, { type, title }]) => ({
    label,
    value: String((title ?? type ?? '') as string),
  }));
  return {
    id,
    code: freeCode(ports.tools.approvals, id),
    kind: url === null ? 'question' : 'elicitation',
    run: call.run,
    key: asker.key,
    person: asker.person,
    project: asker.project,
    tool: call.manifest.id,
    version: call.manifest.version,
    hash: hash('sha256', JSON.stringify(question), 'hex'),
    level: 'ask_each',
    rules: [ELICITED],
    subject: '',
    card: plainCard({
      title: message.slice(0, 2000),
      facts: [
        { label: 'tool', value: call.manifest.title },
        ...(url === null ? fields : [{ label: 'address', value: url }]),
      ],
      body: fields.length > 1 ? JSON.stringify(schema, null, 2) : '',
      form: 'json',
      why: [],
      choices: choicesOf(schema),
    }),
    ...unanswered(ports, at),
  };
}

/** Waits until the question has ended. */
function ended({ ports }: ElicitParts, id: string, signal: AbortSignal): Promise<Approval> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const now = ports.tools.approvals.get(id);
      if (now === undefined || now.state === 'pending') return;
      stop();
      resolve(now);
    };
    const abort = (): void => {
      stop();
      reject(signal.reason as Error);
    };
    const unsubscribe = ports.notices.subscribe(look);
    const stop = (): void => {
      unsubscribe();
      signal.removeEventListener('abort', abort);
    };
    signal.addEventListener('abort', abort, { once: true });
    look();
  });
}

/**
 * Asks.
 *
 * @returns declined when the person says no or gives nothing that fits; cancelled when nobody answers in time
 * @throws  the signal's reason; the question is withdrawn then
 */
export async function elicit(
  parts: ElicitParts,
  call: ToolCall,
  { question, signal }: { question: McpQuestion; signal: AbortSignal },
): Promise<McpAnswer> {
  const { ports, host } = parts;
  const id = await host.submit((tx) => {
    const approval = approvalOf(parts, call, question, tx.at);
    ports.tools.approvals.add(approval);
    const payload = {
      type: 'approval.requested',
      approval_id: approval.id,
      code: approval.code,
      kind: approval.kind,
      render: approval.card as never,
    };
    ports.runs.append({
      runId: call.run,
      kind: 'system_event',
      payload,
      actor: `approval:${approval.id}`,
      origin: 'mcp',
      at: tx.at,
    });
    const expiresMs = approval.expiresAt - tx.at;
    tx.post(
      `approval:${approval.id}`,
      { type: 'approval.ask', asker: `toolCall:${call.id}`, expiresMs },
      `ask:${approval.id}`,
    );
    return approval.id;
  });
  try {
    const { state, answer, words } = await ended(parts, id, signal);
    if (state !== 'resolved') return { action: 'cancel' };
    const content = answer === 'yes' ? contentOf(question.schema, words) : undefined;
    return content === undefined ? { action: 'decline' } : { action: 'accept', content };
  } catch (error) {
    await host.dispatch(`approval:${id}`, { type: 'approval.withdraw' }, `withdraw:${id}`);
    throw error;
  }
}
