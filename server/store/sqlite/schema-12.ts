/** Letters that left, addresses that nothing is mailed to, and links to a new password. */
export const SCHEMA_12 = `
CREATE TABLE sent_letters (
  id TEXT NOT NULL PRIMARY KEY, -- of its delivery
  scope TEXT NOT NULL, -- the site; empty: of none
  address TEXT NOT NULL, -- a keyed hash
  at INTEGER NOT NULL,
  is_failed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX sent_letters_by_scope ON sent_letters (scope, at);
CREATE INDEX sent_letters_by_address ON sent_letters (address, at);
CREATE INDEX sent_letters_by_age ON sent_letters (at);
CREATE TABLE suppressions (
  id TEXT NOT NULL PRIMARY KEY, -- a keyed hash of the address
  reason TEXT NOT NULL,
  problem TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE password_links (
  id TEXT NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  agent TEXT NOT NULL,
  password_mark TEXT NOT NULL, -- a hash of the hash of the password that it is to replace
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX password_links_of_agent ON password_links (agent);
CREATE INDEX password_links_by_end ON password_links (expires_at);
`;
