import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { NEW_PROGRESS } from '../../../../server/features/mail-in/rules.ts';
import { mailDesk, said } from './desk.ts';
import { letterMail } from './mails.ts';

/** A desk whose mails a service brings. */
async function door(where = 'sites/altan/mail') {
  const { desk, ask, save } = await mailDesk();
  const { secret, account } = await save(null, {}, where);
  const seconds = () => Math.floor(desk.context.now() / 1000);

  async function bring(
    raw: Buffer,
    change: { key?: string; at?: number; id?: string; signature?: string; type?: string } = {},
  ) {
    const { key = secret!, at = seconds(), id = account!.id, type = 'message/rfc822' } = change;
    const hex = createHmac('sha256', key).update(`${at}.`).update(raw).digest('hex');
    const { signature = `v1=${hex}` } = change;
    const headers = { 'content-type': type, 'deskbell-timestamp': String(at), 'deskbell-signature': signature };
    const response = await desk.app.inject({ method: 'POST', url: `/v1/mail/in/${id}`, headers, payload: raw });
    return { status: response.statusCode, ...response.json() };
  }
  return { desk, ask, bring, seconds, secret, account };
}

test('MI8 a signed mail is taken, once', async () => {
  const { desk, bring } = await door();
  expect(await bring(letterMail())).toEqual({ status: 200, outcome: 'entry' });
  expect(await bring(letterMail())).toEqual({ status: 200, outcome: 'repeat' });
  expect(await said(desk)).toEqual([['Do you deliver to Darkhan?']]);
});

test('MI8 one that is signed by nobody, by another key, over other bytes or long ago is not read', async () => {
  const { desk, bring, seconds, ask, secret } = await door();
  const raw = letterMail();
  const { signature } = {
    signature: createHmac('sha256', secret!).update(`${seconds()}.`).update('other').digest('hex'),
  };
  const refused = [
    () => bring(raw, { signature: '' }),
    () => bring(raw, { key: 'another' }),
    () => bring(raw, { signature: `v1=${signature}` }),
    () => bring(raw, { at: seconds() - 301 }),
    () => bring(raw, { at: seconds() + 301 }),
    () => bring(raw, { id: 'nobody' }),
  ];
  for (const each of refused) expect(await each()).toMatchObject({ status: 401, code: 'IDENTITY_INVALID' });
  expect(await bring(raw, { at: seconds() - 299 })).toMatchObject({ status: 200 });
  await ask('POST /v1/sites/altan/mail/secret');
  expect(await bring(letterMail({ 'Message-ID': '<2@example.com>' }))).toMatchObject({ status: 401 });
  expect(await said(desk)).toHaveLength(1);
});

test('MI8 what is no mail, of another type or too large is refused aloud', async () => {
  const { bring } = await door();
  const bomb = Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(5_000)}--b--`);
  expect(await bring(bomb)).toMatchObject({ status: 400 });
  expect(await bring(letterMail(), { type: 'text/html' })).toMatchObject({ status: 400 });
  expect(await bring(Buffer.alloc(37 * 1024 * 1024))).toMatchObject({ status: 413 });
});

test('MI8 MI3 the desk has one address for all sites: what names no conversation goes to the site that was written to, or the first', async () => {
  const { desk, bring } = await door('mail/account');
  expect(await bring(letterMail())).toMatchObject({ outcome: 'entry' });
  const second = await desk.addSite({ key: 'second' });
  const settings = { address: 'hi@second.example', takesPlus: true, imap: null, doorSecret: 'v1.none' };
  await desk.store.mailIn.putAccount({ id: second.id, version: 1, settings, progress: NEW_PROGRESS });
  const others = [
    letterMail({ 'Message-ID': '<2@example.com>', To: 'Second <Hi+news@second.example>' }, 'Second?'),
    letterMail({ 'Message-ID': '<3@example.com>', To: 'reply@desk.example' }, 'Anybody?'),
  ];
  for (const each of others) expect(await bring(each)).toMatchObject({ outcome: 'entry' });
  const talks = (await desk.store.views.page({ view: 'all', agentId: '', limit: 9 })).items;
  expect(Object.fromEntries(talks.map(each => [each.preview.text, each.siteId]))).toEqual({
    'Do you deliver to Darkhan?': desk.site.id,
    'Second?': second.id,
    'Anybody?': desk.site.id,
  });
});
