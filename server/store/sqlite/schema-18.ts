/** What mailed answers lead back by, and whom was told that a form is there. */
export const SCHEMA_18 = `
CREATE TABLE answer_links (
  id TEXT NOT NULL PRIMARY KEY,
  site TEXT NOT NULL,
  conversation TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_by TEXT -- hash of what the browser has that used it first
) STRICT, WITHOUT ROWID;
CREATE TABLE receipts (
  id TEXT NOT NULL PRIMARY KEY, -- keyed hash of an address, and a day
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_by_age ON receipts (at);
CREATE INDEX answer_links_of_conversation ON answer_links (conversation);
CREATE INDEX answer_links_by_end ON answer_links (expires_at);
`;
