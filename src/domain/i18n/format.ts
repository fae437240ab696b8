/** Numbers, plurals, money, sizes and spans of time as a language writes them. */

/** How one language writes what is counted and measured. */
export interface Formatter {
  /** a number, grouped as is customary */
  number: (n: number) => string;
  /** the form of a word that goes with n: one, other; in Russian one, few, many */
  form: (n: number, ...forms: readonly [string, ...string[]]) => string;
  /** number and word */
  count: (n: number, ...forms: readonly [string, ...string[]]) => string;
  /** US dollars, at least with cents; small amounts with up to four digits */
  money: (dollars: number) => string;
  /** one decimal, 1024 bytes to the kilobyte */
  size: (bytes: number) => string;
  /** words joined with commas and the language's "and" */
  list: (words: readonly string[]) => string;
}

const UNITS: Readonly<Record<string, readonly [string, string, string, string]>> = {
  fr: ['o', 'Ko', 'Mo', 'Go'],
  ru: ['Б', 'КБ', 'МБ', 'ГБ'],
};

/**
 * Builds the formatter of a language.
 *
 * @param tag BCP-47 tag
 * @returns   functions that never throw
 */
export function formatter(tag: string): Formatter {
  const rules = new Intl.PluralRules(tag);
  const plain = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' });
  const cents = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 4,
  });
  const tenths = new Intl.NumberFormat(tag, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    useGrouping: false,
  });
  const conjunction = new Intl.ListFormat(tag, { type: 'conjunction' });
  const form = (n: number, ...forms: readonly [string, ...string[]]) => formOf(rules.select(n), forms);
  return {
    number: (n) => plain.format(n),
    form,
    count: (n, ...forms) => `${plain.format(n)} ${form(n, ...forms)}`,
    money: (dollars) => (Math.abs(dollars) < 0.1 ? cents : money).format(dollars),
    size: (bytes) => size(bytes, UNITS[tag] ?? ['B', 'KB', 'MB', 'GB'], tenths),
    list: (words) => conjunction.format(words),
  };
}

function formOf(rule: Intl.LDMLPluralRule, forms: readonly [string, ...string[]]): string {
  const [one, few = one, many = few] = forms;
  if (rule === 'one') return one;
  return rule === 'many' ? many : few;
}

function size(bytes: number, units: readonly string[], tenths: Intl.NumberFormat): string {
  const power = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : bytes < 1024 ** 3 ? 2 : 3;
  const amount = power === 0 ? String(Math.round(bytes)) : tenths.format(bytes / 1024 ** power);
  return `${amount} ${units[power] ?? ''}`;
}

/**
 * Writes a span of time in its two largest units.
 *
 * @param ms    span in milliseconds; below zero counts as zero
 * @param units signs for day, hour, minute, second
 * @returns     e.g. `2 d 3 h`, `5 min 4 s`
 * @throws      never
 */
export function duration(ms: number, units: readonly [string, string, string, string]): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const amounts = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  const parts = [...amounts, seconds % 60].map((n, i) => [n, `${n} ${units[i] ?? ''}`] as const);
  const first = parts.findIndex(([n]) => n > 0);
  const shown = parts.slice(first === -1 ? parts.length - 1 : first).slice(0, 2);
  return shown.map(([, words]) => words).join(' ');
}
