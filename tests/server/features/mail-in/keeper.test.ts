import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMailKeeper } from '../../../../server/features/mail-in/follow.ts';
import { createMailReader } from '../../../../server/features/mail-in/reader.ts';
import { openMongo } from '../../../../server/store/mongo/open.ts';
import { buildTestApp } from '../../../helpers/app.ts';
import { mailbox } from '../../../helpers/imap-server.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';
import { hasSaid, hurry, mailDesk } from './desk.ts';
import { letterMail, mailOf } from './mails.ts';

const mongo = await sharedMongo();
const letter = (subject: string) =>
  letterMail({ Subject: subject, 'Message-ID': `<${subject}@example.com>` }, `About ${subject}`);

test('MI1 MI2 what comes is read as it comes, once, and marked as seen; what lay there stays alone', async () => {
  const { desk, save, ask } = await mailDesk();
  const box = await mailbox();
  box.deliver(letter('old'));
  expect(await save(box.imap)).toMatchObject({
    problem: null,
    account: { imap: { host: '127.0.0.1', user: 'testuser' } },
  });
  box.deliver(letter('roses'));
  await hasSaid(desk, [['About roses']]);
  // By IDLE: the folder is looked into rarely, and this comes at once.
  box.deliver(letter('tulips'));
  await hasSaid(desk, [['About roses'], ['About tulips']]);
  await expect
    .poll(() => box.lies())
    .toEqual([
      { subject: 'old', isSeen: false },
      { subject: 'roses', isSeen: true },
      { subject: 'tulips', isSeen: true },
    ]);
  const { account } = await ask<{ account: object }>('GET /v1/sites/altan/mail');
  expect(account).toMatchObject({ connectedSince: desk.context.now(), problem: null, lastMailAt: desk.context.now() });
  expect(JSON.stringify(account)).not.toMatch(/password|v1\./);
});

test('MI1 without IDLE the folder is looked into all the same, and what was read goes where it is to go', async () => {
  const { desk, save } = await mailDesk();
  const box = await mailbox(['MOVE', 'UIDPLUS']);
  await save({ ...box.imap, moveTo: 'Done' });
  box.deliver(letter('roses'));
  await hasSaid(desk, [['About roses']]);
  await expect
    .poll(() => [box.lies(), box.lies('Done')])
    .toEqual([[], [expect.objectContaining({ subject: 'roses' })]]);
});

test('MI1 a line that breaks is opened anew, and nothing is lost or doubled meanwhile', async () => {
  const { desk, save } = await mailDesk();
  const box = await mailbox();
  await save(box.imap);
  await expect.poll(box.connected).toBe(1);
  for (const subject of ['one', 'two', 'three']) {
    box.drop();
    box.deliver(letter(subject));
    await expect.poll(() => box.lies().find(each => each.subject === subject)?.isSeen).toBe(true);
  }
  await hasSaid(desk, [['About one'], ['About two'], ['About three']]);
});

test('MI2 a folder whose numbers are others is read from its beginning, and each mail is known again', async () => {
  const { desk, save } = await mailDesk();
  const box = await mailbox();
  await save(box.imap);
  box.deliver(letter('roses'));
  await expect.poll(() => box.lies()[0]?.isSeen).toBe(true);
  box.renumber();
  box.drop();
  box.deliver(letter('tulips'));
  await hasSaid(desk, [['About roses'], ['About tulips']]);
});

test('MI4 a mail that can not be read is named, stays where it is, and the next one is read', async () => {
  const { desk, save, ask } = await mailDesk();
  const box = await mailbox();
  await save(box.imap);
  box.deliver(
    mailOf({ Subject: 'bomb', 'Content-Type': 'multipart/mixed; boundary=b' }, `${'--b\n\nx\n'.repeat(5_000)}--b--`),
  );
  box.deliver(letter('roses'));
  await hasSaid(desk, [['About roses']]);
  expect(box.lies()[0]).toEqual({ subject: 'bomb', isSeen: false });
  const skipped = async () =>
    (await ask<{ account: { skipped: object[] } }>('GET /v1/sites/altan/mail')).account.skipped;
  expect(await skipped()).toEqual([{ at: desk.context.now(), uid: 1, reason: expect.stringContaining('exceeded') }]);
});

test('MI1 what an owner changes holds at once, and a removed account is left in peace', async () => {
  const { save, ask } = await mailDesk();
  const [old, box] = [await mailbox(), await mailbox()];
  await save(old.imap);
  await expect.poll(old.connected).toBe(1);
  await save(box.imap);
  await expect.poll(() => [old.connected(), box.connected()]).toEqual([0, 1]);
  await ask('DELETE /v1/sites/altan/mail');
  await expect.poll(box.connected).toBe(0);
  expect(await ask('GET /v1/sites/altan/mail')).toEqual({ account: null });
});

test('MI1 a server that goes leaves the account to the next one, which goes on where it was', async () => {
  const { desk, save } = await mailDesk();
  const box = await mailbox();
  await save(box.imap);
  box.deliver(letter('roses'));
  await hasSaid(desk, [['About roses']]);
  await desk.context.mailKeeper.close();
  expect(box.connected()).toBe(0);
  box.deliver(letter('tulips'));
  hurry(desk);
  desk.context.mailKeeper.wake();
  await hasSaid(desk, [['About roses'], ['About tulips']]);
});

test('MI1 W10 a server that stops over a mail that takes too long lets go of the account, and the next one reads it', async () => {
  const { desk, save } = await mailDesk();
  const program = join(import.meta.dirname, 'stuck-worker.ts');
  const keeper = createMailKeeper(() => desk.context, createMailReader({ program }), { lookMs: 0, stopMs: 0 });
  desk.context.mailKeeper = keeper;
  const box = await mailbox();
  await save(box.imap);
  // It is looked for once it is connected.
  await expect.poll(async () => (await desk.store.mailIn.accounts())[0]?.progress.connectedSince).not.toBe(null);
  box.deliver(letter('roses'));
  await keeper.close();
  await expect.poll(() => [box.connected(), box.lies()[0]?.isSeen]).toEqual([0, false]);
  hurry(desk);
  desk.context.mailKeeper.wake();
  await hasSaid(desk, [['About roses']]);
});

test.skipIf(!mongo)('MI1 of several servers one reads an account', async () => {
  const url = newDatabase(mongo!);
  const { desk, save } = await mailDesk({ store: await openMongo(url) });
  const other = await buildTestApp({ store: await openMongo(url), config: { webhooksToPrivate: true } });
  hurry(other);
  const box = await mailbox();
  await save(box.imap);
  await expect.poll(box.connected).toBe(1);
  other.context.mailKeeper.wake();
  box.deliver(letter('roses'));
  await hasSaid(desk, [['About roses']]);
  expect(box.connected()).toBe(1);
  await desk.context.mailKeeper.close();
  other.context.mailKeeper.wake();
  box.deliver(letter('tulips'));
  await hasSaid(other, [['About roses'], ['About tulips']]);
});
