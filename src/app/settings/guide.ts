/** Keeps the guide of the workspace: CLAUDE.md, written anew when it is about to be read and something has changed. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { guideOf, type GuideParts } from '../../actors/thinking/guide.ts';
import type { Config } from '../../contracts/config.ts';
import { workspaceOf } from './tools.ts';

/** What Claude Code is told of its own tools. */
function rulesOf({ provider }: Config): string[] {
  const allowed = provider['claude-code'].allowed_tools;
  const more =
    allowed.length === 0
      ? 'Nothing that writes, runs or fetches is allowed.'
      : `Allowed beside: ${allowed.join(', ')}.`;
  return [
    `Claude Code may read this folder with Read, Glob and Grep. ${more}`,
    'What is not allowed is refused without a question. Say what you lack; never look for a way around it.',
  ];
}

/**
 * Makes the keeper.
 *
 * @param home  the data folder
 * @param parts what the guide is written from
 * @returns     brings the file up to date and gives its path
 * @throws      what the file system says; without the guide no turn begins
 */
export function guideKeeper(home: string, config: Config, parts: Omit<GuideParts, 'name' | 'rules'>): () => string {
  const file = join(workspaceOf(home, config), 'CLAUDE.md');
  const given = { ...parts, name: config.omega.name, rules: rulesOf(config) };
  return () => {
    const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const now = guideOf(given, before);
    if (now === before) return file;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.part`, now, { mode: 0o600 });
    renameSync(`${file}.part`, file);
    return file;
  };
}
