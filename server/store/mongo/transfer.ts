import type { Collection } from 'mongodb';
import type { Entry } from '../../../protocol/entries.ts';
import { agentDocument, toAgent } from '../../features/agents/mongo-document.ts';
import { auditDocument, toAuditRow } from '../../features/audit/mongo-document.ts';
import { bookingDocument, cellDocument, toBooking } from '../../features/bookings/mongo-document.ts';
import { toCallback } from '../../features/callbacks/mongo-document.ts';
import { toCall } from '../../features/calls/mongo-document.ts';
import { complaintDocument, toComplaint } from '../../features/complaints/mongo-document.ts';
import { contactDocument, mergeDocument, toContact, toMerge } from '../../features/contacts/mongo-document.ts';
import { contactSummary } from '../../features/contacts/rules.ts';
import {
  conversationDocument,
  type EntryDocument,
  entryDocument,
  toEntry,
} from '../../features/conversations/mongo-document.ts';
import { couponDocument, toCoupon } from '../../features/coupons/mongo-document.ts';
import { importPersonDocument, toImportPerson } from '../../features/imports/mongo-document.ts';
import { toInvite } from '../../features/invitations/mongo-document.ts';
import { toJob } from '../../features/jobs/mongo-document.ts';
import { toMailAccount } from '../../features/mail-in/mongo-document.ts';
import { toErasure } from '../../features/privacy/mongo-document.ts';
import { savedViewDocument, toSavedView } from '../../features/saved-views/mongo-document.ts';
import { personStageDocument, stageMoveDocument, toPersonStage } from '../../features/stages/mongo-document.ts';
import { planId } from '../../features/visits/mongo-document.ts';
import { toWait, waitDocument } from '../../features/waiting-list/mongo-document.ts';
import { targetDocument, toTarget } from '../../outbox/mongo-document.ts';
import {
  batches,
  type ConversationRecord,
  type EntryRecord,
  isSubmission,
  KINDS,
  type Shelf,
  type Transfer,
} from '../transfer.ts';
import { createGridBlobs } from './blobs.ts';
import { connect, type Database } from './connection.ts';
import { entity, stored } from './documents.ts';
import { translated } from './failures.ts';
import { makeIndexes } from './indexes.ts';
import { createLeaving } from './leaving.ts';
import { createLedger, ownedBy } from './ledger.ts';
import { migrate } from './migrations.ts';
import { touchEverybody } from './people-due.ts';
import { openWriter, type Writer } from './writers.ts';

/** Made anew: search's texts and the list of people behind the first start, and what servers note for each other. */
const DERIVED = [
  'texts',
  'people',
  'peopleDue',
  'writers',
  'servers',
  'leases',
  'presences',
  'words',
  'listHolds',
] as const;

/** Where GridFS has the bytes of files. */
const BYTES = ['blobs', 'blobChunks'] as const;

/** Collections that a transfer looks after, for the test that compares them with the database. Locks only pass, and migrations are each database's own. */
export const COVERED: readonly string[] = [...KINDS, ...DERIVED, 'blobs.files', 'blobs.chunks', 'locks', 'migrations'];

/**
 * Opens a MongoDB database for moving all of it. MongoDB has no transaction of this size: what was added stays when a
 * move breaks off, and the next one begins by emptying it.
 * @throws AppError STORE_UNAVAILABLE, or Error when it can not be used; both name the host and never the password
 */
export async function openMongoTransfer(url: string): Promise<Transfer> {
  const database = await connect(url);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw translated(error, database.description);
  }
  let writer: Writer | undefined;
  /** Entries of this move; `begin` opens the range of their `_id`s. */
  function nextId(): number {
    if (!writer) throw new Error('wanted begin() before entries are added');
    return writer.nextId();
  }
  const ledger = createLedger(database, createLeaving(database), nextId);
  const {
    sites,
    agents,
    invites,
    sessions,
    passwordLinks,
    teams,
    cannedReplies,
    contacts,
    contactMerges,
    contactRefusals,
    visitors,
    conversations,
    entries,
    callbacks,
    calls,
    ratings,
    purchases,
    complaints,
    files,
    webhooks,
    targets,
    deliveries,
    sentLetters,
    suppressions,
    spamTallies,
    usedIdentities,
    erasures,
    erasedKeys,
    lateSteps,
    scriptActs,
    jobs,
    integrationKeys,
    imports,
    importRows,
    importPeople,
    mailAccounts,
    mails,
    mentions,
    notices,
    noticeSettings,
    sms,
    smsStops,
    smsCounters,
    agentNumbers,
    savedViews,
    answerLinks,
    receipts,
    pushDevices,
    serverSettings,
    deskSettings,
    agentChats,
    chatMessages,
    personStages,
    stageMoves,
    listEntries,
    listCalls,
    loyaltyRows,
    visitRows,
    plans,
    loyaltyPeople,
    coupons,
    redemptions,
    services,
    servicePictures,
    employees,
    resources,
    bookings,
    bookingCells,
    bookingHolds,
    waits,
    audit,
  } = database;

  /** @param fromDocuments made of one batch, so that what needs a look elsewhere is asked once for all of it */
  function shelf<D extends { _id: unknown }, T>(
    collection: Collection<D>,
    fromDocuments: (documents: D[]) => T[] | Promise<T[]>,
    toDocuments: (records: T[]) => D[] | Promise<D[]>,
  ): Shelf<T> {
    return {
      count: () => collection.countDocuments({}),
      async *read() {
        // Sorted on disk: an index that only this needs would cost every write.
        const cursor = collection.find({}, { allowDiskUse: true }).sort({ createdAt: 1, _id: 1 });
        for await (const documents of batches(cursor)) yield await fromDocuments(documents as D[]);
      },
      async add(records) {
        const documents = await toDocuments(records);
        if (documents.length > 0) await collection.insertMany(documents as never[], { ordered: false });
      },
    };
  }

  /** Of a kind that lies in MongoDB as it is. */
  const plain = <D extends { _id: string }>(collection: Collection<D>) =>
    shelf<D, Omit<D, '_id'> & { id: string }>(
      collection,
      documents => documents.map(entity),
      records => records.map(each => stored(each) as unknown as D),
    );

  async function summaries(records: ConversationRecord[]) {
    const ids = [...new Set(records.map(each => each.contactId))];
    const found = await contacts.find({ _id: { $in: ids } }).toArray();
    return new Map(found.map(each => [each._id, contactSummary(toContact(each))]));
  }

  const shelves: Transfer['shelves'] = {
    sites: plain(sites),
    agents: shelf(
      agents,
      documents => documents.map(toAgent),
      records => records.map(agentDocument),
    ),
    invites: shelf(
      invites,
      documents => documents.map(toInvite),
      records => records.map(stored),
    ),
    sessions: shelf(
      sessions,
      // Those of before do not say where they were begun.
      documents => documents.map(each => ({ ...entity(each), address: each.address ?? '' })),
      records => records.map(stored),
    ),
    passwordLinks: plain(passwordLinks),
    teams: plain(teams),
    cannedReplies: plain(cannedReplies),
    contacts: shelf(
      contacts,
      documents => documents.map(toContact),
      records => records.map(contactDocument),
    ),
    contactMerges: shelf(
      contactMerges,
      documents => documents.map(toMerge),
      records => records.map(mergeDocument),
    ),
    contactRefusals: plain(contactRefusals),
    visitors: shelf(
      visitors,
      documents => documents.map(({ touch: _, ...document }) => entity(document)),
      records => records.map(stored),
    ),
    conversations: shelf(
      conversations,
      // They may be behind their entries where a server was killed.
      async documents =>
        (await ledger.caughtUp(documents)).map(each => {
          const { contact, ...record } = each;
          return { ...record, contactId: contact.id };
        }),
      async records => {
        const summaryOfContact = await summaries(records);
        return records.map(({ contactId, ...record }) => {
          const contact = summaryOfContact.get(contactId);
          if (!contact) throw new Error(`conversation ${record.id} has no contact ${contactId}`);
          return conversationDocument({ ...record, contact });
        });
      },
    ),
    entries: shelf(
      entries,
      documents => entryRecords(database, documents),
      records => records.map(each => entryDocument(nextId(), each, sentOf(each))),
    ),
    // Places are given out anew: those who have none count all the same.
    callbacks: shelf(
      callbacks,
      documents => documents.map(toCallback),
      records => records.map(stored),
    ),
    complaints: shelf(
      complaints,
      documents => documents.map(toComplaint),
      records => records.map(complaintDocument),
    ),
    calls: shelf(
      calls,
      documents => documents.map(toCall),
      // By a number of nobody's: whoever follows is not there yet.
      records => records.map(each => ({ ...stored(each), touch: 0 })),
    ),
    ratings: plain(ratings),
    purchases: plain(purchases),
    files: plain(files),
    webhooks: plain(webhooks),
    targets: shelf(
      targets,
      documents => documents.map(toTarget),
      records => records.map(targetDocument),
    ),
    deliveries: plain(deliveries),
    sentLetters: plain(sentLetters),
    suppressions: plain(suppressions),
    spamTallies: plain(spamTallies),
    usedIdentities: plain(usedIdentities),
    erasures: shelf(
      erasures,
      documents => documents.map(toErasure),
      records => records.map(stored),
    ),
    erasedKeys: plain(erasedKeys),
    lateSteps: plain(lateSteps),
    scriptActs: plain(scriptActs),
    jobs: shelf(
      jobs,
      documents => documents.map(toJob),
      records => records.map(stored),
    ),
    integrationKeys: plain(integrationKeys),
    imports: plain(imports),
    importRows: plain(importRows),
    importPeople: shelf(
      importPeople,
      documents => documents.map(toImportPerson),
      records => records.map(importPersonDocument),
    ),
    mailAccounts: shelf(
      mailAccounts,
      documents => documents.map(toMailAccount),
      records => records.map(({ id, ...each }) => ({ _id: id, ...each, holder: '', heldUntil: 0 })),
    ),
    mails: plain(mails),
    mentions: plain(mentions),
    notices: plain(notices),
    noticeSettings: plain(noticeSettings),
    sms: plain(sms),
    smsStops: plain(smsStops),
    smsCounters: plain(smsCounters),
    agentNumbers: plain(agentNumbers),
    savedViews: shelf(
      savedViews,
      documents => documents.map(each => toSavedView(each)),
      records => records.map(savedViewDocument),
    ),
    pushDevices: plain(pushDevices),
    serverSettings: plain(serverSettings),
    answerLinks: plain(answerLinks),
    receipts: plain(receipts),
    deskSettings: plain(deskSettings),
    agentChats: plain(agentChats),
    chatMessages: plain(chatMessages),
    personStages: shelf(
      personStages,
      documents => documents.map(toPersonStage),
      records => records.map(personStageDocument),
    ),
    stageMoves: shelf(
      stageMoves,
      documents => documents.map(({ counted: _, ...document }) => entity(document)),
      records => records.map(stageMoveDocument),
    ),
    listEntries: plain(listEntries),
    listCalls: plain(listCalls),
    loyaltyRows: plain(loyaltyRows),
    visitRows: plain(visitRows),
    plans: shelf(
      plans,
      documents => documents.map(({ _id, ...plan }) => plan),
      records => records.map(each => ({ _id: planId(each), ...each })),
    ),
    loyaltyPeople: plain(loyaltyPeople),
    coupons: shelf(
      coupons,
      documents => documents.map(toCoupon),
      records => records.map(couponDocument),
    ),
    redemptions: plain(redemptions),
    services: plain(services),
    servicePictures: plain(servicePictures),
    employees: plain(employees),
    resources: plain(resources),
    bookings: shelf(
      bookings,
      documents => documents.map(toBooking),
      records => records.map(bookingDocument),
    ),
    bookingCells: shelf(
      bookingCells,
      documents => documents.map(({ _id: _, ...cell }) => cell),
      cells => cells.map(({ ref, until, ...cell }) => cellDocument(cell, ref, until)),
    ),
    bookingHolds: plain(bookingHolds),
    waits: shelf(
      waits,
      documents => documents.map(toWait),
      records => records.map(waitDocument),
    ),
    audit: shelf(
      audit,
      documents => documents.map(toAuditRow),
      records => records.map(auditDocument),
    ),
  };

  return {
    description: database.description,
    shelves,
    blobs: createGridBlobs(database),
    async begin() {
      await makeIndexes(database);
      for (const name of [...KINDS, ...DERIVED, ...BYTES]) await database[name].deleteMany({});
      writer = await openWriter(database);
    },
    async commit() {
      // As a server leaves it that stops before search has read everything: the next one to start goes on from there.
      await database.writers.updateOne({ _id: writer!.from }, { $set: { isClosed: true } });
      await touchEverybody(database);
    },
    close: () => database.close(),
  };
}

/** Whose a fingerprint is; see `ownedBy`. A visitor who is forgotten repeats nothing, and is nobody. */
function ownerOf({ author, body, conversationId }: Entry, senderId: string | null): string {
  if (isSubmission({ author, body })) return senderId ?? '';
  return body.kind === 'event' && 'callbackId' in body ? body.callbackId : conversationId;
}

function sentOf(entry: EntryRecord) {
  const { clientId, fingerprint, senderId } = entry;
  if (clientId === null || fingerprint === null) return undefined;
  return { clientId, fingerprint: ownedBy(ownerOf(entry, senderId), fingerprint) };
}

async function entryRecords({ visitors }: Database, documents: EntryDocument[]): Promise<EntryRecord[]> {
  const owned = documents.map(document => {
    const { fingerprint = null } = document;
    // Ids have no spaces in them, fingerprints may.
    const end = fingerprint?.indexOf(' ') ?? 0;
    const owner = isSubmission(document) ? fingerprint?.slice(0, end) : undefined;
    return { document, owner, fingerprint: fingerprint === null ? null : fingerprint.slice(end + 1) };
  });
  const ids = [...new Set(owned.flatMap(each => each.owner || []))];
  const known = new Set<string | undefined>(await visitors.distinct('_id', { _id: { $in: ids } }));
  return owned.map(({ document, owner, fingerprint }) => ({
    ...toEntry(document),
    siteId: document.siteId,
    fingerprint,
    senderId: owner && known.has(owner) ? owner : null,
  }));
}
