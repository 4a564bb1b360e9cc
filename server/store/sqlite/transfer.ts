import { existsSync, renameSync, rmSync } from 'node:fs';
import { searchablePerson } from '../../features/search/rules.ts';
import { batches, KINDS, type Shelf, type Transfer } from '../transfer.ts';
import { createFolderBlobs, filesFolder } from './blobs.ts';
import { connect } from './connections.ts';
import { encoded } from './encoded.ts';
import { prepare } from './prepare.ts';
import { LINK_ENTRIES } from './schema-3.ts';
import type { Row, Table } from './tables/table.ts';
import { TABLES } from './tables.ts';

/** Made anew by the receiving store, and so never moved: by triggers, with the contacts, and behind by search and the list of people, and by whoever rings. */
const DERIVED = [
  'tallies',
  'contact_identities',
  'people',
  'people_words',
  'people_due',
  'people_counts',
  'person_words',
  'entry_words',
  'marks',
  'list_holds',
] as const;

/** Tables that a transfer looks after, for the test that compares them with the schema. */
export const COVERED: readonly string[] = [...KINDS.map(kind => TABLES[kind].name), ...DERIVED];

/**
 * Opens an SQLite file for moving all of it. What is added stays in one transaction until `commit`: a move that breaks
 * off leaves the file as it was.
 * @throws AppError STORE_UNAVAILABLE while a server has it; Error when it can not be used
 */
export async function openSqliteTransfer(path: string): Promise<Transfer> {
  const connections = connect(path, prepare(path));
  const { writer } = connections;
  writer.exec('CREATE TEMP TABLE links (visitor TEXT, conversation TEXT)');
  writer.exec('CREATE INDEX links_by_conversation ON links (conversation)');

  const noteWords = writer.prepare(`
    INSERT INTO person_words (rowid, words) SELECT row, ? FROM contacts WHERE id = ?`);
  const noteLink = writer.prepare('INSERT INTO links VALUES (?, ?)');
  const linkVisitors = writer.prepare(`
    UPDATE visitors SET conversation = (SELECT row FROM conversations WHERE id = :id)
    WHERE id IN (SELECT visitor FROM links WHERE conversation = :id)`);

  function shelf<T>({ name, select, record, columns, row }: Table<T>, added: (record: T) => void): Shelf<T> {
    const all = writer.prepare(`SELECT ${select}`);
    const count = writer.prepare(`SELECT count(*) AS count FROM ${name}`);
    const insert = writer.prepare(
      `INSERT INTO ${name} (${Object.keys(columns).join(', ')}) VALUES (${Object.values(columns).join(', ')})`,
    );
    insert.setAllowUnknownNamedParameters(true);
    return {
      count: async () => (count.get() as { count: number }).count,
      async *read() {
        yield* batches(records(all.iterate(), record));
      },
      async add(items) {
        for (const item of items) {
          insert.run(encoded(row(item)));
          added(item);
        }
      },
    };
  }

  const nothing = () => {};
  const folder = filesFolder(path);
  const staging = `${folder}.part`;
  const live = createFolderBlobs(folder);
  const staged = createFolderBlobs(staging);
  /** Where files are: those that a move brings lie apart until `commit`. */
  let blobs = live;
  return {
    description: `sqlite ${path}`,
    blobs: {
      write: (...piece) => blobs.write(...piece),
      seal: (...whole) => blobs.seal(...whole),
      read: (...part) => blobs.read(...part),
      remove: names => blobs.remove(names),
    },
    shelves: {
      sites: shelf(TABLES.sites, nothing),
      agents: shelf(TABLES.agents, nothing),
      invites: shelf(TABLES.invites, nothing),
      sessions: shelf(TABLES.sessions, nothing),
      passwordLinks: shelf(TABLES.passwordLinks, nothing),
      teams: shelf(TABLES.teams, nothing),
      cannedReplies: shelf(TABLES.cannedReplies, nothing),
      contacts: shelf(TABLES.contacts, contact => {
        const words = searchablePerson(contact);
        if (words) noteWords.run(words, contact.id);
      }),
      contactMerges: shelf(TABLES.contactMerges, nothing),
      contactRefusals: shelf(TABLES.contactRefusals, nothing),
      visitors: shelf(TABLES.visitors, ({ id, conversationId }) => {
        if (conversationId !== null) noteLink.run(id, conversationId);
      }),
      conversations: shelf(TABLES.conversations, ({ id }) => void linkVisitors.run({ id })),
      entries: shelf(TABLES.entries, nothing),
      callbacks: shelf(TABLES.callbacks, nothing),
      calls: shelf(TABLES.calls, nothing),
      ratings: shelf(TABLES.ratings, nothing),
      purchases: shelf(TABLES.purchases, nothing),
      complaints: shelf(TABLES.complaints, nothing),
      files: shelf(TABLES.files, nothing),
      webhooks: shelf(TABLES.webhooks, nothing),
      targets: shelf(TABLES.targets, nothing),
      deliveries: shelf(TABLES.deliveries, nothing),
      sentLetters: shelf(TABLES.sentLetters, nothing),
      suppressions: shelf(TABLES.suppressions, nothing),
      spamTallies: shelf(TABLES.spamTallies, nothing),
      usedIdentities: shelf(TABLES.usedIdentities, nothing),
      erasures: shelf(TABLES.erasures, nothing),
      erasedKeys: shelf(TABLES.erasedKeys, nothing),
      lateSteps: shelf(TABLES.lateSteps, nothing),
      scriptActs: shelf(TABLES.scriptActs, nothing),
      jobs: shelf(TABLES.jobs, nothing),
      integrationKeys: shelf(TABLES.integrationKeys, nothing),
      imports: shelf(TABLES.imports, nothing),
      importRows: shelf(TABLES.importRows, nothing),
      importPeople: shelf(TABLES.importPeople, nothing),
      sms: shelf(TABLES.sms, nothing),
      smsStops: shelf(TABLES.smsStops, nothing),
      smsCounters: shelf(TABLES.smsCounters, nothing),
      agentNumbers: shelf(TABLES.agentNumbers, nothing),
      mailAccounts: shelf(TABLES.mailAccounts, nothing),
      mails: shelf(TABLES.mails, nothing),
      mentions: shelf(TABLES.mentions, nothing),
      notices: shelf(TABLES.notices, nothing),
      noticeSettings: shelf(TABLES.noticeSettings, nothing),
      savedViews: shelf(TABLES.savedViews, nothing),
      pushDevices: shelf(TABLES.pushDevices, nothing),
      serverSettings: shelf(TABLES.serverSettings, nothing),
      receipts: shelf(TABLES.receipts, nothing),
      answerLinks: shelf(TABLES.answerLinks, nothing),
      deskSettings: shelf(TABLES.deskSettings, nothing),
      agentChats: shelf(TABLES.agentChats, nothing),
      chatMessages: shelf(TABLES.chatMessages, nothing),
      personStages: shelf(TABLES.personStages, nothing),
      stageMoves: shelf(TABLES.stageMoves, nothing),
      listEntries: shelf(TABLES.listEntries, nothing),
      listCalls: shelf(TABLES.listCalls, nothing),
      loyaltyRows: shelf(TABLES.loyaltyRows, nothing),
      visitRows: shelf(TABLES.visitRows, nothing),
      plans: shelf(TABLES.plans, nothing),
      loyaltyPeople: shelf(TABLES.loyaltyPeople, nothing),
      coupons: shelf(TABLES.coupons, nothing),
      redemptions: shelf(TABLES.redemptions, nothing),
      services: shelf(TABLES.services, nothing),
      servicePictures: shelf(TABLES.servicePictures, nothing),
      employees: shelf(TABLES.employees, nothing),
      resources: shelf(TABLES.resources, nothing),
      bookings: shelf(TABLES.bookings, nothing),
      bookingCells: shelf(TABLES.bookingCells, nothing),
      bookingHolds: shelf(TABLES.bookingHolds, nothing),
      waits: shelf(TABLES.waits, nothing),
      audit: shelf(TABLES.audit, nothing),
    },
    async begin() {
      rmSync(staging, { recursive: true, force: true });
      blobs = staged;
      writer.exec('BEGIN IMMEDIATE');
      // Conversations and visitors point to each other; all of it is checked at the commit.
      writer.exec('PRAGMA defer_foreign_keys = ON');
      // What points to others goes before them, or each of them is looked for in all of it.
      for (const kind of KINDS.toReversed()) writer.exec(`DELETE FROM ${TABLES[kind].name}`);
      writer.exec(
        'DELETE FROM tallies; DELETE FROM person_words; DELETE FROM people; DELETE FROM people_due; DELETE FROM links; DELETE FROM list_holds',
      );
      // The table keeps no words of its own, so rows can not be deleted one by one.
      writer.exec("INSERT INTO entry_words (entry_words) VALUES ('delete-all')");
      writer.exec("INSERT INTO people_words (people_words) VALUES ('delete-all')");
      // The next server reads the entries from the first on, behind its start.
      writer.exec("UPDATE marks SET value = 0 WHERE name = 'searched'");
    },
    async commit() {
      writer.exec(LINK_ENTRIES);
      writer.exec('INSERT OR IGNORE INTO people_due SELECT row FROM contacts');
      writer.exec('COMMIT');
      rmSync(folder, { recursive: true, force: true });
      if (existsSync(staging)) renameSync(staging, folder);
      blobs = live;
    },
    async close() {
      // An open transaction goes back with the connection, and so does what came with it.
      rmSync(staging, { recursive: true, force: true });
      connections.close();
    },
  };
}

function* records<T>(rows: Iterable<Row>, record: (row: Row) => T): Generator<T> {
  for (const row of rows) yield record(row);
}
