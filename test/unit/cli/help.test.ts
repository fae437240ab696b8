/** The help of every command, as it is printed. After a wanted change: vitest run -u. */
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from '../../../src/cli/program.ts';
import { FakeWorld } from './fake-context.ts';

function paths(command: Command, path: string[] = []): string[][] {
  const below = command.commands.filter((child) => child.name() !== 'help');
  return [path, ...below.flatMap((child) => paths(child, [...path, child.name()]))];
}

const commands = paths(buildProgram(new FakeWorld().context(), '9.9.9'));

test('there are commands', () => {
  expect(commands.length).toBeGreaterThan(10);
});

test.each(commands.map((path) => [path.join(' '), path] as const))('omega %s --help', async (_, path) => {
  const world = new FakeWorld();
  expect(await world.run(...path, '--help')).toBe(0);
  expect(world.out).toMatch(/\nExamples?:\n/);
  await expect(world.out).toMatchFileSnapshot(`../../golden/cli-${['omega', ...path].join('-')}.txt`);
});
