/** The files that policy is read from are out of reach of what it judges. */
import { expect, test } from 'vitest';
import { isWriteBlocked } from '../../../../src/domain/policy/paths.ts';

const HOME = '/home/ada/.omega';

test.each([
  'policy.yaml',
  'mcp.json',
  'secrets/mcp/notes.json',
  'policy.yaml.tmp',
  './policy.yaml',
  'projects/garden/policy.yaml',
  'projects/garden/../garden/policy.yaml',
  'projects/garden/policy.yaml~',
])('%s may not be written', (path) => {
  expect(isWriteBlocked(`${HOME}/${path}`, HOME)).toBe(true);
});

test.each(['projects/garden/notes.md', 'projects/garden/src/policy.yaml', 'workspace/policy.yaml'])(
  '%s may',
  (path) => {
    expect(isWriteBlocked(`${HOME}/${path}`, HOME)).toBe(false);
  },
);
