/** What the doctor asks of the store about itself. */
export interface StoreVitals {
  /** Whether an answer follows the disk (SPEC ST1), by what the engine says of itself now. */
  isDurable: boolean;
  /** The database's own clock, ms since the epoch; null: it has none but this machine's. */
  clockAt: number | null;
  /** On the disk that it lies on; null: it does not say, or lies on none. */
  freeBytes: number | null;
  /** When the newest backup was made by our command; null: none was. */
  backupAt: number | null;
  /** False: others make its backups, and nobody here knows of them. */
  hasOwnBackups: boolean;
}

export interface DoctorStore {
  vitals(): Promise<StoreVitals>;
}
