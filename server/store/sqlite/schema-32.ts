/** Times that people take, cell by cell; those that are kept while somebody types; and the bookings. */
export const SCHEMA_32 = `
CREATE TABLE booking_cells (
  owner TEXT NOT NULL, -- an employee, or a place of a resource
  at INTEGER NOT NULL,
  ref TEXT NOT NULL, -- the booking or the hold that has it
  until INTEGER, -- of a hold: when it runs out
  PRIMARY KEY (owner, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_cells_of ON booking_cells (ref);
CREATE INDEX booking_cells_by_time ON booking_cells (at);

CREATE TABLE booking_holds (
  id TEXT NOT NULL PRIMARY KEY, -- hash of its secret
  start_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  whole TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_holds_by_end ON booking_holds (until);

CREATE TABLE bookings (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site TEXT NOT NULL,
  contact TEXT NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  is_live INTEGER NOT NULL, -- 0: cancelled, so it takes no time
  source_key TEXT NOT NULL,
  client_id TEXT,
  created_at INTEGER NOT NULL,
  takes TEXT NOT NULL, -- JSON: what it takes of whom
  whole TEXT NOT NULL -- JSON of all else
) STRICT;
CREATE INDEX bookings_by_time ON bookings (start_at);
CREATE INDEX bookings_taken ON bookings (start_at, end_at, takes) WHERE is_live = 1;
CREATE INDEX bookings_of_contact ON bookings (contact, start_at DESC, id DESC);
CREATE UNIQUE INDEX bookings_once ON bookings (source_key, client_id) WHERE client_id IS NOT NULL;
`;
