import { expect, test } from 'vitest';
import { said } from '../../../../protocol/doctor/says.ts';
import { mailIn, mailInCheck } from '../../../../server/features/doctor/checks/mail-in.ts';
import { readMail } from '../../../../server/features/mail-in/read-mail.ts';
import { NEW_PROGRESS } from '../../../../server/features/mail-in/rules.ts';
import { takeMail } from '../../../../server/features/mail-in/take.ts';
import { mailbox } from '../../../helpers/imap-server.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';
import { mailDesk, said as saidThere } from '../mail-in/desk.ts';

const MINUTE = 60_000;
const address = 'hello@altan.example';
const signal = new AbortController().signal;
/** Looks at once. */
const hasty = mailInCheck(0);

test('DR6 what the doctor mails comes back by the mailbox that is read, and makes no conversation', async () => {
  const box = await mailbox();
  const mail = await openMailServer(({ raw }) => box.deliver(Buffer.from(raw)));
  const { desk, save } = await mailDesk({ config: mail.config });
  await save(box.imap);
  await expect.poll(async () => (await desk.store.mailIn.accounts())[0]?.progress.connectedSince).not.toBe(null);
  expect(await mailIn.run(desk.context, signal)).toEqual([
    said('mailInConnected', { address, age: 0 }),
    said('mailInBack', { address, age: 0 }),
  ]);
  expect([mail.got.map(each => each.to), await saidThere(desk)]).toEqual([[[address]], []]);
  await expect.poll(() => box.lies()[0]?.isSeen).toBe(true);
});

/** A desk whose mails a service brings, if a test says so. */
async function brought() {
  const mail = await openMailServer();
  const { desk } = await mailDesk({ config: mail.config });
  const settings = { address, takesPlus: true, imap: null, doorSecret: 'v1.none' };
  const account = { id: desk.site.id, version: 1, settings, progress: NEW_PROGRESS };
  await desk.store.mailIn.putAccount(account);
  const look = async () => (await hasty.run(desk.context, signal)).slice(1);
  const bring = async (raw: string) => takeMail(desk.context, account, await readMail(Buffer.from(raw)));
  return { desk, mail, account, look, bring };
}

test('DR6 one that is not back is on its way, then lost, and one that comes late says how late', async () => {
  const { desk, mail, look, bring } = await brought();
  expect(await look()).toEqual([said('mailInAway', { address, age: 0 })]);
  await desk.pass(MINUTE);
  expect(await look()).toEqual([said('mailInAway', { address, age: MINUTE })]);
  expect(mail.got).toHaveLength(1);
  await desk.pass(9 * MINUTE);
  expect(await look()).toEqual([said('mailInLost', { address, age: 10 * MINUTE })]);
  expect(mail.got).toHaveLength(2);
  const [lost, late] = mail.got.map(each => each.raw);
  expect(await bring(lost!)).toBe('passed');
  await desk.pass(MINUTE);
  // Some servers write Message-IDs of their own.
  expect(await bring(late!.replace(/^Message-ID: .*$/im, 'Message-ID: <another@relay.example>'))).toBe('trial');
  expect(await look()).toEqual([said('mailInBack', { address, age: MINUTE })]);
  expect(mail.got).toHaveLength(3);
  expect(await saidThere(desk)).toEqual([]);
});

test('DR6 an address that is none is said to be, and one that was set anew begins anew', async () => {
  const { desk, account, look } = await brought();
  const nobody = { ...account, version: 2, settings: { ...account.settings, address: 'nobody@altan.example' } };
  await desk.store.mailIn.putAccount(nobody);
  expect(await look()).toMatchObject([{ code: 'mailInUnsent', values: { address: 'nobody@altan.example' } }]);
  await desk.store.mailIn.putAccount({ ...account, version: 3 });
  expect(await look()).toEqual([said('mailInAway', { address, age: 0 })]);
});
