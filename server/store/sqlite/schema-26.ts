/** By what other programs come in; webhooks of the whole desk, and which person a delivery tells of. */
export const SCHEMA_26 = `
CREATE TABLE integration_keys (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL, -- JSON
  ending TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE webhooks_of_all (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site TEXT, -- null: of the whole desk
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  is_disabled INTEGER NOT NULL,
  secrets TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO webhooks_of_all SELECT row, id, site, url, events, is_disabled, secrets, created_at FROM webhooks;
DROP TABLE webhooks;
ALTER TABLE webhooks_of_all RENAME TO webhooks;

ALTER TABLE deliveries ADD COLUMN contact TEXT; -- null: it tells of no card
CREATE INDEX deliveries_of_contact ON deliveries (contact) WHERE contact IS NOT NULL;
`;
