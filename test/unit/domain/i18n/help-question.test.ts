/** The question what Omega can do is recognised in eight languages, and nothing else is. */
import { describe, expect, it } from 'vitest';
import { isHelpQuestion } from '../../../../src/domain/i18n/help-question.ts';

describe('asks what Omega can do', () => {
  it.each([
    'what can you do',
    'What can you do?',
    'hey omega, what can you do for me?',
    'what do you do',
    'how can you help me',
    'what are you capable of',
    'what are your commands',
    'show me the commands',
    'how do you work',
    'qué puedes hacer',
    '¿Qué sabes hacer?',
    'hola, ¿en qué me puedes ayudar?',
    'cómo puedes ayudarme',
    'o que você pode fazer',
    'O que você sabe fazer?',
    'como você pode me ajudar',
    'o que vc faz',
    "qu'est-ce que tu peux faire",
    'que peux-tu faire ?',
    'que sais-tu faire',
    "comment peux-tu m'aider",
    'tu peux faire quoi',
    'was kannst du',
    'Was kannst du alles?',
    'was kannst du für mich tun',
    'wie kannst du mir helfen',
    'was machst du so',
    'cosa puoi fare',
    'che cosa sai fare?',
    'come puoi aiutarmi',
    'cosa sai fare',
    'wat kun je',
    'wat kan je doen',
    'wat kun je allemaal doen?',
    'hoe kun je me helpen',
    'что ты умеешь',
    'Что ты можешь?',
    'что ты можешь делать',
    'чем ты можешь помочь',
    'какие у тебя есть команды',
    'tell me what you can do',
    'dime qué puedes hacer',
    'sag mir was du alles kannst',
    'dis-moi ce que tu peux faire',
    'dimmi cosa puoi fare',
    'vertel me wat je kunt',
    'расскажи, что ты умеешь',
  ])('%s', (text) => {
    expect(isHelpQuestion(text)).toBe(true);
  });
});

describe('asks something else', () => {
  it.each([
    'hello there',
    'help',
    '/help',
    'help me with my homework',
    'tell me what you can see',
    'расскажи мне о себе сказку',
    'what can you do about my broken sink',
    '',
    'was kannst du mir über Rom sagen',
    'qué puedes decirme de Madrid',
    'what can I do',
    'что ты умеешь готовить из курицы',
    'my boss asked what can you do',
    'cosa posso fare a Roma',
  ])('%s', (text) => {
    expect(isHelpQuestion(text)).toBe(false);
  });
});
