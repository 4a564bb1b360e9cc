import { expect, test } from 'vitest';
import { openLetter } from '../../../../server/features/mail/letters.ts';
import { readMail } from '../../../../server/features/mail-in/read-mail.ts';
import { NEW_PROGRESS } from '../../../../server/features/mail-in/rules.ts';
import { takeMail } from '../../../../server/features/mail-in/take.ts';
import { replyAddress } from '../../../../server/features/mail-in/threads.ts';
import type { SiteRecord } from '../../../../server/features/sites/store.ts';
import { DAY, MINUTE } from '../../../contract/scene.ts';
import { agent, buildTestApp, type Desk, send, signedIn, TEST_CONFIG, visitor } from '../../../helpers/app.ts';
import { ask, givePassword, OWN, PASSWORD, staffed } from '../../../helpers/http.ts';
import { bounces, letterMail } from '../mail-in/mails.ts';

const MAIL = { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'Altan <hello@altan.example>' };

/** Bat left his address and wrote; Sarnai is there to answer. */
async function talk(options: { site?: Partial<SiteRecord>; config?: Partial<typeof TEST_CONFIG> } = {}) {
  const desk = await buildTestApp({ site: options.site, config: { ...MAIL, publicUrl: OWN, ...options.config } });
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const bat = await visitor(desk, { locale: 'mn' });
  await bat.ask({ type: 'visitor.identify', name: 'Bat', email: 'bat@home.example' });
  const { conversationId } = await send(bat, 'Roses on Friday?');
  await desk.context.routing.settled();
  const answer = (text: string) => sarnai.ask({ type: 'message.send', conversationId, text });
  const letters = async () => {
    const { items } = await desk.store.outbox.page({ isDead: false, limit: 100 });
    return items
      .filter(each => each.event === 'answers')
      .map(each => openLetter(TEST_CONFIG.secretKey, each.payload)!)
      .reverse();
  };
  const mailed = async () =>
    (await desk.store.conversations.entriesAfter(conversationId, 0, 100)).flatMap(({ body }) =>
      body.kind === 'event' && body.event === 'answers_mailed' ? [body.uptoSeq] : [],
    );
  const linkOf = async () => {
    const [letter] = await letters();
    return new URL(letter!.values.link!).pathname;
  };
  return { desk, sarnai, bat, conversationId, answer, letters, mailed, linkOf };
}

async function fillForm(desk: Desk, clientId: string, email: string) {
  const form = {
    type: 'form.send',
    clientId: `${clientId}-of-a-browser`,
    email,
    message: 'Buy my seeds at seeds.example',
  };
  const sent = await ask(desk, `POST /v1/sites/${desk.site.key}/submissions` as 'POST /', { body: form });
  expect(sent.statusCode, sent.body).toBe(201);
  await desk.pass(5_000);
}

test('AM1 who left gets what was answered by one letter, in their language, and what comes later by the next', async () => {
  const { desk, sarnai, bat, answer, letters, mailed } = await talk();
  await bat.leave();
  await answer('Yes');
  await desk.pass(MINUTE, sarnai);
  await answer('From nine on');
  await desk.pass(2 * MINUTE - 2_000, sarnai);
  expect(await letters()).toEqual([]);
  await desk.pass(4_000, sarnai);
  expect(await letters()).toMatchObject([
    { to: 'bat@home.example', template: 'answers', locale: 'mn', values: { from: '3', upto: '4' } },
  ]);
  expect(await mailed()).toEqual([4]);
  await desk.pass(10 * MINUTE, sarnai);
  expect(await letters()).toHaveLength(1);
  await answer('And on Sunday');
  await desk.pass(3 * MINUTE, sarnai);
  expect((await letters())[1]).toMatchObject({ values: { from: '6', upto: '6' } });
});

test('AM1 MI3 MI7 what is answered to a letter comes back into its conversation, and so does a letter that does not arrive', async () => {
  const receipts = { isOn: true, hasReceipts: true, afterMinutes: 2 };
  const site = { answersByMail: receipts, rating: { isOn: true, lowScore: 2, notTags: [] } };
  const { desk, sarnai, bat, answer, letters, conversationId } = await talk({ site });
  const { store, context } = desk;
  const settings = { address: 'hello@altan.example', takesPlus: true, imap: null, doorSecret: 'v1.none' };
  const account = { id: desk.site.id, version: 1, settings, progress: NEW_PROGRESS };
  await store.mailIn.putAccount(account);
  const take = async (raw: Buffer) => takeMail(context, account, await readMail(raw));
  await bat.leave();
  await answer('Yes');
  await desk.pass(3 * MINUTE, sarnai);
  const [letter] = await letters();
  const replyTo = replyAddress(TEST_CONFIG.secretKey, settings.address, conversationId)!;
  expect(letter!.headers).toEqual({ replyTo });
  expect(await take(letterMail({ To: replyTo }, 'At nine, please.'))).toBe('entry');
  const sent = (await store.outbox.page({ isDead: false, limit: 100 })).items.find(each => each.event === 'answers')!;
  expect(await take(bounces(`${sent.id}@altan.example`).postfix!)).toBe('event');
  const bodies = (await store.conversations.entriesAfter(conversationId, 0, 100)).map(each => each.body);
  expect(bodies).toContainEqual(expect.objectContaining({ text: 'At nine, please.' }));
  expect(bodies.at(-1)).toMatchObject({ event: 'mail_returned', ofSeq: 3, to: [{ name: 'Sarnai' }] });

  await staffed(desk).then(({ ask: asks }) =>
    asks(`POST /v1/conversations/${conversationId}/transcript`, { body: { clientId: 'transcript-1' } }),
  );
  await sarnai.ask({ type: 'conversation.close', conversationId });
  await fillForm(desk, 'form-1', 'oyu@home.example');
  await desk.pass(2 * MINUTE, sarnai);
  const { items } = await store.outbox.page({ isDead: false, limit: 100 });
  const others = items.filter(each => !['answers', 'notice'].includes(each.event));
  expect(others.map(each => each.event).sort()).toEqual(['rating', 'received', 'transcript']);
  for (const each of others) {
    const { headers } = openLetter(TEST_CONFIG.secretKey, each.payload)!;
    expect(headers).toEqual({ replyTo: replyAddress(TEST_CONFIG.secretKey, settings.address, each.conversationId!) });
  }
});

test('AM1 whose last words came by mail does not wait for a page to close, and still gets one letter', async () => {
  const { desk, sarnai, bat, answer, letters, conversationId } = await talk();
  const settings = { address: 'hello@altan.example', takesPlus: true, imap: null, doorSecret: 'v1.none' };
  const account = { id: desk.site.id, version: 1, settings, progress: NEW_PROGRESS };
  await desk.store.mailIn.putAccount(account);
  await bat.leave();
  const to = replyAddress(TEST_CONFIG.secretKey, settings.address, conversationId)!;
  await takeMail(desk.context, account, await readMail(letterMail({ To: to }, 'At nine, please.')));
  await answer('At nine');
  await desk.pass(10_000, sarnai);
  await answer('By the back door');
  await desk.pass(15_000, sarnai);
  expect(await letters()).toEqual([]);
  await desk.pass(10_000, sarnai);
  expect(await letters()).toMatchObject([{ to: 'bat@home.example', values: { from: '4', upto: '5' } }]);
});

test('AM1 whoever goes on writing does not keep the first answer back for ever', async () => {
  const { desk, sarnai, bat, answer, letters } = await talk();
  await bat.leave();
  for (let minute = 0; minute < 6; minute += 1) {
    await answer(`Line ${minute}`);
    await desk.pass(MINUTE, sarnai);
  }
  await desk.pass(5_000, sarnai);
  expect(await letters()).toHaveLength(1);
});

test('AM2 nothing is mailed while the page is open, nor what was read, nor where it is off', async () => {
  const { desk, sarnai, bat, answer, letters } = await talk();
  await answer('Yes');
  await desk.pass(10 * MINUTE, sarnai, bat);
  expect(await letters()).toEqual([]);
  await bat.ask({ type: 'read.set', seq: 3 });
  await bat.leave();
  await desk.pass(10 * MINUTE, sarnai);
  expect(await letters()).toEqual([]);

  await desk.changeSite({ answersByMail: { isOn: false, hasReceipts: false, afterMinutes: 2 } });
  await answer('From nine on');
  await desk.pass(10 * MINUTE, sarnai);
  expect(await letters()).toEqual([]);

  await desk.changeSite({ answersByMail: { isOn: true, hasReceipts: false, afterMinutes: 30 } });
  await answer('And on Sunday');
  await desk.pass(29 * MINUTE, sarnai);
  expect(await letters()).toEqual([]);
  await desk.pass(2 * MINUTE, sarnai);
  expect((await letters()).map(each => each.values.upto)).toEqual(['5']);
});

test('AM2 without a mail server nothing waits to be mailed', async () => {
  const { desk, sarnai, bat, answer, letters, conversationId } = await talk({ config: { smtpUrl: null } });
  await bat.leave();
  await answer('Yes');
  await desk.pass(5 * MINUTE, sarnai);
  expect(await letters()).toEqual([]);
  const jobs = await desk.store.jobs.ofConversation(conversationId);
  expect(jobs.filter(each => each.kind === 'answer')).toEqual([]);
});

test('AM3 a link shows nothing before a press, opens the talk where it was pressed first, and ends after 30 days', async () => {
  const { desk, sarnai, bat, answer, linkOf, conversationId } = await talk();
  await bat.leave();
  await answer('Yes, from nine on');
  await desk.pass(3 * MINUTE, sarnai);
  const path = await linkOf();
  const html = { accept: 'text/html' };
  for (let scans = 0; scans < 3; scans += 1) {
    const looked = await ask(desk, `GET ${path}` as 'GET /', { origin: null, headers: html });
    expect(looked.statusCode).toBe(200);
    expect(looked.body).not.toMatch(/Bat|from nine|<script/);
    expect(looked.headers['set-cookie']).toBe(undefined);
  }
  const press = (cookie?: string) =>
    ask(desk, `POST ${path}` as 'POST /', {
      ...(cookie && { cookie }),
      headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    });
  const opened = await press();
  expect(opened.statusCode).toBe(200);
  expect(opened.headers['content-security-policy']).toMatch(/script-src 'sha256-[^']+' 'self'; connect-src 'self'/);
  const token = /token:"([\w-]{43})"/.exec(opened.body)![1]!;
  const onPhone = await visitor(desk, { token });
  expect(onPhone.welcome.conversation?.id).toBe(conversationId);
  expect(JSON.stringify(onPhone.welcome.entries)).toContain('Yes, from nine on');

  const { name, value } = opened.cookies[0] as { name: string; value: string };
  expect(opened.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: `/f/${desk.site.key}/talk` });
  const again = await press(`${name}=${value}`);
  expect(/token:"([\w-]{43})"/.exec(again.body)![1]).toBe(token);
  const elsewhere = await press();
  expect(elsewhere.statusCode).toBe(410);
  expect(elsewhere.body).not.toContain('token:');
  expect((await ask(desk, `GET ${path}` as 'GET /', { headers: html })).body).not.toContain('<form');

  await onPhone.leave();
  await desk.pass(30 * DAY);
  expect((await press(`${name}=${value}`)).statusCode).toBeGreaterThanOrEqual(404);
});

test('AM3 what was changed in an address leads nowhere, on any site', async () => {
  const { desk, sarnai, bat, answer, linkOf } = await talk();
  await bat.leave();
  await answer('Yes');
  await desk.pass(3 * MINUTE, sarnai);
  const other = await desk.addSite({ key: 'other' });
  const path = await linkOf();
  const [, , key, , id, secret] = path.split('/');
  for (const wrong of [
    `/f/${key}/talk/${id}/${secret!.replace(/.$/, last => (last === 'A' ? 'B' : 'A'))}`,
    `/f/${other.key}/talk/${id}/${secret}`,
    `/f/${key}/talk/${id}x/${secret}`,
  ]) {
    for (const method of ['GET', 'POST'] as const) {
      expect((await ask(desk, `${method} ${wrong}` as 'GET /')).statusCode).toBe(404);
    }
  }
});

test('AM4 without a PUBLIC_URL links begin where an owner signed in last', async () => {
  const { desk, sarnai, bat, answer, letters } = await talk({ config: { publicUrl: null } });
  const owner = await signedIn(desk, { role: 'owner', name: 'Oyu' });
  await givePassword(desk, owner.agent.id);
  const signIn = { email: owner.agent.email, password: PASSWORD };
  expect((await ask(desk, 'POST /v1/sessions', { body: signIn })).statusCode).toBe(200);
  await bat.leave();
  await answer('Yes');
  await desk.pass(3 * MINUTE, sarnai);
  expect((await letters())[0]!.values.link).toMatch(/^http:\/\/desk\.example\/f\/altan\/talk\//);
});

test('AM5 a form is acknowledged by mail where the site wants that, once a day, without a word of what was typed', async () => {
  const { desk } = await talk({ site: { answersByMail: { isOn: true, hasReceipts: true, afterMinutes: 2 } } });
  const fill = (clientId: string, email: string) => fillForm(desk, clientId, email);
  const receipts = async () => {
    const { items } = await desk.store.outbox.page({ isDead: false, limit: 100 });
    return items
      .filter(each => each.event === 'received')
      .map(each => openLetter(TEST_CONFIG.secretKey, each.payload)!);
  };
  await fill('form-1', 'oyu@home.example');
  await fill('form-2', 'Oyu@home.example');
  await fill('form-3', 'dorj@home.example');
  expect((await receipts()).map(each => each.to).sort()).toEqual(['dorj@home.example', 'oyu@home.example']);
  expect(JSON.stringify(await receipts())).not.toContain('seeds');
  await desk.pass(DAY);
  await fill('form-4', 'oyu@home.example');
  expect(await receipts()).toHaveLength(3);
  await desk.changeSite({ answersByMail: { isOn: true, hasReceipts: false, afterMinutes: 2 } });
  await fill('form-5', 'bold@home.example');
  expect(await receipts()).toHaveLength(3);
});

test('RA7 who has left is asked by mail how it was, once, by a link that leads to the question', async () => {
  const { desk, sarnai, bat, answer, conversationId } = await talk({
    site: { rating: { isOn: true, lowScore: 2, notTags: [] } },
  });
  await answer('Yes');
  await bat.ask({ type: 'read.set', seq: 3 });
  await bat.leave();
  await sarnai.ask({ type: 'conversation.close', conversationId });
  await desk.pass(2 * MINUTE, sarnai);
  const { items } = await desk.store.outbox.page({ isDead: false, limit: 100 });
  const asked = items
    .filter(each => each.event === 'rating')
    .map(each => openLetter(TEST_CONFIG.secretKey, each.payload)!);
  expect(asked).toMatchObject([{ to: 'bat@home.example', locale: 'mn' }]);
  const opened = await ask(desk, `POST ${new URL(asked[0]!.values.link!).pathname}` as 'POST /', { body: {} });
  const onPhone = await visitor(desk, { token: /token:"([\w-]{43})"/.exec(opened.body)![1]! });
  expect(onPhone.welcome.conversation?.asked).toMatchObject({ of: 'chat' });
  await desk.pass(10 * MINUTE, sarnai, onPhone);
  expect(
    (await desk.store.outbox.page({ isDead: false, limit: 100 })).items.filter(each => each.event === 'rating'),
  ).toHaveLength(1);
});
