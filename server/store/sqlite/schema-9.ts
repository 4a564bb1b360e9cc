/** Scripted answers: where the script stands in a conversation, and what it did. */
export const SCHEMA_9 = `
ALTER TABLE conversations ADD COLUMN script TEXT; -- JSON: whether it answers, and what it gave; null: it has said nothing
CREATE TABLE script_acts (
  id TEXT NOT NULL PRIMARY KEY,
  site TEXT NOT NULL,
  day TEXT NOT NULL, -- by the site's zone
  node TEXT NOT NULL,
  act TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX script_acts_by_day ON script_acts (site, day, node, act);
`;
