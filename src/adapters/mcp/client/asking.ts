/** Questions of a server in the middle of a call: read, put to a person, answered; what is left out gets its default. */
import type { Json, JsonObject } from '../../../contracts/json.ts';
import { OmegaError } from '../../../contracts/errors.ts';
import type { McpAnswer, McpQuestion } from '../../../contracts/ports/mcp/host.ts';
import { MOST_ROUNDS } from './bounds.ts';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Longest question, characters. */
const MOST = 4000;

/** Reads `elicitation/create`. */
export function questionOf(params: unknown): McpQuestion {
  const given = isObject(params) ? params : {};
  const isUrl = given['mode'] === 'url';
  return {
    message: textOf(given['message']).slice(0, MOST),
    schema: !isUrl && isObject(given['requestedSchema']) ? given['requestedSchema'] : null,
    url: isUrl ? textOf(given['url']).slice(0, MOST) : null,
  };
}

/** The answer as the protocol has it. */
export function answered(question: McpQuestion, answer: McpAnswer): JsonObject {
  if (answer.action !== 'accept') return { action: answer.action };
  if (question.schema === null) return { action: 'accept' };
  const properties = isObject(question.schema['properties']) ? question.schema['properties'] : {};
  const defaults = Object.entries(properties).flatMap(([name, schema]): [string, Json][] =>
    isObject(schema) && schema['default'] !== undefined ? [[name, schema['default']]] : [],
  );
  return { action: 'accept', content: { ...Object.fromEntries(defaults), ...answer.content } };
}

/** Counts the questions of one call, so that a server that only asks comes to an end. */
export class Asking {
  readonly #server: string;
  readonly #ask: (question: McpQuestion) => Promise<McpAnswer>;
  #asked = 0;

  constructor(server: string, ask: (question: McpQuestion) => Promise<McpAnswer>) {
    this.#server = server;
    this.#ask = ask;
  }

  /** Puts one question. @throws OmegaError tool.remote after the tenth */
  async put(params: unknown): Promise<JsonObject> {
    this.#asked += 1;
    if (this.#asked > MOST_ROUNDS) throw this.endless();
    const question = questionOf(params);
    return answered(question, await this.#ask(question));
  }

  /** @returns the error for a server that asks on and on */
  endless(): OmegaError {
    return new OmegaError('tool.remote', `The MCP server "${this.#server}" asks on and on and never ends the call.`);
  }

  /** Answers the questions in a result that wants input. @throws OmegaError tool.remote for other wants */
  async putAll(requests: unknown): Promise<JsonObject> {
    const entries = Object.entries(isObject(requests) ? requests : {});
    const responses: JsonObject = {};
    for (const [key, request] of entries) {
      const method = isObject(request) ? textOf(request['method']) : '';
      if (method !== 'elicitation/create')
        throw new OmegaError(
          'tool.remote',
          `The MCP server "${this.#server}" wants "${method}", which Omega does not give.`,
        );
      responses[key] = await this.put((request as JsonObject)['params']);
    }
    return responses;
  }
}
