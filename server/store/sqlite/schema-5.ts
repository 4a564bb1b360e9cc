/** Each noun that this version brings has its paragraph. Forward only, never edited once released. */
export const SCHEMA_5 = `
-- quarantine: a conversation that is held (is_closed = 2) stands in no list of open or closed ones, and in no tally
ALTER TABLE conversations ADD COLUMN held TEXT; -- JSON: by which rules, since when, from which entry on; null: it is not
CREATE INDEX held_by_change ON conversations (updated_at, row, site) WHERE is_closed = 2;
-- snoozes: a conversation that is put aside (is_closed = 3) stands in no list of open or closed ones, and in no tally
ALTER TABLE conversations ADD COLUMN snoozed TEXT; -- JSON: until when; null: it is not
CREATE INDEX snoozed_by_change ON conversations (updated_at, row, site) WHERE is_closed = 3;
-- tags
ALTER TABLE conversations ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'; -- JSON
CREATE INDEX tagged_by_change ON conversations (site, updated_at) WHERE tags <> '[]';
-- what the filter remembers of a site: counts of words, of senders, and of each day's rules, and used-up challenges
CREATE TABLE spam_tallies (
  id TEXT NOT NULL PRIMARY KEY,
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  held INTEGER NOT NULL,
  released INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX spam_tallies_by_age ON spam_tallies (kind, at);
CREATE INDEX spam_tallies_of_site ON spam_tallies (site, kind, at);
-- erasures
CREATE TABLE erasures (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site TEXT NOT NULL,
  contact TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  done_by TEXT NOT NULL, -- JSON: id and name
  counts TEXT NOT NULL -- JSON: of each kind
) STRICT;
CREATE INDEX erasures_by_time ON erasures (at);
CREATE TABLE erased_keys (
  id TEXT NOT NULL PRIMARY KEY,
  erasure TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX erased_keys_by_end ON erased_keys (expires_at);
-- What is deleted from search is gone from its pages at once, not when they are merged.
INSERT INTO entry_words (entry_words, rank) VALUES ('secure-delete', 1);
INSERT INTO person_words (person_words, rank) VALUES ('secure-delete', 1);
-- Conversations go now.
CREATE TRIGGER tally_gone AFTER DELETE ON conversations WHEN old.is_closed = 0 BEGIN
  UPDATE tallies SET open = open - 1, unread = unread - old.is_unread WHERE assignee = old.assignee;
END;
CREATE INDEX deliveries_of_conversation ON deliveries (conversation);
CREATE INDEX trails_by_age ON visitors (site, seen_at) WHERE trail <> '[]' OR user_agent <> '' OR referrer <> '';
CREATE INDEX callbacks_that_ended ON callbacks (site, end_at) WHERE status <> 'pending' AND phone <> '';
INSERT INTO marks VALUES ('scrubbed', 0); -- 0: pages of before still hold what was deleted from them
-- sites seen
ALTER TABLE agents ADD COLUMN site_ids TEXT; -- JSON: ids; null: all
ALTER TABLE invites ADD COLUMN site_ids TEXT; -- what the agent will see, likewise
-- second factors
ALTER TABLE agents ADD COLUMN factor TEXT; -- JSON: sealed secret, last step, recovery codes; null: none
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT ''; -- the network
CREATE TABLE server_settings (
  id TEXT NOT NULL PRIMARY KEY, -- 'server': there is one row
  is_factor_required INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- used identities
CREATE TABLE used_identities (
  id TEXT NOT NULL PRIMARY KEY, -- a hash
  visitor TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_identities_by_end ON used_identities (expires_at);
-- audit
CREATE TABLE audit (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  who TEXT NOT NULL, -- JSON, with the name of then
  who_key TEXT NOT NULL, -- an agent's id, or another kind of who
  what TEXT NOT NULL,
  target TEXT NOT NULL, -- JSON
  place TEXT, -- JSON; null: the server by itself
  site TEXT
) STRICT;
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_who ON audit (who_key, at);
CREATE INDEX audit_by_what ON audit (what, at);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'a row of the audit log is never changed');
END;
-- places of slots, and who rings
ALTER TABLE callbacks ADD COLUMN ringing TEXT; -- JSON: id, name, since when; null: nobody
ALTER TABLE callbacks ADD COLUMN place INTEGER; -- which of its slot's places it has, from 0; null: none
CREATE UNIQUE INDEX callback_by_place ON callbacks (site, start_at, place) WHERE place IS NOT NULL;
DROP INDEX callbacks_by_slot;
CREATE INDEX callbacks_waiting ON callbacks (site, start_at) WHERE status = 'pending';
CREATE INDEX callbacks_as_soon ON callbacks (site) WHERE status = 'pending' AND is_asap = 1;
-- the ladder
ALTER TABLE conversations ADD COLUMN wait TEXT; -- JSON: what for, and how far the ladder has come; null: nobody waits
CREATE TABLE late_steps (
  id TEXT NOT NULL PRIMARY KEY,
  site TEXT NOT NULL,
  day TEXT NOT NULL, -- by the site's zone
  kind TEXT NOT NULL,
  step TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX late_steps_by_day ON late_steps (site, day, kind, step);
-- jobs
CREATE TABLE jobs (
  id TEXT NOT NULL PRIMARY KEY, -- kind, subject and step: each once
  kind TEXT NOT NULL,
  site TEXT NOT NULL,
  conversation TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_version INTEGER NOT NULL,
  step INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  ready_at INTEGER NOT NULL, -- due_at, or the end of a lease
  attempts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_by_time ON jobs (ready_at);
CREATE INDEX jobs_of_conversation ON jobs (conversation);
-- files
CREATE TABLE files (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES sites,
  uploader TEXT NOT NULL, -- visitor:ID or agent:ID
  client_id TEXT NOT NULL,
  name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  size INTEGER NOT NULL,
  received INTEGER NOT NULL,
  hash TEXT NOT NULL, -- empty: not whole, or not found good yet
  type TEXT,
  kind TEXT,
  preview_size INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  conversation TEXT, -- id; null: not sent with anything
  seq INTEGER,
  is_private INTEGER NOT NULL, -- of a note
  created_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  UNIQUE (uploader, client_id)
) STRICT;
CREATE INDEX files_of_site ON files (site, size);
CREATE INDEX files_of_conversation ON files (conversation) WHERE conversation IS NOT NULL;
CREATE INDEX files_not_sent ON files (touched_at) WHERE conversation IS NULL;
`;
