import { expect, test } from 'vitest';
import type { ListTurn } from '../../../../protocol/lists.ts';
import { listTimeline } from '../../../../server/features/lists/timeline.ts';
import { buildFleet, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();
const DAY = 24 * 3_600_000;
const PAUSE = 6_000;

async function look(desk: Desk) {
  await desk.pass(PAUSE);
  await desk.context.lists.settled();
}

/** Somebody who left a number and says something. @returns their contact */
async function caller(desk: Desk, phone: string, text: string) {
  const page = await visitor(desk);
  await page.ask({ type: 'visitor.identify', name: `Caller ${phone.slice(-2)}`, phone });
  const { conversationId } = await send(page, text);
  return { page, contactId: (await desk.store.conversations.find(conversationId))!.contact.id };
}

async function setDesk() {
  const desk = await buildTestApp();
  const owner = await staffed(desk, { role: 'owner', name: 'Oyu' });
  await owner.ask('PATCH /v1/switches', { body: { customers: true } });
  const [bella, bold] = [await staffed(desk, { name: 'Bella' }), await staffed(desk, { name: 'Bold' })];
  const since = desk.context.now();
  const turn = async (who: typeof owner, list = 'hot'): Promise<ListTurn> =>
    (await who.ask(`POST /v1/lists/${list}/turn`, { body: { since } })).json();
  const call = (who: typeof owner, entryId: string, body: object) =>
    who.ask(`POST /v1/lists/entries/${entryId}/calls`, { body });
  return { desk, owner, bella, bold, turn, call, since };
}

test('LW2 LW3 LW5 who asks for a price is rung by one agent, who says what came of it', async () => {
  const { desk, owner, bella, bold, turn, call, since } = await setDesk();
  const nobody = await visitor(desk);
  await send(nobody, 'How much are roses?');
  const ann = await caller(desk, '+97699112201', 'How much are roses?');
  await desk.pass(1_000);
  const bob = await caller(desk, '+97699112202', 'Good morning');
  await bob.page.ask({
    type: 'visitor.track',
    kind: 'page',
    name: 'Prices',
    url: 'https://altan.example/prices?for=bob',
  });
  await look(desk);
  await look(desk);
  const first = await turn(bella);
  expect(first).toMatchObject({
    count: { list: 'hot', left: 2, done: 0 },
    entry: { contactId: bob.contactId, why: [{ code: 'price_page', text: 'Prices' }], coupon: null },
    person: { contact: { name: 'Caller 02', phone: '+97699112202' }, bought: null, calls: [] },
    next: { name: 'Caller 01' },
  });
  const second = await turn(bold);
  expect(second).toMatchObject({ entry: { contactId: ann.contactId, why: [{ code: 'asked_price' }] }, next: null });
  const third = await turn(owner);
  expect(third).toMatchObject({ entry: null, person: null, next: null });

  const entryId = first.entry!.id;
  expect((await bella.ask(`POST /v1/lists/entries/${entryId}/hold`)).json()).toEqual({ isHeld: true });
  expect((await bold.ask(`POST /v1/lists/entries/${entryId}/hold`)).json()).toEqual({ isHeld: false });
  expect((await call(bold, entryId, { clientId: 'call-0001', outcome: 'never' })).json().code).toBe('ALREADY_CLAIMED');
  const past = { clientId: 'call-0002', outcome: 'thinks', nextAt: since - 1 };
  expect((await call(bella, entryId, past)).json().fields).toEqual({ nextAt: 'FIELD_INVALID' });
  const nextAt = desk.context.now() + 2 * DAY;
  const said = { clientId: 'call-0003', outcome: 'thinks', note: 'On Friday', nextAt };
  const kept = (await call(bella, entryId, said)).json();
  expect(kept).toMatchObject({ outcome: 'thinks', note: 'On Friday', nextAt, agent: { name: 'Bella' } });
  expect((await call(bella, entryId, said)).json()).toEqual(kept);
  await call(bold, second.entry!.id, { clientId: 'call-0003', outcome: 'never', note: 'Please not' });
  const { consents } = (await desk.store.contacts.find(ann.contactId))!;
  expect(consents).toMatchObject([{ channel: 'phone', isGiven: false, text: 'Please not', source: 'agent' }]);
  const lists = (await owner.ask(`GET /v1/lists?since=${since}`)).json();
  expect(lists.counts).toEqual([
    { list: 'left', left: 0, done: 0 },
    { list: 'hot', left: 0, done: 2 },
  ]);
  expect(lists.figures[1].outcomes).toEqual([
    { outcome: 'never', count: 1 },
    { outcome: 'thinks', count: 1 },
  ]);
  const items = await listTimeline(desk.context).read([bob.contactId], null, 9, bella.agent);
  expect(items).toMatchObject([{ kind: 'list_call', outcome: 'thinks', list: 'hot' }]);

  // They come again when they were promised, with what was said.
  await desk.pass(2 * DAY);
  await desk.context.lists.settled();
  expect(await turn(bold)).toMatchObject({ entry: { id: entryId }, person: { calls: [{ note: 'On Friday' }] } });
  await bold.ask(`POST /v1/lists/entries/${entryId}/release`, { body: { isSkipped: true } });
  expect((await turn(bold)).entry).toBe(null);
});

test('LW1 LW6 who was lost for bad service is offered a coupon, which is good once', async () => {
  const { desk, owner, bella, turn, call } = await setDesk();
  const { contactId } = await caller(desk, '+97699112203', 'Where are my roses?');
  const reason = { id: 'service', text: 'Four hours late' };
  await bella.ask(`POST /v1/contacts/${contactId}/stage`, { body: { stageId: 'lost', reason } });
  await look(desk);
  const { entry } = await turn(bella, 'left');
  expect(entry).toMatchObject({ why: [{ code: 'lost', text: 'Four hours late' }], coupon: { percent: 15 } });
  const { code } = entry!.coupon!;
  expect(code).toMatch(/^BACK-[2-9A-Z]{4}$/);
  const { couponCode } = (await call(bella, entry!.id, { clientId: 'call-0004', outcome: 'comes_back' })).json();
  expect(couponCode).toBe(code);
  const use = (typed: string, clientId?: string) =>
    bella.ask(`POST /v1/coupons/${encodeURIComponent(typed)}/use`, { ...(clientId && { body: { clientId } }) });
  const seen = (who: typeof owner) => who.ask(`GET /v1/coupons/${code.toLowerCase()}`);
  expect((await seen(bella)).json()).toMatchObject({
    ...{ list: 'left', contactId, contact: { name: 'Caller 03' } },
    coupon: { code, percent: 15, usedAt: null },
  });
  // Neither told nor used up by who does not see the card.
  const stranger = await staffed(desk, { siteIds: [(await desk.addSite({ key: 'other' })).id] });
  expect((await seen(stranger)).statusCode).toBe(404);
  expect((await stranger.ask(`POST /v1/coupons/${code}/use`)).statusCode).toBe(404);
  const press = 'press-0001';
  const used = (await use(` ${code.toLowerCase()}`, press)).json();
  expect(used).toMatchObject({ contactId, coupon: { code, usedBy: { name: 'Bella' } } });
  expect((await use(code, press)).json()).toEqual(used);
  expect((await use(code, 'press-0002')).json().code).toBe('ALREADY_CLAIMED');
  expect((await seen(bella)).json()).toEqual(used);
  const given = await listTimeline(desk.context).read([contactId], null, 9, bella.agent);
  expect(given).toMatchObject([{ couponCode: code, coupon: { usedAt: used.coupon.usedAt } }]);
  expect((await use(code)).json().code).toBe('ALREADY_CLAIMED');
  expect((await use('BACK-0000')).statusCode).toBe(404);

  const settings = { priceWords: ['Une', 'une'], offers: { left: { percent: 20, days: 7 }, hot: null } };
  expect((await bella.ask('PUT /v1/lists/settings', { body: settings })).statusCode).toBe(403);
  expect((await owner.ask('PUT /v1/lists/settings', { body: settings })).json()).toEqual({
    ...settings,
    priceWords: ['une'],
  });
  expect((await owner.ask('GET /v1/lists/settings')).json().priceWords).toEqual(['une']);
  const rows = (await desk.store.audit.page({ limit: 10 })).items.map(each => each.what);
  expect(rows).toContain('lists.changed');
});

test('LW3 RI4 nobody is given somebody of a site that they do not see', async () => {
  const { desk, bella, turn, call } = await setDesk();
  await caller(desk, '+97699112204', 'What is the price?');
  await look(desk);
  const other = await desk.addSite({ key: 'other' });
  const stranger = await staffed(desk, { siteIds: [other.id] });
  expect(await turn(stranger)).toMatchObject({ entry: null, count: { left: 0 } });
  const { entry } = await turn(bella);
  for (const path of ['hold', 'release']) {
    const body = { isSkipped: true };
    expect((await stranger.ask(`POST /v1/lists/entries/${entry!.id}/${path}`, { body })).statusCode).toBe(404);
  }
  expect((await call(stranger, entry!.id, { clientId: 'call-0005', outcome: 'never' })).statusCode).toBe(404);
  const reader = await staffed(desk, { role: 'reader' });
  expect((await reader.ask('POST /v1/lists/hot/turn', { body: { since: 0 } })).statusCode).toBe(403);
});

test.skipIf(!mongo.uri)(`LW3 of agents at several servers each gets somebody else ${mongo.reason ?? ''}`, async () => {
  const [one, two] = (await buildFleet(newDatabase(mongo), 2)) as [Desk, Desk];
  const why = [{ code: 'asked_price' as const, at: 1, text: '', n: null, siteId: null }];
  const found = { why, since: 1 };
  const contactIds: string[] = [];
  for (let n = 0; n < 4; n++) {
    const { visitorId } = await visitor(one);
    const { contactId } = (await one.store.visitors.find(visitorId))!;
    const newIds = { left: `left-${n}`, hot: `hot-${n}` };
    await one.store.lists.keep({
      contactIds: [contactId],
      found: { left: null, hot: found },
      newIds,
      at: one.context.now(),
    });
    contactIds.push(contactId);
  }
  const turns = [one, two, one, two, one, two].map(async desk => {
    const who = await staffed(desk);
    const answer = await who.ask('POST /v1/lists/hot/turn', { body: { since: 0 } });
    return (answer.json() as ListTurn).entry?.contactId ?? null;
  });
  const given = await Promise.all(turns);
  expect(given.filter(Boolean).sort()).toEqual(contactIds.sort());
});
