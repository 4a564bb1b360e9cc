import { describe, expect, test } from 'vitest';
import { openStore } from '../../../../server/store/open.ts';
import { mailbox } from '../../../helpers/imap-server.ts';
import { type Dying, dyingServer, isKilled } from '../../../helpers/killed.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { newSqliteUrl } from '../../../helpers/new-folder.ts';
import { hasSaid, mailDesk, said } from './desk.ts';
import { letterMail } from './mails.ts';

const mongo = await sharedMongo();
const CONFIG = { webhooksToPrivate: true };
const START = Date.parse('2026-03-04T10:20:00Z');
/** The lease of the one that died is over. */
const LATER = START + 5 * 60_000;

describe.each([
  ['SQLite', newSqliteUrl, null],
  ['MongoDB', () => newDatabase(mongo), mongo.uri ? null : mongo.reason],
])('%s', (_name, newUrl, reason) => {
  test.skipIf(reason).each<[string, Dying]>([
    ['before it is kept', ['before', 'conversations.submit']],
    ['right after it was kept', ['after', 'conversations.submit']],
    ['before it is known to be read', ['before', 'mailIn.keep']],
    ['once it is known to be read', ['after', 'mailIn.keep']],
  ])(
    'MI2 a mail arrives once though the server that fetched it is killed %s',
    { timeout: 60_000 },
    async (_when, dying) => {
      const url = newUrl();
      const box = await mailbox();
      const first = await mailDesk({ store: await openStore(url), startAt: START, config: CONFIG });
      expect(await first.save(box.imap)).toMatchObject({ problem: null });
      await first.desk.app.close();
      await first.desk.store.close();
      box.deliver(letterMail());
      await isKilled(dyingServer(url, START, CONFIG, dying));

      const next = await mailDesk({ store: await openStore(url), startAt: LATER, config: CONFIG });
      await next.desk.pass(1_000);
      await hasSaid(next.desk, [['Do you deliver to Darkhan?']]);
      // What comes behind it was looked at after it, and it lies where it lay.
      box.deliver(letterMail({ 'Message-ID': '<letter-2@example.com>', From: 'bob@example.com' }, 'And to Erdenet?'));
      await expect.poll(async () => (await said(next.desk)).length, { timeout: 10_000 }).toBe(2);
      await hasSaid(next.desk, [['Do you deliver to Darkhan?'], ['And to Erdenet?']]);
      expect(box.lies().map(each => each.subject)).toEqual(['Delivery', 'Delivery']);
    },
  );
});
