/** Scripted answers: which of them an act offered by a button. */
export const SCHEMA_11 = `
ALTER TABLE script_acts ADD COLUMN offered TEXT; -- JSON, ids; null: none
`;
