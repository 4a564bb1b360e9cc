import { expect, test } from 'vitest';
import type { Erasure } from '../../../../protocol/privacy.ts';
import { VISITOR_VERSION } from '../../../../protocol/wire/limits.ts';
import { agent, buildTestApp, type Desk, send, visitor, visitorSocket } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';

/** A desk whose owner listens, and somebody who has spoken. */
async function openDesk() {
  const desk = await buildTestApp();
  const owner = await agent(desk, { role: 'owner', name: 'Oyun' });
  const ann = await visitor(desk);
  const entry = await send(ann, 'My name is Annabel');
  const { conversation } = await owner.hears('entry.added');
  return { desk, owner, ann, entry, contactId: conversation.contact.id, conversationId: conversation.id };
}
const erase = (desk: Desk, cookie: string, contactId: string, confirm = 'erase') =>
  ask(desk, `POST /v1/contacts/${contactId}/erasure`, { cookie, body: { confirm } });

test('PR4 open pages of the visitor and of agents are told at once, and the visitor begins as a stranger', async () => {
  const { desk, owner, ann, contactId, conversationId } = await openDesk();
  const second = await visitor(desk, { token: ann.token });
  const answer = await erase(desk, owner.cookie, contactId);
  expect(answer.statusCode).toBe(200);
  for (const page of [ann, second]) {
    expect(await page.hears('error')).toEqual({ type: 'error', code: 'ERASED' });
    expect(await page.closed).toBe(4003);
  }
  expect(await owner.hears('conversation.erased')).toEqual({ type: 'conversation.erased', conversationId });
  const stranger = await visitor(desk);
  expect(stranger.welcome).toMatchObject({ conversation: null, entries: [] });
  expect(stranger.visitorId).not.toBe(ann.visitorId);
});

test('PR3 a token that comes back is told, on the socket and over HTTP, and opens nothing', async () => {
  const { desk, owner, ann, entry, contactId } = await openDesk();
  await erase(desk, owner.cookie, contactId);
  const again = await visitorSocket(desk);
  const hello = { type: 'hello', version: VISITOR_VERSION, site: desk.site.key, token: ann.token } as const;
  expect(await again.ask(hello)).toMatchObject({ type: 'error', code: 'ERASED' });
  expect(await again.closed).toBe(4003);
  const resent = { type: 'message.send', clientId: entry.clientId!, text: 'My name is Annabel' };
  const headers = { authorization: `Bearer ${ann.token}` };
  const refused = await ask(desk, 'POST /v1/sites/altan/submissions', { headers, body: resent });
  expect([refused.statusCode, refused.json().code]).toEqual([410, 'ERASED']);
  // Nor does an old page that takes another token bring back what it had sent before.
  const stranger = await visitor(desk);
  expect(await stranger.ask(resent as never)).toMatchObject({ type: 'error', code: 'ERASED' });
  expect((await desk.store.search.find({ q: 'annabel', limit: 10 })).people).toEqual([]);
  expect((await send(stranger, 'Something new')).seq).toBe(1);
});

test('PR5 erasing and handing out are written down, without a word of the person', async () => {
  const { desk, owner, contactId } = await openDesk();
  await ask(desk, `GET /v1/contacts/${contactId}/export?format=html`, { cookie: owner.cookie });
  const receipt: Erasure = (await erase(desk, owner.cookie, contactId)).json();
  await erase(desk, owner.cookie, contactId);
  const { items } = await desk.store.audit.page({ limit: 10 });
  const onContact = { kind: 'contact', id: contactId };
  expect(items.map(({ what, on }) => ({ what, on }))).toEqual([
    { what: 'person.erased', on: { ...onContact, text: receipt.id } },
    { what: 'person.exported', on: { ...onContact, text: 'html' } },
  ]);
  expect(items[0]!.who).toMatchObject({ kind: 'agent', name: 'Oyun' });
});

test('PR5 the receipt says what is gone and who did it, and holds no word of the person', async () => {
  const { desk, owner, contactId } = await openDesk();
  const receipt: Erasure = (await erase(desk, owner.cookie, contactId)).json();
  expect(receipt).toMatchObject({ contactId, by: { name: 'Oyun' }, counts: { contacts: 1, conversations: 1 } });
  const { id } = receipt;
  expect((await erase(desk, owner.cookie, contactId)).json()).toEqual(receipt);
  const listed = await ask(desk, 'GET /v1/erasures', { cookie: owner.cookie });
  expect(listed.json()).toEqual({ erasures: [receipt], cursor: null });
  const file = await desk.app.inject({ url: `/v1/erasures/${id}`, headers: { cookie: owner.cookie } });
  expect(file.headers['content-disposition']).toContain('attachment');
  expect(file.json()).toEqual(receipt);
  expect((await ask(desk, 'GET /v1/erasures/none', { cookie: owner.cookie })).statusCode).toBe(404);
});

test('PR1 an owner alone erases, exports and reads receipts, and says so twice', async () => {
  const { desk, owner, contactId } = await openDesk();
  const bella = await agent(desk, { name: 'Bella' });
  const doors = [
    `POST /v1/contacts/${contactId}/erasure`,
    `GET /v1/contacts/${contactId}/export`,
    'GET /v1/erasures',
  ] as const;
  for (const door of doors) {
    const body = door.startsWith('POST') ? { body: { confirm: 'erase' } } : {};
    expect((await ask(desk, door, { cookie: bella.cookie, ...body })).statusCode, door).toBe(403);
    expect((await ask(desk, door, body)).statusCode, door).toBe(401);
  }
  expect((await erase(desk, owner.cookie, contactId, 'yes')).json()).toMatchObject({ code: 'FIELD_INVALID' });
  expect((await erase(desk, owner.cookie, 'nobody')).statusCode).toBe(404);
  expect(await desk.store.contacts.find(contactId)).not.toBe(null);
});
