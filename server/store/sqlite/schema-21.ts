/** What people bought. */
export const SCHEMA_21 = `
CREATE TABLE purchases (
  id TEXT NOT NULL PRIMARY KEY,
  contact TEXT NOT NULL, -- whose card it was on when it came
  site TEXT, -- id; null: of none
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  zone TEXT NOT NULL,
  lines TEXT NOT NULL, -- JSON
  currency TEXT NOT NULL,
  total INTEGER NOT NULL,
  employee TEXT, -- JSON
  source TEXT NOT NULL,
  source_key TEXT NOT NULL,
  external_id TEXT,
  fingerprint TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX purchases_of_contact ON purchases (contact, at, id);
CREATE UNIQUE INDEX purchases_by_source ON purchases (source_key, external_id) WHERE external_id IS NOT NULL;
`;
