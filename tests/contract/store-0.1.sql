-- What Deskbell 0.1 wrote: rows of a file that its own store made by its own verbs, table by table, for `old-files.ts`.
-- A form, a chat and notes by Ann, who then signed in on two devices; Bob's two callbacks; forty messages of Cleo's; one
-- who was silent; deliveries that wait, failed and were given up. Written once and never edited.
INSERT INTO sites (row, id, key, settings, identity_secret, created_at) VALUES
  (1, 'site', 'bakery', '{"name":"Bakery","origins":["https://shop.example"],"channels":["chat","callback","contact"],"accent":"#0b6b57","locale":"mn","timeZone":"Asia/Ulaanbaatar","hours":null,"texts":{"en":{"greeting":"Write to \"contact\" us","consent":""}},"callbacksPerSlot":2,"asapMinutes":15}', 'sealed-secret', 1748865600000),
  (2, 'quiet', 'quiet', '{"name":"Forms only","origins":["*"],"channels":["contact"],"accent":"#0b6b57","locale":"en","timeZone":"UTC","hours":null,"texts":{},"callbacksPerSlot":1,"asapMinutes":15}', 'sealed-other', 1748865600001);
INSERT INTO agents (row, id, email, email_key, name, role, locale, capacity, is_disabled, password_hash, created_at) VALUES
  (1, 'bella', 'Bella@Shop.example', 'bella@shop.example', 'Bella', 'owner', 'en', 5, 0, 'hash-of-bella', 1748865600000),
  (2, 'carl', 'Carl@Shop.example', 'carl@shop.example', 'Carl', 'agent', 'en', 5, 0, 'hash-of-carl', 1748865600000);
INSERT INTO invites (id, token_hash, role, email, created_at, expires_at) VALUES
  ('invite', 'hash-of-invite', 'agent', 'dora@shop.example', 1748865600000, 1748952000000);
INSERT INTO sessions (id, token_hash, agent, user_agent, created_at, seen_at, expires_at) VALUES
  ('session', 'hash-of-session', 1, 'Test/1.0', 1748865600000, 1748865600000, 1751457600000);
INSERT INTO canned_replies (id, shortcut, text) VALUES
  ('reply', 'hi', 'Hello!');
INSERT INTO contacts (row, id, site, name, email, phone, external_id, is_verified, attributes, locale, time_zone, created_at, updated_at) VALUES
  (1, 'contact-of-ann', 1, 'Ann', 'Ann@X.example', '+97699112233', 'user-ann', 1, '{"plan":"pro"}', 'en', 'UTC', 1748865601000, 1748865612000),
  (2, 'contact-of-bob', 1, 'Bob', '', '+97688001122', NULL, 0, '{}', 'en', 'UTC', 1748865613000, 1748865614000),
  (3, 'contact-of-cleo', 1, '', '', '', NULL, 0, '{}', 'en', 'UTC', 1748865621000, 1748865621000),
  (4, 'contact-of-silent', 1, '', '', '', NULL, 0, '{}', 'en', 'UTC', 1748865662000, 1748865662000);
INSERT INTO visitors (row, id, token_hash, site, contact, conversation, user_agent, referrer, trail, created_at, seen_at) VALUES
  (1, 'ann', 'hash-of-ann', 1, 1, 1, 'Test/1.0', '', '[]', 1748865601000, 1748865601000),
  (2, 'ann-phone', 'hash-of-ann-phone', 1, 1, 1, 'Test/1.0', '', '[]', 1748865611000, 1748865611000),
  (3, 'bob', 'hash-of-bob', 1, 2, 2, 'Test/1.0', '', '[]', 1748865613000, 1748865613000),
  (4, 'cleo', 'hash-of-cleo', 1, 3, 3, 'Test/1.0', '', '[]', 1748865621000, 1748865621000),
  (5, 'silent', 'hash-of-silent', 1, 4, NULL, 'Test/1.0', '', '[]', 1748865662000, 1748865662000);
INSERT INTO conversations (row, id, site, contact, visitor, is_closed, assignee, is_unread, rank, waiting_since, callback_at, channels, last_seq, last_visitor_seq, agent_read_seq, visitor_read_seq, preview_text, preview_author, preview_kind, created_at, updated_at, newest) VALUES
  (1, 'conversation-of-ann', 1, 1, 1, 1, 'carl', 0, 3998251134391000, NULL, NULL, 'contact chat', 8, 2, 4, 7, 'We do, on Fridays', 'agent', 'message', 1748865602000, 1748865609000, 8),
  (2, 'conversation-of-bob', 1, 2, 3, 0, '', 1, 1749038400000, NULL, 1749038400000, 'callback', 7, 2, 0, 2, 'An order', 'visitor', 'callback', 1748865614000, 1748865620000, 15),
  (3, 'conversation-of-cleo', 1, 3, 4, 0, '', 1, 1748865622000, 1748865622000, NULL, 'chat', 40, 40, 0, 40, 'Message 40', 'visitor', 'message', 1748865622000, 1748865661000, 55);
INSERT INTO entries (row, conversation, seq, site, client_id, fingerprint, author, kind, body, created_at, previous) VALUES
  (1, 1, 1, 1, 'ann-form', '1 print-of-ann-form', NULL, 'form', '{"kind":"form","name":"Ann","email":"Ann@X.example","phone":"","subject":"Bread","message":"Do you bake rye?"}', 1748865602000, NULL),
  (2, 1, 2, 1, 'ann-says', '1 print-of-ann-says', NULL, 'message', 'Anybody there?', 1748865603000, 1),
  (3, 1, 3, 1, 'note-1', 'print-of-note-1', '{"kind":"agent","id":"bella","name":"Bella"}', 'note', 'A regular', 1748865604000, 2),
  (4, 1, 4, 1, 'answer-1', 'print-of-answer-1', '{"kind":"agent","id":"bella","name":"Bella"}', 'message', 'We do, on Fridays', 1748865605000, 3),
  (5, 1, 5, 1, 'assign-1', 'print-of-assign-1', '{"kind":"agent","id":"bella","name":"Bella"}', 'event', '{"kind":"event","event":"assigned","agentId":"carl","agentName":"Carl"}', 1748865606000, 4),
  (6, 1, 6, 1, 'assign-again', 'print-of-assign-again', '{"kind":"agent","id":"bella","name":"Bella"}', 'event', '{"kind":"event","event":"unchanged"}', 1748865607000, 5),
  (7, 1, 7, 1, 'close-1', 'print-of-close-1', '{"kind":"agent","id":"bella","name":"Bella"}', 'event', '{"kind":"event","event":"closed"}', 1748865608000, 6),
  (8, 1, 8, 1, 'note-2', 'print-of-note-2', '{"kind":"agent","id":"bella","name":"Bella"}', 'note', 'Was happy', 1748865609000, 7),
  (9, 2, 1, 1, 'bob-asks', '3 print-of-bob-asks', NULL, 'callback', '{"kind":"callback","callbackId":"callback-1","phone":"+97688001122","name":"Bob","topic":"An order","isAsap":false,"startAt":1748952000000,"endAt":1748952900000,"timeZone":"Asia/Ulaanbaatar"}', 1748865614000, NULL),
  (10, 2, 2, 1, 'bob-asks-again', '3 print-of-bob-asks-again', NULL, 'callback', '{"kind":"callback","callbackId":"callback-2","phone":"+97688001122","name":"Bob","topic":"An order","isAsap":true,"startAt":1748865600000,"endAt":1748866500000,"timeZone":"Asia/Ulaanbaatar"}', 1748865615000, 9),
  (11, 2, 3, 1, 'rang-1', 'print-of-rang-1', '{"kind":"agent","id":"bella","name":"Bella"}', 'event', '{"kind":"event","event":"callback_no_answer","callbackId":"callback-1","note":"Engaged"}', 1748865616000, 10),
  (12, 2, 4, 1, 'moved-1', 'print-of-moved-1', NULL, 'event', '{"kind":"event","event":"callback_moved","callbackId":"callback-1","startAt":1749038400000,"endAt":1749039300000}', 1748865617000, 11),
  (13, 2, 5, 1, 'rang-2', 'print-of-rang-2', '{"kind":"agent","id":"bella","name":"Bella"}', 'event', '{"kind":"event","event":"callback_reached","callbackId":"callback-2"}', 1748865618000, 12),
  (14, 2, 6, 1, NULL, NULL, '', 'event', '{"kind":"event","event":"assigned","agentId":"bella","agentName":"Bella"}', 1748865619000, 13),
  (15, 2, 7, 1, NULL, NULL, '', 'event', '{"kind":"event","event":"unassigned","agentId":"bella"}', 1748865620000, 14),
  (16, 3, 1, 1, 'cleo-1', '4 print-of-cleo-1', NULL, 'message', 'Message 1', 1748865622000, NULL),
  (17, 3, 2, 1, 'cleo-2', '4 print-of-cleo-2', NULL, 'message', 'Message 2', 1748865623000, 16),
  (18, 3, 3, 1, 'cleo-3', '4 print-of-cleo-3', NULL, 'message', 'Message 3', 1748865624000, 17),
  (19, 3, 4, 1, 'cleo-4', '4 print-of-cleo-4', NULL, 'message', 'Message 4', 1748865625000, 18),
  (20, 3, 5, 1, 'cleo-5', '4 print-of-cleo-5', NULL, 'message', 'Message 5', 1748865626000, 19),
  (21, 3, 6, 1, 'cleo-6', '4 print-of-cleo-6', NULL, 'message', 'Message 6', 1748865627000, 20),
  (22, 3, 7, 1, 'cleo-7', '4 print-of-cleo-7', NULL, 'message', 'Message 7', 1748865628000, 21),
  (23, 3, 8, 1, 'cleo-8', '4 print-of-cleo-8', NULL, 'message', 'Message 8', 1748865629000, 22),
  (24, 3, 9, 1, 'cleo-9', '4 print-of-cleo-9', NULL, 'message', 'Message 9', 1748865630000, 23),
  (25, 3, 10, 1, 'cleo-10', '4 print-of-cleo-10', NULL, 'message', 'Message 10', 1748865631000, 24),
  (26, 3, 11, 1, 'cleo-11', '4 print-of-cleo-11', NULL, 'message', 'Message 11', 1748865632000, 25),
  (27, 3, 12, 1, 'cleo-12', '4 print-of-cleo-12', NULL, 'message', 'Message 12', 1748865633000, 26),
  (28, 3, 13, 1, 'cleo-13', '4 print-of-cleo-13', NULL, 'message', 'Message 13', 1748865634000, 27),
  (29, 3, 14, 1, 'cleo-14', '4 print-of-cleo-14', NULL, 'message', 'Message 14', 1748865635000, 28),
  (30, 3, 15, 1, 'cleo-15', '4 print-of-cleo-15', NULL, 'message', 'Message 15', 1748865636000, 29),
  (31, 3, 16, 1, 'cleo-16', '4 print-of-cleo-16', NULL, 'message', 'Message 16', 1748865637000, 30),
  (32, 3, 17, 1, 'cleo-17', '4 print-of-cleo-17', NULL, 'message', 'Message 17', 1748865638000, 31),
  (33, 3, 18, 1, 'cleo-18', '4 print-of-cleo-18', NULL, 'message', 'Message 18', 1748865639000, 32),
  (34, 3, 19, 1, 'cleo-19', '4 print-of-cleo-19', NULL, 'message', 'Message 19', 1748865640000, 33),
  (35, 3, 20, 1, 'cleo-20', '4 print-of-cleo-20', NULL, 'message', 'Message 20', 1748865641000, 34),
  (36, 3, 21, 1, 'cleo-21', '4 print-of-cleo-21', NULL, 'message', 'Message 21', 1748865642000, 35),
  (37, 3, 22, 1, 'cleo-22', '4 print-of-cleo-22', NULL, 'message', 'Message 22', 1748865643000, 36),
  (38, 3, 23, 1, 'cleo-23', '4 print-of-cleo-23', NULL, 'message', 'Message 23', 1748865644000, 37),
  (39, 3, 24, 1, 'cleo-24', '4 print-of-cleo-24', NULL, 'message', 'Message 24', 1748865645000, 38),
  (40, 3, 25, 1, 'cleo-25', '4 print-of-cleo-25', NULL, 'message', 'Message 25', 1748865646000, 39),
  (41, 3, 26, 1, 'cleo-26', '4 print-of-cleo-26', NULL, 'message', 'Message 26', 1748865647000, 40),
  (42, 3, 27, 1, 'cleo-27', '4 print-of-cleo-27', NULL, 'message', 'Message 27', 1748865648000, 41),
  (43, 3, 28, 1, 'cleo-28', '4 print-of-cleo-28', NULL, 'message', 'Message 28', 1748865649000, 42),
  (44, 3, 29, 1, 'cleo-29', '4 print-of-cleo-29', NULL, 'message', 'Message 29', 1748865650000, 43),
  (45, 3, 30, 1, 'cleo-30', '4 print-of-cleo-30', NULL, 'message', 'Message 30', 1748865651000, 44),
  (46, 3, 31, 1, 'cleo-31', '4 print-of-cleo-31', NULL, 'message', 'Message 31', 1748865652000, 45),
  (47, 3, 32, 1, 'cleo-32', '4 print-of-cleo-32', NULL, 'message', 'Message 32', 1748865653000, 46),
  (48, 3, 33, 1, 'cleo-33', '4 print-of-cleo-33', NULL, 'message', 'Message 33', 1748865654000, 47),
  (49, 3, 34, 1, 'cleo-34', '4 print-of-cleo-34', NULL, 'message', 'Message 34', 1748865655000, 48),
  (50, 3, 35, 1, 'cleo-35', '4 print-of-cleo-35', NULL, 'message', 'Message 35', 1748865656000, 49),
  (51, 3, 36, 1, 'cleo-36', '4 print-of-cleo-36', NULL, 'message', 'Message 36', 1748865657000, 50),
  (52, 3, 37, 1, 'cleo-37', '4 print-of-cleo-37', NULL, 'message', 'Message 37', 1748865658000, 51),
  (53, 3, 38, 1, 'cleo-38', '4 print-of-cleo-38', NULL, 'message', 'Message 38', 1748865659000, 52),
  (54, 3, 39, 1, 'cleo-39', '4 print-of-cleo-39', NULL, 'message', 'Message 39', 1748865660000, 53),
  (55, 3, 40, 1, 'cleo-40', '4 print-of-cleo-40', NULL, 'message', 'Message 40', 1748865661000, 54);
INSERT INTO callbacks (row, id, site, conversation, seq, phone, name, topic, is_asap, start_at, end_at, time_zone, status, attempts, created_at) VALUES
  (1, 'callback-1', 1, 2, 1, '+97688001122', 'Bob', 'An order', 0, 1749038400000, 1749039300000, 'Asia/Ulaanbaatar', 'pending', '[{"at":1748865616000,"agentId":"bella","agentName":"Bella","outcome":"no_answer","note":"Engaged"}]', 1748865614000),
  (2, 'callback-2', 1, 2, 2, '+97688001122', 'Bob', 'An order', 1, 1748865600000, 1748866500000, 'Asia/Ulaanbaatar', 'reached', '[{"at":1748865618000,"agentId":"bella","agentName":"Bella","outcome":"reached","note":""}]', 1748865615000);
INSERT INTO webhooks (row, id, site, url, events, is_disabled, secrets, created_at) VALUES
  (1, 'crm', 'site', 'https://crm.example/hook', '["conversation.changed"]', 0, '[{"sealed":"v1.sealed","endsAt":null}]', 1748865600000),
  (2, 'off', 'site', 'https://off.example/hook', '["entry.added"]', 1, '[{"sealed":"v1.sealed","endsAt":null}]', 1748865600000);
INSERT INTO targets (id, failures, failing_since, paused_until) VALUES
  ('crm', 1, 1748865663000, 1748865723000);
INSERT INTO deliveries (row, id, target, site, conversation, event, payload, attempts, due_at, since, created_at, is_dead, problem) VALUES
  (2, 'msg_1KKvnDaZlDIVMCinz9Qz2amEOAe', 'crm', 'site', 'conversation-of-ann', 'conversation.changed', '{"type":"conversation.changed","timestamp":"2025-06-02T12:00:05.000Z","data":{"siteId":"site","conversation":{"id":"conversation-of-ann","siteId":"site","contactId":"contact-of-ann","visitorId":"ann","status":"open","assigneeId":"bella","lastSeq":4,"lastVisitorSeq":2,"agentReadSeq":4,"visitorReadSeq":2,"waitingSince":null,"callbackAt":null,"channels":["contact","chat"],"preview":{"text":"We do, on Fridays","author":"agent","kind":"message"},"name":"Ann","email":"Ann@X.example","phone":"","locale":"en","timeZone":"UTC","createdAt":1748865602000,"updatedAt":1748865605000},"entry":{"conversationId":"conversation-of-ann","seq":4,"clientId":"answer-1","author":{"kind":"agent","id":"bella","name":"Bella"},"body":{"kind":"message","text":"We do, on Fridays"},"createdAt":1748865605000}}}', 1, 1748865723000, 1748865605000, 1748865605000, 1, '410'),
  (3, 'msg_B5wVnx7RfypAiKGjlZyturN0VMf', 'crm', 'site', 'conversation-of-ann', 'conversation.changed', '{"type":"conversation.changed","timestamp":"2025-06-02T12:00:06.000Z","data":{"siteId":"site","conversation":{"id":"conversation-of-ann","siteId":"site","contactId":"contact-of-ann","visitorId":"ann","status":"open","assigneeId":"carl","lastSeq":5,"lastVisitorSeq":2,"agentReadSeq":4,"visitorReadSeq":2,"waitingSince":null,"callbackAt":null,"channels":["contact","chat"],"preview":{"text":"We do, on Fridays","author":"agent","kind":"message"},"name":"Ann","email":"Ann@X.example","phone":"","locale":"en","timeZone":"UTC","createdAt":1748865602000,"updatedAt":1748865606000},"entry":{"conversationId":"conversation-of-ann","seq":5,"clientId":"assign-1","author":{"kind":"agent","id":"bella","name":"Bella"},"body":{"kind":"event","event":"assigned","agentId":"carl","agentName":"Carl"},"createdAt":1748865606000}}}', 1, 1748865723000, 1748865606000, 1748865606000, 0, '503'),
  (4, 'msg_-9UmJ5PfLL1jun2O3gHxiuPzoJL', 'crm', 'site', 'conversation-of-ann', 'conversation.changed', '{"type":"conversation.changed","timestamp":"2025-06-02T12:00:08.000Z","data":{"siteId":"site","conversation":{"id":"conversation-of-ann","siteId":"site","contactId":"contact-of-ann","visitorId":"ann","status":"closed","assigneeId":"carl","lastSeq":7,"lastVisitorSeq":2,"agentReadSeq":4,"visitorReadSeq":2,"waitingSince":null,"callbackAt":null,"channels":["contact","chat"],"preview":{"text":"We do, on Fridays","author":"agent","kind":"message"},"name":"Ann","email":"Ann@X.example","phone":"","locale":"en","timeZone":"UTC","createdAt":1748865602000,"updatedAt":1748865608000},"entry":{"conversationId":"conversation-of-ann","seq":7,"clientId":"close-1","author":{"kind":"agent","id":"bella","name":"Bella"},"body":{"kind":"event","event":"closed"},"createdAt":1748865608000}}}', 0, 1748865608000, 1748865608000, 1748865608000, 0, ''),
  (5, 'msg_1FzPZZUwbHjBf3EZFm9qFOh7Um8', 'crm', 'site', 'conversation-of-bob', 'conversation.changed', '{"type":"conversation.changed","timestamp":"2025-06-02T12:00:14.000Z","data":{"siteId":"site","conversation":{"id":"conversation-of-bob","siteId":"site","contactId":"contact-of-bob","visitorId":"bob","status":"open","assigneeId":null,"lastSeq":1,"lastVisitorSeq":1,"agentReadSeq":0,"visitorReadSeq":1,"waitingSince":null,"callbackAt":1748952000000,"channels":["callback"],"preview":{"text":"An order","author":"visitor","kind":"callback"},"name":"Bob","email":"","phone":"+97688001122","locale":"en","timeZone":"UTC","createdAt":1748865614000,"updatedAt":1748865614000},"entry":{"conversationId":"conversation-of-bob","seq":1,"clientId":"bob-asks","author":{"kind":"visitor"},"body":{"kind":"callback","callbackId":"callback-1","phone":"+97688001122","name":"Bob","topic":"An order","isAsap":false,"startAt":1748952000000,"endAt":1748952900000,"timeZone":"Asia/Ulaanbaatar"},"createdAt":1748865614000},"callback":{"id":"callback-1","siteId":"site","conversationId":"conversation-of-bob","seq":1,"phone":"+97688001122","name":"Bob","topic":"An order","isAsap":false,"startAt":1748952000000,"endAt":1748952900000,"timeZone":"Asia/Ulaanbaatar","status":"pending","attempts":[],"createdAt":1748865614000}}}', 0, 1748865614000, 1748865614000, 1748865614000, 0, ''),
  (6, 'msg_EiKVuqzQdxqgv2hG6m5BuH8Ea3o', 'crm', 'site', 'conversation-of-bob', 'conversation.changed', '{"type":"conversation.changed","timestamp":"2025-06-02T12:00:19.000Z","data":{"siteId":"site","conversation":{"id":"conversation-of-bob","siteId":"site","contactId":"contact-of-bob","visitorId":"bob","status":"open","assigneeId":"bella","lastSeq":6,"lastVisitorSeq":2,"agentReadSeq":0,"visitorReadSeq":2,"waitingSince":null,"callbackAt":1749038400000,"channels":["callback"],"preview":{"text":"An order","author":"visitor","kind":"callback"},"name":"Bob","email":"","phone":"+97688001122","locale":"en","timeZone":"UTC","createdAt":1748865614000,"updatedAt":1748865619000},"entry":{"conversationId":"conversation-of-bob","seq":6,"clientId":null,"author":{"kind":"system"},"body":{"kind":"event","event":"assigned","agentId":"bella","agentName":"Bella"},"createdAt":1748865619000}}}', 0, 1748865619000, 1748865619000, 1748865619000, 0, ''),
  (7, 'msg_dGowNYyQIISgZ3U2q1VA4hBCuR1', 'crm', 'site', 'conversation-of-bob', 'conversation.changed', '{"type":"conversation.changed","timestamp":"2025-06-02T12:00:20.000Z","data":{"siteId":"site","conversation":{"id":"conversation-of-bob","siteId":"site","contactId":"contact-of-bob","visitorId":"bob","status":"open","assigneeId":null,"lastSeq":7,"lastVisitorSeq":2,"agentReadSeq":0,"visitorReadSeq":2,"waitingSince":null,"callbackAt":1749038400000,"channels":["callback"],"preview":{"text":"An order","author":"visitor","kind":"callback"},"name":"Bob","email":"","phone":"+97688001122","locale":"en","timeZone":"UTC","createdAt":1748865614000,"updatedAt":1748865620000},"entry":{"conversationId":"conversation-of-bob","seq":7,"clientId":null,"author":{"kind":"system"},"body":{"kind":"event","event":"unassigned","agentId":"bella"},"createdAt":1748865620000}}}', 0, 1748865620000, 1748865620000, 1748865620000, 0, ''),
  (8, 'msg_DLzvhSUP3qJGgj7OB9jX0FV6tqX', 'crm', 'site', 'conversation-of-cleo', 'conversation.changed', '{"type":"conversation.changed","timestamp":"2025-06-02T12:00:22.000Z","data":{"siteId":"site","conversation":{"id":"conversation-of-cleo","siteId":"site","contactId":"contact-of-cleo","visitorId":"cleo","status":"open","assigneeId":null,"lastSeq":1,"lastVisitorSeq":1,"agentReadSeq":0,"visitorReadSeq":1,"waitingSince":1748865622000,"callbackAt":null,"channels":["chat"],"preview":{"text":"Message 1","author":"visitor","kind":"message"},"name":"","email":"","phone":"","locale":"en","timeZone":"UTC","createdAt":1748865622000,"updatedAt":1748865622000},"entry":{"conversationId":"conversation-of-cleo","seq":1,"clientId":"cleo-1","author":{"kind":"visitor"},"body":{"kind":"message","text":"Message 1"},"createdAt":1748865622000}}}', 0, 1748865622000, 1748865622000, 1748865622000, 0, '');
DELETE FROM tallies;
INSERT INTO tallies (assignee, open, unread) VALUES
  ('', 2, 2),
  ('bella', 0, 0),
  ('carl', 0, 0);
DELETE FROM marks;
INSERT INTO marks (name, value) VALUES
  ('pinged', 0),
  ('searched', 55);
INSERT INTO person_words (rowid, words) VALUES
  (1, 'ann
ann@x.example
97699112233'),
  (2, 'bob

97688001122');
INSERT INTO entry_words (rowid, words) VALUES
  (1, 'bread
do you bake rye?'),
  (2, 'anybody there?'),
  (3, 'a regular'),
  (4, 'we do, on fridays'),
  (8, 'was happy'),
  (9, 'an order'),
  (10, 'an order'),
  (11, 'engaged'),
  (16, 'message 1'),
  (17, 'message 2'),
  (18, 'message 3'),
  (19, 'message 4'),
  (20, 'message 5'),
  (21, 'message 6'),
  (22, 'message 7'),
  (23, 'message 8'),
  (24, 'message 9'),
  (25, 'message 10'),
  (26, 'message 11'),
  (27, 'message 12'),
  (28, 'message 13'),
  (29, 'message 14'),
  (30, 'message 15'),
  (31, 'message 16'),
  (32, 'message 17'),
  (33, 'message 18'),
  (34, 'message 19'),
  (35, 'message 20'),
  (36, 'message 21'),
  (37, 'message 22'),
  (38, 'message 23'),
  (39, 'message 24'),
  (40, 'message 25'),
  (41, 'message 26'),
  (42, 'message 27'),
  (43, 'message 28'),
  (44, 'message 29'),
  (45, 'message 30'),
  (46, 'message 31'),
  (47, 'message 32'),
  (48, 'message 33'),
  (49, 'message 34'),
  (50, 'message 35'),
  (51, 'message 36'),
  (52, 'message 37'),
  (53, 'message 38'),
  (54, 'message 39'),
  (55, 'message 40');
