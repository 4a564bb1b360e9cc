/** Bonus: rows of a ledger, never written over but for when they were looked at. */
export const SCHEMA_33 = `
CREATE TABLE loyalty_rows (
  id TEXT NOT NULL PRIMARY KEY,
  contact TEXT NOT NULL, -- to whom it came: a balance is read over a whole card
  kind TEXT NOT NULL,
  cause TEXT NOT NULL,
  purchase TEXT,
  at INTEGER NOT NULL,
  due_at INTEGER, -- when it is looked at what of it runs out
  whole TEXT NOT NULL, -- JSON of all but due_at
  UNIQUE (cause, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX loyalty_rows_of_contact ON loyalty_rows (contact, at, id);
CREATE INDEX loyalty_rows_of_purchase ON loyalty_rows (purchase) WHERE purchase IS NOT NULL;
CREATE INDEX loyalty_rows_due ON loyalty_rows (due_at) WHERE due_at IS NOT NULL;
`;
