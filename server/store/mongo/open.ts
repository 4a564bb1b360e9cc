import { IMPORT_KEPT_MS } from '../../../protocol/imports.ts';
import { createAgentStore } from '../../features/agents/mongo.ts';
import { createAnswerStore } from '../../features/answers/mongo.ts';
import { createAuditStore } from '../../features/audit/mongo.ts';
import { bookingsOfPeople, createBookingStore } from '../../features/bookings/mongo.ts';
import { createBotStore } from '../../features/bots/mongo.ts';
import { createCallbackStore } from '../../features/callbacks/mongo.ts';
import { callsOfPeople, createCallStore } from '../../features/calls/mongo.ts';
import { createCannedReplyStore } from '../../features/canned-replies/mongo.ts';
import { complaintsOfPeople, createComplaintStore } from '../../features/complaints/mongo.ts';
import { createContactStore, mergesOfPeople } from '../../features/contacts/mongo.ts';
import { createConversationStore } from '../../features/conversations/mongo.ts';
import { createCouponStore, redemptionsOfPeople } from '../../features/coupons/mongo.ts';
import { createDoctorStore } from '../../features/doctor/mongo.ts';
import { createFactorStore } from '../../features/factors/mongo.ts';
import { createFileStore } from '../../features/files/mongo.ts';
import { UNSENT_FILE_MS } from '../../features/files/rules.ts';
import { createImportStore } from '../../features/imports/mongo.ts';
import { importsOfPeople } from '../../features/imports/mongo-people.ts';
import { createInvitationStore } from '../../features/invitations/mongo.ts';
import { createJobStore } from '../../features/jobs/mongo.ts';
import { createKeyStore } from '../../features/keys/mongo.ts';
import { createLadderStore } from '../../features/ladder/mongo.ts';
import { COUNTED_MS } from '../../features/ladder/store.ts';
import { createListStore, entriesOfPeople, listCallsOfPeople } from '../../features/lists/mongo.ts';
import { createLoyaltyStore, ledgerOfPeople, loyaltyPeopleOfPeople } from '../../features/loyalty/mongo.ts';
import { createMailStore } from '../../features/mail/mongo.ts';
import { DAY_MS } from '../../features/mail/store.ts';
import { createMailInStore } from '../../features/mail-in/mongo.ts';
import { createMentionStore } from '../../features/mentions/mongo.ts';
import { MENTION_MS } from '../../features/mentions/store.ts';
import { createNoticeStore } from '../../features/notices/mongo.ts';
import { NOTICE_MS } from '../../features/notices/store.ts';
import { createPasswordLinkStore } from '../../features/password-links/mongo.ts';
import { createChangedPeople } from '../../features/people/changed.ts';
import { createPeopleStore } from '../../features/people/mongo.ts';
import { createPrivacyStore } from '../../features/privacy/mongo.ts';
import { createPurchaseStore, purchasesOfPeople } from '../../features/purchases/mongo.ts';
import { createPushStore } from '../../features/push/mongo.ts';
import { createRatingStore } from '../../features/ratings/mongo.ts';
import { createReminderStore } from '../../features/reminders/mongo.ts';
import { createSavedViewStore } from '../../features/saved-views/mongo.ts';
import { createScriptStore } from '../../features/scripts/mongo.ts';
import { createSearchStore } from '../../features/search/mongo.ts';
import { createSearchIndex } from '../../features/search/mongo-index.ts';
import { createServiceStore } from '../../features/services/mongo.ts';
import { createSessionStore } from '../../features/sessions/mongo.ts';
import { createDeskSettingStore } from '../../features/settings/mongo.ts';
import { createSiteStore } from '../../features/sites/mongo.ts';
import { createSmsStore } from '../../features/sms/mongo.ts';
import { createSnoozeStore } from '../../features/snoozes/mongo.ts';
import { createSpamStore } from '../../features/spam/mongo.ts';
import { createEmployeeStore, createResourceStore } from '../../features/staff/mongo.ts';
import { createStageStore, movesOfPeople } from '../../features/stages/mongo.ts';
import { createTeamStore } from '../../features/teams/mongo.ts';
import { createAgentChatStore } from '../../features/telegram/mongo.ts';
import { createViewStore } from '../../features/views/mongo.ts';
import { createVisitorStore } from '../../features/visitors/mongo.ts';
import { createVisitStore, visitsOfPeople } from '../../features/visits/mongo.ts';
import { createWaitStore, waitsOfPeople } from '../../features/waiting-list/mongo.ts';
import { createWebhookStore } from '../../features/webhooks/mongo.ts';
import { createOutboxStore } from '../../outbox/mongo.ts';
import type { Store } from '../store.ts';
import { createGridBlobs } from './blobs.ts';
import { createCalls } from './calls.ts';
import { connect, sweepLocks } from './connection.ts';
import type { Engine } from './engine.ts';
import { translated } from './failures.ts';
import { createFeed } from './feed.ts';
import { makeIndexes, makeIndexesLater } from './indexes.ts';
import { createLeaving } from './leaving.ts';
import { createLedger } from './ledger.ts';
import { migrate } from './migrations.ts';
import { createRecent } from './recent.ts';
import { createTurns } from './turns.ts';
import { createUnconfirmed } from './unconfirmed.ts';
import { openWriter } from './writers.ts';

/**
 * Opens a database of a MongoDB replica set, or of a sharded cluster; several servers may have it open. Migrates
 * what an older Deskbell left, and makes the indexes that are missing.
 * @param url `mongodb://…` or `mongodb+srv://…`; without a database name it is `deskbell`
 * @throws AppError STORE_UNAVAILABLE when it is not reachable within some 4 s, in which case it is safe to call again;
 * Error when it is no replica set, with the commands that make it one, or when a newer Deskbell made it. All name the host
 * and never the password
 */
export async function openMongo(url: string): Promise<Store> {
  const database = await connect(url);
  try {
    const isNew = await migrate(database);
    const [writer] = await Promise.all([openWriter(database), makeIndexes(database, isNew ? 'promises' : undefined)]);
    const indexing = isNew ? makeIndexesLater(database) : null;
    const calls = createCalls(database.description, writer, {
      end: () => index.wake(),
      refusal: (after, clientId) => unconfirmed.add(after, clientId),
    });
    const unconfirmed = createUnconfirmed(database, writer, calls);
    const changedPeople = createChangedPeople();
    const index = createSearchIndex(database, writer, calls, changedPeople);
    // What servers that died had not come to. Search can wait for it, and the start need not.
    index.adopt().catch(() => index.wake());

    const leaving = createLeaving(database);
    const ledger = createLedger(database, leaving, writer.nextId);
    const recent = createRecent(database);
    const turns = createTurns(database, ledger, recent, leaving);
    const engine: Engine = { database, ledger, turns, recent, leaving, nextId: writer.nextId };
    const feed = createFeed(database, writer, ledger, { recent, unconfirmed });
    let closing: Promise<void> | undefined;

    async function close(): Promise<void> {
      await feed.close();
      await calls.close();
      await recent.close();
      await index.close();
      await indexing?.stop();
      await database.close();
    }

    const blobs = createGridBlobs(database);
    const files = createFileStore(engine, blobs);
    const others = [
      ...[mergesOfPeople(engine), purchasesOfPeople(engine), complaintsOfPeople(engine)],
      ...[movesOfPeople(engine), entriesOfPeople(engine), listCallsOfPeople(engine), callsOfPeople(engine)],
      ...[bookingsOfPeople(engine), ledgerOfPeople(engine), loyaltyPeopleOfPeople(engine), redemptionsOfPeople(engine)],
      ...[visitsOfPeople(engine), waitsOfPeople(engine)],
    ];
    const rooms = {
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
      people: createPeopleStore(engine, index, changedPeople),
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
      privacy: createPrivacyStore(engine, files, [...others, importsOfPeople(engine)]),
      imports: createImportStore(engine, blobs, others),
      answers: createAnswerStore(engine),
      push: createPushStore(engine),
      deskSettings: createDeskSettingStore(engine),
      agentChats: createAgentChatStore(engine),
      doctor: createDoctorStore(engine),
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

    async function sweep(at: number): Promise<void> {
      await Promise.all([rooms.sessions.sweep(at), rooms.invitations.sweep(at), sweepLocks(database, at)]);
      await rooms.outbox.sweep(at);
      await rooms.mail.sweep(at - DAY_MS);
      await rooms.passwordLinks.sweep(at);
      await rooms.push.sweep(at);
      await rooms.spam.sweep(at);
      await rooms.visitors.sweepIdentities(at);
      await rooms.ladder.sweep(at - COUNTED_MS);
      await rooms.answers.sweep(at);
      await rooms.mentions.sweep(at - MENTION_MS);
      await rooms.notices.sweep(at - NOTICE_MS);
      await rooms.agentChats.sweep(at);
      await rooms.loyalty.sweep(at);
      await rooms.scripts.sweep(at - COUNTED_MS);
      await rooms.sms.sweep(at);
      await rooms.bookings.sweep(at);
      await rooms.waits.sweep(at);
      await rooms.privacy.sweep(at);
      await rooms.files.sweep(at - UNSENT_FILE_MS);
      await rooms.imports.sweep(at - IMPORT_KEPT_MS);
      await index.adopt();
      await makeIndexes(database);
    }

    return {
      description: database.description,
      feed,
      close: () => {
        closing ??= close();
        return closing;
      },
      ...calls.guarded({ ping: database.ping, sweep }),
      ...calls.guardedRooms(rooms),
    };
  } catch (error) {
    await database.close();
    throw translated(error, database.description);
  }
}
