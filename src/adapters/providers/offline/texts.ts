/** What the offline provider says. */

/** The answer, in the pieces it is streamed in. */
export const ANSWER: readonly string[] = [
  'No AI model is connected, so I cannot think about this yet; your message is kept. ',
  'To connect one, set ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY or GEMINI_API_KEY, ',
  'or start Ollama on this machine (`ollama serve`), and restart me. ',
  'Notes work already: /note, /recall and /help.',
];

/** Above what was found. */
export const FOUND = 'What I have noted on this:';
