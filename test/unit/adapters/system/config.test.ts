/** Loading the configuration: mistakes, precedence, secrets. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../../src/adapters/system/config/index.ts';
import { Config } from '../../../../src/contracts/config.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-config-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (...lines: string[]) => writeFileSync(join(home, 'config.toml'), lines.join('\n'));
const problems = async (env: Record<string, string> = {}) => {
  const loaded = await loadConfig(home, env);
  return loaded.ok ? [] : loaded.problems.map((problem) => problem.text);
};
const good = async (env: Record<string, string> = {}) => {
  const loaded = await loadConfig(home, env);
  if (!loaded.ok) throw new Error(loaded.problems.map((problem) => problem.text).join('\n'));
  return loaded;
};

describe('without a file', () => {
  test('every key has its default', async () => {
    const { config, warnings, secrets } = await good();
    expect(config).toEqual(Config.parse({}));
    expect(config.server).toEqual({ port: 7777, host: '127.0.0.1' });
    expect(config.memory.messages).toBe(50);
    expect(warnings).toEqual([]);
    expect(secrets.size).toBe(0);
  });
});

describe('mistakes in the file', () => {
  test('an unknown key is named with its line and the nearest match', async () => {
    write('# mine', '[provider]', '', 'chian = ["offline"]');
    expect(await problems()).toEqual(['config.toml:4: provider.chian: unknown key; did you mean "chain"?']);
  });

  test('an unknown table too', async () => {
    write('[memroy]', 'messages = 3');
    expect(await problems()).toEqual(['config.toml:1: memroy: unknown key; did you mean "memory"?']);
  });

  test('a key in the wrong table says where it belongs', async () => {
    write('port = 80');
    expect(await problems()).toEqual(['config.toml:1: port: unknown key here; did you mean "server.port"?']);
  });

  test('a key like no other lists what is allowed', async () => {
    write('[server]', 'telephone = 1');
    expect(await problems()).toEqual(['config.toml:2: server.telephone: unknown key; allowed here: port, host']);
  });

  test('a wrong type says what was found and what is allowed', async () => {
    write('[server]', 'port = "http"', '[memory]', 'messages = 1.5');
    expect(await problems()).toEqual([
      'config.toml:2: server.port: "http" is not allowed; allowed: an integer from 0 to 65535',
      'config.toml:4: memory.messages: 1.5 is not allowed; allowed: an integer from 1 to 1000',
    ]);
  });

  test('only loopback may be listened on', async () => {
    write('[server]', 'host = "0.0.0.0"');
    expect((await problems())[0]).toContain('one of "127.0.0.1", "::1", "localhost"');
  });

  test('an element of a list is found in a list over several lines', async () => {
    write('[provider]', 'chain = [', '  "ollama",', '  "antropic",', ']');
    expect(await problems()).toEqual([
      'config.toml:4: provider.chain[1]: "antropic" is not allowed; allowed: a list of "anthropic", "openai", ' +
        '"openrouter", "gemini", "claude-code", "ollama", "offline"; did you mean "anthropic"?',
    ]);
  });

  test('inline tables and dotted keys have lines as well', async () => {
    write('provider.ollama.hots = "x"', 'channel = { web = { enabled = 1 } }');
    expect(await problems()).toEqual([
      'config.toml:1: provider.ollama.hots: unknown key; did you mean "host"?',
      'config.toml:2: channel.web.enabled: 1 is not allowed; allowed: true or false',
    ]);
  });

  test('a value where a table belongs', async () => {
    write('server = 7777');
    expect(await problems()).toEqual(['config.toml:1: server: must be a table: write [server] and its keys below it']);
  });

  test('all mistakes are told at once, in file order', async () => {
    write('[log]', 'level = "loud"', '[server]', 'prot = 1', '[conversation]', 'mode = "colect"');
    const texts = await problems();
    expect(texts.map((text) => text.split(' ')[0])).toEqual(['config.toml:2:', 'config.toml:4:', 'config.toml:6:']);
    expect(texts[2]).toContain('did you mean "collect"?');
  });

  test('a literal secret is refused, says how to do it, and is not repeated', async () => {
    write('[provider.anthropic]', 'api_key = "sk-ant-LEAK"', '[channel.telegram]', 'token = "123:LEAK"');
    const texts = await problems();
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/^config\.toml:2: provider\.anthropic\.api_key: .*api_key = "env:ANTHROPIC_API_KEY", /);
    expect(texts[1]).toContain('token = "env:TELEGRAM_BOT_TOKEN"');
    expect(texts.join()).not.toContain('LEAK');
  });

  test('broken TOML names its line and does not print it', async () => {
    write('[provider.anthropic]', 'api_key = "sk-ant-LEAK', '');
    const texts = await problems();
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^config\.toml:2: not valid TOML: /);
    expect(texts[0]).not.toContain('LEAK');
  });

  test('a key given twice, a folder, bytes that are not UTF-8', async () => {
    write('[server]', 'port = 1', 'port = 2');
    expect((await problems())[0]).toMatch(/^config\.toml:3: not valid TOML/);
    writeFileSync(join(home, 'config.toml'), Buffer.from([0x61, 0xff, 0xfe]));
    expect(await problems()).toEqual(['config.toml: the file is not UTF-8 text']);
    rmSync(join(home, 'config.toml'));
    mkdirSync(join(home, 'config.toml'));
    expect(await problems()).toEqual(['config.toml: this is a folder, not a file']);
  });
});

describe('the environment', () => {
  test('wins over the file, which wins over the default', async () => {
    write('[server]', 'port = 1111', '[memory]', 'messages = 7');
    const { config } = await good({ OMEGA_PORT: '2222' });
    expect(config.server.port).toBe(2222);
    expect(config.memory.messages).toBe(7);
    expect(config.memory.tokens).toBe(24_000);
  });

  test('OMEGA_SECTION__KEY sets any key and wins over the customary name; empty counts as not set', async () => {
    const { config } = await good({
      OMEGA_PROVIDER__ANTHROPIC__MODEL: 'claude-x',
      OMEGA_PROVIDER__CHAIN: 'ollama, offline',
      OMEGA_CHANNEL__WEB__ENABLED: 'no',
      OMEGA_SERVER__PORT: '1',
      OMEGA_PORT: '2',
      OMEGA_MEMORY__TOKENS: ' ',
    });
    expect(config.provider.anthropic.model).toBe('claude-x');
    expect(config.provider.chain).toEqual(['ollama', 'offline']);
    expect(config.channel.web.enabled).toBe(false);
    expect(config.server.port).toBe(1);
    expect(config.memory.tokens).toBe(24_000);
  });

  test('customary names', async () => {
    const { config, secrets } = await good({
      ANTHROPIC_API_KEY: 'sk-a',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
      OPENAI_API_KEY: 'sk-o',
      OPENAI_BASE_URL: 'http://127.0.0.1:2/v1',
      OPENAI_MODEL: 'm',
      OPENROUTER_API_KEY: 'sk-r',
      OLLAMA_HOST: '0.0.0.0:1234',
      TELEGRAM_BOT_TOKEN: '1:t',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:3',
      TELEGRAM_ALLOWED_USERS: '42, @ada',
    });
    expect(config.provider.anthropic.base_url).toBe('http://127.0.0.1:1');
    expect(config.provider.openai).toMatchObject({ base_url: 'http://127.0.0.1:2/v1', model: 'm' });
    expect(config.provider.ollama.host).toBe('http://127.0.0.1:1234');
    expect(config.channel.telegram).toMatchObject({ api_root: 'http://127.0.0.1:3', allowed_users: ['42', '@ada'] });
    expect([...secrets].map(([key, secret]) => [key, secret.reveal()])).toEqual([
      ['provider.anthropic.api_key', 'sk-a'],
      ['provider.openai.api_key', 'sk-o'],
      ['provider.openrouter.api_key', 'sk-r'],
      ['channel.telegram.token', '1:t'],
    ]);
  });

  test('mistakes name the variable', async () => {
    const texts = await problems({
      OMEGA_PORT: 'x',
      OMEGA_MEMROY__MESSAGES: '1',
      OMEGA_PROVIDER__CHAIN: 'offlin',
      ANTHROPIC_BASE_URL: 'nowhere',
    });
    expect(texts).toHaveLength(4);
    expect(texts).toContain('OMEGA_PORT: "x" is not allowed; allowed: an integer from 0 to 65535');
    expect(texts).toContain('OMEGA_MEMROY__MESSAGES: unknown key; did you mean OMEGA_MEMORY__MESSAGES?');
    expect(texts.find((text) => text.startsWith('OMEGA_PROVIDER__CHAIN'))).toContain('did you mean "offline"?');
    expect(texts.find((text) => text.startsWith('ANTHROPIC_BASE_URL'))).toContain('http://');
  });

  test('a mistyped name without a section is a warning only', async () => {
    const { warnings } = await good({ OMEGA_PROT: '1', OMEGA_SOMETHING_ELSE: '1' });
    expect(warnings.map((warning) => warning.text)).toEqual([
      'OMEGA_PROT: not a variable of Omega; did you mean OMEGA_PORT?',
    ]);
  });
});

describe('secrets', () => {
  test('are read from files, relative to the data folder, and trimmed', async () => {
    writeFileSync(join(home, 'key'), 'sk-file\n');
    write('[provider.openai]', 'api_key = "file:key"');
    const { secrets } = await good();
    expect(secrets.get('provider.openai.api_key')?.reveal()).toBe('sk-file');
  });

  test('cannot be printed', async () => {
    const { secrets, config } = await good({ ANTHROPIC_API_KEY: 'sk-LEAK' });
    const secret = secrets.get('provider.anthropic.api_key');
    const printed = [
      String(secret),
      JSON.stringify([secret]),
      inspect(secrets, { showHidden: true }),
      JSON.stringify(config),
    ];
    expect(printed.join()).not.toContain('LEAK');
    expect(printed[0]).toBe('[secret]');
    expect(secret?.source).toBe('env:ANTHROPIC_API_KEY');
  });

  test('a reference that leads nowhere is a warning: the rest goes on', async () => {
    write(
      '[provider]',
      'chain = ["openai", "offline"]',
      '[provider.openai]',
      'api_key = "env:NOT_SET"',
      '[channel.telegram]',
      'enabled = true',
    );
    const { warnings, secrets } = await good();
    expect(secrets.size).toBe(0);
    expect(warnings.map((warning) => warning.message)).toEqual([
      'the environment variable NOT_SET is not set, so provider.openai.api_key is missing',
      '"openai" has no key and is passed over; set OPENAI_API_KEY, or provider.openai.api_key = "file:/path"',
      'the bot has no token and stays off; set TELEGRAM_BOT_TOKEN, or channel.telegram.token = "file:/path"',
    ]);
  });

  test('a value no header can carry is not used and not printed', async () => {
    const { warnings, secrets } = await good({ OPENAI_API_KEY: 'sk-LEAK\nx' });
    expect(secrets.size).toBe(0);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.text).toMatch(/^OPENAI_API_KEY: env:OPENAI_API_KEY holds a space/);
    expect(warnings[0]?.text).not.toContain('LEAK');
  });

  test('a bot nobody may talk to is a warning', async () => {
    const { warnings } = await good({ TELEGRAM_BOT_TOKEN: '1:t' });
    expect(warnings.map((warning) => warning.key)).toEqual(['channel.telegram.allowed_users']);
  });

  test('a file that is not there is a warning that names it', async () => {
    write('[provider.openai]', 'api_key = "file:keys/none"');
    expect((await good()).warnings[0]?.message).toContain(`${join(home, 'keys/none')} cannot be read (ENOENT)`);
  });
});

describe('secrets of tools', () => {
  test('are references under free names, in the file or the environment', async () => {
    write('[secrets]', 'github = "env:GH"', 'mail-box = "file:mail"');
    writeFileSync(join(home, 'mail'), 'post-geheim');
    const { secrets, config } = await good({ GH: 'gh-1', OMEGA_SECRETS__NOTES: 'n-1', OMEGA_SECRETS__OTHER: 'env:GH' });
    expect(Object.keys(config.secrets)).toEqual(['github', 'mail-box', 'notes', 'other']);
    expect([...secrets].map(([name, secret]) => [name, secret.reveal()])).toEqual([
      ['secrets.github', 'gh-1'],
      ['secrets.mail-box', 'post-geheim'],
      ['secrets.notes', 'n-1'],
      ['secrets.other', 'gh-1'],
    ]);
    expect(JSON.stringify(config)).not.toContain('n-1');
  });

  test('may not be literal, and are not repeated', async () => {
    write('[secrets]', 'github = "ghp_LEAK"', 'Bad = "env:X"');
    const texts = await problems();
    expect(texts[0]).toMatch(/^config\.toml:2: secrets\.github: the secret itself may not stand here/);
    expect(texts[1]).toMatch(/^config\.toml:3: secrets\.Bad: a name has small letters/);
    expect(texts.join()).not.toContain('LEAK');
  });

  test('that lead nowhere are warnings', async () => {
    write('[secrets]', 'github = "env:NOT_SET"');
    expect((await good()).warnings.map((warning) => warning.text)).toEqual([
      'config.toml: secrets.github: the environment variable NOT_SET is not set, so secrets.github is missing',
    ]);
  });
});

describe('the keychain', () => {
  /** A keychain program that knows one secret and notes how it was called. */
  const program = (name: string, knows: string) => {
    const folder = join(home, `bin-${name}`);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    writeFileSync(
      file,
      `#!/bin/sh\nprintf '%s\\n' "$@" > "${home}/called"\n[ "$*" = "${knows}" ] && echo key-chain-1 && exit 0\nexit 1\n`,
    );
    chmodSync(file, 0o700);
    return folder;
  };
  const [own, knows, other] =
    process.platform === 'darwin'
      ? ['security', 'find-generic-password -s github -w', 'lookup service github']
      : ['secret-tool', 'lookup service github', 'find-generic-password -s github -w'];

  test('is asked by the program of the machine', async () => {
    write('[secrets]', 'github = "keychain:github"');
    const { secrets } = await good({ PATH: program(own, knows) });
    expect(secrets.get('secrets.github')?.reveal()).toBe('key-chain-1');
    expect(secrets.get('secrets.github')?.source).toBe('keychain:github');
  });

  test('is found by trying', async () => {
    write('[secrets]', 'github = "keychain:github"');
    const { secrets } = await good({ PATH: program(own === 'security' ? 'secret-tool' : 'security', other) });
    expect(secrets.get('secrets.github')?.reveal()).toBe('key-chain-1');
  });

  test('without the secret says how to set it', async () => {
    write('[provider.openai]', 'api_key = "keychain:my ai/ada"');
    const { warnings } = await good({ PATH: program(own, 'nothing') });
    expect(warnings[0]?.message).toMatch(/^the keychain has no "my ai" for ada \(set it with: .*'my ai'.*ada/);
  });

  test('that is not there is said', async () => {
    write('[secrets]', 'github = "keychain:github"');
    expect((await good({ PATH: join(home, 'nowhere') })).warnings[0]?.message).toContain('no keychain program');
  });

  test.each([
    'keychain:',
    'keychain:-s',
    'keychain:a/-w',
    'keychain:a;id',
    'keychain:$(id)',
    'keychain:a/b/c',
    'keychain:a\\nb',
  ])('no name becomes an option or a command: %s', async (reference) => {
    write('[secrets]', `github = "${reference}"`);
    expect(await problems()).toHaveLength(1);
    expect(existsSync(join(home, 'called'))).toBe(false);
  });
});
