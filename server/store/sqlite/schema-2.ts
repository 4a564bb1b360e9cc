/** Webhooks, and what leaves through the store. A target without a row is well, or was never tried. */
export const SCHEMA_2 = `
CREATE TABLE webhooks (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  is_disabled INTEGER NOT NULL,
  secrets TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE targets (
  id TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  failing_since INTEGER NOT NULL,
  paused_until INTEGER NOT NULL
) STRICT;

CREATE TABLE deliveries (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  target TEXT NOT NULL,
  site TEXT NOT NULL,
  conversation TEXT NOT NULL,
  event TEXT NOT NULL,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  since INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  is_dead INTEGER NOT NULL,
  problem TEXT NOT NULL
) STRICT;
CREATE INDEX due_deliveries ON deliveries (target, due_at, row) WHERE is_dead = 0;
CREATE INDEX deliveries_by_age ON deliveries (is_dead, created_at, row);
`;
