/** Each noun that this version brings has its paragraph. Forward only, never edited once released. */
export const SCHEMA_5 = `
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
