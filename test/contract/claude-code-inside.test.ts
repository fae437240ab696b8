/** Claude Code inside the sandbox: the real program with an allowed shell, over a stub of its service. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClaudeCode, type ClaudeCodeOptions } from '../../src/adapters/providers/claude-code/index.ts';
import { createNoSandbox } from '../../src/adapters/sandbox/none/index.ts';
import { confinement } from '../../src/app/settings/confine.ts';
import { buildSandbox } from '../../src/app/tools/sandbox.ts';
import type { ModelEvent } from '../../src/contracts/ports/provider.ts';
import { AnthropicStub } from '../kit/anthropic.ts';
import { CLAUDE, PASSED } from '../kit/claude.ts';
import { hasBubblewrap, isRoot } from './sandbox/world.ts';

const KEY = 'sk-right-key-123456';
const root = join(import.meta.dirname, '../..');

describe.skipIf(CLAUDE === undefined || !hasBubblewrap)('an allowed shell', { timeout: 120_000 }, () => {
  let user: string;
  let home: string;
  let workspace: string;
  let stub: AnthropicStub;
  beforeAll(async () => {
    user = mkdtempSync(join(isRoot ? '/srv' : homedir(), 'omega-claude-inside-'));
    home = join(user, '.omega');
    workspace = join(home, 'workspace');
    for (const folder of [workspace, join(user, '.ssh'), join(user, '.claude')]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(home, 'omega.db'), 'CANARY');
    writeFileSync(join(user, '.ssh/id'), 'CANARY');
    const line = [
      `cat ${home}/omega.db ${user}/.ssh/id ${home}/config.toml`,
      `ls -A ${home}`,
      `echo x >${user}/escaped`,
      `echo x >${user}/.claude/settings.json`,
      'echo x >/srv/escaped-omega',
      `curl -s --max-time 5 -o /dev/null -w 'net %{http_code}' http://127.0.0.1:9/`,
      'echo mine >made',
      'echo ran',
    ].join('\n');
    // In a file: the program itself refuses some of these when it can see them.
    writeFileSync(join(workspace, 'try.sh'), line);
    stub = await new AnthropicStub({
      requireKey: KEY,
      rules: [
        {
          match: 'do it',
          reply: {
            text: 'I look.',
            toolCalls: [{ name: 'Bash', args: { command: 'bash try.sh', description: 'a look' } }],
          },
        },
        { on: 'tool', match: /([\s\S]{0,60})/, reply: { text: 'Done.' } },
      ],
    }).listen();
  });
  afterAll(async () => {
    await stub.close();
    rmSync(user, { recursive: true, force: true });
  });

  const ask = async (more: Pick<ClaudeCodeOptions, 'confine'>): Promise<ModelEvent[]> => {
    const provider = createClaudeCode({
      program: CLAUDE ?? 'claude',
      model: 'claude-sonnet-5-5',
      maxTurns: 5,
      resumes: 1,
      allowedTools: ['Bash'],
      idleTimeoutMs: 30_000,
      deadlineMs: 60_000,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: user,
        ANTHROPIC_BASE_URL: stub.url,
        ANTHROPIC_API_KEY: KEY,
        CLAUDE_CONFIG_DIR: join(user, '.claude'),
      },
      passed: PASSED,
      folder: join(home, 'claude-code'),
      workspace,
      ...more,
    });
    const events: ModelEvent[] = [];
    try {
      const request = {
        model: '',
        system: 'Be brief.',
        messages: [{ role: 'user' as const, text: 'do it' }],
        maxTokens: 1000,
        conversation: 'c',
      };
      for await (const event of provider.stream(request, AbortSignal.timeout(60_000))) events.push(event);
    } finally {
      provider.close();
    }
    return events;
  };

  test('reads neither the database nor keys, writes only the workspace, and reaches its service only', async () => {
    const searchPath = process.env['PATH'] ?? '';
    const confine = confinement(() => buildSandbox({ home, user, root, searchPath }), join(home, 'claude-code'));
    const events = await ask({ confine });
    const result = events.find((event) => event.type === 'own_result');
    expect(result?.text).toContain('ran');
    expect(result?.text).toContain('net 403');
    expect(JSON.stringify(events)).not.toContain('CANARY');
    expect(readFileSync(join(workspace, 'made'), 'utf8')).toBe('mine\n');
    for (const path of [join(user, 'escaped'), join(user, '.claude/settings.json'), '/srv/escaped-omega'])
      expect([path, existsSync(path)]).toEqual([path, false]);
    expect(events.some((event) => event.type === 'text' && event.text.includes('Done'))).toBe(true);
  });

  test('is not allowed where there is no sandbox', async () => {
    rmSync(join(workspace, 'made'), { force: true });
    const confine = confinement(() => Promise.resolve(createNoSandbox('win32')), join(home, 'claude-code'));
    const events = await ask({ confine });
    expect(events.find((event) => event.type === 'own_result')).toMatchObject({ isError: true });
    expect(existsSync(join(workspace, 'made'))).toBe(false);
  });
});
