/** Calls by telephone. What nothing is looked for by stands in `facts`. */
export const SCHEMA_25 = `
CREATE TABLE calls (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE, -- hash of its line and the telephone system's name for it
  site TEXT NOT NULL,
  contact TEXT,
  agent TEXT,
  state TEXT NOT NULL,
  is_missed INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  due_at INTEGER,
  number TEXT NOT NULL, -- E.164
  facts TEXT NOT NULL
) STRICT;
CREATE INDEX calls_by_start ON calls (started_at, row);
CREATE INDEX missed_calls ON calls (started_at, row) WHERE is_missed = 1;
CREATE INDEX calls_of_agent ON calls (agent, started_at, row) WHERE agent IS NOT NULL;
CREATE INDEX calls_of_contact ON calls (contact, started_at) WHERE contact IS NOT NULL;
CREATE INDEX due_calls ON calls (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX live_calls ON calls (started_at) WHERE state <> 'ended';
CREATE INDEX shared_calls ON calls (json_array_length(facts, '$.sharedBy')) WHERE json_array_length(facts, '$.sharedBy') > 0;
CREATE INDEX calls_by_age ON calls (site, ended_at) WHERE number <> '' OR contact IS NOT NULL;
`;
