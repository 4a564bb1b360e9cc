import { IMPORT_KEPT_MS } from '../../../protocol/imports.ts';
import { createAgentStore } from '../../features/agents/sqlite.ts';
import { createAnswerStore } from '../../features/answers/sqlite.ts';
import { createAuditStore } from '../../features/audit/sqlite.ts';
import { bookingsOfPeople, createBookingStore } from '../../features/bookings/sqlite.ts';
import { createBotStore } from '../../features/bots/sqlite.ts';
import { createCallbackStore } from '../../features/callbacks/sqlite.ts';
import { callsOfPeople, createCallStore } from '../../features/calls/sqlite.ts';
import { createCannedReplyStore } from '../../features/canned-replies/sqlite.ts';
import { complaintsOfPeople, createComplaintStore } from '../../features/complaints/sqlite.ts';
import { createContactStore, mergesOfPeople } from '../../features/contacts/sqlite.ts';
import { createConversationStore } from '../../features/conversations/sqlite.ts';
import { createCouponStore, redemptionsOfPeople } from '../../features/coupons/sqlite.ts';
import { createDoctorStore } from '../../features/doctor/sqlite.ts';
import { createFactorStore } from '../../features/factors/sqlite.ts';
import { UNSENT_FILE_MS } from '../../features/files/rules.ts';
import { createFileStore } from '../../features/files/sqlite.ts';
import { createImportStore } from '../../features/imports/sqlite.ts';
import { importsOfPeople } from '../../features/imports/sqlite-people.ts';
import { createInvitationStore } from '../../features/invitations/sqlite.ts';
import { createJobStore } from '../../features/jobs/sqlite.ts';
import { createKeyStore } from '../../features/keys/sqlite.ts';
import { createLadderStore } from '../../features/ladder/sqlite.ts';
import { COUNTED_MS } from '../../features/ladder/store.ts';
import { createListStore, entriesOfPeople, listCallsOfPeople } from '../../features/lists/sqlite.ts';
import { createLoyaltyStore, ledgerOfPeople, loyaltyPeopleOfPeople } from '../../features/loyalty/sqlite.ts';
import { createMailStore } from '../../features/mail/sqlite.ts';
import { DAY_MS } from '../../features/mail/store.ts';
import { createMailInStore } from '../../features/mail-in/sqlite.ts';
import { createMentionStore } from '../../features/mentions/sqlite.ts';
import { MENTION_MS } from '../../features/mentions/store.ts';
import { createNoticeStore } from '../../features/notices/sqlite.ts';
import { NOTICE_MS } from '../../features/notices/store.ts';
import { createPasswordLinkStore } from '../../features/password-links/sqlite.ts';
import { createPeopleStore } from '../../features/people/sqlite.ts';
import { createHeardFollower } from '../../features/people/sqlite-follow.ts';
import { createPrivacyStore } from '../../features/privacy/sqlite.ts';
import { createPurchaseStore, purchasesOfPeople } from '../../features/purchases/sqlite.ts';
import { createPushStore } from '../../features/push/sqlite.ts';
import { createRatingStore } from '../../features/ratings/sqlite.ts';
import { createReminderStore } from '../../features/reminders/sqlite.ts';
import { createSavedViewStore } from '../../features/saved-views/sqlite.ts';
import { createScriptStore } from '../../features/scripts/sqlite.ts';
import { createSearchStore } from '../../features/search/sqlite.ts';
import { createSearchIndex } from '../../features/search/sqlite-index.ts';
import { createServiceStore } from '../../features/services/sqlite.ts';
import { createSessionStore } from '../../features/sessions/sqlite.ts';
import { createDeskSettingStore } from '../../features/settings/sqlite.ts';
import { createSiteStore } from '../../features/sites/sqlite.ts';
import { createSmsStore } from '../../features/sms/sqlite.ts';
import { createSnoozeStore } from '../../features/snoozes/sqlite.ts';
import { createSpamStore } from '../../features/spam/sqlite.ts';
import { createEmployeeStore, createResourceStore } from '../../features/staff/sqlite.ts';
import { createStageStore, movesOfPeople } from '../../features/stages/sqlite.ts';
import { createTeamStore } from '../../features/teams/sqlite.ts';
import { createAgentChatStore } from '../../features/telegram/sqlite.ts';
import { createViewStore } from '../../features/views/sqlite.ts';
import { createVisitorStore } from '../../features/visitors/sqlite.ts';
import { createVisitStore, visitsOfPeople } from '../../features/visits/sqlite.ts';
import { createWaitStore, waitsOfPeople } from '../../features/waiting-list/sqlite.ts';
import { createWebhookStore } from '../../features/webhooks/sqlite.ts';
import { createOutboxStore } from '../../outbox/sqlite.ts';
import type { Store } from '../store.ts';
import { createFolderBlobs, createMemoryBlobs, filesFolder } from './blobs.ts';
import { connect } from './connections.ts';
import { createEngine } from './engine.ts';
import { scrubOnce } from './migrations.ts';
import { prepare } from './prepare.ts';
import { CUSTOMERS_TABLES } from './tables/customers.ts';
import { createTurns } from './turns.ts';

/**
 * The embedded store: one file, one process, Node's own SQLite. The file is made and brought up to date on opening.
 * @param path of the file, or `:memory:` for a store that is gone when it is closed
 * @throws AppError STORE_UNAVAILABLE when another process has the file; Error when it can not be used
 */
export async function openSqlite(path: string): Promise<Store> {
  const connections = connect(path, prepare(path));
  scrubOnce(connections.writer);
  const engine = createEngine(createTurns(connections));
  const blobs = path === ':memory:' ? createMemoryBlobs() : createFolderBlobs(filesFolder(path));
  const index = createSearchIndex(engine, createHeardFollower(engine));
  // A write that changes nothing still has to reach the disk, which is the question.
  const touchDisk = engine.writer.prepare("UPDATE marks SET value = value + 1 WHERE name = 'pinged'");
  const files = createFileStore(engine, blobs);
  const others = [
    ...[mergesOfPeople(engine), purchasesOfPeople(engine), complaintsOfPeople(engine)],
    ...[movesOfPeople(engine), entriesOfPeople(engine), listCallsOfPeople(engine), callsOfPeople(engine)],
    ...[bookingsOfPeople(engine), ledgerOfPeople(engine), loyaltyPeopleOfPeople(engine), redemptionsOfPeople(engine)],
    ...[visitsOfPeople(engine), waitsOfPeople(engine)],
  ];
  let isClosed = false;

  const store: Store = {
    description: `sqlite ${path}`,
    feed: null,
    ping: () => engine.write(() => void touchDisk.run()),
    async sweep(at) {
      await Promise.all([store.sessions.sweep(at), store.invitations.sweep(at), store.outbox.sweep(at)]);
      await store.passwordLinks.sweep(at);
      await store.mail.sweep(at - DAY_MS);
      await store.push.sweep(at);
      await store.spam.sweep(at);
      await store.visitors.sweepIdentities(at);
      await store.ladder.sweep(at - COUNTED_MS);
      await store.answers.sweep(at);
      await store.mentions.sweep(at - MENTION_MS);
      await store.notices.sweep(at - NOTICE_MS);
      await store.agentChats.sweep(at);
      await store.lists.sweep(at);
      await store.loyalty.sweep(at);
      await store.scripts.sweep(at - COUNTED_MS);
      await store.sms.sweep(at);
      await store.bookings.sweep(at);
      await store.waits.sweep(at);
      await store.privacy.sweep(at);
      await store.files.sweep(at - UNSENT_FILE_MS);
      await store.imports.sweep(at - IMPORT_KEPT_MS);
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      index.close();
      engine.close();
      connections.close();
    },
    sites: createSiteStore(engine),
    agents: createAgentStore(engine),
    invitations: createInvitationStore(engine),
    sessions: createSessionStore(engine),
    passwordLinks: createPasswordLinkStore(engine),
    factors: createFactorStore(engine),
    teams: createTeamStore(engine),
    cannedReplies: createCannedReplyStore(engine),
    visitors: createVisitorStore(engine, others),
    contacts: createContactStore(engine),
    people: createPeopleStore(engine, index),
    conversations: createConversationStore(engine),
    purchases: createPurchaseStore(engine),
    complaints: createComplaintStore(engine),
    views: createViewStore(engine),
    savedViews: createSavedViewStore(engine),
    callbacks: createCallbackStore(engine),
    calls: createCallStore(engine),
    files,
    search: createSearchStore(engine, index),
    sms: createSmsStore(engine),
    snoozes: createSnoozeStore(engine),
    scripts: createScriptStore(engine),
    bots: createBotStore(engine),
    spam: createSpamStore(engine),
    ladder: createLadderStore(engine),
    ratings: createRatingStore(engine),
    reminders: createReminderStore(engine),
    jobs: createJobStore(engine),
    keys: createKeyStore(engine),
    mailIn: createMailInStore(engine),
    mentions: createMentionStore(engine),
    notices: createNoticeStore(engine),
    webhooks: createWebhookStore(engine),
    outbox: createOutboxStore(engine),
    mail: createMailStore(engine),
    privacy: createPrivacyStore(engine, index, files, [...others, importsOfPeople(engine)]),
    imports: createImportStore(engine, blobs, others, CUSTOMERS_TABLES),
    answers: createAnswerStore(engine),
    push: createPushStore(engine),
    deskSettings: createDeskSettingStore(engine),
    agentChats: createAgentChatStore(engine),
    doctor: createDoctorStore(engine, path),
    stages: createStageStore(engine),
    lists: createListStore(engine),
    loyalty: createLoyaltyStore(engine),
    visits: createVisitStore(engine),
    coupons: createCouponStore(engine),
    services: createServiceStore(engine),
    employees: createEmployeeStore(engine),
    resources: createResourceStore(engine),
    bookings: createBookingStore(engine),
    waits: createWaitStore(engine),
    audit: createAuditStore(engine),
  };
  return store;
}
