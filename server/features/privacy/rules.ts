/** Who holds what of a person, and from when on it is too old. Pure. */
import { hash } from 'node:crypto';
import type { PersonalKind, Retention, RetentionKind } from '../../../protocol/privacy.ts';
import type { Kind } from '../../store/transfer.ts';
import type { FileRecord, FileStore } from '../files/store.ts';
import type { Held } from './store.ts';

/**
 * Whether the records of a kind are of one person, who can have them handed out or erased. The compiler asks for each new
 * kind; a personal one has to stand in `PERSONAL_KINDS` as well, for which it then asks in both stores.
 */
export const IS_PERSONAL = {
  sites: false,
  agents: false,
  invites: false,
  sessions: false,
  teams: false,
  cannedReplies: false,
  contacts: true,
  contactMerges: true,
  // Two ids; it goes with either of them.
  contactRefusals: false,
  visitors: true,
  conversations: true,
  entries: true,
  files: true,
  callbacks: true,
  calls: true,
  ratings: true,
  purchases: true,
  complaints: true,
  webhooks: false,
  // A hash, and gone within a day.
  usedIdentities: false,
  targets: false,
  deliveries: true,
  serverSettings: false,
  deskSettings: false,
  // By ids and a hash; it goes with its conversation.
  answerLinks: false,
  // A keyed hash, and gone within two days.
  receipts: false,
  /** Addresses are there under a keyed hash alone. */
  sentLetters: false,
  /** The same; it is there so that nobody is written to again. */
  suppressions: false,
  passwordLinks: false,
  agentChats: false,
  // What an agent was told, by ids alone; it goes with its conversation.
  chatMessages: false,
  // Where somebody stands now, which their moves tell; it goes with the person.
  personStages: false,
  // What the shop offers, and who works there: of the business, not of a customer.
  services: false,
  servicePictures: false,
  employees: false,
  resources: false,
  bookings: true,
  waits: true,
  // By whose time it is and which booking has it; it goes with that.
  bookingCells: false,
  // Of somebody who has said nothing of themself yet, and gone within minutes.
  bookingHolds: false,
  stageMoves: true,
  listEntries: true,
  listCalls: true,
  loyaltyRows: true,
  visitRows: true,
  // What an owner wants of employees.
  plans: false,
  loyaltyPeople: true,
  // Of the shop, for whoever has the code; what a list gave somebody stands in `listEntries`.
  coupons: false,
  redemptions: true,
  // By whom and what, in words of the product.
  audit: false,
  erasures: false,
  /** Days and kinds alone. */
  lateSteps: false,
  /** Days and answers alone. */
  scriptActs: false,
  // When something is due, by ids alone; it goes with its conversation, or its booking.
  jobs: false,
  // Of an owner's programs; a hash.
  integrationKeys: false,
  // Of an owner: how a file is read, with its first rows, gone after a month.
  imports: false,
  // Handed out and erased with `importPeople`.
  importRows: false,
  importPeople: true,
  // Of an owner; its secrets are sealed.
  mailAccounts: false,
  mails: true,
  // Who was named in which note, by ids alone; it goes with its conversation.
  mentions: false,
  // By ids alone, and gone within days; what it tells goes with its conversation.
  notices: false,
  noticeSettings: false,
  // Ids, times and the end of a number; it goes with its conversation.
  sms: false,
  // A number under a keyed hash: it must be known that it wants no messages, whoever was erased.
  smsStops: false,
  // The same with a day, for three days.
  smsCounters: false,
  agentNumbers: false,
  savedViews: false,
  // Of agents.
  pushDevices: false,
  /** Words and senders are there under a keyed hash alone. */
  spamTallies: false,
  erasedKeys: false,
} as const satisfies { [K in Kind]: K extends PersonalKind ? true : false };

const DAY_MS = 24 * 3_600_000;

/** What of a kind is from before then is to go; null: all of it stays. @returns ms since the epoch */
export function endOf(retention: Retention, kind: RetentionKind, now: number): number | null {
  const days = retention[kind];
  return days === null ? null : now - days * DAY_MS;
}

/** How an erased visitor is known again: by the hash of a token. */
export function keyOfToken(tokenHash: string): string {
  return `token ${tokenHash}`;
}

/** How what an erased visitor had sent is known again. A page may write anything into the id, so its hash is kept. */
export function keyOfSending(siteId: string, clientId: string): string {
  return `sending ${hash('sha256', `${siteId} ${clientId}`, 'base64url')}`;
}

/** Files of a person: those sent in their conversations, and those that their browsers have uploaded and not sent. */
export async function filesOf(
  { conversations, visitors }: Pick<Held, 'conversations' | 'visitors'>,
  files: Pick<FileStore, 'ofConversation' | 'ofUploader'>,
): Promise<FileRecord[]> {
  const found = new Map<string, FileRecord>();
  for (const { id } of conversations) for (const file of await files.ofConversation(id)) found.set(file.id, file);
  for (const { id } of visitors) for (const file of await files.ofUploader(`visitor:${id}`)) found.set(file.id, file);
  return [...found.values()];
}
