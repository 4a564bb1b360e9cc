/** What rows of imports wrote beside people, so that it can be taken back. */
export const SCHEMA_29 = `
ALTER TABLE import_rows ADD COLUMN made TEXT; -- JSON; null: a person, or nothing
CREATE INDEX import_rows_that_made ON import_rows (import, line) WHERE made IS NOT NULL;
`;
