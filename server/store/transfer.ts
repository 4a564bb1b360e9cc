/**
 * What a store holds, kind by kind, for moving all of it to another store (SPEC B2). The records are the same whichever
 * store they come from: ids, numbers, token hashes, sealed secrets, client ids, fingerprints and read marks as they
 * are. What a store only derives (search, ranks, tallies) is not in them: the receiving store makes its own.
 */
import type { AuditRow } from '../../protocol/audit.ts';
import type { Callback } from '../../protocol/callbacks.ts';
import type { CannedReply } from '../../protocol/canned-replies.ts';
import type { Contact } from '../../protocol/contacts.ts';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Coupon, Redemption } from '../../protocol/coupons.ts';
import type { Entry } from '../../protocol/entries.ts';
import type { ListCall, ListEntry } from '../../protocol/lists.ts';
import type { Erasure } from '../../protocol/privacy.ts';
import type { Rating } from '../../protocol/ratings.ts';
import type { Service } from '../../protocol/services.ts';
import type { Session } from '../../protocol/sessions.ts';
import type { Employee, Resource } from '../../protocol/staff.ts';
import type { PersonStage } from '../../protocol/stages.ts';
import type { Team } from '../../protocol/teams.ts';
import type { Plan } from '../../protocol/visits.ts';
import type { AgentRecord } from '../features/agents/store.ts';
import type { AnswerLink, Receipt } from '../features/answers/store.ts';
import type { BookingRecord, CellRecord, HoldRecord } from '../features/bookings/store.ts';
import type { CallRecord } from '../features/calls/store.ts';
import type { ComplaintRecord } from '../features/complaints/store.ts';
import type { MergeRecord, RefusalRecord } from '../features/contacts/merges.ts';
import type { ServerSettings } from '../features/factors/store.ts';
import type { FileRecord } from '../features/files/store.ts';
import type { ImportPersonRecord, ImportRecord, ImportRowRecord } from '../features/imports/store.ts';
import type { Invite } from '../features/invitations/store.ts';
import type { Job } from '../features/jobs/store.ts';
import type { KeyRecord } from '../features/keys/store.ts';
import type { LateStep } from '../features/ladder/store.ts';
import type { LedgerRecord, LoyaltyPerson } from '../features/loyalty/store.ts';
import type { SentLetter, Suppression } from '../features/mail/store.ts';
import type { MailAccountRecord, MailRecord } from '../features/mail-in/store.ts';
import type { MentionRecord } from '../features/mentions/store.ts';
import type { NoticeRecord, NoticeSettingsRecord } from '../features/notices/store.ts';
import type { PasswordLink } from '../features/password-links/store.ts';
import type { ErasedKey } from '../features/privacy/store.ts';
import type { PurchaseRecord } from '../features/purchases/store.ts';
import type { DeviceRecord } from '../features/push/store.ts';
import type { SavedViewRecord } from '../features/saved-views/store.ts';
import type { ScriptActed } from '../features/scripts/rules.ts';
import type { ServicePicture } from '../features/services/store.ts';
import type { DeskSetting } from '../features/settings/store.ts';
import type { SiteRecord } from '../features/sites/store.ts';
import type { AgentNumber, SmsCounter, SmsRecord, SmsStop } from '../features/sms/store.ts';
import type { SpamTally } from '../features/spam/store.ts';
import type { StageMoveRecord } from '../features/stages/store.ts';
import type { AgentChat, ChatMessage } from '../features/telegram/store.ts';
import type { UsedIdentity, VisitorRecord } from '../features/visitors/store.ts';
import type { VisitRow } from '../features/visits/store.ts';
import type { WaitRecord } from '../features/waiting-list/store.ts';
import type { WebhookRecord } from '../features/webhooks/store.ts';
import type { DeliveryRecord, Target } from '../outbox/store.ts';
import type { Blobs } from './blobs.ts';

/** Without the contact's summary, which each store repeats in its own way. */
export type ConversationRecord = Omit<Conversation, 'contact'> & { contactId: string };

/** An entry with what tells its repeats from other content (SPEC ST2). */
export type EntryRecord = Entry & {
  siteId: string;
  /** As the writer gave it; null for what the server itself wrote. */
  fingerprint: string | null;
  /** Visitor whose submission it was; null for anything else, and where the visitor is forgotten. */
  senderId: string | null;
};

export interface Records {
  sites: SiteRecord;
  agents: AgentRecord;
  invites: Invite;
  sessions: Session & { tokenHash: string };
  passwordLinks: PasswordLink;
  teams: Team;
  cannedReplies: CannedReply;
  contacts: Contact;
  contactMerges: MergeRecord;
  contactRefusals: RefusalRecord;
  visitors: VisitorRecord;
  conversations: ConversationRecord;
  entries: EntryRecord;
  callbacks: Callback;
  calls: CallRecord;
  ratings: Rating;
  purchases: PurchaseRecord;
  complaints: ComplaintRecord;
  files: FileRecord;
  webhooks: WebhookRecord;
  targets: Target;
  deliveries: DeliveryRecord;
  sentLetters: SentLetter;
  suppressions: Suppression;
  spamTallies: SpamTally;
  usedIdentities: UsedIdentity;
  erasures: Erasure;
  erasedKeys: ErasedKey;
  lateSteps: LateStep;
  scriptActs: ScriptActed;
  jobs: Job;
  integrationKeys: KeyRecord;
  imports: ImportRecord;
  importRows: ImportRowRecord;
  importPeople: ImportPersonRecord;
  mailAccounts: MailAccountRecord;
  mails: MailRecord;
  mentions: MentionRecord;
  notices: NoticeRecord;
  noticeSettings: NoticeSettingsRecord;
  sms: SmsRecord;
  smsStops: SmsStop;
  smsCounters: SmsCounter;
  agentNumbers: AgentNumber;
  savedViews: SavedViewRecord;
  pushDevices: DeviceRecord;
  serverSettings: ServerSettings;
  answerLinks: AnswerLink;
  receipts: Receipt;
  deskSettings: DeskSetting;
  agentChats: AgentChat;
  chatMessages: ChatMessage;
  personStages: PersonStage;
  stageMoves: StageMoveRecord;
  listEntries: ListEntry;
  listCalls: ListCall;
  loyaltyRows: LedgerRecord;
  visitRows: VisitRow;
  plans: Plan;
  loyaltyPeople: LoyaltyPerson;
  coupons: Coupon;
  redemptions: Redemption;
  services: Service;
  servicePictures: ServicePicture;
  employees: Employee;
  resources: Resource;
  bookings: BookingRecord;
  bookingCells: CellRecord;
  bookingHolds: HoldRecord;
  waits: WaitRecord;
  audit: AuditRow;
}

export type Kind = keyof Records;

/** In the order in which they are added: each may point to those before it, and visitors to their conversation. */
export const KINDS: readonly Kind[] = [
  'sites',
  'agents',
  'invites',
  'sessions',
  'passwordLinks',
  'teams',
  'cannedReplies',
  'contacts',
  'contactMerges',
  'contactRefusals',
  'visitors',
  'conversations',
  'entries',
  'callbacks',
  'calls',
  'ratings',
  'purchases',
  'complaints',
  'files',
  'webhooks',
  'targets',
  'deliveries',
  'sentLetters',
  'suppressions',
  'spamTallies',
  'usedIdentities',
  'erasures',
  'erasedKeys',
  'lateSteps',
  'scriptActs',
  'jobs',
  'integrationKeys',
  'imports',
  'importRows',
  'importPeople',
  'mailAccounts',
  'mails',
  'mentions',
  'notices',
  'noticeSettings',
  'sms',
  'smsStops',
  'smsCounters',
  'agentNumbers',
  'savedViews',
  'pushDevices',
  'serverSettings',
  'answerLinks',
  'receipts',
  'deskSettings',
  'agentChats',
  'chatMessages',
  'personStages',
  'stageMoves',
  'listEntries',
  'listCalls',
  'loyaltyRows',
  'visitRows',
  'plans',
  'loyaltyPeople',
  'coupons',
  'redemptions',
  'services',
  'servicePictures',
  'employees',
  'resources',
  'bookings',
  'bookingCells',
  'bookingHolds',
  'waits',
  'audit',
];

/** Records read or added at once: some 500 KB of long messages. */
export const BATCH = 500;

/** All records of one kind. */
export interface Shelf<T> {
  count(): Promise<number>;
  /** In batches, oldest first where the order shows. */
  read(): AsyncIterable<T[]>;
  add(records: T[]): Promise<void>;
}

/** One store, opened for nothing but moving. */
export interface Transfer {
  /** As the store's own: `sqlite ./data/deskbell.db`, `mongodb host/db`, never a password. */
  readonly description: string;
  readonly shelves: { readonly [K in Kind]: Shelf<Records[K]> };
  /** The bytes of what lies on the shelf of files. */
  readonly blobs: Blobs;
  /** Readies it to be filled: whatever it held is gone. Before `add`. */
  begin(): Promise<void>;
  /** Keeps what was added. SQLite keeps nothing of it before. */
  commit(): Promise<void>;
  close(): Promise<void>;
}

/** Groups what comes one by one. */
export async function* batches<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Whether an entry is what a visitor submitted, and so its fingerprint is bound to that visitor. */
export function isSubmission({ author, body }: Pick<Entry, 'author' | 'body'>): boolean {
  return author.kind === 'visitor' && body.kind !== 'event';
}
