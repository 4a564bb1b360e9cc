/** What the shop offers, who does it, and the rooms or chairs that there are few of. */
export const SCHEMA_28 = `
CREATE TABLE services (
  id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  whole TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE service_pictures (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  service TEXT NOT NULL UNIQUE,
  bytes TEXT NOT NULL -- base64
) STRICT;

CREATE TABLE employees (
  id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  whole TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE resources (
  id TEXT NOT NULL PRIMARY KEY,
  whole TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
`;
