/** What agents are told, many things as one, and how each wants to be told. */
export const SCHEMA_13 = `
CREATE TABLE notices (
  id TEXT NOT NULL PRIMARY KEY,
  agent TEXT NOT NULL,
  way TEXT NOT NULL,
  number INTEGER NOT NULL, -- from 1 on for each agent and way
  parts TEXT NOT NULL, -- JSON: of what it tells, by ids alone
  more INTEGER NOT NULL, -- parts beyond those
  due_at INTEGER NOT NULL,
  is_open INTEGER NOT NULL, -- it has not left yet
  UNIQUE (agent, way, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_by_age ON notices (due_at);
CREATE TABLE notice_settings (
  id TEXT NOT NULL PRIMARY KEY, -- of the agent
  settings TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
`;
