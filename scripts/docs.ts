/**
 * Writes the documents that are drawn from the code: errors, machines, command line, ways out of the
 * sandbox, the example of the configuration.
 *
 *   node scripts/docs.ts            writes them
 *   node scripts/docs.ts --check    says which are not as the code has them; exit 1 then
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { AnyStateMachine } from 'xstate';
import { ERRORS, type Disposition } from '../src/contracts/errors.ts';
import { configExample } from './config-example.ts';
import { escapeParts } from './escape-page.ts';
import { mermaid, stateLines } from './mermaid.ts';

interface MachineEntry {
  readonly name: string;
  readonly version: number;
  readonly machine: AnyStateMachine;
}

const root = join(import.meta.dirname, '..');
const NOTE = '<!-- Written by `npm run docs` from the code; change the code, not this file. -->';

const MEANING: Readonly<Record<Disposition, string>> = {
  retry: 'tried again',
  reject: 'refused; the person is told',
  uncertain: 'outcome unknown; settled by the rule of the channel or asked',
  stop: 'stops until somebody fixes it; the owner is told once',
  defect: 'our bug; the actor is set aside with the evidence',
};

/** docs/errors.md out of the table of errors. */
function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, [disposition, text]]) => `| \`${code}\` | ${disposition} | ${cell(text)} |`,
  );
  const meanings = Object.entries(MEANING).map(([disposition, meaning]) => `- **${disposition}**: ${meaning}`);
  return page('Errors', [
    'Every error Omega knows, what happens with it, and what to do.',
    meanings.join('\n'),
    ['| code | disposition | what it means, what to do |', '| --- | --- | --- |', ...rows].join('\n'),
  ]);
}

/** One page per machine out of the registry. */
async function machinePages(): Promise<Readonly<Record<string, string>>> {
  const registry = join(root, 'src/machines/registry.ts');
  if (!existsSync(registry)) throw new Error('src/machines/registry.ts is missing: no machines to draw');
  const { machines } = (await import(registry)) as { machines: readonly MachineEntry[] };
  if (machines.length === 0) throw new Error('src/machines/registry.ts lists no machines');
  // Of several versions the newest is the one that runs.
  const newest = new Map(machines.toSorted((a, b) => a.version - b.version).map((entry) => [entry.name, entry]));
  return Object.fromEntries(
    [...newest.values()].map((entry) => [`docs/machines/${entry.name}.md`, machinePage(entry)]),
  );
}

function machinePage({ name, version, machine }: MachineEntry): string {
  const rows = stateLines(machine).map(
    ({ path, description, tags, invokes }) =>
      `| \`${path}\` | ${cell(description)} | ${tags.join(', ')} | ${invokes.join(', ')} |`,
  );
  return page(`Machine: ${name}`, [
    `Version ${version}. ${machine.root.description ?? ''}`.trim(),
    `\`\`\`mermaid\n${mermaid(machine)}\n\`\`\``,
    ['| state | what it is | tags | invokes |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ]);
}

/** docs/cli.md out of the help texts of every command. */
function cliPage(): string {
  if (!existsSync(join(root, 'src/cli/main.ts'))) throw new Error('src/cli/main.ts is missing: no help to write down');
  const sections = commandsBelow([]).map(
    (path) => `## ${['omega', ...path].join(' ')}\n\n\`\`\`text\n${help(path)}\n\`\`\``,
  );
  return page('Command line', sections);
}

/** A command and all its sub-commands, as lists of words. */
function commandsBelow(path: readonly string[]): readonly (readonly string[])[] {
  const [, commands = ''] = help(path).split(/^Commands:\n/m);
  const names = commands
    .split(/\n\s*\n/)[0]!
    .split('\n')
    .flatMap((line) => /^ {2}([a-z][a-z-]*)/.exec(line)?.[1] ?? [])
    .filter((name) => name !== 'help');
  return [path, ...names.flatMap((name) => commandsBelow([...path, name]))];
}

const helpTexts = new Map<string, string>();

function help(path: readonly string[]): string {
  const key = path.join(' ');
  const known = helpTexts.get(key);
  if (known !== undefined) return known;
  const run = spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), ...path, '--help'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: '/home/you', NO_COLOR: '1', COLUMNS: '100' },
  });
  if (run.status !== 0) throw new Error(`omega ${key} --help failed: ${run.stderr.trim()}`);
  const text = stripVTControlCharacters(run.stdout).trimEnd();
  helpTexts.set(key, text);
  return text;
}

function page(title: string, parts: readonly string[]): string {
  return `${[`# ${title}`, NOTE, ...parts].join('\n\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

/** Everything that is written, by path; what the code cannot give yet is a sentence in `problems`. */
async function drawAll(): Promise<{ pages: Readonly<Record<string, string>>; problems: readonly string[] }> {
  const parts = await Promise.allSettled([
    Promise.resolve({ 'docs/errors.md': errorsPage(), 'config.example.toml': configExample() }),
    machinePages(),
    Promise.resolve().then(() => ({ 'docs/cli.md': cliPage() })),
    Promise.resolve({ 'docs/security.md': page('Ways out of the sandbox', escapeParts()) }),
  ]);
  return {
    pages: Object.assign({}, ...parts.map((part) => (part.status === 'fulfilled' ? part.value : {}))),
    problems: parts.flatMap((part) =>
      part.status === 'rejected' ? [String(part.reason?.message ?? part.reason)] : [],
    ),
  };
}

const { pages, problems } = await drawAll();
const isCheck = process.argv.includes('--check');
const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);
const stale = Object.keys(pages).filter((path) => read(path) !== pages[path]);
const left = globSync('docs/machines/*.md', { cwd: root }).filter((path) => problems.length === 0 && !(path in pages));

if (!isCheck) {
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), pages[path] ?? '');
  }
  for (const path of left) rmSync(join(root, path));
}
for (const path of stale) console.log(isCheck ? `${path} is stale: npm run docs` : `wrote ${path}`);
for (const path of left) console.log(isCheck ? `${path} has no machine any more: npm run docs` : `removed ${path}`);
for (const problem of problems) console.error(`docs: ${problem}`);
if (problems.length > 0 || (isCheck && stale.length + left.length > 0)) process.exitCode = 1;
else console.log(`${Object.keys(pages).length} documents are as the code has them`);
