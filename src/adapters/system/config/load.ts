/** Loads the configuration: defaults < config.toml < environment, with every mistake collected. */
import { basename, join } from 'node:path';
import { Config } from '../../../contracts/config.ts';
import type { ConfigProblem, Environment, LoadedConfig } from '../../../contracts/setup.ts';
import { describeIssue } from './describe.ts';
import { readEnvironment } from './environment.ts';
import type { EnvironmentLayer } from './environment.ts';
import { readConfigFile } from './file.ts';
import type { ConfigFile } from './file.ts';
import type { KeyPath } from './locate.ts';
import { locator } from './locate.ts';
import { resolveSecrets } from './secrets.ts';
import { adviseOn } from './warnings.ts';

type Table = Record<string, unknown>;
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** @returns the path of config.toml in a data folder */
function configPath(home: string): string {
  return join(home, 'config.toml');
}

function dotted(path: KeyPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

async function fileProblems(file: ConfigFile): Promise<ConfigProblem[]> {
  if (file.problem !== undefined) return [file.problem];
  const checked = Config.safeParse(file.value ?? {});
  if (checked.success) return [];
  const locate = await locator(file.text);
  return checked.error.issues
    .flatMap((issue) => describeIssue(issue, file.value))
    .map(({ path, message }) => {
      const line = locate(path);
      const key = dotted(path);
      const where = line === undefined ? file.name : `${file.name}:${line}`;
      const place = line === undefined ? {} : { line };
      return { key, file: file.name, ...place, message, text: `${where}: ${key}: ${message}` };
    })
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function environmentProblems(layer: EnvironmentLayer): ConfigProblem[] {
  const checked = Config.safeParse(layer.value);
  if (checked.success) return layer.problems;
  const wrong = checked.error.issues
    .flatMap((issue) => describeIssue(issue, layer.value))
    .map(({ path, message }) => {
      const key = dotted(path.filter((part) => typeof part === 'string'));
      const variable = layer.variables.get(key) ?? key;
      return { key, variable, message, text: `${variable}: ${message}` };
    });
  return [...layer.problems, ...wrong];
}

function merge(below: Table, above: Table): Table {
  const merged: Table = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isTable(under) && isTable(value) ? merge(under, value) : value;
  }
  return merged;
}

function mentionedKeys(table: Table, prefix = ''): string[] {
  return Object.entries(table).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    return isTable(value) ? mentionedKeys(value, `${name}.`) : [name];
  });
}

/**
 * Loads and checks the configuration of a data folder and resolves its secrets.
 *
 * @param home data folder; `config.toml` in it may be missing
 * @param env  variables by name, as in `process.env`
 * @returns    the configuration with warnings, or every problem found in file and environment; never throws
 */
export async function loadConfig(home: string, env: Environment): Promise<LoadedConfig> {
  const file = readConfigFile(configPath(home));
  const layer = readEnvironment(env);
  const problems = [...(await fileProblems(file)), ...environmentProblems(layer)];
  if (problems.length > 0) return { ok: false, problems, warnings: layer.warnings };
  const merged = merge(file.value ?? {}, layer.value);
  const config = Config.parse(merged);
  const { secrets, missing } = await resolveSecrets(config, home, env);
  const advice = [...missing, ...adviseOn(config, secrets, new Set(mentionedKeys(merged)))];
  // One sentence per key: a reference that leads nowhere already says what the general advice would say.
  const said = advice.filter(
    ({ key }, index) => advice.findIndex((other) => other.key === key) === index || key === 'provider.chain',
  );
  const name = basename(configPath(home));
  const warnings = said.map(({ key, message }) => {
    const variable = layer.variables.get(key);
    if (variable !== undefined) return { key, variable, message, text: `${variable}: ${message}` };
    return { key, file: name, message, text: `${name}: ${key}: ${message}` };
  });
  return { ok: true, config, secrets, warnings: [...layer.warnings, ...warnings] };
}
