import { expect, test } from 'vitest';
import { LOYALTY_DEFAULTS } from '../../../../protocol/loyalty.ts';
import { referralCodeOf } from '../../../../server/features/loyalty/commands.ts';
import { buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';

const LEVELS = [
  { name: 'Silver', fromSum: 50_000, percentDiscount: 10 },
  { name: 'Gold', fromSum: 500_000, percentDiscount: 20 },
];

/** A desk where loyalty is on, a person of whom the phone is known, an owner, a colleague, and a program with a key. */
async function shop() {
  const desk = await buildTestApp({ site: { timeZone: 'Asia/Ulaanbaatar', locale: 'mn' } });
  const owner = await staffed(desk, { role: 'owner', name: 'Oyu' });
  const sarnai = await staffed(desk, { name: 'Sarnai' });
  await owner.ask('PATCH /v1/switches', { body: { customers: true, loyalty: true } });
  const rules = { ...LOYALTY_DEFAULTS, percent: 10, services: [{ name: 'Colour', percent: 20 }], levels: LEVELS };
  expect((await owner.ask('PUT /v1/loyalty/settings', { body: rules })).json()).toEqual(rules);
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Do you cut hair?');
  const { contact } = (await desk.store.conversations.find(conversationId))!;
  await owner.ask(`PATCH /v1/contacts/${contact.id}`, { body: { phone: '+97699112233', name: 'Bat' } });
  let sold = 0;
  const sale = (body: object = {}) => {
    sold += 1;
    return { clientId: `sale-number-${sold}`, person: { phone: '99112233' }, what: 'Cut', amount: 10_000, ...body };
  };
  const sell = async (body: object = {}) => sarnai.ask('POST /v1/loyalty/sales', { body: sale(body) });
  const balance = async () => (await sarnai.ask(`GET /v1/contacts/${contact.id}/loyalty`)).json();
  return { desk, owner, sarnai, contact, sale, sell, balance };
}

test('LY1 LY3 what a program brings earns by its lines, and not what a file brings or while it is off', async () => {
  const { desk, owner, contact, balance } = await shop();
  const lines = [
    { name: 'Cut', quantity: 1, price: 10_000 },
    { name: 'COLOUR', quantity: 1, price: 10_000 },
  ];
  const keyed = { body: { name: 'Till', scopes: ['purchases', 'loyalty'] } };
  const { secret } = (await owner.ask('POST /v1/keys', keyed)).json();
  const till = (line: `${string} /${string}`, body?: unknown) =>
    ask(desk, line, { body, origin: null, headers: { authorization: `Bearer ${secret}` } });
  const person = { contactId: contact.id };
  const { id } = (await till('POST /v1/purchases', { person, lines })).json();
  expect(await balance()).toMatchObject({ balance: 3_000, rows: [{ kind: 'earned', delta: 3_000, purchaseId: id }] });
  const file = 'phone,what,price\n99112233,Cut,500\n';
  const brought = await ask(desk, 'POST /v1/purchases', {
    ...{ body: file, cookie: owner.cookie, headers: { 'content-type': 'text/csv' } },
  });
  expect(brought.statusCode).toBe(200);
  await owner.ask('PATCH /v1/switches', { body: { loyalty: false } });
  await till('POST /v1/purchases', { person, lines });
  expect((await balance()).balance).toBe(3_000);
  // The rules of its day, whatever holds by now.
  await till(`PATCH /v1/purchases/${id}`, { lines: lines.slice(0, 1) });
  expect((await balance()).balance).toBe(1_000);
  await desk.pass(1_000);
  await till(`DELETE /v1/purchases/${id}`);
  expect(await balance()).toMatchObject({ balance: 0, rows: [{ kind: 'refunded' }, { kind: 'corrected' }, {}] });
  expect((await till(`GET /v1/contacts/${contact.id}/loyalty`)).statusCode).toBe(200);
});

test('LY7 a sale is one purchase however often it is pressed, with the discount of the level first', async () => {
  const { sarnai, sale, sell, balance, contact } = await shop();
  const first = sale({ amount: 60_000 });
  const pressed = await Promise.all([1, 2, 3].map(() => sarnai.ask('POST /v1/loyalty/sales', { body: first })));
  const [one] = pressed.map(each => each.json());
  expect(one).toMatchObject({
    contactId: contact.id,
    discount: 0,
    spent: 0,
    toPay: 60_000,
    earned: 6_000,
    balance: 6_000,
  });
  expect(pressed.map(each => each.json())).toEqual([one, one, one]);
  expect((await sarnai.ask('POST /v1/loyalty/sales', { body: { ...first, amount: 1 } })).json().code).toBe(
    'CLIENT_ID_REUSED',
  );
  expect(await balance()).toMatchObject({ level: { name: 'Silver' }, bought: 60_000 });
  const second = (await sell({ spend: 4_500 })).json();
  expect(second).toMatchObject({ discount: 1_000, spent: 4_500, toPay: 4_500, earned: 450, balance: 1_950 });
  expect(await balance()).toMatchObject({ balance: 1_950, usual: 'Cut', mostPercent: 50 });
});

test('LY2 LY7 more than there is, or than may be, is refused by a sentence and nothing is sold', async () => {
  const { sell, balance } = await shop();
  await sell({ amount: 5_000 });
  const poor = await sell({ spend: 501 });
  expect([poor.statusCode, poor.json()]).toEqual([
    422,
    expect.objectContaining({ code: 'FIELD_INVALID', fields: { spend: 'FIELD_INVALID' } }),
  ]);
  expect(poor.json().message).toContain('the balance is 500; take 500 at most');
  expect((await sell({ amount: 900, spend: 451 })).statusCode).toBe(422);
  expect((await sell({ amount: 0 })).statusCode).toBe(422);
  expect((await balance()).bought).toBe(5_000);
});

test('LY5 a correction has a reason and is written down', async () => {
  const { owner, sarnai, contact, balance } = await shop();
  const path = `POST /v1/contacts/${contact.id}/loyalty` as const;
  const body = { clientId: 'a-correction', delta: 700, reason: 'Birthday' };
  for (let press = 0; press < 2; press += 1) expect((await sarnai.ask(path, { body })).statusCode).toBe(200);
  expect((await sarnai.ask(path, { body: { ...body, clientId: 'another-one', reason: ' ' } })).statusCode).toBe(422);
  const tooMuch = { ...body, clientId: 'another-one', delta: -701 };
  expect((await sarnai.ask(path, { body: tooMuch })).json().fields).toEqual({ delta: 'FIELD_INVALID' });
  expect(await balance()).toMatchObject({
    balance: 700,
    rows: [{ kind: 'corrected', delta: 700, reason: 'Birthday', byName: 'Sarnai' }],
  });
  const { rows } = (await owner.ask('GET /v1/audit')).json();
  const written = rows.filter((each: { what: string }) => each.what === 'bonus.corrected');
  expect(written).toMatchObject([{ on: { kind: 'contact', id: contact.id, text: '700: Birthday' } }]);
  const long = { clientId: 'a'.repeat(64), delta: 1, reason: 'Long' };
  expect((await sarnai.ask(path, { body: long })).statusCode).toBe(200);
});

test('LY6 a number finds who has it, makes nobody, and tells nobody of whom an agent does not see', async () => {
  const { desk, sarnai, sell, contact } = await shop();
  await sell();
  const find = async (who: typeof sarnai, phone: string) =>
    who.ask(`GET /v1/loyalty?phone=${encodeURIComponent(phone)}`);
  expect((await find(sarnai, '9911 2233')).json().people).toMatchObject([
    { contact: { id: contact.id, name: 'Bat' }, balance: 1_000, currency: 'MNT', level: null },
  ]);
  expect((await find(sarnai, '88112233')).json()).toEqual({ people: [] });
  expect((await find(sarnai, 'nothing')).json().code).toBe('PHONE_INVALID');
  const elsewhere = await staffed(desk, { name: 'Far', siteIds: ['another'] });
  expect((await find(elsewhere, '99112233')).json()).toEqual({ people: [] });
  expect((await elsewhere.ask(`GET /v1/contacts/${contact.id}/loyalty`)).statusCode).toBe(404);
});

test('LY8 LY9 LY10 a code is made when it is asked for, and both get bonus at the till', async () => {
  const { desk, owner, sarnai, contact, sell, balance } = await shop();
  const code = async () => sarnai.ask(`POST /v1/contacts/${contact.id}/loyalty/code`);
  expect((await code()).statusCode).toBe(404);
  const settings = (await owner.ask('GET /v1/loyalty/settings')).json();
  const referral = { referrer: 700, newcomer: 300 };
  await owner.ask('PUT /v1/loyalty/settings', { body: { ...settings, referral } });
  expect((await balance()).referralCode).toBe(null);
  const asked = await Promise.all([code(), code()]);
  const mine = asked[0]!.json().code;
  expect(mine).toMatch(/^[2-9A-HJ-NP-Z]{6}$/);
  expect(asked[1]!.json().code).toBe(mine);
  expect((await balance()).referralCode).toBe(mine);
  const own = await sell({ referral: mine });
  expect([own.statusCode, own.json().fields]).toEqual([422, { referral: 'FIELD_INVALID' }]);
  expect(own.json().message).toContain('Nobody brings themself');
  expect((await sell({ person: { phone: '88112233' }, referral: 'NOBODY' })).json().message).toContain(
    'Nobody has this',
  );
  const first = { person: { phone: '88112233' }, amount: 5_000, referral: ` ${mine.toLowerCase()} ` };
  expect((await sell(first)).json()).toMatchObject({ earned: 500, referred: 300, balance: 800, toPay: 5_000 });
  expect(await balance()).toMatchObject({ balance: 700, rows: [{ kind: 'referred', delta: 700 }] });
  const again = await sell({ ...first });
  expect(again.json()).toMatchObject({ referred: 0 });
  expect(await balance()).toMatchObject({ balance: 700 });
  await owner.ask('PATCH /v1/switches', { body: { loyalty: false } });
  expect(await referralCodeOf(desk.context, contact.id)).toBe(null);
});

test('LY9 LY10 a program says who brought somebody, whose first purchase pays both', async () => {
  const { desk, owner, sarnai, contact, balance } = await shop();
  const settings = (await owner.ask('GET /v1/loyalty/settings')).json();
  const referral = { referrer: 700, newcomer: 0 };
  await owner.ask('PUT /v1/loyalty/settings', { body: { ...settings, referral } });
  const code = await referralCodeOf(desk.context, contact.id);
  const lines = [{ name: 'Cut', quantity: 1, price: 10_000 }];
  const keyed = { body: { name: 'Till', scopes: ['purchases', 'loyalty', 'contacts'] } };
  const { secret } = (await owner.ask('POST /v1/keys', keyed)).json();
  const till = (line: `${string} /${string}`, body?: unknown) =>
    ask(desk, line, { body, origin: null, headers: { authorization: `Bearer ${secret}` } });
  const { conversationId } = await send(await visitor(desk), 'Hello');
  const newcomer = (await desk.store.conversations.find(conversationId))!.contact.id;
  const bring = () => till(`POST /v1/contacts/${newcomer}/loyalty/referral`, { code });
  expect((await bring()).json().message).toContain('telephone number');
  await sarnai.ask(`PATCH /v1/contacts/${newcomer}`, { body: { phone: '+97688112233' } });
  for (let press = 0; press < 2; press += 1) expect((await bring()).json()).toEqual({ code });
  const { id } = (await till('POST /v1/purchases', { person: { contactId: newcomer }, lines })).json();
  expect(await balance()).toMatchObject({ balance: 700, rows: [{ kind: 'referred', purchaseId: id }] });
  await till(`DELETE /v1/purchases/${id}`);
  expect((await balance()).balance).toBe(0);
});
