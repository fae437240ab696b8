/** Folder names become titles, and underscores stay underscores. */
import { expect, it } from 'vitest';
import { escapeUnderscores } from '../../../../src/domain/i18n/markdown.ts';
import { humanProject } from '../../../../src/domain/projects/name.ts';

it.each([
  ['real-estate', 'Real Estate'],
  ['a--b', 'A  B'],
  ['snake_case', 'Snake_case'],
  ['über-uns', 'Über Uns'],
  ['', ''],
])('%s is %s', (folder, title) => {
  expect(humanProject(folder)).toBe(title);
});

it('escapes every underscore', () => {
  expect(escapeUnderscores('my_two_names')).toBe('my\\_two\\_names');
});
