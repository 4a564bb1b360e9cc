/** People who come by a file, what became of each row, and of whom an undo takes what back. */
export const SCHEMA_27 = `
CREATE TABLE imports (
  id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  done INTEGER NOT NULL, -- rows that are through: what is written next goes on from there
  ready_at INTEGER NOT NULL, -- when it may be taken up, while it runs
  created_at INTEGER NOT NULL,
  record TEXT NOT NULL -- JSON of all of it
) STRICT, WITHOUT ROWID;
CREATE INDEX imports_by_age ON imports (created_at, id);
CREATE INDEX imports_by_state ON imports (state, ready_at);

CREATE TABLE import_rows (
  import TEXT NOT NULL,
  line INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT,
  of_column INTEGER,
  contact TEXT,
  cells TEXT NOT NULL, -- JSON; empty where the row was taken
  PRIMARY KEY (import, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_rows_by_outcome ON import_rows (import, outcome, line);
CREATE INDEX import_rows_of_contact ON import_rows (contact) WHERE contact IS NOT NULL;

CREATE TABLE import_people (
  import TEXT NOT NULL,
  contact TEXT NOT NULL,
  line INTEGER NOT NULL, -- the first that told of them
  before TEXT, -- JSON; null: they came by it
  version INTEGER NOT NULL, -- as the import left them
  state TEXT NOT NULL,
  PRIMARY KEY (import, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_people_by_state ON import_people (import, state, line);
CREATE INDEX import_people_of_contact ON import_people (contact);
`;
