// The real Claude Code for tests: where it is, and an environment in which it knows neither its owner nor the network.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Path of the program, or undefined: then tests that need it are skipped. */
export const CLAUDE: string | undefined = process.env['OMEGA_TEST_CLAUDE'] || undefined;

/** Variables that are handed to the program beside the ordinary ones. */
export const PASSED = ['ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL', 'CLAUDE_CONFIG_DIR'];

/** A folder for one test, with a home for the program in it. */
export class ClaudeHome {
  readonly root = mkdtempSync(join(tmpdir(), 'omega-claude-'));
  readonly folder = join(this.root, 'data');
  readonly workspace = join(this.root, 'workspace');
  env(baseUrl: string, key: string): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: join(this.root, 'home'),
      CLAUDE_CONFIG_DIR: join(this.root, 'config'),
      LANG: 'C.UTF-8',
      ANTHROPIC_BASE_URL: baseUrl,
      ANTHROPIC_API_KEY: key,
      // must not arrive
      CLAUDECODE: '1',
      OMEGA_API_TOKEN: 'not for the program',
    };
  }
  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}
