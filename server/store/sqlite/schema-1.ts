/**
 * Rows have integer keys inside and text ids outside. What is counted and listed is kept so that no list is ever
 * scanned: `conversations` carries its rank, and `tallies` its counts, by triggers that fire only when a conversation
 * changes hands, status or read state, which most messages do not.
 */
export const SCHEMA_1 = `
CREATE TABLE sites (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  settings TEXT NOT NULL,
  identity_secret TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE agents (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  locale TEXT NOT NULL,
  capacity INTEGER NOT NULL,
  is_disabled INTEGER NOT NULL,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE invites (
  id TEXT NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  email TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  agent INTEGER NOT NULL REFERENCES agents,
  user_agent TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_of_agent ON sessions (agent);

CREATE TABLE canned_replies (
  id TEXT NOT NULL PRIMARY KEY,
  shortcut TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE contacts (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES sites,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  external_id TEXT,
  is_verified INTEGER NOT NULL,
  attributes TEXT NOT NULL,
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contact_by_external_id ON contacts (site, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contacts_by_email ON contacts (site, email COLLATE NOCASE) WHERE email <> '';
CREATE INDEX contacts_by_phone ON contacts (site, phone) WHERE phone <> '';

CREATE TABLE visitors (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  token_hash TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES sites,
  contact INTEGER NOT NULL REFERENCES contacts,
  conversation INTEGER REFERENCES conversations,
  user_agent TEXT NOT NULL,
  referrer TEXT NOT NULL,
  trail TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX visitors_of_contact ON visitors (contact);
CREATE INDEX silent_visitors ON visitors (seen_at) WHERE conversation IS NULL;

-- Name, e-mail and the like are the contact's; readers join them.
CREATE TABLE conversations (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES sites,
  contact INTEGER NOT NULL REFERENCES contacts,
  visitor INTEGER NOT NULL REFERENCES visitors,
  is_closed INTEGER NOT NULL,
  assignee TEXT NOT NULL, -- '' is nobody
  is_unread INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  waiting_since INTEGER,
  callback_at INTEGER,
  channels TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  last_visitor_seq INTEGER NOT NULL,
  agent_read_seq INTEGER NOT NULL,
  visitor_read_seq INTEGER NOT NULL,
  preview_text TEXT NOT NULL,
  preview_author TEXT NOT NULL,
  preview_kind TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX conversations_of_contact ON conversations (contact);
CREATE INDEX conversations_of_visitor ON conversations (visitor);
-- The site stands in each so that a list of one site is filtered without reading rows.
CREATE INDEX open_by_rank ON conversations (rank, row, site) WHERE is_closed = 0;
CREATE INDEX open_by_assignee ON conversations (assignee, rank, row, site) WHERE is_closed = 0;
CREATE INDEX rung_by_rank ON conversations (rank, row, site) WHERE callback_at IS NOT NULL;
CREATE INDEX closed_by_change ON conversations (updated_at, row, site) WHERE is_closed = 1;

-- Open and unread conversations of each assignee.
CREATE TABLE tallies (
  assignee TEXT NOT NULL PRIMARY KEY,
  open INTEGER NOT NULL,
  unread INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tally_new AFTER INSERT ON conversations WHEN new.is_closed = 0 BEGIN
  INSERT INTO tallies VALUES (new.assignee, 1, new.is_unread)
    ON CONFLICT DO UPDATE SET open = open + 1, unread = unread + new.is_unread;
END;
CREATE TRIGGER tally_changed AFTER UPDATE OF is_closed, assignee, is_unread ON conversations
  WHEN old.is_closed <> new.is_closed OR old.assignee <> new.assignee OR old.is_unread <> new.is_unread BEGIN
  UPDATE tallies SET open = open - 1, unread = unread - old.is_unread
    WHERE assignee = old.assignee AND old.is_closed = 0;
  INSERT INTO tallies SELECT new.assignee, 1, new.is_unread WHERE new.is_closed = 0
    ON CONFLICT DO UPDATE SET open = open + 1, unread = unread + new.is_unread;
END;

-- Appended at the end, so that many conversations' messages share one page and one write. The row number is also the
-- position up to which search has read. Client ids that begin with the time keep their index's writes together too.
CREATE TABLE entries (
  row INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations,
  seq INTEGER NOT NULL,
  site INTEGER NOT NULL,
  client_id TEXT,
  fingerprint TEXT,
  author TEXT, -- null: the visitor, '': the server, else JSON of an agent
  kind TEXT NOT NULL,
  body TEXT NOT NULL, -- text of messages and notes, JSON of the others
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_by_seq ON entries (conversation, seq);
CREATE UNIQUE INDEX entry_by_client_id ON entries (client_id, site) WHERE client_id IS NOT NULL;

CREATE TABLE callbacks (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES sites,
  conversation INTEGER NOT NULL REFERENCES conversations,
  seq INTEGER NOT NULL,
  phone TEXT NOT NULL,
  name TEXT NOT NULL,
  topic TEXT NOT NULL,
  is_asap INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX callbacks_of_conversation ON callbacks (conversation);
CREATE INDEX pending_callbacks ON callbacks (start_at, row) WHERE status = 'pending';
CREATE INDEX callbacks_by_slot ON callbacks (site, start_at) WHERE status = 'pending' AND is_asap = 0;

-- Trigrams find stems in scripts that no stemmer knows; text comes in folded. Without positions ("detail") they take a
-- third of the room: readers check each find against the text anyway.
CREATE VIRTUAL TABLE entry_words USING fts5 (
  words, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE person_words USING fts5 (words, detail = none, tokenize = 'trigram case_sensitive 1');

CREATE TABLE marks (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO marks VALUES ('searched', 0), ('pinged', 0);
`;
