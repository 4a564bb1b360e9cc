import { expect, test } from 'vitest';
import { agent, buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';

test('IB1 views are read in pages', async () => {
  const desk = await buildTestApp();
  for (const text of ['One', 'Two', 'Three']) {
    await send(await visitor(desk), text);
    await desk.pass(1000);
  }
  const bold = await staffed(desk);
  const first = (await bold.ask('GET /v1/conversations?view=unassigned&limit=2')).json();
  expect(first.conversations.map((each: { preview: { text: string } }) => each.preview.text)).toEqual(['One', 'Two']);
  const rest = (await bold.ask(`GET /v1/conversations?view=unassigned&limit=2&cursor=${first.cursor}`)).json();
  expect(rest).toMatchObject({ conversations: [{ preview: { text: 'Three' } }], cursor: null });
  expect((await bold.ask('GET /v1/conversations?view=mine')).json()).toEqual({ conversations: [], cursor: null });
  const other = await desk.addSite({ key: 'other' });
  expect((await bold.ask(`GET /v1/conversations?view=all&site=${other.id}`)).json().conversations).toEqual([]);
});

test.each(['view=everything', 'view=all&limit=0', 'view=all&limit=101', 'limit=2'])(
  'IB1 a list of %s is refused',
  async query => {
    const desk = await buildTestApp();
    const answer = await (await staffed(desk)).ask(`GET /v1/conversations?${query}`);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'BAD_REQUEST']);
  },
);

test('IB2 a conversation comes with its person, its newest entries and what belongs to it', async () => {
  const desk = await buildTestApp();
  const ann = await visitor(desk, { page: { url: 'https://shop.example/peonies', title: 'Peonies', referrer: '' } });
  for (let at = 1; at <= 55; at++) {
    desk.context.rates.tick(0);
    await send(ann, `Message ${at}`);
    await desk.pass(2_000);
  }
  const bold = await staffed(desk);
  const [{ id }] = (await bold.ask('GET /v1/conversations?view=all')).json().conversations;
  const detail = (await bold.ask(`GET /v1/conversations/${id}`)).json();
  expect(detail).toMatchObject({
    conversation: { id, lastSeq: 55 },
    visitor: { id: ann.visitorId, trail: [{ name: 'Peonies' }] },
    contact: { id: detail.conversation.contact.id },
    hasEarlier: true,
    callbacks: [],
    related: [],
    isVisitorHere: true,
  });
  expect(detail.entries).toHaveLength(50);
  expect(detail.entries[0].seq).toBe(6);
  expect(JSON.stringify(detail)).not.toContain('tokenHash');
  expect((await bold.ask('GET /v1/conversations/nothing')).json()).toMatchObject({ code: 'CONVERSATION_UNKNOWN' });
});

test('IB3 the callback queue and search are read', async () => {
  const desk = await buildTestApp();
  const ann = await visitor(desk);
  await ann.ask({ type: 'callback.request', phone: '+97699112233', name: 'Bolormaa', topic: 'Хуримын цэцэг' });
  const bold = await staffed(desk);
  const queue = (await bold.ask('GET /v1/callbacks')).json();
  expect(queue).toMatchObject({ callbacks: [{ callback: { phone: '+97699112233' }, conversation: {} }], cursor: null });
  await desk.store.search.settled();
  const found = (await bold.ask(`GET /v1/search?q=${encodeURIComponent('цэцэ')}`)).json();
  expect(found).toMatchObject({ entries: [{ entry: { body: { topic: 'Хуримын цэцэг' } } }] });
  expect((await bold.ask('GET /v1/search?q=%20')).json()).toMatchObject({ code: 'BAD_REQUEST' });
});

test('IB4 an agent corrects what the form got wrong', async () => {
  const desk = await buildTestApp();
  const ann = await visitor(desk, { timeZone: 'Asia/Ulaanbaatar' });
  const entry = await send(ann, 'Hello');
  const bold = await agent(desk);
  const { id: contactId } = (await desk.store.conversations.find(entry.conversationId))!.contact;
  const change = (body: unknown, id = contactId) =>
    ask(desk, `PATCH /v1/contacts/${id}`, { cookie: bold.cookie, body });
  const changed = await change({ name: 'Ann', email: 'ann@post.example', phone: '9911 2233' });
  expect(changed.json()).toMatchObject({ name: 'Ann', email: 'ann@post.example', phone: '+97699112233' });
  expect(await desk.store.conversations.find(entry.conversationId)).toMatchObject({
    contact: { name: 'Ann', phone: '+97699112233' },
  });
  const bad = await change({ email: 'ann@', phone: '12' });
  expect([bad.statusCode, bad.json().fields]).toEqual([422, { email: 'EMAIL_INVALID', phone: 'PHONE_INVALID' }]);
  expect((await change({ name: 'X' }, 'nobody')).statusCode).toBe(404);
});

test('IB4 null or an empty field clears what is wrong, one left out stays', async () => {
  const desk = await buildTestApp();
  const ann = await visitor(desk);
  const { conversationId } = await send(ann, 'Hello');
  await ann.ask({ type: 'visitor.identify', name: 'Ann', email: 'ann@post.example', phone: '+97699112299' });
  const bold = await agent(desk);
  const { id: contactId } = (await desk.store.conversations.find(conversationId))!.contact;
  const change = async (body: unknown) =>
    (await ask(desk, `PATCH /v1/contacts/${contactId}`, { cookie: bold.cookie, body })).json();
  expect(await change({ phone: '' })).toMatchObject({ name: 'Ann', email: 'ann@post.example', phone: '' });
  expect(await change({ email: null })).toMatchObject({ name: 'Ann', email: '', phone: '' });
  expect(await change({})).toMatchObject({ name: 'Ann' });
  await ann.ask({ type: 'visitor.identify', name: '', email: 'ann@shop.example' });
  expect(await desk.store.contacts.find(contactId)).toMatchObject({
    name: 'Ann',
    email: 'ann@shop.example',
    phone: '',
  });
});

test('W18 a correction is heard in every open inbox, of every conversation, and not by visitors', async () => {
  const desk = await buildTestApp();
  const [phone, laptop] = [await visitor(desk), await visitor(desk)];
  const ids = [(await send(phone, 'From my phone')).conversationId, (await send(laptop, 'Desk')).conversationId];
  for (const { visitorId } of [phone, laptop]) {
    const who = { externalId: 'u1', words: {}, newContactId: desk.context.newId(), at: desk.context.now() };
    await desk.store.visitors.identify({ visitorId, ...who });
  }
  const [bold, eve] = [await agent(desk, { capacity: 0 }), await agent(desk, { capacity: 0 })];
  const { id: contactId } = (await desk.store.conversations.find(ids[0]!))!.contact;
  await Promise.all([phone, laptop].map(page => page.rest()));
  await ask(desk, `PATCH /v1/contacts/${contactId}`, { cookie: bold.cookie, body: { name: 'Ann' } });
  for (const page of [bold, eve]) {
    for (const id of ids) {
      const { conversation } = await page.hears('conversation.changed', news => news.conversation.id === id);
      expect(conversation).toEqual(await desk.store.conversations.find(id));
      expect(conversation.contact.name).toBe('Ann');
    }
  }
  expect([await phone.rest(), await laptop.rest()]).toEqual([[], []]);
});

test('IB5 canned replies are shared, changed and removed', async () => {
  const desk = await buildTestApp();
  const [bold, eve] = [await staffed(desk), await staffed(desk)];
  const made = await bold.ask('POST /v1/canned-replies', { body: { shortcut: 'hi', text: 'Hello!' } });
  expect(made.statusCode).toBe(201);
  const { id } = made.json();
  expect((await eve.ask('GET /v1/canned-replies')).json()).toEqual([{ id, shortcut: 'hi', text: 'Hello!' }]);
  const put = await eve.ask(`PUT /v1/canned-replies/${id}`, { body: { shortcut: 'hey', text: 'Hey!' } });
  expect(put.json()).toEqual({ id, shortcut: 'hey', text: 'Hey!' });
  expect((await bold.ask('POST /v1/canned-replies', { body: { shortcut: '', text: '' } })).json().fields).toEqual({
    shortcut: 'FIELD_REQUIRED',
    text: 'FIELD_REQUIRED',
  });
  expect((await bold.ask(`DELETE /v1/canned-replies/${id}`)).statusCode).toBe(204);
  expect((await bold.ask(`DELETE /v1/canned-replies/${id}`)).statusCode).toBe(404);
  const missing = await bold.ask(`PUT /v1/canned-replies/${id}`, { body: { shortcut: 'hey', text: 'Hey!' } });
  expect(missing.statusCode).toBe(404);
  expect((await bold.ask('GET /v1/canned-replies')).json()).toEqual([]);
});
