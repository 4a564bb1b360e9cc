/** Where people stand on the way to buying. */
export const SCHEMA_23 = `
CREATE TABLE person_stages (
  row INTEGER PRIMARY KEY,
  contact TEXT NOT NULL UNIQUE,
  site TEXT, -- null: of none
  stage TEXT NOT NULL,
  since INTEGER NOT NULL,
  version INTEGER NOT NULL,
  agent TEXT, -- who looks after them
  reason TEXT -- JSON, of who is lost
) STRICT;
CREATE INDEX person_stages_by_stage ON person_stages (stage, since, row, site, agent);
CREATE INDEX person_stages_by_agent ON person_stages (agent, stage, since, row, site) WHERE agent IS NOT NULL;

CREATE TABLE stage_moves (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  contact TEXT NOT NULL,
  site TEXT,
  agent TEXT, -- who looked after them then
  by TEXT NOT NULL,
  from_stage TEXT,
  to_stage TEXT NOT NULL,
  reason TEXT,
  to_kind TEXT NOT NULL, -- '' where it led from a stage of the same kind
  UNIQUE (contact, at, id)
) STRICT;
CREATE INDEX stage_moves_counted ON stage_moves (at, to_kind, contact, site, agent) WHERE to_kind IN ('won', 'lost');
`;
