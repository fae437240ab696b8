/** SKILL.md files: the format of agentskills.io, with the front matter of Omega and the metadata of OpenClaw. */
import { splitFrontMatter } from '../text/front-matter.ts';

/** A server that a skill brings. */
export interface SkillServer {
  name: string;
  command: string;
  args: string[];
  /** hosts it may reach from inside the sandbox, host:port */
  egress?: string[];
}

/** A skill. */
export interface Skill {
  name: string;
  description: string;
  /** programs it needs on the PATH */
  requires: string[];
  /** environment variables it needs */
  env: string[];
  homepage: string;
  /** words that bring it into play */
  triggers: string[];
  mcp: SkillServer[];
  body: string;
  /** what was left out and why */
  warnings: string[];
}

/** A skill, or what is wrong with its file. */
export type ParsedSkill = Skill | { problem: string };

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,63}$/u;
const COMMAND = /^[A-Za-z0-9\-_./@]+$/;

/** @returns whether a program may be started by this name: no shell signs, no way out of its folder */
export function isSafeCommand(command: string): boolean {
  return COMMAND.test(command) && !command.split('/').includes('..');
}

type Data = { [key: string]: unknown };

const table = (value: unknown): Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {};
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

function words(value: unknown): string[] {
  const all = Array.isArray(value) ? value.map(text) : text(value).split(/[\s,]+/);
  return all.filter((word) => word !== '');
}

/** OpenClaw writes its metadata as JSON in a text, or as a map; either way it may be wrapped in a name of its own. */
function metadataOf(value: unknown): Data {
  let data: Data = table(value);
  if (typeof value === 'string') {
    try {
      data = table(JSON.parse(value));
    } catch {
      data = {};
    }
  }
  const inner = ['openclaw', 'clawdbot', 'clawdis']
    .map((name) => table(data[name]))
    .find((t) => Object.keys(t).length > 0);
  return inner ?? data;
}

const HOST = /^[a-z0-9.*-]+:(?:\d{1,5}|\*)$/;

/** Servers as tables `[mcp.name]` or as keys `mcp-name: command args`. */
function serversOf(data: Data, warnings: string[]): SkillServer[] {
  const tables = Object.entries(table(data['mcp'])).map(([name, value]) => {
    const { command, args, egress } = table(value);
    const named = Array.isArray(egress) ? egress.map(text) : [];
    const hosts = named.filter((host) => HOST.test(host));
    if (hosts.length < named.length) warnings.push(`server ${name}: an egress is host:port, the rest is left out`);
    return {
      name,
      command: text(command),
      args: Array.isArray(args) ? args.map(text) : [],
      ...(hosts.length === 0 ? {} : { egress: hosts }),
    };
  });
  const lines = Object.entries(data)
    .filter(([key]) => key.startsWith('mcp-'))
    .map(([key, value]) => {
      const [command = '', ...args] = text(value).split(/\s+/);
      return { name: key.slice('mcp-'.length), command, args };
    });
  return [...tables, ...lines].filter(({ name, command }) => {
    const safe = isSafeCommand(command);
    if (!safe) warnings.push(`the server "${name}" is left out: "${command}" is no plain program name`);
    return safe;
  });
}

/** Builds a skill out of its keys. @returns undefined when it has no name */
export function skillOf(data: Data, body: string): Skill | undefined {
  const name = text(data['name']);
  if (!NAME.test(name)) return undefined;
  const warnings: string[] = [];
  const metadata = metadataOf(data['metadata']);
  const needs = table(metadata['requires']);
  const own = words(data['requires']);
  return {
    name,
    description: text(data['description']),
    requires: own.length > 0 ? own : words(needs['bins'] ?? metadata['bins']),
    env: words(needs['env']),
    homepage: text(data['homepage'] ?? metadata['homepage']),
    triggers: text(data['trigger'])
      .split('|')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    mcp: serversOf(data, warnings),
    body,
    warnings,
  };
}

/**
 * Reads a SKILL.md.
 *
 * @param folder name of its folder, which the name in the file should be
 * @returns      the skill, or a sentence with the line
 * @throws       never
 */
export function parseSkill(folder: string, file: string): ParsedSkill {
  const parts = splitFrontMatter(file);
  if ('problem' in parts) return parts;
  const skill = skillOf(parts.data, parts.body);
  if (skill === undefined) return { problem: 'line 2: the name is missing; write "name: " and a short name' };
  if (skill.description === '')
    return { problem: 'line 2: the description is missing; it says when the skill is used' };
  if (skill.name !== folder) skill.warnings.push(`its folder is called "${folder}"; the name in the file counts`);
  return skill;
}

/** The skills whose triggers a text holds as whole words, whatever the case. */
export function triggered(skills: readonly Skill[], said: string): Skill[] {
  const plain = ` ${said.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const holds = (trigger: string): boolean =>
    plain.includes(
      ` ${trigger
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()} `,
    );
  return skills.filter((skill) => skill.triggers.some(holds));
}
