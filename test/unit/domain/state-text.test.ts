/** State values as text. */
import { expect, it } from 'vitest';
import { stateText } from '../../../src/domain/state-text.ts';

it.each([
  ['idle', 'idle'],
  [{ working: { answering: 'x' } }, 'working.answering.x'],
  [{ left: 'a', right: 'b' }, 'left.a + right.b'],
  [{ on: { light: 'red', sound: {} } }, 'on.light.red + on.sound'],
  [{}, ''],
  [null, ''],
  [[], ''],
])('%j reads %s', (value, text) => {
  expect(stateText(value)).toBe(text);
});
