/** Scripted answers: which of them an act offered by a button. Ratings: the teams of whoever was rated, by the names of then. */
export const SCHEMA_11 = `
ALTER TABLE script_acts ADD COLUMN offered TEXT; -- JSON, ids; null: none
ALTER TABLE ratings ADD COLUMN teams TEXT; -- JSON, [{id, name}]; null: of none
`;
