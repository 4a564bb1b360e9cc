/** What employees did, and what is planned for them. */
export const SCHEMA_36 = `
CREATE TABLE visit_rows (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  cause TEXT NOT NULL, -- the booking or the purchase
  person TEXT NOT NULL, -- to whom it came: of whoever was erased, an id that nobody has
  staff TEXT NOT NULL,
  staff_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  day TEXT NOT NULL, -- by the shop's clock
  what TEXT NOT NULL, -- JSON: names of services or things
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_rows_by_day ON visit_rows (day, staff, kind, person, amount, currency, staff_name, at);
CREATE INDEX visit_rows_of_staff ON visit_rows (staff, day);
CREATE INDEX visit_rows_of_cause ON visit_rows (cause);
CREATE INDEX visit_rows_of_person ON visit_rows (person);

CREATE TABLE plans (
  staff TEXT NOT NULL,
  month TEXT NOT NULL,
  metric TEXT NOT NULL,
  whole TEXT NOT NULL, -- JSON
  PRIMARY KEY (month, staff, metric)
) STRICT, WITHOUT ROWID;

CREATE INDEX ratings_of_agent ON ratings (agent, created_at);
`;
