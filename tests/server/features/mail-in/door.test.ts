import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { NEW_PROGRESS } from '../../../../server/features/mail-in/rules.ts';
import { mailDesk, said } from './desk.ts';
import { letterMail } from './mails.ts';

function signed(key: string, ...parts: (string | Buffer)[]): string {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return `v1=${hmac.digest('hex')}`;
}

/** A desk whose mails a service brings. */
async function door(where = 'sites/altan/mail') {
  const { desk, ask, save } = await mailDesk();
  const { secret, account } = await save(null, {}, where);
  const seconds = () => Math.floor(desk.context.now() / 1000);

  async function bring(
    raw: Buffer,
    change: { key?: string; at?: number; id?: string; signature?: string; knock?: string; type?: string } = {},
  ) {
    const { key = secret!, at = seconds(), id = account!.id, type = 'message/rfc822' } = change;
    const signature = change.signature ?? signed(key, `${at}.`, raw);
    const knock = change.knock ?? signed(key, `${at} ${raw.length}`);
    const headers = {
      'content-type': type,
      'deskbell-timestamp': String(at),
      'deskbell-signature': signature,
      'deskbell-knock': knock,
    };
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
  const at = seconds();
  const refused = [
    () => bring(raw, { signature: '' }),
    () => bring(raw, { key: 'another' }),
    () => bring(raw, { signature: signed(secret!, `${at}.`, Buffer.from('other')) }),
    () => bring(raw, { knock: '' }),
    () => bring(raw, { knock: signed(secret!, `${at} ${raw.length + 1}`) }),
    () => bring(raw, { signature: signed(secret!, `${at} ${raw.length}`) }),
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

test('MI8 whoever has not the secret holds no place at the door, however long they go on', async () => {
  const { desk, bring, seconds, account } = await door();
  await desk.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = desk.app.server.address() as AddressInfo;
  const head = [`POST /v1/mail/in/${account!.id} HTTP/1.1`, 'host: desk.example', 'content-type: message/rfc822'];
  const signs = ['timestamp', 'signature', 'knock'].map(
    name => `deskbell-${name}: ${name === 'timestamp' ? seconds() : `v1=${'0'.repeat(64)}`}`,
  );
  // More than there are places, each of whom promises a mail and brings none.
  for (let count = 0; count < 3; count += 1) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    onTestFinished(() => void socket.destroy());
    socket.write(`${[...head, ...signs, 'content-length: 1000'].join('\r\n')}\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 401 /);
  }
  expect(await bring(letterMail())).toMatchObject({ status: 200 });
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
