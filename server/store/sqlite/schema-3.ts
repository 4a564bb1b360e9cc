/**
 * Finds an entry's neighbours for whoever wrote entries without saying who they are: `previous` and `newest` of all.
 * The index is there only as long as it helps.
 */
export const LINK_ENTRIES = `
CREATE INDEX entries_to_link ON entries (conversation, seq);
UPDATE entries SET previous =
  (SELECT p.row FROM entries p WHERE p.conversation = entries.conversation AND p.seq = entries.seq - 1);
UPDATE conversations SET newest =
  (SELECT e.row FROM entries e WHERE e.conversation = conversations.row AND e.seq = conversations.last_seq);
DROP INDEX entries_to_link;
`;

/**
 * Entries of a conversation are a chain, read from its end or from an anchor, which is every 32nd of them. An index of
 * all by conversation and number has its newest places on as many pages as there are conversations, so each message
 * wrote a page of its own: half of what a message costs where there are many.
 */
export const SCHEMA_3 = `
ALTER TABLE entries ADD COLUMN previous INTEGER; -- row of the entry before it in its conversation; null: it is the first
ALTER TABLE conversations ADD COLUMN newest INTEGER; -- row of its newest entry; null: it has none yet
DROP INDEX entry_by_seq;
${LINK_ENTRIES}
CREATE UNIQUE INDEX entry_by_anchor ON entries (conversation, seq) WHERE seq % 32 = 0;
`;
