/** /usage, /model: what models cost, and which one answers. */
import type { Command } from './command.ts';

/** Calls, tokens and cost of today, by provider. */
export const usage: Command = ({ ports, at, words }) => {
  const rows = ports.ledger.byProvider(ports.settings.dayOf(at));
  const lines = rows.map(({ provider, calls, tokens, cost, unknown }) =>
    words.text('usageLine', { provider, calls, tokens, cost: unknown > 0 ? null : cost / 1_000_000 }),
  );
  return [words.text('usageHeader'), ...(lines.length === 0 ? ['- 0'] : lines)].join('\n');
};

/** Shows the chain and the model, or chooses the model of the first provider for this person. */
export const model: Command = ({ ports, asker, args, at, words }) => {
  const { chain } = ports.settings;
  const first = chain[0] ?? '';
  const named = ports.settings.model(first, 'powerful');
  const preset = named === '' ? (ports.providers.get(first)?.defaultModel ?? '') : named;
  if (args === '') return words.text('modelShow', { chain, model: ports.chosen.get(asker.person, 'model') ?? preset });
  if (args.toLowerCase() === 'reset') ports.chosen.remove(asker.person, 'model');
  else ports.chosen.set(asker.person, 'model', args.slice(0, 200), at);
  return words.text('modelSet', { model: args.toLowerCase() === 'reset' ? preset : args.slice(0, 200) });
};
