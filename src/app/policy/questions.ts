/** What `omega policy` asks: whether the files are sound, and why a call is decided as it is. */
import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { PolicyExplanation, PolicyQuestion, PolicyReport } from '../../contracts/app.ts';
import { OmegaError } from '../../contracts/errors.ts';
import type { PolicyRequest } from '../../contracts/tools/policy.ts';
import type { ToolManifest, ToolTier } from '../../contracts/tools/tool.ts';
import { decide } from '../../domain/policy/decide.ts';
import { whatWouldChange } from '../../domain/policy/explain.ts';
import { hostsOf, subjectOf } from '../../domain/tools/subject.ts';
import { policyBook, type PolicyBook } from './book.ts';

/** A tool whose decisions can be explained. */
export interface KnownTool {
  manifest: ToolManifest;
  tier: ToolTier;
}

async function openBook(home: string): Promise<PolicyBook> {
  const book = policyBook({ home, broken: () => undefined });
  await book.ready();
  return book;
}

/** Reads every policy file and tells its mistakes. Never throws. */
export async function checkPolicy(home: string): Promise<PolicyReport> {
  const book = await openBook(home);
  const projects = globSync('projects/*/policy.yaml', { cwd: home }).map((path) => basename(dirname(path)));
  const own = book.active('').files;
  const files = [...own, ...projects.toSorted().flatMap((project) => book.active(project).files.slice(1))];
  return {
    files: files.map(({ path, exists, rules, problems }) => ({
      path,
      exists,
      rules: rules?.length ?? 0,
      problems: problems.map(({ text }) => text),
    })),
  };
}

function requestOf({ manifest, tier }: KnownTool, question: PolicyQuestion): PolicyRequest {
  const { policy, executor, id, version } = manifest;
  const { args, project, origin, tainted } = question;
  return {
    principal: 'owner',
    conversation: 'web:owner',
    run: 'explained',
    project,
    tool: id,
    version,
    executor: executor.kind,
    tier,
    scopes: policy.scopes,
    effects: policy.effects,
    minApproval: policy.minApproval ?? 'none',
    egress: hostsOf(id, args),
    dataClasses: policy.dataClasses ?? [],
    origin,
    tainted,
    args,
    subject: subjectOf(id, args),
  };
}

/** The tool of a name: its whole id, or what stands behind the slash when only one tool is called so. */
function toolNamed(tools: readonly KnownTool[], name: string): KnownTool {
  const found =
    tools.find(({ manifest }) => manifest.id === name) ??
    (tools.filter(({ manifest }) => manifest.id.endsWith(`/${name}`)).length === 1
      ? tools.find(({ manifest }) => manifest.id.endsWith(`/${name}`))
      : undefined);
  if (found) return found;
  const known = tools.map(({ manifest }) => manifest.id).toSorted();
  throw new OmegaError('tool.unknown', `There is no tool "${name}"; there are: ${known.join(', ')}.`);
}

/**
 * Decides about a call without making it, and says what would change the decision.
 *
 * @throws OmegaError tool.unknown
 */
export async function explainPolicy(
  question: PolicyQuestion,
  tools: () => readonly KnownTool[],
): Promise<PolicyExplanation> {
  const book = await openBook(question.home);
  const request = requestOf(toolNamed(tools(), question.tool), question);
  const { compiled, files } = book.active(question.project);
  const { tool, version, scopes, egress, subject } = request;
  return {
    call: { tool, version, scopes: [...scopes], egress: [...egress], subject },
    decision: decide(request, compiled, [], question.at),
    changes: whatWouldChange(request, compiled, question.at).map(({ what, decision: { effect, level, rules } }) => ({
      what,
      effect,
      level,
      rules,
    })),
    problems: files.flatMap(({ problems }) => problems.map(({ text }) => text)),
  };
}
