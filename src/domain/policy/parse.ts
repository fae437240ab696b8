/** Reads a policy file: YAML text to rules, or every mistake with its line, column and key. */
import { isMap, isNode, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { z } from 'zod';
import { PolicyRule, type LayeredRule } from '../../contracts/tools/policy.ts';
import { layered } from './compile.ts';
import { describePolicyIssue, type KeyPath } from './issues.ts';

/** One mistake in a policy file. */
export interface PolicyProblem {
  file: string;
  /** 1-based */
  line: number;
  column: number;
  /** e.g. `rules[2].match.tool`; empty where the text is no YAML */
  key: string;
  message: string;
  /** the whole line for a person */
  text: string;
}

/** Which file it is. */
export interface PolicySource {
  /** as it is named to people, e.g. `policy.yaml` */
  file: string;
  /** folder name of the project whose file it is; absent for the user's own */
  project?: string;
}

/** Rules of one file, or its mistakes. */
export type ParsedPolicy = { ok: true; rules: LayeredRule[] } | { ok: false; problems: PolicyProblem[] };

const PolicyFile = z.strictObject({ rules: z.array(PolicyRule).default([]) });

interface Place {
  line: number;
  column: number;
}

/** Where a key stands; where it is missing, the place around it. */
function placeOf(document: Document, path: KeyPath, lines: LineCounter): Place {
  let node: unknown = document.contents;
  let at: Node | undefined = isNode(node) ? node : undefined;
  for (const part of path) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => String(isNode(key) ? key.toJSON() : key) === String(part))
      : undefined;
    const next = pair ? pair.value : isSeq(node) ? node.items[Number(part)] : undefined;
    const named: unknown = pair ? pair.key : next;
    if (!isNode(named)) break;
    at = named;
    node = next;
  }
  const { line, col } = lines.linePos(at?.range?.[0] ?? 0);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function dotted(path: KeyPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

function problem(file: string, { line, column }: Place, key: string, message: string): PolicyProblem {
  const text = `${file}:${line}:${column}: ${key === '' ? '' : `${key}: `}${message}`;
  return { file, line, column, key, message, text };
}

/** What the schema cannot say: ids are unique, levels belong to questions, a project is only ever stricter. */
function furtherMistakes(
  rules: readonly PolicyRule[],
  { project }: PolicySource,
): { path: KeyPath; message: string }[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, i) => {
    const found: { path: KeyPath; message: string }[] = [];
    const say = (key: string[], message: string) => found.push({ path: ['rules', i, ...key], message });
    if (seen.has(rule.id)) say(['id'], `there is another rule "${rule.id}"; every id stands once`);
    seen.add(rule.id);
    if (rule.level !== undefined && rule.effect !== 'ask')
      say(['level'], `belongs to effect: ask; this rule says ${rule.effect}`);
    if (project !== undefined && rule.effect === 'allow')
      say(['effect'], 'a project may only be stricter; allow stands in the policy.yaml of the data folder');
    if (project !== undefined && rule.match.project !== undefined && rule.match.project !== project)
      say(['match', 'project'], `this file is about the project "${project}" alone`);
    return found;
  });
}

/**
 * Reads one policy file.
 *
 * @param text   its content; an empty file has no rules
 * @param source how it is named, and whose it is
 * @returns      rules with their layer, or all mistakes in the order of their lines; never throws
 */
export function parsePolicy(text: string, source: PolicySource): ParsedPolicy {
  const { file, project } = source;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings].map(({ pos: [start], message }) => {
    const { line, col } = lines.linePos(start);
    return problem(file, { line, column: col }, '', `not valid YAML: ${message.split('\n')[0]}`);
  });
  if (broken.length > 0) return { ok: false, problems: broken };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 }) ?? {};
  } catch (error) {
    return { ok: false, problems: [problem(file, { line: 1, column: 1 }, '', (error as Error).message)] };
  }
  const checked = PolicyFile.safeParse(value);
  const mistakes = checked.success
    ? furtherMistakes(checked.data.rules, source)
    : checked.error.issues.flatMap((issue) => describePolicyIssue(issue, value));
  if (!checked.success || mistakes.length > 0) {
    const problems = mistakes.map(({ path, message }) =>
      problem(file, placeOf(document, path, lines), dotted(path), message),
    );
    return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
  }
  const { rules } = checked.data;
  if (project === undefined) return { ok: true, rules: layered(rules, 'user') };
  const bound = rules.map((rule) => ({ ...rule, match: { ...rule.match, project } }));
  return { ok: true, rules: layered(bound, 'project') };
}
