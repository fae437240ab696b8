/** Port of what a person chose. Settings are never mixed with facts: they are not shown to models as knowledge. */

/** The closed set of settings. */
export type SettingKey =
  /** a `Language` by its English name */
  | 'language'
  /** `1` when the person chose the language; otherwise it was detected and may be corrected */
  | 'language.chosen'
  | 'personality'
  | 'project'
  /** how far the welcome has got */
  | 'onboarding'
  /** model that answers this person, as `provider/model` */
  | 'model'
  /** how often today's caps on spending were lifted, as `day|count` */
  | 'spending.allowance'
  /** model of the newest vectors of what is remembered */
  | 'embedding.model'
  /** minutes between two heartbeats, when changed while running */
  | 'heartbeat.interval';

/** The settings of people. Writes run inside the host's transaction. */
export interface SettingStore {
  get(person: string, key: SettingKey): string | undefined;
  set(person: string, key: SettingKey, value: string, at: number): void;
  remove(person: string, key: SettingKey): void;
}
