/** Who brings whom, pages of balances, and coupons with their uses. */
export const SCHEMA_34 = `
CREATE TABLE loyalty_people (
  contact TEXT NOT NULL PRIMARY KEY,
  code TEXT UNIQUE, -- by which they bring others
  link TEXT UNIQUE, -- under which their balance is read
  purchase TEXT, -- which paid who brought them
  whole TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX loyalty_people_of_purchase ON loyalty_people (purchase) WHERE purchase IS NOT NULL;
`;
