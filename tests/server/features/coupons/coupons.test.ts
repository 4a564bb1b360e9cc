import { expect, test } from 'vitest';
import { LOYALTY_DEFAULTS } from '../../../../protocol/loyalty.ts';
import { couponCodes, worthOf } from '../../../../server/features/coupons/rules.ts';
import { newCoupon } from '../../../contract/rules/coupons.ts';
import { buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';

const DAY_MS = 24 * 3_600_000;
const LEVELS = [{ name: 'Silver', fromSum: 50_000, percentDiscount: 10 }];

async function shop() {
  const desk = await buildTestApp({ site: { timeZone: 'Asia/Ulaanbaatar', locale: 'mn' } });
  const owner = await staffed(desk, { role: 'owner', name: 'Oyu' });
  const sarnai = await staffed(desk, { name: 'Sarnai' });
  await owner.ask('PATCH /v1/switches', { body: { customers: true, loyalty: true } });
  await owner.ask('PUT /v1/loyalty/settings', { body: { ...LOYALTY_DEFAULTS, percent: 10, levels: LEVELS } });
  const { conversationId } = await send(await visitor(desk), 'Hello');
  const { contact } = (await desk.store.conversations.find(conversationId))!;
  await owner.ask(`PATCH /v1/contacts/${contact.id}`, { body: { phone: '+97699112233', name: 'Bat' } });
  let made = 0;
  const make = async (body: object = {}) => {
    made += 1;
    const wanted = { clientId: `a-batch-number-${made}`, kind: 'percent', percent: 20, ...body };
    return sarnai.ask('POST /v1/coupons', { body: wanted });
  };
  const code = async (body: object = {}): Promise<string> => (await make(body)).json().coupons[0].code;
  const sale = (body: object = {}) => {
    made += 1;
    return { clientId: `a-sale-number-${made}`, person: { phone: '99112233' }, what: 'Cut', amount: 10_000, ...body };
  };
  const sell = async (body: object = {}) => sarnai.ask('POST /v1/loyalty/sales', { body: sale(body) });
  const seen = async (of: string) => (await sarnai.ask(`GET /v1/coupons/${of}`)).json();
  return { desk, owner, sarnai, contact, make, code, sale, sell, seen };
}

test('CU1 codes can not be guessed, and begin as is wanted', () => {
  const codes = couponCodes('spring', 1_000, below => Math.floor(Math.random() * below));
  expect(new Set(codes).size).toBe(1_005);
  for (const each of codes) expect(each).toMatch(/^SPRING-[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/);
});

test('CU1 a batch is made once, is written down, and comes as a file', async () => {
  const { owner, sarnai, make } = await shop();
  const body = { clientId: 'one-batch', count: 3, prefix: 'gift', kind: 'certificate', percent: null, amount: 5_000 };
  const first = (await make(body)).json();
  expect(first.coupons).toHaveLength(3);
  expect((await make(body)).json()).toEqual(first);
  expect((await make({ ...body, amount: 1 })).json().code).toBe('CLIENT_ID_REUSED');
  const file = await sarnai.ask(`GET /v1/coupons/batches/${first.batchId}`);
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
  const lines = file.body.trim().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toBe(`${first.coupons[0].code},certificate,,50.00,MNT,50.00,,,,,good`);
  expect((await sarnai.ask('GET /v1/coupons?limit=2')).json().coupons).toHaveLength(2);
  const rows = (await owner.ask('GET /v1/audit'))
    .json()
    .rows.filter((each: { what: string }) => each.what === 'coupons.made');
  expect(rows).toMatchObject([{ on: { text: '3 × certificate: 5000 MNT' } }]);
  for (const wrong of [{ percent: null }, { percent: 101 }, { code: 'MINE', count: 2 }, { until: 1 }, { count: 0 }]) {
    expect([wrong, (await make(wrong)).statusCode]).toEqual([wrong, 422]);
  }
  expect((await make({ ...body, clientId: 'another-one', count: 1, code: 'GUESSED' })).statusCode).toBe(422);
});

test('CU2 CU3 at the till the level comes first, then the coupon, then bonus, and a press counts once', async () => {
  const { sarnai, contact, code, sale, sell, seen } = await shop();
  await sell({ amount: 60_000 });
  const mine = await code();
  const body = sale({ code: ` ${mine.toLowerCase()} `, spend: 3_600 });
  const presses = await Promise.all([1, 2, 3].map(() => sarnai.ask('POST /v1/loyalty/sales', { body })));
  // 10,000 less 10 % of the level, less 20 % of the coupon; half of that with bonus.
  expect(presses[0]!.json()).toMatchObject({
    discount: 1_000,
    coupon: 1_800,
    certificate: 0,
    spent: 3_600,
    toPay: 3_600,
  });
  expect(presses.map(each => each.json())).toEqual(presses.map(() => presses[0]!.json()));
  const { coupon, uses } = await seen(mine);
  expect(coupon).toMatchObject({ used: 1, usedBy: { name: 'Sarnai' } });
  expect(uses).toMatchObject([{ contact: { id: contact.id, name: 'Bat' }, amount: 1_800, by: { name: 'Sarnai' } }]);
  const again = await sell({ code: mine });
  expect([again.statusCode, again.json().fields]).toEqual([409, { code: 'ALREADY_CLAIMED' }]);
  expect((await sell({ code: 'NOBODYS' })).json()).toMatchObject({ code: 'NOT_FOUND', fields: { code: 'NOT_FOUND' } });
  const other = await code();
  expect((await sell({ code: other, spend: 3_601 })).json().fields).toEqual({ spend: 'FIELD_INVALID' });
  expect((await seen(other)).coupon.used).toBe(0);
});

test('CU3 CU4 a certificate pays in parts and earns as money does, and a removed purchase gives it back', async () => {
  const { owner, code, sell, seen } = await shop();
  const gift = await code({ kind: 'certificate', percent: null, amount: 12_000 });
  const first = (await sell({ code: gift })).json();
  expect(first).toMatchObject({ discount: 0, coupon: 0, certificate: 10_000, toPay: 0, earned: 1_000 });
  expect((await sell({ code: gift })).json()).toMatchObject({ certificate: 2_000, toPay: 8_000 });
  expect((await seen(gift)).coupon).toMatchObject({ amountLeft: 0, used: 2, uses: null });
  expect((await sell({ code: gift })).statusCode).toBe(409);
  expect((await owner.ask(`DELETE /v1/purchases/${first.purchaseId}`)).statusCode).toBe(204);
  expect((await seen(gift)).coupon).toMatchObject({ amountLeft: 10_000, used: 1 });
});

test('CU2 CU5 a coupon by hand, with a key, is used once for its press, and not when it is off', async () => {
  const { desk, owner, code } = await shop();
  const keyed = { body: { name: 'Till', scopes: ['purchases', 'loyalty'] } };
  const { secret } = (await owner.ask('POST /v1/keys', keyed)).json();
  const till = (line: `${string} /${string}`, body?: unknown) =>
    ask(desk, line, { body, origin: null, headers: { authorization: `Bearer ${secret}` } });
  const gift = await code({
    kind: 'certificate',
    percent: null,
    amount: 100,
    prefix: 'LONG ENOUGH',
    until: desk.context.now() + DAY_MS,
  });
  const use = (clientId: string, amount?: number) => till(`POST /v1/coupons/${gift}/use`, { clientId, amount });
  expect((await use('a-press-of-it')).json().fields).toEqual({ amount: 'FIELD_INVALID' });
  for (let press = 0; press < 2; press += 1) {
    expect((await use('a-press-of-it', 60)).json().coupon).toMatchObject({ amountLeft: 40 });
  }
  expect((await use('another-press', 41)).statusCode).toBe(409);
  const turn = (isOff: boolean) => till(`POST /v1/coupons/${gift}/switch`, { isOff });
  expect((await turn(true)).json().offAt).toBe(desk.context.now());
  expect((await use('another-press', 1)).statusCode).toBe(404);
  expect((await turn(false)).json().offAt).toBe(null);
  await desk.pass(2 * DAY_MS);
  expect((await use('another-press', 1)).statusCode).toBe(404);
});

test('CU2 whose a use was is for those who see the card', async () => {
  const { desk, code, sell } = await shop();
  const mine = await code();
  await sell({ code: mine });
  const far = await staffed(desk, { name: 'Far', siteIds: ['another'] });
  const { uses } = (await far.ask(`GET /v1/coupons/${mine}`)).json();
  expect(uses).toMatchObject([{ contact: null, contactId: null, purchaseId: null }]);
});

test('CU3 what is not for this person, thing or money is refused', () => {
  const coupon = (fields: object) => ({ code: 'MINE', ...newCoupon(fields) });
  const sale = { price: 999, what: 'cut', currency: 'MNT', contactIds: ['bat'] };
  expect(worthOf(coupon({ percent: 10 }), sale)).toBe(99);
  expect(worthOf(coupon({ service: 'Cut', contactId: 'bat' }), sale)).toBe(99);
  expect(worthOf(coupon({ kind: 'amount', amount: 5_000, currency: 'MNT' }), sale)).toBe(999);
  for (const wrong of [{ service: 'Colour' }, { contactId: 'eve' }, { kind: 'amount', amount: 1, currency: 'EUR' }]) {
    expect(() => worthOf(coupon(wrong), sale)).toThrow(expect.objectContaining({ fields: { code: 'FIELD_INVALID' } }));
  }
});
