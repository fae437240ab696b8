/** Slash commands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS, paceOf, parseCommand } from '../../../src/domain/commands.ts';

describe('parseCommand', () => {
  it.each([
    ['/help', { name: 'help', args: '' }],
    ['/HELP', { name: 'help', args: '' }],
    ['  /help  ', { name: 'help', args: '' }],
    ['/note buy milk', { name: 'note', args: 'buy milk' }],
    ['/note\nbuy milk\nand bread\n', { name: 'note', args: 'buy milk\nand bread' }],
    ['/Note@omega_bot buy milk', { name: 'note', args: 'buy milk' }],
    ['/recall  two  words', { name: 'recall', args: 'two  words' }],
    ['/start', { name: 'help', args: '' }],
    ['/foo', { name: 'unknown', args: 'foo' }],
    ['/foo bar baz', { name: 'unknown', args: 'foo bar baz' }],
    ['/notes all', { name: 'unknown', args: 'notes all' }],
    ['/no-te', { name: 'unknown', args: 'no-te' }],
    ['/помощь', { name: 'unknown', args: 'помощь' }],
  ])('%j', (text, parsed) => {
    expect(parseCommand(text)).toEqual(parsed);
  });

  it.each([
    '',
    '/',
    '//',
    '/ help',
    'help',
    'please /help',
    '/etc/passwd',
    '/home/ada is full',
    '/tmp',
    '/usr is large',
    '/notes.txt',
    '/help/me',
    '/help, please',
    '/1',
    '/?',
  ])('%j is no command', (text) => {
    expect(parseCommand(text)).toBeUndefined();
  });

  it('reads every command it lists, in any letter case, and keeps its arguments', () => {
    const names = fc.constantFrom(...COMMANDS.map((c) => c.name));
    fc.assert(
      fc.property(names, fc.string({ unit: 'binary' }), fc.boolean(), (name, args, upper) => {
        const written = upper ? name.toUpperCase() : name;
        expect(parseCommand(`/${written} ${args}`)).toEqual({ name, args: args.trim() });
      }),
    );
  });

  it('takes nothing without a slash for a command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.trim().startsWith('/'));
        expect(parseCommand(text)).toBeUndefined();
      }),
    );
  });
});

describe('the list', () => {
  it('has the commands that exist, each once', () => {
    const names = COMMANDS.map((c) => c.name);
    const original =
      'status memory history facts forget tasks cancel language personality skills projects project purge whatsapp ' +
      'heartbeat learning token context setup google help';
    const own = 'stop pause resume why runs task note recall model usage approve deny answer approvals whoami';
    expect(names.toSorted()).toEqual(`${original} ${own}`.split(' ').toSorted());
  });

  it('holds or stops a run by three, keeps in turn what changes how messages are answered, and answers the rest beside it', () => {
    const named = (pace: string): string =>
      COMMANDS.filter(({ name }) => paceOf({ name, args: '' }) === pace)
        .map((c) => c.name)
        .join(' ');
    expect(named('control')).toBe('stop pause resume');
    expect(named('turn')).toBe('forget purge language personality project model setup whatsapp google');
    expect(named('aside')).toContain('status');
    expect(paceOf({ name: 'unknown', args: 'statsu' })).toBe('aside');
    expect(paceOf({ name: 'skills', args: 'undo mail' })).toBe('turn');
  });
});
