import { expect, test } from 'vitest';
import { PURCHASE_BATCH_BYTES, type PurchaseRow } from '../../../../protocol/purchases.ts';
import { glanceOf } from '../../../../server/features/purchases/commands.ts';
import { purchaseTimeline } from '../../../../server/features/purchases/timeline.ts';
import { buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';

/** A desk with a person of whom the phone is known, an owner, and a program with a key. */
async function shop() {
  const desk = await buildTestApp({ site: { timeZone: 'Asia/Ulaanbaatar', locale: 'mn' } });
  const owner = await staffed(desk, { role: 'owner' });
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Do you deliver?');
  const { contact } = (await desk.store.conversations.find(conversationId))!;
  await owner.ask(`PATCH /v1/contacts/${contact.id}`, { body: { phone: '+97699112233', email: 'bat@example.com' } });
  await desk.store.search.settled();
  const { secret } = (await owner.ask('POST /v1/keys', { body: { name: 'Till', scopes: ['purchases'] } })).json();
  const till = (line: `${string} /${string}`, body?: unknown) =>
    ask(desk, line, { body, origin: null, headers: { authorization: `Bearer ${secret}` } });
  return { desk, owner, contact, till, conversationId };
}

const line = { name: 'Tulips', quantity: 15, price: 300000 };
const person = { phone: '99112233' };

test('PB1 PB2 a batch is answered row by row, each row once for its id', async () => {
  const { contact, till, owner } = await shop();
  const first = { person, lines: [line], externalId: '1', date: '2026-03-01' };
  const purchases = [
    first,
    { person: { email: 'BAT@example.com' }, lines: [line], currency: 'USD' },
    { person: { contactId: 'none' }, lines: [line] },
    { person: { phone: 'not a number' }, lines: [line] },
    { person, lines: [] },
    { person, lines: [line], employee: { agentId: 'nobody' } },
    { ...first },
    { ...first, currency: 'USD' },
    'nothing',
  ];
  const { rows } = (await till('POST /v1/purchases', { purchases })).json() as { rows: PurchaseRow[] };
  expect(rows.map(({ row, status, code }) => [row, status, code])).toEqual([
    [0, 201, undefined],
    [1, 201, undefined],
    [2, 404, 'NOT_FOUND'],
    [3, 422, 'PHONE_INVALID'],
    [4, 422, 'FIELD_INVALID'],
    [5, 422, 'FIELD_INVALID'],
    [6, 200, undefined],
    [7, 409, 'CLIENT_ID_REUSED'],
    [8, 422, 'FIELD_INVALID'],
  ]);
  expect(rows[6]!.id).toBe(rows[0]!.id);
  expect(rows[5]!.fields).toEqual({ 'employee.agentId': 'FIELD_INVALID' });
  const again = (await till('POST /v1/purchases', { purchases: [first] })).json() as { rows: PurchaseRow[] };
  expect(again.rows).toEqual([{ row: 0, status: 200, id: rows[0]!.id, contactId: contact.id }]);

  const one = await till('POST /v1/purchases', { ...first, externalId: '2' });
  expect([one.statusCode, one.json().status]).toEqual([201, 201]);
  expect((await till('POST /v1/purchases', { ...first, externalId: '2' })).statusCode).toBe(200);
  const other = await till('POST /v1/purchases', { ...first, externalId: '2', lines: [line, line] });
  expect([other.statusCode, other.json().code]).toEqual([409, 'CLIENT_ID_REUSED']);
  const wrong = await till('POST /v1/purchases', { person, lines: [{ ...line, price: -1 }] });
  expect([wrong.statusCode, wrong.json().fields]).toEqual([422, { 'lines.0.price': 'FIELD_INVALID' }]);
  // An agent's ids are not the program's.
  const byHand = await owner.ask('POST /v1/purchases', { body: first });
  expect([byHand.statusCode, byHand.json().id === rows[0]!.id]).toEqual([201, false]);

  const list = await till(`GET /v1/contacts/${contact.id}/purchases?limit=2`);
  expect(list.json().purchases).toHaveLength(2);
  const rest = await till(`GET /v1/contacts/${contact.id}/purchases?limit=100&cursor=${list.json().cursor}`);
  expect(rest.json()).toMatchObject({ cursor: null });
  const all = [...list.json().purchases, ...rest.json().purchases];
  expect(new Set(all.map(each => each.id)).size).toBe(4);
  expect(all.map(each => each.source).sort()).toEqual(['api', 'api', 'api', 'hand']);
});

test('PB5 a file is taken as a batch, and says by row and column what can not be read', async () => {
  const { desk, till, contact, owner } = await shop();
  const { secret } = (await owner.ask('POST /v1/keys', { body: { name: 'Files', scopes: ['purchases'] } })).json();
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'text/csv; charset=utf-8' };
  const bring = (body: string) => ask(desk, 'POST /v1/purchases', { body, origin: null, headers });
  const file = [
    '\ufeffPhone;What;Price;Quantity;Date;externalId',
    '99112233;"Tulips; red";3 000;15;1.3.2026;7',
    '99112233;Roses;dear;1;1.3.2026;8',
    'not a number;Roses;1;1;1.3.2026;9',
  ].join('\n');
  const { rows } = (await bring(file)).json() as { rows: PurchaseRow[] };
  expect(rows.map(({ row, status, fields }) => [row, status, fields])).toEqual([
    [0, 201, undefined],
    [1, 422, { price: 'FIELD_INVALID' }],
    [2, 422, { phone: 'PHONE_INVALID' }],
  ]);
  expect((await bring(file)).json().rows[0]).toEqual({ row: 0, status: 200, id: rows[0]!.id, contactId: contact.id });
  const { purchases } = (await till(`GET /v1/contacts/${contact.id}/purchases`)).json();
  expect(purchases).toMatchObject([
    { source: 'csv', total: 4500000, date: '2026-03-01', lines: [{ name: 'Tulips; red' }] },
  ]);
  for (const wrong of ['Phone,Colour\n1,2', 'Phone,What', '"', '']) expect((await bring(wrong)).statusCode).toBe(400);
});

test('PB1 a batch has room for a thousand rows and no more', async () => {
  const { till } = await shop();
  const purchases = Array.from({ length: 1000 }, (_, n) => ({ person, lines: [line], externalId: `row ${n}` }));
  const { rows } = (await till('POST /v1/purchases', { purchases })).json() as { rows: PurchaseRow[] };
  expect(rows.filter(each => each.status === 201)).toHaveLength(1000);
  const more = await till('POST /v1/purchases', { purchases: [...purchases, purchases[0]] });
  expect([more.statusCode, more.json().message]).toEqual([
    400,
    'body: wanted a purchase, {purchases: […]} with 1 to 1000 of them, or CSV',
  ]);
  expect((await till('POST /v1/purchases', { purchases: [...purchases, 1] })).statusCode).toBe(400);
  const much = { purchases: ['x'.repeat(PURCHASE_BATCH_BYTES)] };
  expect((await till('POST /v1/purchases', much)).statusCode).toBe(413);
});

test('PB3 PB4 a purchase is corrected and removed by hand, and its person is known by it', async () => {
  const { desk, owner, contact } = await shop();
  const { context, store } = desk;
  const bring = (body: object) =>
    owner.ask('POST /v1/purchases', { body: { person: { contactId: contact.id }, ...body } });
  const { id: agentId, name } = owner.agent;
  const made = (await bring({ lines: [line], date: '2026-02-01', employee: { agentId } })).json();
  await bring({ lines: [{ ...line, name: 'tulips', quantity: 1 }], currency: 'USD' });
  const by = { role: 'owner', siteIds: null } as const;
  const glance = await glanceOf(context, [contact.id], by);
  expect(glance).toMatchObject({ count: 2, usual: 'tulips', last: { currency: 'USD' } });
  expect(glance.sums).toContainEqual({ currency: 'MNT', count: 1, total: 4500000 });
  const items = await purchaseTimeline(context).read([contact.id], null, 10, by);
  expect(items.map(each => [each.kind, each.purchase.employee])).toEqual([
    ['purchase', null],
    ['purchase', { agentId, name }],
  ]);
  const corrected = await owner.ask(`PATCH /v1/purchases/${made.id}`, {
    body: { lines: [{ ...line, quantity: 10 }], employee: null },
  });
  expect(corrected.json()).toMatchObject({ total: 3000000, employee: null, date: '2026-02-01' });
  expect((await owner.ask(`DELETE /v1/purchases/${made.id}`)).statusCode).toBe(204);
  expect((await owner.ask(`DELETE /v1/purchases/${made.id}`)).statusCode).toBe(404);
  const rows = (await store.audit.page({ limit: 10 })).items;
  expect(rows.slice(0, 2).map(({ what, on }) => [what, on])).toEqual([
    ['purchase.removed', { kind: 'contact', id: contact.id, text: '' }],
    ['purchase.changed', { kind: 'contact', id: contact.id, text: 'lines, employee' }],
  ]);
  // Readers read, and who does not see the site sees nothing of it.
  const reader = await staffed(desk, { role: 'reader' });
  expect((await reader.ask(`GET /v1/contacts/${contact.id}/purchases`)).json().purchases).toHaveLength(1);
  const body = { person: { contactId: contact.id }, lines: [line] };
  expect((await reader.ask('POST /v1/purchases', { body })).statusCode).toBe(403);
  const blind = await staffed(desk, { siteIds: [] });
  expect((await blind.ask(`GET /v1/contacts/${contact.id}/purchases`)).statusCode).toBe(404);
  expect((await blind.ask('POST /v1/purchases', { body })).statusCode).toBe(404);
  expect((await blind.ask(`DELETE /v1/purchases/${glance.last!.id}`)).statusCode).toBe(404);
});

test('PB6 PB3 the whole desk hears of a purchase, and it goes with its person', async () => {
  const { desk, owner, contact, till } = await shop();
  const hook = { url: 'https://crm.example/hook', events: ['purchase.added', 'purchase.changed'] };
  await owner.ask('POST /v1/webhooks', { body: hook });
  const { id } = (await till('POST /v1/purchases', { person, lines: [line], externalId: '9' })).json();
  await till('POST /v1/purchases', { person, lines: [line], externalId: '9' });
  await owner.ask(`PATCH /v1/purchases/${id}`, { body: { currency: 'EUR' } });
  const waiting = async () => (await desk.store.outbox.page({ isDead: false, limit: 10 })).items;
  const told = (await waiting()).map(each => JSON.parse(each.payload)).map(({ type, data }) => [type, data]);
  expect(told).toEqual([
    ['purchase.changed', { siteId: null, purchase: expect.objectContaining({ id, currency: 'EUR' }) }],
    ['purchase.added', { siteId: null, purchase: expect.objectContaining({ id, currency: 'MNT', externalId: '9' }) }],
  ]);
  const file = (await owner.ask(`GET /v1/contacts/${contact.id}/export?format=jsonl`)).body;
  expect(file).toContain('"kind":"purchases"');
  const erased = await owner.ask(`POST /v1/contacts/${contact.id}/erasure`, { body: { confirm: 'erase' } });
  expect(erased.json().counts).toMatchObject({ purchases: 1 });
  expect(await desk.store.purchases.find(id)).toBe(null);
  expect(await waiting()).toEqual([]);
});

test('PB7 the desk counts in the currency of where it is, until an owner chooses one', async () => {
  const { owner, desk } = await shop();
  expect((await owner.ask('GET /v1/money')).json()).toEqual({ currency: 'MNT', isChosen: false });
  expect((await owner.ask('PUT /v1/money', { body: { currency: 'EUR' } })).json()).toEqual({
    currency: 'EUR',
    isChosen: true,
  });
  expect((await owner.ask('PUT /v1/money', { body: { currency: 'QQQ' } })).statusCode).toBe(422);
  const sarnai = await staffed(desk);
  expect((await sarnai.ask('PUT /v1/money', { body: { currency: null } })).statusCode).toBe(403);
  expect((await owner.ask('PUT /v1/money', { body: { currency: null } })).json().currency).toBe('MNT');
});
