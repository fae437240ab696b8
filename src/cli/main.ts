/** Entry of the command `omega`. */
import { realContext } from './context.ts';
import { run } from './program.ts';

// `omega inspect | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(realContext(), process.argv.slice(2));
// All is said; a connection that lingers must not keep the shell waiting.
setTimeout(() => process.exit(), 1000).unref();
