/** Mail that comes in: the accounts that are read, and the whole of each mail beside the entry that was made of it. */
export const SCHEMA_17 = `
CREATE TABLE mail_accounts (
  id TEXT NOT NULL PRIMARY KEY, -- of its site; desk: the one of all sites
  version INTEGER NOT NULL, -- when it was set
  settings TEXT NOT NULL, -- JSON; secrets in it are sealed
  progress TEXT NOT NULL, -- JSON: how far it was read, and how it is
  holder TEXT NOT NULL, -- the server that reads it
  held_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mails (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, -- client id of its entry
  site TEXT NOT NULL,
  conversation TEXT NOT NULL,
  message_key TEXT NOT NULL, -- hash of its Message-ID and its sender; empty: it has none
  mail TEXT NOT NULL, -- JSON
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX mails_of_conversation ON mails (conversation, row);
CREATE INDEX mails_by_key ON mails (site, message_key) WHERE message_key <> '';
`;
