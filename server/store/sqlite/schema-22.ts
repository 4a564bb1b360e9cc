/** What people were not content with. */
export const SCHEMA_22 = `
CREATE TABLE complaints (
  id TEXT NOT NULL PRIMARY KEY,
  contact TEXT NOT NULL, -- whose card it was on when it came
  site TEXT, -- id; null: of none
  is_closed INTEGER NOT NULL,
  rank INTEGER NOT NULL, -- where it stands among the open ones, or the closed ones
  assignee TEXT, -- id
  until_at INTEGER,
  created_at INTEGER NOT NULL,
  source_key TEXT NOT NULL,
  external_id TEXT,
  whole TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX complaints_in_order ON complaints (is_closed, rank, id);
CREATE INDEX complaints_of_agent ON complaints (assignee, is_closed, rank, id) WHERE assignee IS NOT NULL;
CREATE INDEX complaints_of_contact ON complaints (contact, created_at, id);
CREATE UNIQUE INDEX complaints_by_source ON complaints (source_key, external_id) WHERE external_id IS NOT NULL;
`;
