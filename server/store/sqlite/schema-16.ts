/** Short messages: what became of each, who wants none, how many left on a day, and the numbers of agents. */
export const SCHEMA_16 = `
CREATE TABLE sms (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, -- of its delivery
  ref TEXT NOT NULL,
  site TEXT,
  conversation TEXT,
  agent TEXT,
  event TEXT NOT NULL,
  number TEXT NOT NULL, -- without its middle
  segments INTEGER NOT NULL,
  price TEXT, -- JSON
  state TEXT NOT NULL,
  problem TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  unsure INTEGER NOT NULL, -- attempts of which nobody knows whether they sent it
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sms_by_ref ON sms (ref);
CREATE INDEX sms_by_provider ON sms (provider_id) WHERE provider_id <> '';
CREATE INDEX sms_of_conversation ON sms (conversation) WHERE conversation IS NOT NULL;
CREATE INDEX sms_by_age ON sms (created_at, row);

CREATE TABLE sms_stops (
  id TEXT NOT NULL PRIMARY KEY, -- a keyed hash of the number
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sms_counters (
  id TEXT NOT NULL PRIMARY KEY, -- the day, with a number's keyed hash behind it
  count INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sms_counters_by_age ON sms_counters (at);

CREATE TABLE agent_numbers (
  id TEXT NOT NULL PRIMARY KEY, -- the agent's
  number TEXT, -- sealed
  pending TEXT -- JSON: the next one, sealed, and what proves it
) STRICT, WITHOUT ROWID;
`;
