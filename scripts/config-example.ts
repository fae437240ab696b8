/** config.example.toml out of the schema: every key with what it is for, what may stand there, and its variable. */
import { configSections, type ConfigKey } from '../src/contracts/config/keys.ts';

const WIDTH = 100;

const HEAD = `# Omega's configuration. Copy it to $OMEGA_HOME/config.toml (~/.omega/config.toml), or: \`omega config example > ~/.omega/config.toml\`
#
# Every key is optional; the value shown is the default, or an example where there is none. Remove the "# " in front of a key to
# set it. \`omega config check\` tells every mistake with its line. Changes count after a restart.
#
# The environment wins over this file: any key can be set as OMEGA_SECTION__KEY, for example OMEGA_MEMORY__MESSAGES=20 or
# OMEGA_PROVIDER__ANTHROPIC__MODEL=claude-sonnet-5-5; lists are separated by commas. Some keys have a customary variable too; it is
# named with the key. Only in the environment: OMEGA_HOME (this folder) and OMEGA_API_TOKEN (token of the HTTP API; otherwise
# one is made and kept in $OMEGA_HOME/token).
#
# Secrets never stand in this file. A key or token is written as a reference:
#   "env:NAME"     the environment variable NAME
#   "file:/path"   the content of a file; a relative path starts in this folder
#   "keychain:name" or "keychain:name/account"   the keychain of the machine (macOS Keychain; Secret Service on Linux)`;

/** Comment lines of at most {@link WIDTH} characters. */
function comment(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines.join('\n');
}

function facts(key: ConfigKey): string[] {
  const allowed = key.allowed.replace(/^an? /, '');
  const plain = key.secret || allowed === 'string' || allowed === 'list of strings or integers';
  const variable = key.env.length === 0 ? '' : `Environment: ${key.env.join(' or ')}.`;
  const line = [plain ? '' : `Allowed: ${allowed}.`, variable].filter((s) => s !== '').join(' ');
  return line === '' ? [] : [comment(line)];
}

function keyBlock(key: ConfigKey): string {
  const value = key.example ?? JSON.stringify(key.preset);
  return [comment(key.description), ...facts(key), `# ${key.path.at(-1)} = ${value}`].join('\n');
}

/** @returns the whole file */
export function configExample(): string {
  const sections = configSections()
    .filter(({ keys, open }) => keys.length > 0 || open !== undefined)
    .map(({ name, description, keys, open }) =>
      [
        `${comment(description)}\n[${name}]`,
        ...keys.map((key) => keyBlock(key)),
        ...(open === undefined ? [] : [`#   ${open}`]),
      ].join('\n\n'),
    );
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}
