/** Each noun that this version brings has its paragraph. Forward only, never edited once released. */
export const SCHEMA_6 = `
-- what agents take
ALTER TABLE agents ADD COLUMN languages TEXT NOT NULL DEFAULT '[]'; -- JSON; empty: any
ALTER TABLE agents ADD COLUMN letter_capacity INTEGER; -- null: letters count as everything else
-- teams
CREATE TABLE teams (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  agent_ids TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
`;
