/** `omega mcp`: servers of tools that Omega uses, and Omega as a server for other programs. */
import type { Command } from 'commander';
import type { CliContext } from '../../context.ts';
import { addServers } from './servers.ts';
import { addSignIn } from './sign-in.ts';
import { addTools } from './tools.ts';
import { addServe } from './serve.ts';

/** Adds the command with its parts. */
export function addMcp(program: Command, context: CliContext): void {
  const mcp = program
    .command('mcp')
    .summary('use servers of tools, or offer Omega to other programs')
    .description(
      'Sets up MCP servers, shows and tries their tools, agrees to changes, and serves Omega to other programs.',
    )
    .addHelpText(
      'after',
      `
Examples:
  omega mcp add files -- mcp-server-filesystem ~/notes
  omega mcp add github --url https://api.githubcopilot.com/mcp --header "Authorization=env:GITHUB_TOKEN"
  omega mcp add notes --url https://mcp.example.com/mcp && omega mcp login notes
  omega mcp import ~/.config/Claude/claude_desktop_config.json
  omega mcp tools files`,
    );
  addServers(mcp, context);
  addSignIn(mcp, context);
  addTools(mcp, context);
  addServe(mcp, context);
}
