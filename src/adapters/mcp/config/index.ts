/** The file `mcp.json` in the data folder: read with line numbers, changed without losing what others wrote into it. */
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OmegaError } from '../../../contracts/errors.ts';
import type { McpEntry, McpFile, McpImport, McpSetup } from '../../../contracts/mcp/servers.ts';
import { Entry, KEYS, NAME, serverOf } from './entry.ts';
import { readJson } from './positions.ts';

type Table = { [key: string]: unknown };
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys under which programs keep their servers. */
const PLACES = ['mcpServers', 'servers'];
const KNOWN_TOP = new Set([...PLACES, '$schema', 'inputs']);

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new OmegaError('file.unreadable', `${path} cannot be read (${code}).`, { cause });
  }
}

/** The tables of servers in a file of any program: on top, or below the projects of Claude Code. */
function tableOf(value: unknown): Table {
  const top = isTable(value) ? value : {};
  const place = PLACES.map((key) => top[key]).find(isTable);
  return place ?? {};
}

/** One entry or the sentences about it. */
function checked(name: string, given: unknown): { entry: McpEntry } | { problems: { key: string; message: string }[] } {
  if (!NAME.test(name))
    return { problems: [{ key: '', message: 'the name may have up to 40 letters, digits, "_" and "-"' }] };
  const parsed = Entry.safeParse(given);
  if (parsed.success) return { entry: parsed.data as McpEntry };
  return { problems: parsed.error.issues.map(({ path, message }) => ({ key: String(path[0] ?? ''), message })) };
}

function load(path: string, home: string, env: Readonly<Record<string, string | undefined>>): McpSetup {
  const setup: McpSetup = { servers: [], problems: [], warnings: [] };
  if (!existsSync(path)) return setup;
  const file = basename(path);
  const parsed = readJson(read(path));
  if ('problem' in parsed) return { ...setup, problems: [`${file}:${parsed.line}: ${parsed.problem}`] };
  const where = (...keys: string[]): string => `${file}:${parsed.lineOf(keys) ?? 1}: ${keys.join('.')}`;
  if (!isTable(parsed.value)) return { ...setup, problems: [`${file}:1: the file must hold {"mcpServers": {…}}`] };
  for (const key of Object.keys(parsed.value))
    if (!KNOWN_TOP.has(key)) setup.warnings.push(`${where(key)}: unknown key`);
  const place = PLACES.find((key) => isTable((parsed.value as Table)[key])) ?? 'mcpServers';
  for (const [name, given] of Object.entries(tableOf(parsed.value))) {
    for (const key of Object.keys(isTable(given) ? given : {}))
      if (!KEYS.includes(key)) setup.warnings.push(`${where(place, name, key)}: unknown key`);
    const entry = checked(name, given);
    if ('problems' in entry) {
      setup.problems.push(
        ...entry.problems.map(({ key, message }) => `${where(place, name, ...(key === '' ? [] : [key]))}: ${message}`),
      );
      continue;
    }
    try {
      setup.servers.push(serverOf(name, entry.entry as never, home, env));
      if (entry.entry.sandbox === false)
        setup.warnings.push(`${where(place, name, 'sandbox')}: its program runs without the sandbox, as yourself`);
    } catch (error) {
      setup.problems.push(`${where(place, name)}: ${(error as Error).message}`);
    }
  }
  return setup;
}

/** The whole file for a change; comments in it are lost, keys are not. */
function whole(path: string): Table {
  if (!existsSync(path)) return {};
  const parsed = readJson(read(path));
  if ('problem' in parsed || !isTable(parsed.value)) {
    const line = 'problem' in parsed ? parsed.line : 1;
    throw new OmegaError('config.invalid', `${path}:${line}: this is no valid JSON; correct it first.`);
  }
  return parsed.value;
}

function write(path: string, value: Table): void {
  const draft = `${path}.part`;
  try {
    writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, path);
  } catch (cause) {
    throw new OmegaError('store.read_only', `${path} cannot be written.`, { cause });
  }
}

/** `${NAME}` as a whole value is what is called `env:NAME` here; what asks a person in an editor cannot be taken over. */
function referenced(entry: McpEntry): { entry: McpEntry; warning?: string } {
  const changed = (all: Record<string, string> | undefined): Record<string, string> | undefined =>
    all &&
    Object.fromEntries(
      Object.entries(all).map(([key, value]) => [key, value.replace(/^\$\{(?:env:)?([A-Za-z_]\w*)\}$/, 'env:$1')]),
    );
  const env = changed(entry.env);
  const headers = changed(entry.headers);
  const asks = JSON.stringify([env, headers, entry.args, entry.url]).includes('${input:');
  const made = { ...entry, ...(env === undefined ? {} : { env }), ...(headers === undefined ? {} : { headers }) };
  return asks
    ? { entry: made, warning: 'asks for a value in the editor; write env:NAME or file:/path instead' }
    : { entry: made };
}

function importFrom(path: string, file: string): McpImport {
  const parsed = readJson(read(file));
  if ('problem' in parsed) throw new OmegaError('config.invalid', `${file}:${parsed.line}: ${parsed.problem}`);
  const value = whole(path);
  const servers = { ...tableOf(value) };
  const result: McpImport = { added: [], kept: [], warnings: [] };
  for (const [given, found] of Object.entries(tableOf(parsed.value))) {
    const name = given.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40);
    const entry = checked(name, found);
    if ('problems' in entry)
      result.warnings.push(
        `${given}: ${entry.problems.map(({ key, message }) => `${key} ${message}`.trim()).join('; ')}`,
      );
    else if (Object.hasOwn(servers, name)) result.kept.push(name);
    else {
      const { entry: own, warning } = referenced(entry.entry);
      if (warning !== undefined) result.warnings.push(`${name}: ${warning}`);
      servers[name] = own;
      result.added.push(name);
    }
  }
  if (result.added.length > 0) write(path, { ...value, mcpServers: servers });
  return result;
}

/** Opens the file of a data folder. */
export function mcpFile(home: string): McpFile {
  const path = join(home, 'mcp.json');
  return {
    path,
    load: (env) => load(path, home, env),
    stamp() {
      const found = statSync(path, { throwIfNoEntry: false });
      return found === undefined ? '' : `${found.ino}:${found.mtimeMs}:${found.size}`;
    },
    put(name, entry) {
      const made = checked(name, entry);
      if ('problems' in made)
        throw new OmegaError(
          'config.invalid',
          made.problems.map(({ key, message }) => `${key} ${message}`.trim()).join('; '),
        );
      const value = whole(path);
      write(path, { ...value, mcpServers: { ...tableOf(value), [name]: entry } });
    },
    remove(name) {
      const value = whole(path);
      const { [name]: gone, ...rest } = tableOf(value);
      if (gone === undefined) return false;
      write(path, { ...value, mcpServers: rest });
      return true;
    },
    importFrom: (file) => importFrom(path, file),
  };
}
