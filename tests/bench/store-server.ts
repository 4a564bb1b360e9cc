/** A SQLite store with so many conversations and entries in it, and visitors who go on writing in some of them. */
import { DatabaseSync } from 'node:sqlite';
import { newSite } from '../../server/features/sites/rules.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { LINK_ENTRIES } from '../../server/store/sqlite/schema-3.ts';
import { gauges, serveOrders, settings } from './child.ts';

const { path, conversations, entries } = settings<{ path: string; conversations: number; entries: number }>();
/** Writing at once, spread evenly over all conversations. */
const VISITORS = 1_000;
const WORDS = 'Сайн байна уу? Do you deliver to Darkhan by Friday noon?';

const fresh = await openSqlite(path);
await fresh.sites.save(newSite({ id: 'site', key: 'site', name: 'Bench', origins: ['*'], at: 0 }));
await fresh.close();
fill();
const store = await openSqlite(path);

/**
 * By SQL, because a million calls would take minutes. What is written is what those calls write, but that search counts
 * the entries as read without having their words.
 */
function fill(): void {
  const db = new DatabaseSync(path);
  const each = entries / conversations;
  db.exec(`
    PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000;
    BEGIN;
    CREATE TEMP TABLE numbers AS
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${conversations})
      SELECT n FROM numbers;
    INSERT INTO contacts (row, id, site, name, email, phone, is_verified, attributes, locale, time_zone, created_at, updated_at)
      SELECT n, printf('contact-%018d', n), 1, '', '', '', 0, '{}', 'mn', 'UTC', n, n FROM numbers;
    INSERT INTO visitors (row, id, token_hash, site, contact, conversation, user_agent, referrer, trail, created_at, seen_at)
      SELECT n, printf('visitor-%018d', n), printf('token-%037d', n), 1, n, n, '', '', '[]', n, n FROM numbers;
    INSERT INTO conversations (row, id, site, contact, visitor, is_closed, assignee, is_unread, rank, waiting_since,
        channels, last_seq, last_visitor_seq, last_visible_seq, agent_read_seq, visitor_read_seq, preview_text,
        preview_author, preview_kind, created_at, updated_at)
      SELECT n, printf('conversation-%013d', n), 1, n, n, 0, '', 1, n, n, 'chat', ${each}, ${each}, ${each}, 0, ${each},
        '${WORDS}', 'visitor', 'message', n, n FROM numbers;
    INSERT INTO entries (conversation, seq, site, client_id, fingerprint, author, kind, body, created_at)
      WITH RECURSIVE seqs (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM seqs WHERE seq < ${each})
      SELECT n, seq, 1, printf('0-%038d', seq * ${conversations} + n), n || ' ' || printf('%043d', n), NULL, 'message',
        '${WORDS}', seq FROM seqs CROSS JOIN numbers;
    ${LINK_ENTRIES}
    UPDATE marks SET value = (SELECT max(row) FROM entries) WHERE name = 'searched';
    COMMIT;
    PRAGMA wal_checkpoint(TRUNCATE);
  `);
  db.close();
}

let written = 0;

/** One message of each visitor in each of so many turns. @returns µs of CPU for each message */
async function write({ turns }: { turns: number }) {
  const begun = gauges.cpu().ms;
  for (let turn = 0; turn < turns; turn++) await Promise.all(Array.from({ length: VISITORS }, submit));
  return { each: ((gauges.cpu().ms - begun) * 1000) / (turns * VISITORS) };
}

function submit(_: unknown, place: number) {
  const visitor = 1 + Math.floor((place * conversations) / VISITORS);
  const at = Date.now();
  written += 1;
  return store.conversations.submit({
    siteId: 'site',
    visitorId: `visitor-${String(visitor).padStart(18, '0')}`,
    clientId: `${at.toString(36).padStart(9, '0')}${String(written).padStart(31, '0')}`,
    fingerprint: 'f'.repeat(43),
    body: { kind: 'message', text: WORDS },
    words: {},
    newConversationId: 'none',
    callbacksPerSlot: 1,
    at,
  });
}

serveOrders({}, { write }, () => store.close());
