/** Accounts that are read, and the mails that were, as the store keeps them. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { MailAccount, MailAccountSave, mailInEvents, WholeMail } from '../../../protocol/mail-in.ts';
import type { Sent, Written } from '../../store/written.ts';

type Imap = NonNullable<MailAccount['imap']>;

/** How an account is read. Every secret is sealed. */
export interface MailAccountSettings extends Pick<MailAccountSave, 'address' | 'takesPlus'> {
  imap: (Imap & { password: string; clientSecret: string; refreshToken: string }) | null;
  /** Signs what a mail service brings; empty: none does. */
  doorSecret: string;
}

/** How far it was read, and how it is. */
export interface MailProgress
  extends Pick<MailAccount, 'connectedSince' | 'problem' | 'detail' | 'lastMailAt' | 'skipped'> {
  /** Null: it was never opened; then what lies there already is left alone. */
  place: MailPlace | null;
  /** A newer one than was set, sealed: some services give another each time. Empty: that of the settings holds. */
  refreshToken: string;
}

export interface MailPlace {
  /** Of the folder; another one says that all its numbers are others. */
  uidValidity: string;
  lastUid: number;
  /** Mails that came before then are none of ours, whatever their numbers. Ms since the epoch. */
  since: number;
}

export interface MailAccountRecord {
  /** Of its site, or `DESK`. */
  id: string;
  /** When it was set, ms since the epoch. */
  version: number;
  settings: MailAccountSettings;
  progress: MailProgress;
}

/** The account of no site: answers to all of them come back there. */
export const DESK = 'desk';

/** A mail that became an entry. */
export interface MailRecord extends WholeMail {
  siteId: string;
  conversationId: string;
  /** Without angle brackets; empty: it has none. */
  messageId: string;
  /** See `messageKey`. */
  messageKey: string;
  at: number;
}

/** What a server claims an account with. */
export interface MailHolder {
  id: string;
  serverId: string;
}

export type MailEvent = Extract<Entry['body'], { event: (typeof mailInEvents)[number]['shape']['event']['value'] }>;

export interface MailInStore {
  /** Few of them, so they are read whole. */
  accounts(): Promise<MailAccountRecord[]>;
  /** Sets one, in place of whatever was there; who reads it has it no more. */
  putAccount(account: MailAccountRecord, row?: AuditRow): Promise<void>;
  /** False: there was none. */
  removeAccount(id: string, row?: AuditRow): Promise<boolean>;
  /** Begins or goes on to read one. Null: another server does, or it is gone. */
  hold(input: MailHolder & { at: number; until: number }): Promise<MailAccountRecord | null>;
  /** Lets go of it, so that others need not wait. */
  letGo(holder: MailHolder): Promise<void>;
  /** Keeps how far it came. False: it was set anew, or another server has it. @param holder.version that was read */
  keepProgress(holder: MailHolder & { version: number }, progress: MailProgress): Promise<boolean>;
  /** Keeps a mail beside its entry; one that is there stays as it is. False: its conversation is gone. */
  keep(mail: MailRecord): Promise<boolean>;
  find(id: string): Promise<MailRecord | null>;
  /** The conversation of the newest mail that has one of the keys; null: none does. */
  conversationOf(siteId: string, messageKeys: readonly string[]): Promise<string | null>;
  /** Whether somebody with this address has a conversation on the site. */
  knowsAddress(siteId: string, address: string): Promise<boolean>;
  /** Says in a conversation what a mail means for it. A repeat returns the first answer. @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED */
  tell(input: { conversationId: string; event: MailEvent; sent: Sent; at: number }): Promise<Written>;
}
