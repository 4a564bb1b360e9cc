/** The chats in which agents are told of what waits, and what was said there. */
export const SCHEMA_15 = `
CREATE TABLE agent_chats (
  agent TEXT NOT NULL PRIMARY KEY,
  code_hash TEXT UNIQUE, -- of a code that is still to be pasted
  code_until INTEGER,
  bot TEXT,
  chat TEXT,
  name TEXT NOT NULL,
  since INTEGER,
  is_blocked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX agent_by_chat ON agent_chats (bot, chat) WHERE chat IS NOT NULL;

CREATE TABLE chat_messages (
  id TEXT NOT NULL PRIMARY KEY, -- bot, chat and message
  agent TEXT NOT NULL,
  conversation TEXT NOT NULL,
  is_notice INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX chat_messages_of_conversation ON chat_messages (conversation, is_notice, at, id);
CREATE INDEX chat_messages_by_age ON chat_messages (at);
`;
