/** `omega models`: what each configured provider offers, and which model does which work. */
import type { Command } from 'commander';
import type { ProviderModels } from '../../contracts/app.ts';
import { requireConfig } from '../boot.ts';
import type { CliContext } from '../context.ts';
import { json, say } from '../context.ts';
import { EXIT, Exit } from '../exits.ts';
import { withProgress } from '../output/progress.ts';
import { count, table } from '../output/table.ts';

const WORK = ['default', 'fast', 'powerful', 'embedding'] as const;

/** Model → what it is used for. */
function workOf(provider: ProviderModels): Map<string, string[]> {
  const work = new Map<string, string[]>();
  for (const kind of WORK)
    if (provider[kind] !== '') work.set(provider[kind], [...(work.get(provider[kind]) ?? []), kind]);
  return work;
}

function heading({ name, place, ok, detail, models }: ProviderModels): string {
  const where = place === null ? 'not in the chain' : place === 1 ? 'answers first' : `answers as number ${place}`;
  return ok ? `${name}: ${where}, ${count(models.length, 'model')}` : `${name}: ${where}. ${detail}`;
}

/**
 * @param all   whether every model is named, or only those with work and how many more there are
 * @returns     a paragraph per provider
 */
export function modelLines(providers: readonly ProviderModels[], all: boolean): string[] {
  return providers.flatMap((provider, index) => {
    const { ok, models } = provider;
    const work = workOf(provider);
    const used = [...work].map(([model, kinds]) => {
      const missing = ok && models.length > 0 && !models.includes(model) ? ' (not in its list)' : '';
      return [model, `${kinds.join(', ')}${missing}`];
    });
    const idle = models.filter((model) => !work.has(model));
    const rest = all ? idle.map((model) => [model, '']) : [];
    // The table's own head is not shown: names and words tell.
    const lines = table(['', ''], [...used, ...rest])
      .slice(1)
      .map((line) => `  ${line}`);
    const more = all || idle.length === 0 ? [] : [`  and ${count(idle.length, 'other')}; --all names them`];
    return [...(index === 0 ? [] : ['']), heading(provider), ...lines, ...more];
  });
}

async function models(context: CliContext, options: { json?: boolean; all?: boolean }): Promise<void> {
  const loaded = await requireConfig(context);
  const { config, secrets } = loaded;
  const found = await withProgress(context, 'Asking the providers', async () => {
    const setup = await context.setup();
    const { chain } = await setup.chooseProviders(loaded, context.env);
    return (await context.app()).models({ config, secrets, chain });
  });
  if (options.json === true) say(context, json({ providers: found }));
  else for (const line of modelLines(found, options.all === true)) say(context, line);
  if (found.some((provider) => !provider.ok)) throw new Exit(EXIT.failed);
}

/** Adds the command. */
export function addModels(program: Command, context: CliContext): void {
  program
    .command('models')
    .summary('list the models, and which does which work')
    .description(
      'Asks every configured provider which models it offers and says which of them answers, plans and builds (powerful), does small ' +
        'work (fast), finds things by their meaning (embedding), and does what no other is named for (default). Other models: set ' +
        'model, fast_model, powerful_model and embedding_model in [provider.<name>] of config.toml. Spends no tokens.',
    )
    .option('--all', 'name every model, not only those with work')
    .option('--json', 'print {providers}: name, place, ok, detail, default, fast, powerful, embedding, models')
    .addHelpText(
      'after',
      '\nExamples:\n  omega models\n  omega models --all\n  omega models --json\n\nExit codes: 0 all answered, 1 one could not be asked, ' +
        '2 the configuration has a mistake.',
    )
    .action((options: { json?: boolean; all?: boolean }) => models(context, options));
}
