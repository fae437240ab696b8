/** The rules in force: built-in ones, the owner's `policy.yaml`, and what projects add. A broken file stops nothing else. */
import { hash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { policyFile, type PolicyText } from '../../adapters/system/policy-file.ts';
import type { PolicyPort } from '../../contracts/ports/tools/policy.ts';
import type { LayeredRule } from '../../contracts/tools/policy.ts';
import { canonicalJson } from '../../domain/policy/canonical.ts';
import { compilePolicy, type CompiledPolicy } from '../../domain/policy/compile.ts';
import { decide } from '../../domain/policy/decide.ts';
import { ASK_EVERYTHING, ASK_THE_REST, DEFAULT_RULES } from '../../domain/policy/defaults.ts';
import { FLOOR } from '../../domain/policy/floor.ts';
import type { ParsedPolicy, PolicyProblem } from '../../domain/policy/parse.ts';

/** Name of every policy file. */
const NAME = 'policy.yaml';
/** Folder names that may lead to a file; anything else has no rules of its own. */
const PROJECT = /^[\p{L}\p{N}_-][\p{L}\p{N}._ -]*$/u;

/** Rules of one file as they are used. */
export interface FileRules {
  /** as it is named to people */
  file: string;
  /** absolute */
  path: string;
  exists: boolean;
  /** those in force: of the file, or the last good ones; null = there never were any, so everything is asked for */
  rules: readonly LayeredRule[] | null;
  problems: readonly PolicyProblem[];
}

/** What holds in a project. */
export interface ActivePolicy {
  compiled: CompiledPolicy;
  /** hex SHA-256 over everything that decides */
  hash: string;
  files: readonly FileRules[];
}

/** The rules in force. */
export interface PolicyBook extends PolicyPort {
  /** Loads what reading a file takes, if there is one: before that, a file counts as broken. */
  ready(): Promise<void>;
  /** @param project folder name; empty = none */
  active(project: string): ActivePolicy;
}

/** What the book is built on. */
export interface BookParts {
  /** data folder, absolute */
  home: string;
  /** called once for every version of a file that has mistakes */
  broken: (file: string, problems: readonly PolicyProblem[]) => void;
}

type Parser = (text: string, source: { file: string; project?: string }) => ParsedPolicy;

/** One file: what was read last, and the last good rules. */
interface Slot {
  look: () => PolicyText;
  seen: PolicyText | undefined;
  state: FileRules;
}

const unread = (file: string, message: string): PolicyProblem[] => [
  { file, line: 1, column: 1, key: '', message, text: `${file}: ${message}` },
];

function parseWith(
  parser: Parser | undefined,
  now: PolicyText,
  source: { file: string; project?: string },
): ParsedPolicy {
  if (now.trouble !== '') return { ok: false, problems: unread(source.file, now.trouble) };
  if (now.text === undefined) return { ok: true, rules: [] };
  return parser ? parser(now.text, source) : { ok: false, problems: unread(source.file, 'it is being read') };
}

function combine(files: readonly FileRules[]): ActivePolicy {
  const isKnown = files.every(({ rules }) => rules !== null);
  const own = files.flatMap(({ rules }) => rules ?? []);
  // Without the rules of a file nobody knows what it forbids: what the others allow is not enough then.
  const rules = [...DEFAULT_RULES, ...own, ...(isKnown ? [] : [ASK_EVERYTHING])];
  const whole = { rules, rest: ASK_THE_REST, floor: FLOOR } as unknown as Parameters<typeof canonicalJson>[0];
  return { compiled: compilePolicy(rules, ASK_THE_REST), hash: hash('sha256', canonicalJson(whole), 'hex'), files };
}

/** Opens the book. */
export function policyBook({ home, broken }: BookParts): PolicyBook {
  const slots = new Map<string, Slot>();
  const known = new Map<string, ActivePolicy>();
  let parser: Parser | undefined;
  let loading: Promise<void> | undefined;
  const load = (): Promise<void> =>
    (loading ??= import('../../domain/policy/parse.ts').then(({ parsePolicy }) => void (parser = parsePolicy)));

  const slotOf = (project: string): Slot => {
    const file = project === '' ? NAME : `projects/${project}/${NAME}`;
    const path = join(home, file);
    const state = { file, path, exists: false, rules: null, problems: [] };
    const slot = slots.get(project) ?? { look: policyFile(path), seen: undefined, state };
    slots.set(project, slot);
    return slot;
  };
  const read = (project: string): FileRules => {
    const slot = slotOf(project);
    const now = slot.look();
    if (now === slot.seen) return slot.state;
    const { file } = slot.state;
    const parsed = parseWith(parser, now, project === '' ? { file } : { file, project });
    const exists = now.text !== undefined;
    if (parsed.ok) slot.state = { ...slot.state, exists, rules: parsed.rules, problems: [] };
    else slot.state = { ...slot.state, exists, problems: parsed.problems };
    if (exists && !parser) void load();
    else slot.seen = now;
    if (!parsed.ok && slot.seen === now) broken(file, parsed.problems);
    return slot.state;
  };
  const active = (project: string): ActivePolicy => {
    const files = project !== '' && PROJECT.test(project) && !project.includes('..') ? ['', project] : [''];
    const states = files.map(read);
    const before = known.get(project);
    if (before?.files.every((file, i) => file === states[i]) === true) return before;
    const policy = combine(states);
    known.set(project, policy);
    return policy;
  };
  return {
    ready: async () => {
      const isThere = existsSync(join(home, NAME)) || globSync(`projects/*/${NAME}`, { cwd: home }).length > 0;
      if (isThere) await load();
    },
    active,
    decide: (request, grants, at) => decide(request, active(request.project).compiled, grants, at),
    hash: (project) => active(project).hash,
  };
}
