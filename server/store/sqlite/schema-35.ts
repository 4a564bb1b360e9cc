/** Who brings whom, pages of balances, and coupons with their uses. */
export const SCHEMA_35 = `
CREATE TABLE loyalty_people (
  contact TEXT NOT NULL PRIMARY KEY,
  code TEXT UNIQUE, -- by which they bring others
  link TEXT UNIQUE, -- under which their balance is read
  purchase TEXT, -- which paid who brought them
  whole TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX loyalty_people_of_purchase ON loyalty_people (purchase) WHERE purchase IS NOT NULL;

CREATE TABLE coupons (
  code TEXT NOT NULL PRIMARY KEY,
  batch TEXT NOT NULL, -- what was made together
  created_at INTEGER NOT NULL,
  whole TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX coupons_newest ON coupons (created_at, code);
CREATE INDEX coupons_of_batch ON coupons (batch, code);

CREATE TABLE redemptions (
  id TEXT NOT NULL PRIMARY KEY, -- code, and its purchase or press: each uses it once
  code TEXT NOT NULL,
  purchase TEXT,
  contact TEXT,
  at INTEGER NOT NULL,
  whole TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX redemptions_of_code ON redemptions (code, at, id);
CREATE INDEX redemptions_of_purchase ON redemptions (purchase) WHERE purchase IS NOT NULL;
CREATE INDEX redemptions_of_contact ON redemptions (contact, at, id) WHERE contact IS NOT NULL;
`;
