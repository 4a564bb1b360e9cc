/**
 * Contacts need no site, are known by several identities, and are joined to cards. `contact_identities` repeats what
 * stands in each contact, by triggers, so that nobody can forget it. What 0.1 knew becomes claims; only the sites' own ids
 * are proven. `email_key` is `emailKey`.
 */
export const SCHEMA_19 = `
DROP INDEX contact_by_external_id;
DROP INDEX contacts_by_email;
DROP INDEX contacts_by_phone;
ALTER TABLE contacts RENAME COLUMN site TO site_of_all;
ALTER TABLE contacts ADD COLUMN site INTEGER REFERENCES sites; -- null: by no site
UPDATE contacts SET site = site_of_all;
ALTER TABLE contacts DROP COLUMN site_of_all;
CREATE UNIQUE INDEX contact_by_external_id ON contacts (site, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contacts_by_email ON contacts (site, email COLLATE NOCASE) WHERE email <> '';
CREATE INDEX contacts_by_phone ON contacts (site, phone) WHERE phone <> '';

ALTER TABLE contacts ADD COLUMN call_me TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN identities TEXT NOT NULL DEFAULT '[]'; -- JSON, as are the next
ALTER TABLE contacts ADD COLUMN addresses TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contacts ADD COLUMN birthday TEXT;
ALTER TABLE contacts ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contacts ADD COLUMN fields TEXT NOT NULL DEFAULT '{}';
ALTER TABLE contacts ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contacts ADD COLUMN consents TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contacts ADD COLUMN changed_at TEXT NOT NULL DEFAULT '{}';
ALTER TABLE contacts ADD COLUMN merged_into TEXT; -- id of the contact that it was joined to
ALTER TABLE contacts ADD COLUMN card TEXT; -- id of the root of those that make a card together, and what that is called
ALTER TABLE contacts ADD COLUMN card_name TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX contacts_of_card ON contacts (card) WHERE card IS NOT NULL;

CREATE TABLE contact_identities (
  kind TEXT NOT NULL, -- also tail: the last digits of a number
  scope TEXT NOT NULL,
  value TEXT NOT NULL,
  contact INTEGER NOT NULL, -- its row
  is_sole INTEGER NOT NULL, -- proven, or given by a program: one contact's alone
  PRIMARY KEY (kind, scope, value, contact)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sole_identities ON contact_identities (kind, scope, value) WHERE is_sole = 1;
CREATE INDEX identities_of_contact ON contact_identities (contact);
CREATE TRIGGER identities_new AFTER INSERT ON contacts WHEN new.identities <> '[]' BEGIN
  INSERT INTO contact_identities SELECT value ->> 'kind', value ->> 'scope', value ->> 'value', new.row,
    value ->> 'isVerified' OR value ->> 'kind' NOT IN ('phone', 'email') FROM json_each(new.identities);
  INSERT OR IGNORE INTO contact_identities SELECT 'tail', '', substr(value ->> 'value', -8), new.row, 0
    FROM json_each(new.identities) WHERE value ->> 'kind' IN ('phone', 'whatsapp');
END;
CREATE TRIGGER identities_changed AFTER UPDATE OF identities ON contacts WHEN old.identities <> new.identities BEGIN
  DELETE FROM contact_identities WHERE contact = new.row;
  INSERT INTO contact_identities SELECT value ->> 'kind', value ->> 'scope', value ->> 'value', new.row,
    value ->> 'isVerified' OR value ->> 'kind' NOT IN ('phone', 'email') FROM json_each(new.identities);
  INSERT OR IGNORE INTO contact_identities SELECT 'tail', '', substr(value ->> 'value', -8), new.row, 0
    FROM json_each(new.identities) WHERE value ->> 'kind' IN ('phone', 'whatsapp');
END;
CREATE TRIGGER identities_gone AFTER DELETE ON contacts WHEN old.identities <> '[]' BEGIN
  DELETE FROM contact_identities WHERE contact = old.row;
END;

UPDATE contacts SET identities = (
  SELECT json_group_array(json_object('kind', kind, 'scope', scope, 'value', value, 'source', source,
    'firstAt', contacts.created_at, 'isVerified', json(verified), 'isPrimary', json(main)))
  FROM (
    SELECT 'email' AS kind, '' AS scope, email_key(email) AS value, coalesce(sources ->> 'email', 'typed') AS source,
      'false' AS verified, 'true' AS main WHERE email <> ''
    UNION ALL SELECT 'phone', '', phone, coalesce(sources ->> 'phone', 'typed'), 'false', 'true' WHERE phone <> ''
    UNION ALL SELECT 'external', (SELECT id FROM sites WHERE row = contacts.site), external_id, 'signed', 'true', 'false'
      WHERE external_id IS NOT NULL
  )
) WHERE email <> '' OR phone <> '' OR external_id IS NOT NULL;

CREATE TABLE contact_merges (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  winner TEXT NOT NULL,
  loser TEXT NOT NULL,
  reason TEXT NOT NULL,
  is_verified INTEGER NOT NULL,
  choices TEXT NOT NULL, -- JSON
  done_by TEXT, -- JSON of an agent; null: by itself
  at INTEGER NOT NULL,
  undone_at INTEGER, -- null: it holds
  undone_by TEXT
) STRICT;
CREATE INDEX merges_of_winner ON contact_merges (winner);
CREATE INDEX merges_of_loser ON contact_merges (loser);

-- Two who are not one, whatever they share.
CREATE TABLE contact_refusals (
  id TEXT NOT NULL PRIMARY KEY,
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  done_by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refusals_of_one ON contact_refusals (one);
CREATE INDEX refusals_of_other ON contact_refusals (other);
`;
