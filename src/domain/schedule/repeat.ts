/** Reads how something repeats: words in eight languages, a cron line, or an RFC 5545 rule. */
import { Cron } from 'croner';
import { calendar, ONCE, weekdays, type Recurrence } from './recurrence.ts';
import { parseRule } from './rule.ts';

const WORK_DAYS = [1, 2, 3, 4, 5];
const WEEKEND = [0, 6];

/** Whole phrases, without accents and in small letters. */
const PHRASES: readonly (readonly [RegExp, Recurrence])[] = [
  [
    /^(?:|none|no|never|once|one[ -]?time|just once|una vez|ninguno|uma vez|nenhum|une fois|aucun|einmal|einmalig|nie|una volta|nessuno|eenmalig|een keer|nooit|geen|один раз|однократно|нет)$/,
    ONCE,
  ],
  [
    /^(?:daily|every ?day|each day|diario|diariamente|cada dia|todos los dias|todos os dias|quotidien(?:nement)?|tous les jours|chaque jour|taglich|jeden tag|giornaliero|ogni giorno|tutti i giorni|quotidianamente|dagelijks|elke dag|iedere dag|ежедневно|каждый день)$/,
    calendar('day'),
  ],
  [
    /^(?:weekdays?|every weekday|workdays?|business days?|dias laborables|entre semana|de lunes a viernes|dias uteis|de segunda a sexta|(?:les )?jours ouvrables|en semaine|du lundi au vendredi|werktags|wochentags|an werktagen|montag bis freitag|giorni feriali|nei giorni feriali|dal lunedi al venerdi|werkdagen|op werkdagen|doordeweeks|по будням|будни|каждый будний день)$/,
    weekdays(WORK_DAYS),
  ],
  [
    /^(?:weekends?|every weekend|fines? de semana|cada fin de semana|fins? de semana|(?:le )?week-?end|am wochenende|jedes wochenende|wochenends|nel fine settimana|ogni weekend|in het weekend|elk weekend|по выходным)$/,
    weekdays(WEEKEND),
  ],
  [
    /^(?:weekly|every week|each week|semanal(?:mente)?|cada semana|todas las semanas|toda semana|todas as semanas|hebdomadaire|chaque semaine|toutes les semaines|wochentlich|jede woche|settimanale|settimanalmente|ogni settimana|wekelijks|elke week|iedere week|еженедельно|каждую неделю)$/,
    calendar('week'),
  ],
  [/^(?:biweekly|fortnightly|every other week)$/, calendar('week', { interval: 2 })],
  [
    /^(?:monthly|every month|each month|mensual(?:mente)?|cada mes|todos los meses|mensal(?:mente)?|todo mes|todos os meses|mensuel(?:lement)?|chaque mois|tous les mois|monatlich|jeden monat|mensile|mensilmente|ogni mese|maandelijks|elke maand|iedere maand|ежемесячно|каждый месяц)$/,
    calendar('month'),
  ],
  [
    /^(?:quarterly|every quarter|trimestral|trimestriel|vierteljahrlich|trimestrale|per kwartaal|ежеквартально)$/,
    calendar('month', { interval: 3 }),
  ],
  [
    /^(?:yearly|annually|annual|every year|each year|anual(?:mente)?|cada ano|todos los anos|todos os anos|annuel(?:lement)?|chaque annee|tous les ans|jahrlich|jedes jahr|annuale|annualmente|ogni anno|jaarlijks|elk jaar|ieder jaar|ежегодно|каждый год)$/,
    calendar('year'),
  ],
  [
    /^(?:hourly|every hour|each hour|cada hora|toda hora|chaque heure|toutes les heures|stundlich|jede stunde|ogni ora|elk uur|ieder uur|каждый час|ежечасно)$/,
    { kind: 'span', ms: 3_600_000 },
  ],
];

/** Names of weekdays, 0 = Sunday, without accents. */
const WEEKDAY_NAMES: readonly RegExp[] = [
  /^(?:sundays?|sun|domingos?|dimanches?|sonntags?|so|domenica|zondag|воскресеньям?|воскресенье)$/,
  /^(?:mondays?|mon|lunes|segundas?(?:-feiras?)?|lundis?|montags?|mo|lunedi|maandag|понедельник(?:ам)?)$/,
  /^(?:tuesdays?|tue|tues|martes|tercas?(?:-feiras?)?|mardis?|dienstags?|di|martedi|dinsdag|вторник(?:ам)?)$/,
  /^(?:wednesdays?|wed|miercoles|quartas?(?:-feiras?)?|mercredis?|mittwochs?|mi|mercoledi|woensdag|среду|средам)$/,
  /^(?:thursdays?|thu|thur|thurs|jueves|quintas?(?:-feiras?)?|jeudis?|donnerstags?|do|giovedi|donderdag|четверг(?:ам)?)$/,
  /^(?:fridays?|fri|viernes|sextas?(?:-feiras?)?|vendredis?|freitags?|fr|venerdi|vrijdag|пятницу|пятницам)$/,
  /^(?:saturdays?|sat|sabados?|samedis?|samstags?|sonnabends?|sa|sabato|zaterdag|субботу|субботам)$/,
];

const EACH =
  /^(?:every|each|on|cada|todos los|todas las|los|el|todos os|todas as|toda|todo|as|aos|chaque|tous les|le|jeden|jede|jedes|am|ogni|tutti i|di|elke|iedere|op|каждый|каждую|каждое|по)\s+/;
const AND = /\s*(?:,|&|\band\b|\by\b|\be\b|\bet\b|\bund\b|\ben\b|(?<=\s)и(?=\s))\s*/u;

const UNITS: readonly (readonly [RegExp, (n: number) => Recurrence])[] = [
  [/^(?:min(?:ute|uto|uten|uti|uut)?s?|minuten|minutes|минут[уы]?)$/, (n) => ({ kind: 'span', ms: n * 60_000 })],
  [
    /^(?:hours?|hrs?|horas?|heures?|stunden?|or[ae]|uur|uren|час(?:а|ов)?)$/,
    (n) => ({ kind: 'span', ms: n * 3_600_000 }),
  ],
  [/^(?:days?|dias?|jours?|tage?n?|giorn[oi]|dag(?:en)?|день|дня|дней)$/, (n) => calendar('day', { interval: n })],
  [/^(?:weeks?|semanas?|semaines?|wochen?|settiman[ae]|weken|недел[юиь])$/, (n) => calendar('week', { interval: n })],
  [
    /^(?:months?|mes(?:es)?|mois|monate?n?|mes[ei]|maand(?:en)?|месяц(?:а|ев)?)$/,
    (n) => calendar('month', { interval: n }),
  ],
  [
    /^(?:years?|anos?|ans?|annees?|jahre?n?|ann[oi]|ja(?:a)?r(?:en)?|год(?:а)?|лет)$/,
    (n) => calendar('year', { interval: n }),
  ],
];
const COUNTED =
  /^(?:every|each|cada|a cada|tous les|toutes les|alle|ogni|elke|iedere|каждые|каждых)\s+(\d{1,3})\s+(\S+)$/;

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u0305\u0307-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/[.!]$/, '')
    .trim();
}

function readWeekdays(text: string): Recurrence | undefined {
  const names = text
    .replace(EACH, '')
    .split(AND)
    .filter((name) => name !== '');
  const days = names.map((name) => WEEKDAY_NAMES.findIndex((pattern) => pattern.test(name.replace(EACH, ''))));
  return days.length === 0 || days.includes(-1) ? undefined : weekdays([...new Set(days)]);
}

function readCounted(text: string): Recurrence | undefined {
  const match = COUNTED.exec(text);
  const n = Number(match?.[1] ?? 0);
  return n < 1 ? undefined : UNITS.find(([pattern]) => pattern.test(match?.[2] ?? ''))?.[1](n);
}

function readCron(text: string): Recurrence | undefined {
  if (!/^[\d*/,\-?LW#A-Z]+(?: [\d*/,\-?LW#A-Z]+){4}$/i.test(text)) return undefined;
  try {
    const cron = new Cron(text, { paused: true, mode: '5-part' });
    return cron.getPattern() === undefined ? undefined : { kind: 'cron', expression: text };
  } catch {
    return undefined;
  }
}

/**
 * Reads how something repeats.
 *
 * @param text words such as `daily` or `every 2 weeks`, weekdays, a cron line of five fields, or `FREQ=…`; empty = once
 * @returns    undefined when it is none of these
 * @throws     never
 */
export function parseRepeat(text: string): Recurrence | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 200) return undefined;
  if (/^(?:RRULE:)?[A-Z]+=/i.test(trimmed)) return parseRule(trimmed);
  const words = plain(trimmed);
  const phrase = PHRASES.find(([pattern]) => pattern.test(words));
  return phrase?.[1] ?? readCounted(words) ?? readWeekdays(words) ?? readCron(trimmed);
}
