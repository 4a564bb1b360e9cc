/** Reads the accounts that are read by IMAP, each by one server at a time (SPEC MI1). */
export interface MailKeeper {
  /** Looks which accounts there are, and whether they are this server's to read; called by the beat. */
  tick(): void;
  /** Looks now: an owner has set one. */
  wake(): void;
  /** Resolves when nothing is read any more; accounts are free for other servers then. */
  close(): Promise<void>;
}
