/**
 * What Deskbell asks of a database. Every verb is one atomic step: it happened whole and is on disk when its promise
 * resolves, or it did not happen (SPEC ST1). Missing is `null`; throwing means refused (`AppError`) or broken.
 * Ids and times come from the caller, so that both stores give equal answers to the contract suite.
 */

import type { AgentStore } from '../features/agents/store.ts';
import type { AnswerStore } from '../features/answers/store.ts';
import type { AuditStore } from '../features/audit/store.ts';
import type { BookingStore } from '../features/bookings/store.ts';
import type { BotStore } from '../features/bots/store.ts';
import type { CallbackStore } from '../features/callbacks/store.ts';
import type { CallStore } from '../features/calls/store.ts';
import type { CannedReplyStore } from '../features/canned-replies/store.ts';
import type { ComplaintStore } from '../features/complaints/store.ts';
import type { ContactStore } from '../features/contacts/store.ts';
import type { ConversationStore } from '../features/conversations/store.ts';
import type { CouponStore } from '../features/coupons/store.ts';
import type { DoctorStore } from '../features/doctor/store.ts';
import type { FactorStore } from '../features/factors/store.ts';
import type { FileStore } from '../features/files/store.ts';
import type { ImportStore } from '../features/imports/store.ts';
import type { InvitationStore } from '../features/invitations/store.ts';
import type { JobStore } from '../features/jobs/store.ts';
import type { KeyStore } from '../features/keys/store.ts';
import type { LadderStore } from '../features/ladder/store.ts';
import type { ListStore } from '../features/lists/store.ts';
import type { LoyaltyStore } from '../features/loyalty/store.ts';
import type { MailStore } from '../features/mail/store.ts';
import type { MailInStore } from '../features/mail-in/store.ts';
import type { MentionStore } from '../features/mentions/store.ts';
import type { NoticeStore } from '../features/notices/store.ts';
import type { PasswordLinkStore } from '../features/password-links/store.ts';
import type { PeopleStore } from '../features/people/store.ts';
import type { PrivacyStore } from '../features/privacy/store.ts';
import type { PurchaseStore } from '../features/purchases/store.ts';
import type { PushStore } from '../features/push/store.ts';
import type { RatingStore } from '../features/ratings/store.ts';
import type { ReminderStore } from '../features/reminders/store.ts';
import type { SavedViewStore } from '../features/saved-views/store.ts';
import type { ScriptStore } from '../features/scripts/store.ts';
import type { SearchStore } from '../features/search/store.ts';
import type { ServiceStore } from '../features/services/store.ts';
import type { SessionStore } from '../features/sessions/store.ts';
import type { DeskSettingStore } from '../features/settings/store.ts';
import type { SiteStore } from '../features/sites/store.ts';
import type { SmsStore } from '../features/sms/store.ts';
import type { SnoozeStore } from '../features/snoozes/store.ts';
import type { SpamStore } from '../features/spam/store.ts';
import type { EmployeeStore, ResourceStore } from '../features/staff/store.ts';
import type { StageStore } from '../features/stages/store.ts';
import type { TeamStore } from '../features/teams/store.ts';
import type { AgentChatStore } from '../features/telegram/store.ts';
import type { ViewStore } from '../features/views/store.ts';
import type { VisitorStore } from '../features/visitors/store.ts';
import type { VisitStore } from '../features/visits/store.ts';
import type { WaitStore } from '../features/waiting-list/store.ts';
import type { WebhookStore } from '../features/webhooks/store.ts';
import type { OutboxStore } from '../outbox/store.ts';
import type { Feed } from './feed.ts';

export interface Store {
  /** Shown at start and in `/readyz`: `sqlite ./data/deskbell.db`, `mongodb host/db`, never a password. */
  readonly description: string;
  /** The other servers on the same database; null: there can be none. */
  readonly feed: Feed | null;
  /** Resolves when a write would be kept now. @throws AppError STORE_UNAVAILABLE */
  ping(): Promise<void>;
  close(): Promise<void>;
  /** Takes away what ran out, so that nothing grows without a bound: the `sweep` of each room that has one. */
  sweep(at: number): Promise<void>;

  readonly sites: SiteStore;
  readonly agents: AgentStore;
  readonly invitations: InvitationStore;
  readonly sessions: SessionStore;
  readonly passwordLinks: PasswordLinkStore;
  readonly factors: FactorStore;
  readonly teams: TeamStore;
  readonly cannedReplies: CannedReplyStore;
  readonly visitors: VisitorStore;
  readonly contacts: ContactStore;
  readonly people: PeopleStore;
  readonly conversations: ConversationStore;
  readonly purchases: PurchaseStore;
  readonly complaints: ComplaintStore;
  readonly views: ViewStore;
  readonly savedViews: SavedViewStore;
  readonly callbacks: CallbackStore;
  readonly calls: CallStore;
  readonly files: FileStore;
  readonly search: SearchStore;
  readonly sms: SmsStore;
  readonly snoozes: SnoozeStore;
  readonly scripts: ScriptStore;
  readonly bots: BotStore;
  readonly spam: SpamStore;
  readonly ladder: LadderStore;
  readonly ratings: RatingStore;
  readonly reminders: ReminderStore;
  readonly jobs: JobStore;
  readonly keys: KeyStore;
  readonly imports: ImportStore;
  readonly mailIn: MailInStore;
  readonly mentions: MentionStore;
  readonly notices: NoticeStore;
  readonly webhooks: WebhookStore;
  readonly outbox: OutboxStore;
  readonly mail: MailStore;
  readonly privacy: PrivacyStore;
  readonly answers: AnswerStore;
  readonly push: PushStore;
  readonly deskSettings: DeskSettingStore;
  readonly agentChats: AgentChatStore;
  readonly doctor: DoctorStore;
  readonly stages: StageStore;
  readonly lists: ListStore;
  readonly loyalty: LoyaltyStore;
  readonly visits: VisitStore;
  readonly coupons: CouponStore;
  readonly services: ServiceStore;
  readonly employees: EmployeeStore;
  readonly resources: ResourceStore;
  readonly bookings: BookingStore;
  readonly waits: WaitStore;
  readonly audit: AuditStore;
}
