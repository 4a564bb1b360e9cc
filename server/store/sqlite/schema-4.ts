/**
 * A conversation need not have begun in a browser, and knows which entry its visitor saw last. Forms come by the channel
 * `form`, which 0.1 called `contact`. What leaves goes to targets of several kinds; all of 0.1 were webhooks. Until its next visible entry, a conversation's last number stands for the last
 * visible one: at worst a page asks once for what it has. 0.1 took any number for the time of a call, and could not read
 * some of them again: such a call is at the end of all times now (`LIMITS.latestAt`), where it can be ended.
 */
export const SCHEMA_4 = `
DROP INDEX conversations_of_visitor;
ALTER TABLE conversations RENAME COLUMN visitor TO visitor_of_all;
ALTER TABLE conversations ADD COLUMN visitor INTEGER REFERENCES visitors; -- null: it came another way
ALTER TABLE conversations ADD COLUMN last_visible_seq INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET visitor = visitor_of_all, last_visible_seq = last_seq,
  channels = replace(channels, 'contact', 'form');
ALTER TABLE conversations DROP COLUMN visitor_of_all;
CREATE INDEX conversations_of_visitor ON conversations (visitor);
UPDATE sites SET settings = json_replace(settings, '$.channels',
  json(replace(json_extract(settings, '$.channels'), '"contact"', '"form"')));

CREATE TABLE targets_of_kinds (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  failures INTEGER NOT NULL,
  failing_since INTEGER NOT NULL,
  paused_until INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
INSERT INTO targets_of_kinds SELECT 'webhook', id, failures, failing_since, paused_until FROM targets;
DROP TABLE targets;
ALTER TABLE targets_of_kinds RENAME TO targets;
ALTER TABLE deliveries ADD COLUMN kind TEXT NOT NULL DEFAULT 'webhook';
DROP INDEX due_deliveries;
CREATE INDEX due_deliveries ON deliveries (kind, target, due_at, row) WHERE is_dead = 0;

DELETE FROM invites; -- nobody knows who made them, and whether they still might
ALTER TABLE invites ADD COLUMN invited_by TEXT; -- null: the server, for the first owner
ALTER TABLE contacts ADD COLUMN sources TEXT NOT NULL DEFAULT '{}'; -- JSON: whose word name, email and phone are
ALTER TABLE contacts ADD COLUMN typed TEXT NOT NULL DEFAULT '{}'; -- JSON: what the person typed and does not stand
ALTER TABLE visitors ADD COLUMN token_at INTEGER NOT NULL DEFAULT 0; -- when the token was made
ALTER TABLE visitors ADD COLUMN old_token_hash TEXT; -- of the one before
ALTER TABLE visitors ADD COLUMN old_token_until INTEGER;
UPDATE visitors SET token_at = created_at;
CREATE INDEX visitors_by_old_token ON visitors (old_token_hash) WHERE old_token_hash IS NOT NULL;
CREATE INDEX callbacks_by_phone ON callbacks (site, phone) WHERE status = 'pending';
UPDATE callbacks SET start_at = min(start_at, 253402214400000), end_at = min(end_at, 253402214400000)
  WHERE end_at > 253402214400000;
UPDATE conversations SET callback_at = 253402214400000, rank = coalesce(waiting_since, 253402214400000)
  WHERE callback_at > 253402214400000;
UPDATE entries SET body = json_set(body, '$.startAt', 253402214400000, '$.endAt', 253402214400000)
  WHERE kind = 'event' AND body ->> '$.endAt' > 253402214400000;
`;
