/** Agents' browsers that are told of what happens while no page is open. */
export const SCHEMA_14 = `
CREATE TABLE push_devices (
  id TEXT NOT NULL PRIMARY KEY,
  agent TEXT NOT NULL,
  session TEXT NOT NULL UNIQUE, -- it ends with it
  endpoint_hash TEXT NOT NULL UNIQUE,
  sealed TEXT NOT NULL, -- JSON: endpoint and keys
  origin TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX push_devices_of_agent ON push_devices (agent, created_at, id);
`;
