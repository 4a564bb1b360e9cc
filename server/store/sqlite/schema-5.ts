/** Each noun that this version brings has its paragraph. Forward only, never edited once released. */
export const SCHEMA_5 = `
-- files
CREATE TABLE files (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES sites,
  uploader TEXT NOT NULL, -- visitor:ID or agent:ID
  client_id TEXT NOT NULL,
  name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  size INTEGER NOT NULL,
  received INTEGER NOT NULL,
  hash TEXT NOT NULL, -- empty: not whole, or not found good yet
  type TEXT,
  kind TEXT,
  preview_size INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  conversation TEXT, -- id; null: not sent with anything
  seq INTEGER,
  is_private INTEGER NOT NULL, -- of a note
  created_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  UNIQUE (uploader, client_id)
) STRICT;
CREATE INDEX files_of_site ON files (site, size);
CREATE INDEX files_of_conversation ON files (conversation) WHERE conversation IS NOT NULL;
CREATE INDEX files_not_sent ON files (touched_at) WHERE conversation IS NULL;
`;
