import { contactNews } from '../../features/contacts/desk-news.ts';
import { type AgentRows, createAgentRows } from './agent-rows.ts';
import { type AnswerLinkRows, createAnswerLinkRows } from './answer-link-rows.ts';
import { type AuditRows, createAuditRows } from './audit-rows.ts';
import { type BookingRows, createBookingRows } from './booking-rows.ts';
import { type CallRows, createCallRows } from './call-rows.ts';
import { type CallbackRows, createCallbackRows } from './callback-rows.ts';
import { type ContactRows, createContactRows } from './contact-rows.ts';
import { type ConversationRows, createConversationRows } from './conversation-rows.ts';
import { type CouponRows, createCouponRows } from './coupon-rows.ts';
import { createEntryRows, type EntryRows } from './entry-rows.ts';
import { createFileRows, type FileRows } from './file-rows.ts';
import { createJobRows, type JobRows } from './job-rows.ts';
import { createLeaving, type Leaving } from './leaving.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createListRows, type ListRows } from './list-rows.ts';
import { createListedRows, type ListedRows } from './listed-rows.ts';
import { createLoyaltyPeopleRows, type LoyaltyPeopleRows } from './loyalty-people-rows.ts';
import { createLoyaltyRows, type LoyaltyRows } from './loyalty-rows.ts';
import { createMailRows, type MailRows } from './mail-rows.ts';
import { createMentionRows, type MentionRows } from './mention-rows.ts';
import { createMergeRows, type MergeRows } from './merge-rows.ts';
import { createNoticeRows, type NoticeRows } from './notice-rows.ts';
import { createPeopleRows, type PeopleRows } from './people-rows.ts';
import { createPurchaseRows, type PurchaseRows } from './purchase-rows.ts';
import { createRatingRows, type RatingRows } from './rating-rows.ts';
import { createScriptRows, type ScriptRows } from './script-rows.ts';
import { createSessionRows, type SessionRows } from './session-rows.ts';
import { createSmsRows, type SmsRows } from './sms-rows.ts';
import { createStageRows, type StageRows } from './stage-rows.ts';
import type { Turns } from './turns.ts';
import { createVisitRows, type VisitRows } from './visit-rows.ts';
import { createVisitorRows, type VisitorRows } from './visitor-rows.ts';
import { createWaitRows, type WaitRows } from './wait-rows.ts';
import { createWebhookRows, type WebhookRows } from './webhook-rows.ts';

/** What the rooms' stores work with: turns, the rows that more than one of them touches, and the ledger above those. */
export interface Engine extends Turns {
  rows: {
    agents: AgentRows;
    contacts: ContactRows;
    people: PeopleRows & ListedRows;
    merges: MergeRows;
    visitors: VisitorRows;
    conversations: ConversationRows;
    entries: EntryRows;
    callbacks: CallbackRows;
    calls: CallRows;
    bookings: BookingRows;
    waits: WaitRows;
    files: FileRows;
    ratings: RatingRows;
    jobs: JobRows;
    mails: MailRows;
    mentions: MentionRows;
    notices: NoticeRows;
    scripts: ScriptRows;
    sessions: SessionRows;
    sms: SmsRows;
    webhooks: WebhookRows;
    answerLinks: AnswerLinkRows;
    stages: StageRows;
    lists: ListRows;
    coupons: CouponRows;
    loyalty: LoyaltyRows;
    visits: VisitRows;
    purchases: PurchaseRows;
    loyaltyPeople: LoyaltyPeopleRows;
    audit: AuditRows;
  };
  leaving: Leaving;
  ledger: Ledger;
}

export function createEngine(turns: Turns): Engine {
  const agents = createAgentRows(turns);
  const contacts = createContactRows(turns);
  const merges = createMergeRows(turns);
  const people = createPeopleRows(turns, contacts, merges);
  const visits = createVisitRows(turns);
  const listed = { ...people, ...createListedRows(turns, contacts, people) };
  const loyaltyPeople = createLoyaltyPeopleRows(turns, contacts, people);
  const lists = createListRows(turns);
  const coupons = createCouponRows(turns, lists);
  const loyalty = createLoyaltyRows(turns, loyaltyPeople, coupons);
  const jobs = createJobRows(turns);
  const webhooks = createWebhookRows(turns);
  const leaving = createLeaving(turns, webhooks);
  const rows = {
    agents,
    contacts,
    people: listed,
    merges,
    visitors: createVisitorRows(turns),
    conversations: createConversationRows(turns, contacts),
    entries: createEntryRows(turns),
    callbacks: createCallbackRows(turns),
    calls: createCallRows(turns),
    bookings: createBookingRows(turns, { jobs, visits, leaving }),
    waits: createWaitRows(turns, jobs),
    files: createFileRows(turns),
    ratings: createRatingRows(turns),
    jobs,
    mails: createMailRows(turns),
    mentions: createMentionRows(turns),
    notices: createNoticeRows(turns),
    scripts: createScriptRows(turns),
    sessions: createSessionRows(turns, agents),
    sms: createSmsRows(turns),
    webhooks,
    answerLinks: createAnswerLinkRows(turns),
    stages: createStageRows(turns),
    lists,
    coupons,
    visits,
    loyalty,
    loyaltyPeople,
    purchases: createPurchaseRows(turns, { contacts, loyalty, people: listed, visits }, leaving),
    audit: createAuditRows(turns),
  };
  contacts.onWritten((before, after) => leaving.tellOf(() => contactNews(before, after)));
  return { ...turns, rows, leaving, ledger: createLedger({ ...rows, leaving }) };
}
