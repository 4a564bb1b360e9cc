/** Each noun that this version brings has its paragraph. Forward only, never edited once released. */
export const SCHEMA_5 = `
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
`;
