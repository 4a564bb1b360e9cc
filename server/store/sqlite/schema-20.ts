/** The list of people: what it is ordered, filtered and searched by, and who is to be looked at anew. */
export const SCHEMA_20 = `
-- Made of contacts and of what other rooms know of them: no row is the only place of anything.
CREATE TABLE people (
  row INTEGER PRIMARY KEY, -- of the card's root contact
  id TEXT NOT NULL,
  name_key TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL, -- -1: never, and so in last_purchase_at
  most_spent INTEGER NOT NULL,
  purchases INTEGER NOT NULL,
  last_purchase_at INTEGER NOT NULL,
  open_complaints INTEGER NOT NULL,
  stage TEXT,
  locale TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  sites TEXT NOT NULL,
  tags TEXT NOT NULL,
  consents TEXT NOT NULL,
  fields TEXT NOT NULL,
  rest TEXT NOT NULL, -- what is only shown
  words TEXT NOT NULL
) STRICT;
CREATE INDEX people_by_heard ON people (last_at, id);
CREATE INDEX people_by_name ON people (name_key, id);
CREATE INDEX people_by_age ON people (first_at, id);
-- Of few kinds: where people were met is counted along it.
CREATE INDEX people_by_sites ON people (sites);
CREATE INDEX people_by_sum ON people (most_spent, id);
CREATE VIRTUAL TABLE people_words USING fts5 (
  words, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1'
);
-- Deleted words must not stay in the index until it is merged.
INSERT INTO people_words (people_words, rank) VALUES ('secure-delete', 1);
CREATE TABLE people_due (contact INTEGER PRIMARY KEY) STRICT; -- row of a contact whose card is to be looked at
INSERT INTO people_due SELECT row FROM contacts;

-- Filters are kept for conversations and for people.
ALTER TABLE saved_views ADD COLUMN kind TEXT NOT NULL DEFAULT 'conversations';
`;
