import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { agent, buildFleet, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();

const words = { subject: 'From {{inviter}}', body: 'Come in, until {{until}}.', button: 'Come in' };
const LETTER = '/v1/mail/letters/invitation/en';

test('ML7 an owner changes the words of a letter, sees it, and takes them back', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner', name: 'Sarnai' });
  const ours = (await owner.ask(`GET ${LETTER}`)).json();
  expect(ours).toMatchObject({ isOwn: false, names: ['inviter', 'until'], hasLink: true });
  const changed = await owner.ask(`PUT ${LETTER}`, { body: words });
  expect(changed.json()).toMatchObject({ isOwn: true, words });
  expect((await owner.ask('GET /v1/mail/letters/invitation/mn')).json().isOwn).toBe(false);
  const preview = await owner.ask(`POST ${LETTER}/preview`, { body: words });
  expect(preview.json()).toMatchObject({ subject: 'From Sarnai' });
  expect(preview.json().text).toContain('Come in:\nhttp://desk.example/inbox');
  expect((await owner.ask(`DELETE ${LETTER}`)).json()).toEqual(ours);
  const rows = (await desk.store.audit.page({ limit: 10, what: 'mail.changed' })).items;
  expect(rows.map(each => each.on.text)).toEqual(['letter invitation, en', 'letter invitation, en']);
});

/** What three owners see and save at as many servers of one desk. */
async function savedAtOnce(desks: Desk[]): Promise<void> {
  const [ann, bella, third] = await Promise.all(desks.map(desk => staffed(desk, { role: 'owner' })));
  const was = (await bella!.ask(`GET ${LETTER}`)).json().words;
  const saved = await Promise.all([
    ann!.ask(`PUT ${LETTER}`, { body: { ...words, was } }),
    bella!.ask('PUT /v1/mail/letters/password/mn', { body: { subject: 'Нууц үг', body: 'Энд', button: 'Нээх' } }),
    bella!.ask('PUT /v1/mail/limits', { body: { perHour: 7, perAddress: 3 } }),
  ]);
  expect(saved.map(each => each.statusCode)).toEqual([200, 200, 200]);
  const again = await bella!.ask(`PUT ${LETTER}`, { body: { ...words, subject: 'Mine', was } });
  expect([again.statusCode, again.json().code]).toEqual([409, 'ALREADY_CLAIMED']);
  expect((await third!.ask(`GET ${LETTER}`)).json().words).toEqual(words);
  expect((await third!.ask('GET /v1/mail/letters/password/mn')).json().words.subject).toBe('Нууц үг');
  expect((await third!.ask('GET /v1/mail')).json().limits).toEqual({ perHour: 7, perAddress: 3 });
}

test('ML7 what owners save at two servers at once is all there, and of the same words the second hears of the first', async () => {
  const desk = await buildTestApp();
  await savedAtOnce([desk, await buildTestApp({ store: desk.store }), await buildTestApp({ store: desk.store })]);
});

test.skipIf(!mongo.uri)(
  `ML7 and so it is on MongoDB, where each server has a store of its own ${mongo.reason ?? ''}`,
  async () => {
    await savedAtOnce(await buildFleet(newDatabase(mongo), 3));
  },
);

test('ML7 words that can not be filled in are refused under their field, and never kept', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  for (const [field, text] of Object.entries({ subject: '{{token}}', body: '{{{inviter}}}', button: '{{> x}}' })) {
    const answer = await owner.ask(`PUT ${LETTER}`, { body: { ...words, [field]: text } });
    expect([answer.statusCode, answer.json().fields]).toEqual([422, { [field]: 'FIELD_INVALID' }]);
  }
  const bare = await owner.ask(`PUT ${LETTER}`, { body: { ...words, button: '' } });
  expect(bare.json().fields).toEqual({ button: 'FIELD_INVALID' });
  expect((await owner.ask(`GET ${LETTER}`)).json().isOwn).toBe(false);
});

test('ML7 the page of a letter runs nothing and fetches nothing', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner', name: '<script>' });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await owner.ask(`POST ${LETTER}/page`, { body: `${new URLSearchParams(words)}`, headers });
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.headers['content-security-policy']).toBe(
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  );
  expect(answer.body).not.toContain('<script>');
  const foreign = { origin: 'https://evil.example', headers: { ...headers, 'sec-fetch-site': 'cross-site' } };
  expect((await owner.ask(`POST ${LETTER}/page`, { body: 'subject=a', ...foreign })).statusCode).toBe(403);
});

test('ML9 a test goes past the outbox, and says what the mail server said', async () => {
  const mail = await openMailServer();
  const desk = await buildTestApp({ config: mail.config });
  const owner = await staffed(desk, { role: 'owner', email: 'sarnai@altan.example', locale: 'en' });
  const sent = await owner.ask('POST /v1/mail/test');
  expect(sent.json()).toEqual({ isSent: true, to: 'sarnai@altan.example', problem: '' });
  expect((await simpleParser(mail.got[0]!.raw)).subject).toBe('Mail from your inbox arrives');
  const nobody = await staffed(desk, { role: 'owner', email: 'nobody@altan.example' });
  expect((await nobody.ask('POST /v1/mail/test')).json()).toMatchObject({
    isSent: false,
    problem: '550 5.1.1 no such mailbox here',
  });
  expect((await (await staffed(desk)).ask('POST /v1/mail/test')).statusCode).toBe(403);
});

test('ML10 without SMTP_URL nothing is mailed, and whoever asks is told', async () => {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner' });
  expect((await owner.ask('GET /v1/mail')).json()).toMatchObject({ from: null, waiting: 0 });
  expect((await owner.ask('POST /v1/mail/test')).json()).toMatchObject({ isSent: false });
  const made = await owner.ask('POST /v1/invitations', { body: { email: 'bold@altan.example', role: 'agent' } });
  expect(made.json()).toMatchObject({ isMailed: false, url: expect.stringContaining('#invite=') });
  const guest = await visitor(desk);
  const { conversationId } = await send(guest, 'Hello');
  const asked = { body: { clientId: 'transcript-1' } };
  expect((await owner.ask(`POST /v1/conversations/${conversationId}/transcript`, asked)).json().state).toBe('off');
  expect((await desk.store.outbox.page({ isDead: false, limit: 10 })).items).toEqual([]);
});

test('ML1 an invitation is mailed in the words of whoever invites, unless it is withdrawn before', async () => {
  const mail = await openMailServer();
  const desk = await buildTestApp({ config: mail.config });
  const owner = await staffed(desk, { role: 'owner', name: 'Sarnai', locale: 'en' });
  const made = await owner.ask('POST /v1/invitations', { body: { email: 'bold@altan.example', role: 'agent' } });
  expect(made.json()).toMatchObject({ isMailed: true });
  await desk.context.outbox.settled();
  const read = await simpleParser(mail.got[0]!.raw);
  expect(read.subject).toBe('Sarnai invites you to the inbox');
  expect(read.text).toContain(made.json().url);
  await owner.ask('POST /v1/invitations', { body: { email: 'grey@altan.example', role: 'agent' } });
  await desk.context.outbox.settled();
  const [withdrawn] = (await owner.ask('GET /v1/invitations')).json();
  await owner.ask(`DELETE /v1/invitations/${withdrawn.id}`);
  await desk.pass(3_600_000);
  await desk.context.outbox.settled();
  expect(mail.got).toHaveLength(1);
  expect((await desk.store.outbox.page({ isDead: false, limit: 10 })).items).toEqual([]);
});

test('ML8 an agent mails a person what was said, as they saw it, once', async () => {
  const mail = await openMailServer();
  const desk = await buildTestApp({ config: mail.config });
  const ann = await agent(desk, { name: 'Ann', locale: 'en' });
  const guest = await visitor(desk, { locale: 'en', timeZone: 'Asia/Ulaanbaatar' });
  const { conversationId } = await send(guest, 'Do you deliver\n\nto Darkhan?');
  const { ask } = await staffed(desk);
  const post = (clientId: string) => ask(`POST /v1/conversations/${conversationId}/transcript`, { body: { clientId } });
  expect((await post('transcript-0')).json()).toEqual({ state: 'nobody', to: '' });
  await guest.ask({ type: 'visitor.identify', email: 'bat@altan.example', name: 'Bat' });
  await ann.ask({ type: 'message.send', conversationId, text: 'On Tuesdays.' });
  await ann.ask({ type: 'note.add', conversationId, text: 'He is a rude one.' });
  const asked = await Promise.all([post('transcript-1'), post('transcript-1')]);
  expect(asked.map(each => each.json())).toEqual([1, 2].map(() => ({ state: 'queued', to: 'bat@altan.example' })));
  await send(guest, 'And after it was asked for?');
  await desk.context.outbox.settled();
  expect(mail.got).toHaveLength(1);
  const read = await simpleParser(mail.got[0]!.raw);
  expect(read.subject).toBe('Your conversation with Altan Flowers');
  expect(read.text).toContain('You · Wednesday 4 March, 18:20\nDo you deliver\nto Darkhan?');
  expect(read.text).toContain('Ann · Wednesday 4 March, 18:20\nOn Tuesdays.');
  expect(read.text).not.toMatch(/rude|after it was/);
  const rows = (await desk.store.audit.page({ limit: 10, what: 'transcript.sent' })).items;
  expect(rows.map(each => each.on)).toEqual([1, 2].map(() => ({ kind: 'conversation', id: conversationId, text: '' })));

  const elsewhere = await desk.addSite({ key: 'other' });
  const stranger = await staffed(desk, { siteIds: [elsewhere.id] });
  const refused = await stranger.ask(`POST /v1/conversations/${conversationId}/transcript`, {
    body: { clientId: 'transcript-2' },
  });
  expect(refused.statusCode).toBe(404);
});
