/** Table person_setting: what a person chose. */
import type { SettingKey, SettingStore } from '../../contracts/ports/stores/setting-store.ts';
import type { Db } from '../database.ts';

/** Builds the store; writes need the writing connection. */
export function settingStore(db: Db): SettingStore {
  const get = db
    .prepare<[string, SettingKey], string>('SELECT value FROM person_setting WHERE person = ? AND key = ?')
    .pluck();
  const set = db.prepare(
    'INSERT INTO person_setting (person, key, value, at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at',
  );
  const remove = db.prepare('DELETE FROM person_setting WHERE person = ? AND key = ?');
  return {
    get: (person, key) => get.get(person, key),
    set: (person, key, value, at) => void set.run(person, key, value, at),
    remove: (person, key) => void remove.run(person, key),
  };
}
