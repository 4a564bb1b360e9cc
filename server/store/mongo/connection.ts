import { setTimeout as pause } from 'node:timers/promises';
import {
  type ChangeStream,
  type ChangeStreamOptions,
  type ClientSession,
  type Collection,
  type Document,
  MongoClient,
  MongoError,
  MongoErrorLabel,
  MongoServerSelectionError,
  type Timestamp,
} from 'mongodb';
import type { CannedReply } from '../../../protocol/canned-replies.ts';
import type { Redemption } from '../../../protocol/coupons.ts';
import type { ListCall, ListEntry } from '../../../protocol/lists.ts';
import type { Rating } from '../../../protocol/ratings.ts';
import type { Service } from '../../../protocol/services.ts';
import type { Session } from '../../../protocol/sessions.ts';
import type { Employee, Resource } from '../../../protocol/staff.ts';
import type { Team } from '../../../protocol/teams.ts';
import { AppError } from '../../app-error.ts';
import type { AgentDocument } from '../../features/agents/mongo-document.ts';
import type { AnswerLink, Receipt } from '../../features/answers/store.ts';
import type { AuditDocument } from '../../features/audit/mongo-document.ts';
import type { BookingDocument, CellDocument } from '../../features/bookings/mongo-document.ts';
import type { HoldRecord } from '../../features/bookings/store.ts';
import type { CallbackDocument } from '../../features/callbacks/mongo-document.ts';
import type { CallDocument } from '../../features/calls/mongo-document.ts';
import type { ComplaintDocument } from '../../features/complaints/mongo-document.ts';
import type { RefusalRecord } from '../../features/contacts/merges.ts';
import type { ContactDocument, MergeDocument } from '../../features/contacts/mongo-document.ts';
import type { ConversationDocument, EntryDocument } from '../../features/conversations/mongo-document.ts';
import type { CouponDocument } from '../../features/coupons/mongo-document.ts';
import type { ServerSettings } from '../../features/factors/store.ts';
import type { FileRecord } from '../../features/files/store.ts';
import type { ImportPersonDocument } from '../../features/imports/mongo-document.ts';
import type { ImportRecord, ImportRowRecord } from '../../features/imports/store.ts';
import type { Invite } from '../../features/invitations/store.ts';
import type { JobDocument } from '../../features/jobs/mongo-document.ts';
import type { KeyRecord } from '../../features/keys/store.ts';
import type { LateStep } from '../../features/ladder/store.ts';
import type { ListHold } from '../../features/lists/store.ts';
import type { LedgerRecord, LoyaltyPerson } from '../../features/loyalty/store.ts';
import type { SentLetter, Suppression } from '../../features/mail/store.ts';
import type { MailAccountDocument } from '../../features/mail-in/mongo-document.ts';
import type { MailRecord } from '../../features/mail-in/store.ts';
import type { MentionRecord } from '../../features/mentions/store.ts';
import type { NoticeRecord, NoticeSettingsRecord } from '../../features/notices/store.ts';
import type { PasswordLink } from '../../features/password-links/store.ts';
import type { PersonDocument, PersonDueDocument } from '../../features/people/mongo-document.ts';
import type { ErasureDocument } from '../../features/privacy/mongo-document.ts';
import type { ErasedKey } from '../../features/privacy/store.ts';
import type { PurchaseRecord } from '../../features/purchases/store.ts';
import type { DeviceRecord } from '../../features/push/store.ts';
import type { SavedViewDocument } from '../../features/saved-views/mongo-document.ts';
import type { ScriptActed } from '../../features/scripts/rules.ts';
import type { TextDocument } from '../../features/search/mongo-document.ts';
import type { ServicePicture } from '../../features/services/store.ts';
import type { DeskSetting } from '../../features/settings/store.ts';
import type { SiteRecord } from '../../features/sites/store.ts';
import type { AgentNumber, SmsCounter, SmsRecord, SmsStop } from '../../features/sms/store.ts';
import type { SpamTally } from '../../features/spam/store.ts';
import type { PersonStageDocument, StageMoveDocument } from '../../features/stages/mongo-document.ts';
import type { AgentChat, ChatMessage } from '../../features/telegram/store.ts';
import type { VisitorDocument } from '../../features/visitors/mongo-document.ts';
import type { UsedIdentity } from '../../features/visitors/store.ts';
import type { PlanDocument } from '../../features/visits/mongo-document.ts';
import type { VisitRow } from '../../features/visits/store.ts';
import type { WebhookRecord } from '../../features/webhooks/store.ts';
import type { TargetDocument } from '../../outbox/mongo-document.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type {
  BlobChunkDocument,
  BlobDocument,
  LeaseDocument,
  LockDocument,
  MigrationDocument,
  PresenceDocument,
  ServerDocument,
  Stored,
  WordDocument,
  WriterDocument,
} from './documents.ts';
import './closed-sockets.ts';
import type { WaitDocument } from '../../features/waiting-list/mongo-document.ts';
import { isDuplicate, isPassing, isUnavailable } from './failures.ts';

/** How long a verb looks for a primary before it refuses aloud. An election takes 2 to 12 s, a visitor's patience less. */
const PRIMARY_MS = 4_000;
/** How long a transaction is tried anew, and a majority waited for. */
const PATIENCE_MS = 8_000;
/** A transaction that meets others pauses a random part of this, doubled each time up to the second. */
const BACKOFF_MS = [5, 200] as const;
/** Transactions open at once; more would only hold each other's snapshots in MongoDB's cache. Others wait their turn. */
const MAX_OPEN = 32;
/** A verb that looks and then inserts sees after a few attempts what it collides with; then the collision is its answer. */
const DUPLICATE_ATTEMPTS = 4;

/** SPEC ST1: an answer follows the journals of a majority. */
export const DURABLE = { w: 'majority', journal: true, wtimeoutMS: PATIENCE_MS } as const;

/** The same for migrations: a majority may need minutes for all documents of a large database. */
export const PATIENT = { writeConcern: { w: 'majority', journal: true } } as const;

export interface Database {
  /** `mongodb host:port/name`, never a password. */
  description: string;
  sites: Collection<Stored<SiteRecord>>;
  agents: Collection<AgentDocument>;
  sessions: Collection<Stored<Session> & { tokenHash: string }>;
  invites: Collection<Stored<Invite>>;
  passwordLinks: Collection<Stored<PasswordLink>>;
  teams: Collection<Stored<Team>>;
  cannedReplies: Collection<Stored<CannedReply>>;
  visitors: Collection<VisitorDocument>;
  contacts: Collection<ContactDocument>;
  people: Collection<PersonDocument>;
  peopleDue: Collection<PersonDueDocument>;
  contactMerges: Collection<MergeDocument>;
  contactRefusals: Collection<Stored<RefusalRecord>>;
  conversations: Collection<ConversationDocument>;
  entries: Collection<EntryDocument>;
  callbacks: Collection<CallbackDocument>;
  calls: Collection<CallDocument>;
  ratings: Collection<Stored<Rating>>;
  purchases: Collection<Stored<PurchaseRecord>>;
  complaints: Collection<ComplaintDocument>;
  files: Collection<Stored<FileRecord>>;
  /** The bytes of files, in GridFS. */
  blobs: Collection<BlobDocument>;
  blobChunks: Collection<BlobChunkDocument>;
  texts: Collection<TextDocument>;
  writers: Collection<WriterDocument>;
  locks: Collection<LockDocument>;
  webhooks: Collection<Stored<WebhookRecord>>;
  deliveries: Collection<Stored<DeliveryRecord>>;
  targets: Collection<TargetDocument>;
  sentLetters: Collection<Stored<SentLetter>>;
  suppressions: Collection<Stored<Suppression>>;
  spamTallies: Collection<Stored<SpamTally>>;
  usedIdentities: Collection<Stored<UsedIdentity>>;
  erasures: Collection<ErasureDocument>;
  erasedKeys: Collection<Stored<ErasedKey>>;
  lateSteps: Collection<Stored<LateStep>>;
  scriptActs: Collection<Stored<ScriptActed>>;
  jobs: Collection<JobDocument>;
  integrationKeys: Collection<Stored<KeyRecord>>;
  imports: Collection<Stored<ImportRecord>>;
  importRows: Collection<Stored<ImportRowRecord>>;
  importPeople: Collection<ImportPersonDocument>;
  mailAccounts: Collection<MailAccountDocument>;
  mails: Collection<Stored<MailRecord>>;
  mentions: Collection<Stored<MentionRecord>>;
  notices: Collection<Stored<NoticeRecord>>;
  noticeSettings: Collection<Stored<NoticeSettingsRecord>>;
  sms: Collection<Stored<SmsRecord>>;
  smsStops: Collection<Stored<SmsStop>>;
  smsCounters: Collection<Stored<SmsCounter>>;
  agentNumbers: Collection<Stored<AgentNumber>>;
  savedViews: Collection<SavedViewDocument>;
  pushDevices: Collection<Stored<DeviceRecord>>;
  serverSettings: Collection<Stored<ServerSettings>>;
  answerLinks: Collection<Stored<AnswerLink>>;
  receipts: Collection<Stored<Receipt>>;
  deskSettings: Collection<Stored<DeskSetting>>;
  agentChats: Collection<Stored<AgentChat>>;
  chatMessages: Collection<Stored<ChatMessage>>;
  personStages: Collection<PersonStageDocument>;
  stageMoves: Collection<StageMoveDocument>;
  listEntries: Collection<Stored<ListEntry>>;
  listCalls: Collection<Stored<ListCall>>;
  loyaltyRows: Collection<Stored<LedgerRecord>>;
  visitRows: Collection<Stored<VisitRow>>;
  plans: Collection<PlanDocument>;
  loyaltyPeople: Collection<Stored<LoyaltyPerson>>;
  coupons: Collection<CouponDocument>;
  redemptions: Collection<Stored<Redemption>>;
  listHolds: Collection<Stored<ListHold>>;
  services: Collection<Stored<Service>>;
  servicePictures: Collection<Stored<ServicePicture>>;
  employees: Collection<Stored<Employee>>;
  resources: Collection<Stored<Resource>>;
  bookings: Collection<BookingDocument>;
  bookingCells: Collection<CellDocument>;
  bookingHolds: Collection<Stored<HoldRecord>>;
  waits: Collection<WaitDocument>;
  audit: Collection<AuditDocument>;
  servers: Collection<ServerDocument>;
  leases: Collection<LeaseDocument>;
  presences: Collection<PresenceDocument>;
  words: Collection<WordDocument>;
  migrations: Collection<MigrationDocument>;
  /** The same collection, for what a majority may need longer for than for a write: all indexes of a new database. */
  patient(name: string): Collection;
  /** As an older Deskbell left it: what is in it has no type any more. For migrations. */
  older(name: string): Collection;
  /** Whether it has no collection yet. */
  isEmpty(): Promise<boolean>;
  /** What is written to any collection. */
  watch<Event extends Document>(pipeline: Document[], options: ChangeStreamOptions): ChangeStream<Document, Event>;
  /** The oplog's present end, for `watch` to begin at. */
  operationTime(): Promise<Timestamp>;
  /**
   * Does all of `work` or nothing of it, and anew when it met another transaction: `work` may run several times.
   * @param attempts 1 where the caller has another way
   */
  transaction<T>(work: (session: ClientSession) => Promise<T>, attempts?: number): Promise<T>;
  /** @throws AppError STORE_UNAVAILABLE when no primary can be found; a primary that lost its majority steps down itself */
  ping(): Promise<void>;
  /** What the database says of itself: its clock, ms since the epoch, and the room on its disk, null where it does not say. */
  vitals(): Promise<{ isReplicated: boolean; clockAt: number; freeBytes: number | null }>;
  close(): Promise<void>;
}

/**
 * Connects, and refuses what can not keep our promises.
 * @throws AppError STORE_UNAVAILABLE with the host, after some 4 s, when waiting may help; it is safe to call again
 * @throws Error one sentence with the host, when it will not: no replica set, wrong password
 */
export async function connect(url: string): Promise<Database> {
  const client = new MongoClient(url, {
    appName: 'deskbell',
    writeConcern: DURABLE,
    // What was read once is never taken back by a failover.
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    ignoreUndefined: true,
    serverSelectionTimeoutMS: PRIMARY_MS,
    connectTimeoutMS: PRIMARY_MS,
    // A primary whose machine hangs without a word is noticed after both of these together.
    heartbeatFrequencyMS: 5_000,
  });
  const hosts = client.options.srvHost ?? client.options.hosts.join(',');
  const name = /^[^/]+\/\/[^/]+\/([^?]+)/.exec(url)?.[1] ? client.options.dbName : 'deskbell';
  const description = `mongodb ${hosts}/${name}`;
  let hello: Document;
  try {
    await client.connect();
    hello = await client.db('admin').command({ hello: 1 });
  } catch (error) {
    await client.close();
    throw refusal(error, hosts);
  }
  // A sharded cluster's router says `isdbgrid`; what is behind it are replica sets.
  if (!hello.setName && hello.msg !== 'isdbgrid') {
    await client.close();
    throw new Error(noReplicaSet(hosts));
  }

  const db = client.db(name);
  /** For what servers tell each other: it survives a failover, and nobody waits for a disk. */
  const light = { writeConcern: { w: 'majority', journal: false, wtimeoutMS: PATIENCE_MS } } as const;
  const inTurn = createQueue(MAX_OPEN);
  return {
    description,
    sites: db.collection('sites'),
    agents: db.collection('agents'),
    sessions: db.collection('sessions'),
    invites: db.collection('invites'),
    passwordLinks: db.collection('passwordLinks'),
    teams: db.collection('teams'),
    cannedReplies: db.collection('cannedReplies'),
    visitors: db.collection('visitors'),
    contacts: db.collection('contacts'),
    people: db.collection('people'),
    peopleDue: db.collection('peopleDue'),
    contactMerges: db.collection('contactMerges'),
    contactRefusals: db.collection('contactRefusals'),
    conversations: db.collection('conversations'),
    entries: db.collection('entries'),
    callbacks: db.collection('callbacks'),
    calls: db.collection('calls'),
    ratings: db.collection('ratings'),
    purchases: db.collection('purchases'),
    complaints: db.collection('complaints'),
    files: db.collection('files'),
    blobs: db.collection('blobs.files'),
    blobChunks: db.collection('blobs.chunks'),
    texts: db.collection('texts'),
    writers: db.collection('writers'),
    locks: db.collection('locks'),
    webhooks: db.collection('webhooks'),
    deliveries: db.collection('deliveries'),
    targets: db.collection('targets'),
    sentLetters: db.collection('sentLetters'),
    suppressions: db.collection('suppressions'),
    spamTallies: db.collection('spamTallies'),
    usedIdentities: db.collection('usedIdentities'),
    erasures: db.collection('erasures'),
    erasedKeys: db.collection('erasedKeys'),
    lateSteps: db.collection('lateSteps'),
    scriptActs: db.collection('scriptActs'),
    jobs: db.collection('jobs'),
    integrationKeys: db.collection('integrationKeys'),
    imports: db.collection('imports'),
    importRows: db.collection('importRows'),
    importPeople: db.collection('importPeople'),
    mailAccounts: db.collection('mailAccounts'),
    mails: db.collection('mails'),
    mentions: db.collection('mentions'),
    notices: db.collection('notices'),
    noticeSettings: db.collection('noticeSettings'),
    sms: db.collection('sms'),
    smsStops: db.collection('smsStops'),
    smsCounters: db.collection('smsCounters'),
    agentNumbers: db.collection('agentNumbers'),
    savedViews: db.collection('savedViews'),
    pushDevices: db.collection('pushDevices'),
    serverSettings: db.collection('serverSettings'),
    answerLinks: db.collection('answerLinks'),
    receipts: db.collection('receipts'),
    deskSettings: db.collection('deskSettings'),
    agentChats: db.collection('agentChats'),
    chatMessages: db.collection('chatMessages'),
    personStages: db.collection('personStages'),
    stageMoves: db.collection('stageMoves'),
    listEntries: db.collection('listEntries'),
    listCalls: db.collection('listCalls'),
    loyaltyRows: db.collection('loyaltyRows'),
    visitRows: db.collection('visitRows'),
    plans: db.collection('plans'),
    loyaltyPeople: db.collection('loyaltyPeople'),
    coupons: db.collection('coupons'),
    redemptions: db.collection('redemptions'),
    listHolds: db.collection('listHolds'),
    services: db.collection('services'),
    servicePictures: db.collection('servicePictures'),
    employees: db.collection('employees'),
    resources: db.collection('resources'),
    bookings: db.collection('bookings'),
    bookingCells: db.collection('bookingCells'),
    bookingHolds: db.collection('bookingHolds'),
    waits: db.collection('waits'),
    audit: db.collection('audit'),
    servers: db.collection('servers', light),
    leases: db.collection('leases', light),
    presences: db.collection('presences', light),
    words: db.collection('words', light),
    migrations: db.collection('migrations'),
    patient: name => db.collection(name, PATIENT),
    older: name => db.collection(name),
    isEmpty: async () => !(await db.listCollections({}, { nameOnly: true }).hasNext()),
    watch: (pipeline, options) => db.watch(pipeline, options),
    operationTime: async () => (await db.command({ ping: 1 })).operationTime,
    transaction: (work, attempts = Infinity) => inTurn(() => transaction(client, work, attempts)),
    async ping() {
      const hello = await client.db('admin').command({ hello: 1 });
      if (!hello.isWritablePrimary) throw new AppError('STORE_UNAVAILABLE', `${description} has no primary now`);
    },
    async vitals() {
      const { setName, msg, localTime } = await client.db('admin').command({ hello: 1 });
      const { fsTotalSize, fsUsedSize } = await db.stats();
      const isKnown = typeof fsTotalSize === 'number' && typeof fsUsedSize === 'number';
      return {
        isReplicated: Boolean(setName) || msg === 'isdbgrid',
        clockAt: (localTime as Date).getTime(),
        freeBytes: isKnown ? fsTotalSize - fsUsedSize : null,
      };
    },
    close: () => client.close(),
  };
}

function refusal(error: unknown, hosts: string): Error {
  // Whoever started it may be about to initiate it.
  if (isUninitiated(error)) return new AppError('STORE_UNAVAILABLE', noReplicaSet(hosts), { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  // An error with a `syscall` is the name server's, where the address is a mongodb+srv one.
  if (isUnavailable(error) || (error instanceof Error && 'syscall' in error)) {
    return new AppError('STORE_UNAVAILABLE', `MongoDB at ${hosts} can not be reached: ${reason}`, { cause: error });
  }
  return new Error(`MongoDB at ${hosts} can not be used: ${reason}`, { cause: error });
}

function noReplicaSet(hosts: string): string {
  return (
    `MongoDB at ${hosts} is no replica set, and Deskbell needs one to keep what it promises: start it with ` +
    '`mongod --replSet rs0` and run `rs.initiate()` once in mongosh'
  );
}

/** A member that was started with --replSet and never initiated answers, and can be chosen for nothing. */
function isUninitiated(error: unknown): boolean {
  const description = error instanceof MongoServerSelectionError ? error.reason : undefined;
  if (!description || description.servers.size === 0) return false;
  return [...description.servers.values()].every(server => server.type === 'RSGhost');
}

/** Runs at most so many at once, in the order in which they came. */
function createQueue(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async work => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The next one takes over this one's place.
      if (next) next();
      else running -= 1;
    }
  };
}

/** The driver's own `withTransaction` would try for 120 s; whoever waits for an ack must hear much sooner. */
async function transaction<T>(
  client: MongoClient,
  work: (session: ClientSession) => Promise<T>,
  attempts: number,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  const session = client.startSession();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: DURABLE });
        const result = await work(session);
        await commit(session, deadline);
        return result;
      } catch (error) {
        // Best effort: a transaction that nobody commits is forgotten by the server anyway.
        if (session.inTransaction()) await session.abortTransaction().catch(() => {});
        const isWorthIt = isPassing(error) || (isDuplicate(error) && attempt < DUPLICATE_ATTEMPTS);
        if (!isWorthIt || attempt >= attempts || performance.now() > deadline) throw error;
        const [first, most] = BACKOFF_MS;
        await pause(Math.random() * Math.min(first * 2 ** attempt, most));
      }
    }
  } finally {
    await session.endSession();
  }
}

/** Asking again is safe: a commit happens once. Not asking again would leave it open whether it did. */
async function commit(session: ClientSession, deadline: number): Promise<void> {
  for (;;) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      const isOpen = error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.UnknownTransactionCommitResult);
      if (!isOpen || performance.now() > deadline) throw error;
    }
  }
}

/** Waits for, or makes wait, other transactions that take the same lock; it ends with the transaction. */
export async function lock(
  { locks }: Pick<Database, 'locks'>,
  session: ClientSession,
  name: string,
  expiresAt: number | null,
): Promise<void> {
  await locks.updateOne({ _id: name }, { $inc: { turns: 1 }, $set: { expiresAt } }, { upsert: true, session });
}

/** Forgets the locks that nobody needs any more. */
export async function sweepLocks({ locks }: Pick<Database, 'locks'>, at: number): Promise<void> {
  await locks.deleteMany({ expiresAt: { $lte: at } });
}
