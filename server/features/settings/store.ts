/** What holds for the whole desk and for no site, each part under the name of the room whose it is. */
import type { AuditRow } from '../../../protocol/audit.ts';

export interface DeskSetting {
  /** The part's name, such as `telegram`. */
  id: string;
  /** JSON, as its room wrote it. Secrets in it are sealed. */
  value: string;
}

export interface DeskSettingStore {
  /** Null: nobody has set anything. */
  find(name: string): Promise<string | null>;
  /** @param row written with it */
  put(setting: DeskSetting, row?: AuditRow): Promise<void>;
  /** Puts it where there is none yet. @returns what is there now, for servers that start at once */
  putFirst(setting: DeskSetting): Promise<string>;
  /**
   * Puts it if there is still what was there before.
   * @param before null: nothing was
   * @param row written with it
   * @returns false: somebody was faster
   */
  replace(setting: DeskSetting, before: string | null, row?: AuditRow): Promise<boolean>;
}
