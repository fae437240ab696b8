/** `omega chat` in a real terminal: tmux types the keys and reads the screen. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TOKEN } from '../kit/crash/daemon.ts';
import { stage, until, type Stage } from './stage.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'omega.js');
const hasTmux = spawnSync('tmux', ['-V']).status === 0;
if (!hasTmux) process.stderr.write('tmux is not installed: nothing is tried in a real terminal\n');

/** A terminal of its own with one program in it. */
class Terminal {
  readonly #folder = mkdtempSync(join(tmpdir(), 'omega-tmux-'));

  tmux(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(
      'tmux',
      ['-S', join(this.#folder, 'socket'), '-f', '/dev/null', ...args],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(`tmux ${args[0]}: ${stderr}`);
    return stdout;
  }

  /** Runs a program; its exit code is written down when it ends. */
  open(env: Readonly<Record<string, string>>, command: string): void {
    const settings = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    this.tmux(
      'new-session',
      '-d',
      '-x',
      '100',
      '-y',
      '40',
      ...settings,
      `${command}; echo $? > ${this.#code}; exec sleep 60`,
    );
  }

  /** Process id of the program. */
  child(): number {
    const shell = this.tmux('display-message', '-p', '#{pane_pid}').trim();
    return Number(spawnSync('ps', ['-o', 'pid=', '--ppid', shell], { encoding: 'utf8' }).stdout.trim());
  }

  get #code(): string {
    return join(this.#folder, 'code');
  }

  type(text: string): void {
    this.tmux('send-keys', '-l', text);
  }

  /** A key by its name in tmux, e.g. `Enter`, `Tab`, `Up`, `C-c`. */
  press(...keys: string[]): void {
    this.tmux('send-keys', ...keys);
  }

  screen(): string {
    return this.tmux('capture-pane', '-p', '-J');
  }

  /** The line with the cursor, and whether the program still runs. */
  line(): string {
    return this.screen().trimEnd().split('\n').at(-1) ?? '';
  }

  async shows(part: string | RegExp): Promise<void> {
    const isThere = (): boolean => (typeof part === 'string' ? this.screen().includes(part) : part.test(this.screen()));
    await until(`the terminal shows ${part}`, isThere).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}; it shows\n${this.screen().trimEnd()}`);
    });
  }

  async exitCode(): Promise<number> {
    const read = (): string => {
      try {
        return readFileSync(this.#code, 'utf8').trim();
      } catch {
        return '';
      }
    };
    return Number(await until('the program has ended', read));
  }

  close(): void {
    spawnSync('tmux', ['-S', join(this.#folder, 'socket'), 'kill-server']);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasTmux)('the chat in a terminal', () => {
  let s: Stage;
  let terminal: Terminal;
  let settings: Record<string, string>;

  beforeEach(async () => {
    s = await stage({
      telegram: false,
      rules: [
        {
          match: 'count',
          reply: { text: 'one two three four five six seven eight nine ten', chunkChars: 5, chunkMs: 200 },
        },
        { on: 'tool', reply: (c) => ({ text: `The command said: ${c.lastToolResult ?? ''}`, chunkChars: 8 }) },
        {
          match: 'run it',
          reply: {
            text: 'One moment.',
            toolCalls: [{ name: 'bash', args: { command: 'echo hello > made.txt\ncat made.txt' } }],
          },
        },
        { match: 'for ever', reply: { text: 'again '.repeat(500), chunkMs: 100 } },
      ],
    });
    terminal = new Terminal();
    const { PATH = '', HOME = '' } = process.env;
    settings = { PATH, HOME, OMEGA_HOME: s.home, OMEGA_API_TOKEN: TOKEN, NO_COLOR: '1' };
    terminal.open(settings, `'${process.execPath}' '${PROGRAM}' chat`);
    await terminal.shows(/you> $/m);
  });
  afterEach(async () => {
    terminal.close();
    await s.close();
  });

  test('an answer appears as it is written', async () => {
    terminal.type('please count');
    terminal.press('Enter');
    await terminal.shows('one two');
    expect(terminal.screen()).not.toContain('ten');
    await terminal.shows(/nine ten\s+you>/);
    expect(terminal.screen().match(/one two three four five six seven eight nine ten/g)).toHaveLength(1);
  });

  test('a command typed while an answer is written is answered between its words, and words wait their turn', async () => {
    terminal.type('please count');
    terminal.press('Enter');
    await terminal.shows('one');
    terminal.type('hello there');
    terminal.press('Enter');
    terminal.type('/whoami');
    terminal.press('Enter');
    await terminal.shows('You are');
    expect(terminal.screen()).not.toContain('ten');
    await terminal.shows(/echo: hello there\s+you>/);
    const screen = terminal.screen();
    expect(screen.match(/You are/g)).toHaveLength(1);
    expect(screen.indexOf('ten')).toBeGreaterThan(screen.indexOf('You are'));
    expect(screen.indexOf('echo: hello')).toBeGreaterThan(screen.indexOf('ten'));
  });

  test('Tab completes a command, Up brings back what was typed, also in the next chat', async () => {
    terminal.type('/hel');
    terminal.press('Tab');
    await until('/help is there', () => terminal.line().trimEnd() === 'you> /help');
    terminal.press('Enter');
    await terminal.shows('/tasks');
    terminal.type('hello there');
    terminal.press('Enter');
    await terminal.shows('echo: hello there');
    await until('it is asked again', () => terminal.line().trimEnd() === 'you>');
    terminal.press('Up');
    await until('the last line is back', () => terminal.line().trimEnd() === 'you> hello there');
    terminal.press('Up');
    await until('the one before is back', () => terminal.line().trimEnd() === 'you> /help');
    terminal.press('C-c', 'C-d');
    expect(await terminal.exitCode()).toBe(0);
    terminal.close();
    terminal = new Terminal();
    terminal.open(settings, `'${process.execPath}' '${PROGRAM}' chat`);
    await terminal.shows(/you> $/m);
    terminal.press('Up');
    await until('the last line of the chat before is back', () => terminal.line().trimEnd() === 'you> hello there');
  });

  test('Ctrl-C stops an answer, Ctrl-D leaves with 0', async () => {
    terminal.type('go on for ever');
    terminal.press('Enter');
    await terminal.shows('again again');
    terminal.press('C-c');
    await terminal.shows(/\(stopped\)\s+you>/);
    terminal.press('C-d');
    expect(await terminal.exitCode()).toBe(0);
    const runs = (await (await s.api('/v1/runs')).json()) as { runs: { status: string }[] };
    expect(runs.runs.map((run) => run.status)).toContain('cancelled');
  });

  test('Ctrl-C drops what was typed and does not leave; the terminal is as it was afterwards', async () => {
    terminal.type('half a thought');
    await terminal.shows('half a thought');
    terminal.press('C-c');
    await until('the line is empty', () => terminal.line().trimEnd() === 'you>');
    terminal.press('C-c');
    await terminal.shows('(Ctrl-D leaves)');
    terminal.type('/exit');
    terminal.press('Enter');
    expect(await terminal.exitCode()).toBe(0);
    expect(terminal.tmux('display-message', '-p', '#{cursor_flag} #{alternate_on}').trim()).toBe('1 0');
  });

  const made = (): string => join(s.home, 'workspace', 'made.txt');

  test.skipIf(!existsSync('/usr/bin/bwrap'))('a command is shown as it will run, and runs after a y', async () => {
    terminal.type('please run it');
    terminal.press('Enter');
    await terminal.shows(/^y once, r this answer, .*> $/m);
    const screen = terminal.screen();
    expect(screen).toMatch(/^[2-9A-Z]{4} {2}Run a command {2}\(waits until .*\)$/m);
    expect(screen).toMatch(/^ +\| echo hello > made\.txt\n +\| cat made\.txt$/m);
    expect(existsSync(made())).toBe(false);
    terminal.type('y');
    terminal.press('Enter');
    await terminal.shows(/The command said: [\s\S]*hello[\s\S]*\nyou> ?$/m);
    expect(readFileSync(made(), 'utf8')).toBe('hello\n');
    expect(terminal.screen().match(/The command said/g)).toHaveLength(1);
  });

  test.skipIf(!existsSync('/usr/bin/bwrap'))('a no from elsewhere ends the prompt with its outcome', async () => {
    terminal.type('please run it');
    terminal.press('Enter');
    await terminal.shows(/^y once, r this answer, .*> $/m);
    const [, code = ''] = /^([2-9A-Z]{4}) {2}Run a command/m.exec(terminal.screen()) ?? [];
    const body = JSON.stringify({ answer: 'no', words: 'not now', via: 'web' });
    expect((await s.api(`/v1/approvals/${code}`, { method: 'POST', body })).status).toBe(200);
    await terminal.shows(/^Run a command: no: not now \(owner, web\)\n+The command said: .*not now/m);
    await until('it is asked again', () => terminal.line().trimEnd() === 'you>');
    expect(terminal.screen()).not.toContain('y once');
    expect(existsSync(made())).toBe(false);
  });

  test('a question that is interrupted ends with 130', async () => {
    terminal.close();
    terminal = new Terminal();
    terminal.open(settings, `'${process.execPath}' '${PROGRAM}' ask 'go on for ever'`);
    await terminal.shows('again again');
    terminal.press('C-c');
    expect(await terminal.exitCode()).toBe(130);
  });

  test('a chat that is told to end, as by a terminal that is closed, ends with 130', async () => {
    terminal.type('go on for ever');
    terminal.press('Enter');
    await terminal.shows('again again');
    process.kill(terminal.child(), 'SIGHUP');
    expect(await terminal.exitCode()).toBe(130);
  });
});
