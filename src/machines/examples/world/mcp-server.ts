/** Examples for the machine mcpServer. */
import type { Examples } from '../example.ts';

export const mcpServer: Examples = {
  machine: 'mcpServer',
  inputs: [{ key: 'github' }],
  events: [
    { type: 'mcp.start' },
    { type: 'mcp.stop' },
    { type: 'mcp.online', peer: 'github 1.0.0' },
    { type: 'mcp.changed' },
    { type: 'mcp.consented' },
  ],
  outputs: {
    linkServer: [null],
    checkServer: [
      { wire: 'sha256:00', tools: 3, waiting: 0 },
      { wire: 'sha256:01', tools: 3, waiting: 1 },
    ],
    tellServer: [null],
  },
  errors: [
    { code: 'mcp.unreachable', disposition: 'retry', message: 'gone' },
    { code: 'mcp.sign_in', disposition: 'stop', message: 'no sign-in' },
    { code: 'mcp.refused', disposition: 'stop', message: 'other credentials' },
  ],
};
